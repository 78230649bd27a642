"""Several editions, made from the tiny one, and how they are built."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from book.errors import EditionError
from book.pipeline.build import build_edition
from book.pipeline.catalog import refresh_catalog
from book.pipeline.context import COVER_WIDTH
from book.pipeline.many.pool import WorkerPool
from book.pipeline.scheduler import OpenPool, build_stale
from book.runtime import fingerprint
from book.runtime.events import Event, Failed, Why
from book.runtime.workers import InlineExecutor
from book.terminal.lines import event_line
from tests.conftest import APPROVING, SLUG, TINY, quick_context, snapshot, substitute

Lines = list[tuple[str, str]]  # an edition, and a line about it


def make_editions(root: Path, count: int) -> list[str]:
    """Make editions that differ in one note, and return their slugs."""
    slugs = [f"fables-{number}" for number in range(count)]
    for number, slug in enumerate(slugs):
        folder = root / "sources" / slug
        shutil.copytree(TINY / SLUG, folder)
        substitute(folder / "edition.toml", f'slug = "{SLUG}"', f'slug = "{slug}"')
        substitute(folder / "notes.toml", "in the water", f"in {number + 2} waters")
    return slugs


class ApprovingExecutor(InlineExecutor):
    """Runs jobs in this process, with validators that approve."""

    def submit(self, call: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        return super().submit(call, *arguments, APPROVING, **named)


def pool_of(
    executor: Executor, capacity: int = 1, lost: tuple[type[BaseException], ...] = ()
) -> OpenPool:
    """Return what opens a pool with this executor."""

    @contextmanager
    def open_pool() -> Iterator[WorkerPool]:
        yield WorkerPool(executor, lambda: capacity, lost)

    return open_pool


@contextmanager
def no_pool() -> Iterator[WorkerPool]:
    """Fail the test if a pool is opened."""
    yield pytest.fail("a pool was opened")


def build_all(
    slugs: list[str], root: Path, open_pool: OpenPool | None = None
) -> tuple[bool, Lines, Lines]:
    """Build editions; return whether none failed, the lines about them, and the failures."""
    events: list[Event] = []
    is_whole = build_stale(slugs, events.append, root, open_pool)
    lines = [
        (event.edition, event_line(event))
        for event in events
        if not isinstance(event, Failed | Why) and event_line(event)
    ]
    failures = [
        (event.edition, str(EditionError(event.message, file=event.file, line=event.line)))
        for event in events
        if isinstance(event, Failed)
    ]
    return is_whole, lines, failures


def build_alone(root: Path, slug: str) -> None:
    """Build one edition and the catalog without a pool, with a cover of the standard size."""
    context = replace(quick_context(root), cover_width=COVER_WIDTH)
    build_edition(fingerprint.examine(slug, root), context)
    refresh_catalog(root / "dist")


def digests(folder: Path) -> dict[str, str]:
    """Return the digests of all files below a folder."""
    return {name: digest for name, (digest, _) in snapshot(folder).items()}
