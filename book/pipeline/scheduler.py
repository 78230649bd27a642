"""Build what is out of date, and nothing else: what makes a book is imported when there is one to make.

One edition is built on all cores. Several are jobs, one each: for this machine's cores, or for the crew that `hire` gives.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from book.runtime import files, fingerprint, workspace
from book.runtime.events import Current, EventHandler, Published, Started, Why, failed_event

if TYPE_CHECKING:
    from book.pipeline.many.pool import Crew

Hire = Callable[[], AbstractContextManager["Crew"]]


def rebuild(
    slugs: Iterable[str],
    on_event: EventHandler,
    root: Path = workspace.ROOT,
    hire: Hire | None = None,
) -> bool:
    """Build the editions that are out of date, then the catalogue of all, if that is; say whether none failed.

    What is wrong with an edition is told, and the others are built. Raise EditionError if nothing more can be built.
    """
    work = _Work(on_event, root, fingerprint.common_inputs(root))
    waiting = work.stale(slugs)
    first = list(islice(waiting, 2))
    if first and (hire or len(first) > 1):
        from book.pipeline.many.dispatch import hand_out
        from book.pipeline.many.pool import this_machine

        with (hire or this_machine)() as crew:
            hand_out(chain(first, waiting), crew, on_event, work.told, root)
    elif first:
        with work.told(first[0]):
            _build(first[0], on_event, root)
    if len(work.failed) < len(work.seen):
        _refresh(root / "dist", work.whole)
    return not work.failed


@dataclass
class _Work:
    """Which editions were looked at, and which are whole or failed; `common` is what all of them depend on."""

    on_event: EventHandler
    root: Path
    common: fingerprint.Inputs
    seen: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    whole: set[str] = field(default_factory=set)

    def stale(self, slugs: Iterable[str]) -> Iterator[str]:
        """Give the editions that are out of date, one by one as they are asked for."""
        files.recover_all(self.root / "dist")
        for slug in slugs:
            self.seen.append(slug)
            with self.told(slug):
                self.on_event(Started(slug))
                found = fingerprint.inputs(slug, self.root, self.common)
                if not fingerprint.is_published(
                    self.root / "dist" / slug, fingerprint.inputs_digest(found)
                ):
                    yield slug
                    continue
                self.whole.add(slug)
                self.on_event(Why(slug, "edition", "nothing changed since it was published"))
                self.on_event(Current(slug))

    @contextmanager
    def told(self, slug: str) -> Iterator[None]:
        """Tell what is wrong with an edition, and go on."""
        try:
            yield
        except Exception as error:
            self.failed.append(slug)
            self.on_event(failed_event(error, slug))


def _build(slug: str, on_event: EventHandler, root: Path) -> None:
    from book.pipeline.build import build

    build(slug, on_event, root)
    on_event(Published(slug, f"dist/{slug}/"))


def _refresh(dist: Path, whole: Container[str]) -> None:
    """Make the catalogue anew, unless it is that of what is published."""
    with files.unchanged(dist):
        is_current = fingerprint.is_catalogue_current(dist, fingerprint.read_records(dist, whole))
    if not is_current:
        from book.pipeline import publish

        publish.refresh(dist)
