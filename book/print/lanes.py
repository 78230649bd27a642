"""Have sheets laid out and drawn on all cores: this process is one lane, each worker process another.

What is made of a sheet depends on its job, on the setting of the press (page, style sheets, fonts) and on the program alone: it
is kept under the digest of these, and a sheet that has been made before is not made again.
"""

import hashlib
import pickle
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from itertools import count
from typing import Protocol

from book.model import Trim
from book.print.drawn import Drawn, libraries
from book.print.layout import Job, Press

_presses: dict[int, Press] = {}  # of this process, by the number of the lanes that they belong to
_numbers = count()
LEAST = 60_000  # characters of HTML a lane, some 20 pages: for less, a worker that must start first does not pay


def _begin(number: int, trim: Trim, files: Mapping[str, bytes], styles: tuple[str, ...], variant: str) -> None:
    _presses[number] = Press(trim, files, styles, variant)


def _make(number: int, job: Job) -> Drawn:
    return _presses[number].make(job)


def _end(number: int) -> None:
    _presses.pop(number, None)


class Keeps(Protocol):
    """Keeps contents by their keys; `seed` stands for the program, so that another one finds nothing of this one's."""

    seed: str

    def get(self, key: str) -> bytes | None: ...
    def put(self, key: str, content: bytes) -> None: ...


class Lanes:
    """A press in this process, and one in each of the workers, which have one process each.

    The workers get theirs when there is enough to do for them. `end` must be called in the end.
    """

    def __init__(self, press: Press, workers: Sequence[Executor], store: Keeps | None = None) -> None:
        self.press, self.workers, self.store = press, workers, store
        self.setting = _setting(press, store.seed) if store else ""
        self.number = next(_numbers)
        self.begun: list[Executor] = []

    def make(self, jobs: Iterable[Job]) -> dict[str, Drawn]:
        """Lay out and draw the sheets that are not kept."""
        if not self.store:
            return self._make(jobs)
        keys = {job: _key(self.setting, job) for job in jobs}
        kept = {job.name: pickle.loads(found) for job, key in keys.items() if (found := self.store.get(key))}  # noqa: S301 (our own)
        made = self._make(job for job in keys if job.name not in kept)
        for key, name in ((key, job.name) for job, key in keys.items() if job.name in made):
            self.store.put(key, pickle.dumps(made[name], pickle.HIGHEST_PROTOCOL))
        return kept | made

    def _make(self, jobs: Iterable[Job]) -> dict[str, Drawn]:
        """Make the longest first, each where there is nothing else to do; when one fails, begin no other."""
        waiting = deque(sorted(jobs, key=lambda job: -len(job.source)))
        done: dict[str, Drawn] = {}

        def work(worker: Executor | None) -> None:
            try:
                while job := _next(waiting):
                    done[job.name] = worker.submit(_make, self.number, job).result() if worker else self.press.make(job)
            except BaseException:
                waiting.clear()
                raise

        workers = self._worth(sum(len(job.source) for job in waiting))
        threads = ThreadPoolExecutor(max(1, len(workers)))  # a thread for each worker, which waits for it
        others = [threads.submit(work, worker) for worker in workers]
        threads.shutdown(wait=False)  # an interrupt of this process need not wait for the workers
        work(None)
        for other in others:
            other.result()
        return done

    def _worth(self, characters: int) -> Sequence[Executor]:
        """Give as many workers as pay off for so many characters of HTML, each with a press."""
        found = self.workers[: characters // LEAST]
        for worker in found[len(self.begun) :]:
            worker.submit(_begin, self.number, self.press.trim, self.press.assets.files, self.press.styles, self.press.variant)
            self.begun.append(worker)
        return found

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


def _setting(press: Press, seed: str) -> str:
    """Digest all that decides what is made of a job, but the job."""
    found = hashlib.sha256(repr((seed, press.trim, press.styles, press.variant, libraries())).encode())
    for name, content in sorted(press.assets.files.items()):
        found.update(f"{name}\0{len(content)}\0".encode() + content)
    return found.hexdigest()


def _key(setting: str, job: Job) -> str:
    return hashlib.sha256(repr((setting, job)).encode()).hexdigest()
