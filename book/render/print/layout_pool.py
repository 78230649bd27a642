"""Have sheets laid out and drawn on all cores: this process is one lane, each worker process another.

What is made of a sheet depends on its job, on the setting of the press (page, style sheets, fonts) and on the program alone: it
is kept under the digest of these, and a sheet that has been made before is not made again.
"""

import hashlib
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from book.render.print.documents import Job, Setting
from book.render.print.rendered import Drawn

if TYPE_CHECKING:
    from book.render.print.engine.layout import Press

_presses: dict[int, "Press"] = {}  # of this process, by the number of the lanes that they belong to
_numbers = count()
EXTENT = "extent"
LEAST = 60_000  # characters of HTML a lane, some 20 pages: for less, a worker that must start first does not pay


def _libraries() -> tuple[int, str]:
    from book.render.print.engine.draw import libraries

    return libraries()


def _begin(number: int, setting: Setting) -> None:
    from book.render.print.engine.layout import Press

    _presses[number] = Press(setting)


def _make(number: int, job: Job) -> Drawn:
    return _presses[number].make(job)


def _end(number: int) -> None:
    _presses.pop(number, None)


class Keeps(Protocol):
    """Keeps contents by their keys; `seed` stands for the program, so that another one finds nothing of this one's."""

    seed: str

    def get(self, key: str) -> bytes | None: ...
    def put(self, key: str, content: bytes) -> None: ...


@dataclass(frozen=True, slots=True)
class Extent:
    """What there is to know of a sheet to number its pages: how many it has, and on which of them, from 0, its anchors are."""

    pages: int
    anchors: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Laid:
    """A sheet that is there: laid out, or kept since it was; the so many-th of a round.

    `setting`, `text` and `figures` are digests of what it was made from: page, fonts and style sheets; its own words; the page
    numbers in it.
    """

    name: str
    setting: str
    text: str
    figures: str
    kept: bool
    done: int
    total: int


Told = Callable[[Laid], None]


class Lanes:
    """A press in this process, and one in each of the workers, which have one process each.

    The workers get theirs when there is enough to do for them. `end` must be called in the end.
    """

    def __init__(
        self,
        setting: Setting,
        workers: Sequence[Executor] = (),
        cache: Keeps | None = None,
        told: Told = lambda _: None,
    ) -> None:
        self.setting, self.workers, self.told = setting, workers, told
        self.shelf = _Shelf(cache)
        self.number = next(_numbers)
        self.begun: list[Executor] = []
        # The first worker has the engine at hand before this process does, and gets a press while there is something to think here.
        engine = workers[0].submit(_libraries).result() if workers else _libraries()
        self._hire(workers[:1])
        self.digest = _digest_setting(setting, engine, cache.seed if cache else "")
        self.keys: dict[Job, str] = {}

    @cached_property
    def press(self) -> "Press":
        """The press of this process."""
        from book.render.print.engine.layout import Press

        return Press(self.setting)

    def lay_out(
        self, jobs: Iterable[Job], meanwhile: Callable[[], object] | None = None
    ) -> dict[str, Extent]:
        """Lay out and draw the sheets that are not kept, and tell of each when it is there.

        `meanwhile` is done where nothing else is left to do, if something is; what is kept is told before.
        """
        wanted = tuple(jobs)
        found: dict[str, Extent] = {}

        def note(job: Job, extent: Extent, *, kept: bool) -> None:
            found[job.name] = extent
            key, figures = self._key(job), _digest(job.figures)
            self.told(Laid(job.name, self.digest, key, figures, kept, len(found), len(wanted)))

        kept = self.kept(wanted)
        for job in wanted:
            if job.name in kept:
                note(job, kept[job.name], kept=True)
        missing = [job for job in wanted if job.name not in kept]
        self._make(
            missing,
            lambda job: note(job, self.shelf.get(self._key(job, EXTENT)), kept=False),
            meanwhile,
        )
        return found

    def kept(self, jobs: Iterable[Job]) -> dict[str, Extent]:
        """Give the extents of those of the sheets that are kept."""
        return {
            job.name: extent for job in jobs if (extent := self.shelf.get(self._key(job, EXTENT)))
        }

    def draw(self, jobs: Iterable[Job]) -> dict[str, Drawn]:
        """Give the sheets as they are drawn, with their page numbers."""
        wanted = tuple(jobs)
        found = {
            job.name: drawn
            for job in wanted
            if (drawn := self.shelf.get(self._key(job, *job.figures)))
        }
        rest = [job for job in wanted if job.name not in found]
        self._make([job for job in rest if not self.shelf.get(self._key(job))])
        for job in rest:
            drawn = self.shelf.get(self._key(job))
            found[job.name] = drawn.with_figures(job.figures) if job.figures else drawn
            if job.figures:
                self.shelf.put(self._key(job, *job.figures), found[job.name])
        return found

    def _key(self, job: Job, *more: str) -> str:
        if job not in self.keys:
            self.keys[job] = _digest((self.digest, job.source, job.notes))
        return _digest((self.keys[job], *more))

    def _make(
        self,
        jobs: Iterable[Job],
        then: Callable[[Job], None] = lambda _: None,
        meanwhile: Callable[[], object] | None = None,
    ) -> None:
        """Make the longest first, each where there is nothing else to do; when one fails, begin no other."""
        waiting = deque(sorted(jobs, key=lambda job: -len(job.source)))
        if not waiting:
            return
        one_by_one = Lock()

        def work(worker: Executor | None) -> None:
            try:
                while job := _next(waiting):
                    drawn = (
                        worker.submit(_make, self.number, job).result()
                        if worker
                        else self.press.make(job)
                    )
                    with one_by_one:
                        self.shelf.put(
                            self._key(job, EXTENT), Extent(len(drawn.leaves), drawn.anchors)
                        )
                        self.shelf.put(self._key(job), drawn)
                        then(job)
            except BaseException:
                waiting.clear()
                raise

        workers = self._worth(len(waiting), sum(len(job.source) for job in waiting))
        takes_part = len(waiting) > len(workers)
        threads = ThreadPoolExecutor(
            max(1, len(workers))
        )  # a thread for each worker, which waits for it
        others = [threads.submit(work, worker) for worker in workers]
        threads.shutdown(wait=False)  # an interrupt of this process need not wait for the workers
        if takes_part:
            work(None)
        if meanwhile:
            meanwhile()
        for other in others:
            other.result()

    def _worth(self, jobs: int, characters: int) -> Sequence[Executor]:
        """Give as many workers as pay off for so many jobs of so many characters of HTML, each with a press; the first has begun."""
        found = self.workers[: min(jobs, max(1, characters // LEAST))]
        self._hire(found[len(self.begun) :])
        return found

    def _hire(self, workers: Sequence[Executor]) -> None:
        for worker in workers:
            worker.submit(_begin, self.number, self.setting)
            self.begun.append(worker)

    def end(self) -> None:
        """Let go of the workers' presses."""
        for worker in self.begun:
            worker.submit(_end, self.number)


def _next(waiting: deque[Job]) -> Job | None:
    """Take the next job; another thread may have taken the last."""
    try:
        return waiting.popleft()
    except IndexError:
        return None


def _digest_setting(setting: Setting, engine: tuple[int, str], seed: str) -> str:
    """Digest all that decides what is made of a job, but the job."""
    found = hashlib.sha256(
        repr((seed, setting.trim, setting.styles, setting.variant, engine)).encode()
    )
    for name, content in sorted(setting.files.items()):
        found.update(f"{name}\0{len(content)}\0".encode() + content)
    return found.hexdigest()


def _digest(of: object) -> str:
    return hashlib.sha256(repr(of).encode()).hexdigest()


class _Shelf:
    """What was made, in memory and in the store, if there is one."""

    def __init__(self, cache: Keeps | None) -> None:
        self.cache = cache
        self.known: dict[str, Any] = {}

    def get(self, key: str) -> Any:
        """Give what was made; None for what is not there."""
        if key not in self.known and self.cache and (found := self.cache.get(key)):
            self.known[key] = pickle.loads(found)  # noqa: S301 (our own)
        return self.known.get(key)

    def put(self, key: str, made: object) -> None:
        self.known[key] = made
        if self.cache:
            self.cache.put(key, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
