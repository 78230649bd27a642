"""Lay out and render print documents on all cores, in this process and in the workers.

A rendered document depends on its job, on the settings (page, style sheets, fonts), on the program
and on the system's libraries alone: it is kept under the digest of these, and not rendered again.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING

from book.render.print.engine.versions import require_supported_engine
from book.render.print.layout_cache import (
    Extent,
    RenderedDocuments,
    digest_numbers,
)
from book.render.print.layout_job import LayoutJob, LayoutSettings
from book.render.print.rendered import RenderedDocument
from book.text.cached import ResultCache

if TYPE_CHECKING:
    from book.render.print.engine.layout import LayoutEngine

CHARACTERS_PER_WORKER = 60_000  # of HTML, some 20 pages: less does not pay to start a worker for
_pool_numbers = count()
_engines: dict[int, "LayoutEngine"] = {}  # of this process, by the number of their pool


def _start_engine(pool: int, settings: LayoutSettings) -> None:
    from book.render.print.engine.layout import LayoutEngine

    _engines[pool] = LayoutEngine(settings)


def _render_job(pool: int, job: LayoutJob) -> RenderedDocument:
    return _engines[pool].render(job)


def _drop_engine(pool: int) -> None:
    _engines.pop(pool, None)


@dataclass(frozen=True, slots=True)
class DocumentProgress:
    """A document that is ready: laid out now, or kept from before; number `done` of `total`.

    `setting`, `text` and `page_numbers` are digests of what it was made from: page, fonts and style
    sheets; its own words; the page numbers in it.
    """

    name: str
    setting: str
    text: str
    page_numbers: str
    kept: bool
    done: int
    total: int


OnDocument = Callable[[DocumentProgress], None]
OnRendered = Callable[[LayoutJob, Extent], None]


class LayoutPool:
    """A layout engine in this process, and one in each of the workers, which have a process each.

    The workers start theirs when there is enough to do. Call `close` in the end.
    """

    def __init__(
        self,
        settings: LayoutSettings,
        workers: Sequence[Executor] = (),
        cache: ResultCache | None = None,
        on_document: OnDocument = lambda _: None,
        characters_per_worker: int = CHARACTERS_PER_WORKER,
    ) -> None:
        self.settings, self.workers, self.on_document = settings, workers, on_document
        self.characters_per_worker = characters_per_worker
        self.number = next(_pool_numbers)
        self.started: list[Executor] = []
        require_supported_engine()
        # The first worker has imported WeasyPrint before this process has, and starts its engine
        # while this process still estimates page numbers.
        self._start(workers[:1])
        self.documents = RenderedDocuments(settings, cache)

    @cached_property
    def engine(self) -> "LayoutEngine":
        """The layout engine of this process."""
        from book.render.print.engine.layout import LayoutEngine

        return LayoutEngine(self.settings)

    def lay_out(
        self, jobs: Iterable[LayoutJob], meanwhile: Callable[[], object] | None = None
    ) -> dict[str, Extent]:
        """Return the extents of the documents, and report each when it is ready.

        Those that are not kept are laid out and rendered. `meanwhile` is called when this process
        has nothing else to do, but not if all documents are kept.
        """
        jobs = tuple(jobs)
        extents: dict[str, Extent] = {}

        def report(job: LayoutJob, extent: Extent, *, kept: bool) -> None:
            extents[job.name] = extent
            self.on_document(self._progress(job, kept, len(extents), len(jobs)))

        kept = self.kept_extents(jobs)
        for job in jobs:
            if job.name in kept:
                report(job, kept[job.name], kept=True)
        missing = [job for job in jobs if job.name not in kept]
        self._render(missing, partial(report, kept=False), meanwhile)
        return extents

    def _progress(self, job: LayoutJob, kept: bool, done: int, total: int) -> DocumentProgress:
        digests = (self.documents.settings_digest, self.documents.key(job), digest_numbers(job))
        return DocumentProgress(job.name, *digests, kept, done, total)

    def kept_extents(self, jobs: Iterable[LayoutJob]) -> dict[str, Extent]:
        """Return the extents of those of the documents that are kept, by name."""
        extents = ((job.name, self.documents.extent(job)) for job in jobs)
        return {name: extent for name, extent in extents if extent}

    def draw(self, jobs: Iterable[LayoutJob]) -> dict[str, RenderedDocument]:
        """Return the documents with their page numbers, rendering those that are not kept."""
        jobs = tuple(jobs)
        numbered = ((job.name, self.documents.numbered(job)) for job in jobs)
        drawn = {name: document for name, document in numbered if document}
        others = [job for job in jobs if job.name not in drawn]
        self._render([job for job in others if not self.documents.unnumbered(job)])
        return drawn | {job.name: self._number(job) for job in others}

    def _number(self, job: LayoutJob) -> RenderedDocument:
        document = self.documents.unnumbered(job)
        assert document, "it was rendered just now"
        if job.page_numbers:
            document = document.with_page_numbers(job.page_numbers)
            self.documents.add_numbered(job, document)
        return document

    def _render(
        self,
        jobs: Sequence[LayoutJob],
        on_rendered: OnRendered = lambda *_: None,
        meanwhile: Callable[[], object] | None = None,
    ) -> None:
        """Render the documents, the longest first, on as many workers as pay and here.

        If one fails, no other is begun.
        """
        if not jobs:
            return
        queue = _JobQueue(jobs)
        workers = self.workers_for(len(jobs), sum(job.length for job in jobs))
        # A thread for each worker waits for it. An interrupt here need not wait for the workers.
        threads = ThreadPoolExecutor(max(1, len(workers)))
        waiting = [threads.submit(self._work, queue, on_rendered, worker) for worker in workers]
        threads.shutdown(wait=False)
        if len(jobs) > len(workers):
            self._work(queue, on_rendered, None)
        if meanwhile:
            meanwhile()
        for thread in waiting:
            thread.result()

    def _work(self, queue: "_JobQueue", on_rendered: OnRendered, worker: Executor | None) -> None:
        try:
            while job := queue.take():
                document = self._render_in(worker, job)
                with queue.finishing:
                    on_rendered(job, self.documents.add(job, document))
        except BaseException:
            queue.clear()
            raise

    def _render_in(self, worker: Executor | None, job: LayoutJob) -> RenderedDocument:
        if worker is None:
            return self.engine.render(job)
        return worker.submit(_render_job, self.number, job).result()

    def workers_for(self, jobs: int, characters: int) -> Sequence[Executor]:
        """Return as many workers as pay for this many jobs and characters of HTML, all started.

        The first is started already, so it always pays.
        """
        paying = max(1, characters // self.characters_per_worker)
        workers = self.workers[: min(jobs, paying)]
        self._start(workers)
        return workers

    def _start(self, workers: Sequence[Executor]) -> None:
        """Start the engines of the first workers, except those that are started already."""
        for worker in workers[len(self.started) :]:
            worker.submit(_start_engine, self.number, self.settings)
            self.started.append(worker)

    def close(self) -> None:
        """Drop the engines of the workers."""
        for worker in self.started:
            worker.submit(_drop_engine, self.number)


class _JobQueue:
    """Jobs that threads take, the longest first, and finish one at a time."""

    def __init__(self, jobs: Iterable[LayoutJob]) -> None:
        self.jobs = deque(sorted(jobs, key=lambda job: -job.length))
        self.finishing = Lock()

    def take(self) -> LayoutJob | None:
        """Return the next job, or None if another thread has taken the last."""
        try:
            return self.jobs.popleft()
        except IndexError:
            return None

    def clear(self) -> None:
        self.jobs.clear()
