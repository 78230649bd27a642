"""Dispatch editions as jobs to a pool of workers; this process alone writes dist/."""

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from book.errors import EditionError
from book.pipeline.build import BuiltEdition, publish_edition, read_build_record
from book.pipeline.many.jobs import pack, pack_templates, run, verify_checksums
from book.pipeline.many.pool import ATTEMPTS, WorkerPool
from book.pipeline.reports import report_built, report_reasons
from book.runtime.events import Begun, Ended, EventHandler
from book.runtime.fingerprint import Freshness

ErrorsReported = Callable[
    [str], AbstractContextManager[None]
]  # reports what is wrong with an edition
JOBS_PER_WORKER = 2  # while one runs the next is on its way; no more wait in memory


def dispatch(
    stale: Iterator[Freshness],
    pool: WorkerPool,
    on_event: EventHandler,
    errors_reported: ErrorsReported,
    root: Path,
) -> None:
    """Submit a job for each stale edition while there are any, and publish what comes back.

    Raise EditionError if all workers disconnect.
    """
    dispatcher = _Dispatcher(pool, on_event, errors_reported, root)
    try:
        while dispatcher.submit_next(stale) or dispatcher.running:
            dispatcher.collect()
    finally:
        for future in dispatcher.running:
            future.cancel()


@dataclass
class _Dispatcher:
    """Submits jobs and publishes their results; `running` are the editions that are not back."""

    pool: WorkerPool
    on_event: EventHandler
    errors_reported: ErrorsReported
    root: Path
    running: dict[Future[BuiltEdition], Freshness] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.templates = pack_templates(self.root)

    def submit_next(self, stale: Iterator[Freshness]) -> bool:
        """Submit as many jobs as the pool has room for; return whether an edition was taken."""
        room = JOBS_PER_WORKER * max(1, self.pool.capacity()) - len(self.running)
        taken = list(islice(stale, max(0, room)))
        for freshness in taken:
            with self.errors_reported(freshness.slug):
                self._submit(freshness)
        return bool(taken)

    def _submit(self, freshness: Freshness) -> None:
        former = read_build_record(freshness.slug, self.root)
        report_reasons(freshness, former, self.on_event)
        job = pack(freshness, self.templates, self.root, self.pool)
        self.running[self.pool.executor.submit(run, job)] = freshness
        self.on_event(Begun(freshness.slug, "edition"))

    def collect(self) -> None:
        """Wait for a job, and publish every edition that is back."""
        if self.running:
            for future in wait(self.running, return_when=FIRST_COMPLETED).done:
                self._publish(future)

    def _publish(self, future: Future[BuiltEdition]) -> None:
        freshness = self.running.pop(future)
        slug = freshness.slug
        if future.cancelled():
            raise EditionError(
                "all workers disconnected",
                remedy="What was published before is untouched. Run the same command again.",
            )
        self.on_event(Ended(slug, "edition"))
        with self.errors_reported(slug):
            built = self._result(slug, future)
            verify_checksums(built)
            former = read_build_record(slug, self.root)
            publish_edition(built, freshness, self.root)
            report_built(built, former, self.on_event)

    def _result(self, slug: str, future: Future[BuiltEdition]) -> BuiltEdition:
        try:
            return future.result()
        except self.pool.lost:
            raise EditionError(
                f"{ATTEMPTS} worker processes tried to build this edition, and each of them died",
                file=f"sources/{slug}",
                remedy="The usual cause is too little memory. "
                f"To build it alone: inv build --edition {slug}",
            ) from None
