"""Build what is stale, and nothing else. The build is imported only if an edition is stale.

One stale edition is built on all cores. Several are jobs, one each, for this machine's cores or for
the workers of a cluster.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from book.runtime import catalog_state, files, fingerprint, unchanged, workspace
from book.runtime.events import Current, EventHandler, Started, Why, failed_event
from book.runtime.fingerprint import Freshness

if TYPE_CHECKING:
    from book.pipeline.many.pool import WorkerPool

CATALOG = "catalog"  # its cache, beside those of editions
OpenPool = Callable[[], AbstractContextManager["WorkerPool"]]


def build_stale(
    slugs: Iterable[str],
    on_event: EventHandler,
    root: Path = workspace.ROOT,
    open_pool: OpenPool | None = None,
    *,
    rehash: bool = False,
    asks_server: bool = False,
) -> bool:
    """Build the stale editions, then the catalog if it is stale; return whether none failed.

    A mistake in an edition is reported, and the others are built. `open_pool` provides workers in
    place of this machine's cores. With `rehash`, all files are read, even those whose sizes and
    times are as they were. If `asks_server` is set, the validators' resident server is found or
    started for a single edition. Raise EditionError if nothing more can be built.
    """
    survey = _Survey(on_event, root, fingerprint.common_inputs(root), rehash)
    stale = survey.stale(slugs)
    first = list(islice(stale, 2))
    if first and (open_pool or len(first) > 1):
        _build_many(chain(first, stale), survey, open_pool)
    elif first:
        with survey.errors_reported(first[0].slug):
            _build_one(first[0], on_event, root, asks_server=asks_server)
    if len(survey.failed) < len(survey.examined):
        _refresh_catalog(root, survey.current)
    return not survey.failed


@dataclass
class _Survey:
    """Which editions were examined, and which are current or failed.

    `common` is what all depend on.
    """

    on_event: EventHandler
    root: Path
    common: fingerprint.Inputs
    rehash: bool
    examined: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    current: set[str] = field(default_factory=set)

    def stale(self, slugs: Iterable[str]) -> Iterator[Freshness]:
        """Yield the editions that are stale, examining each only when it is asked for."""
        files.recover_all(self.root / "dist")
        for slug in slugs:
            self.examined.append(slug)
            with self.errors_reported(slug):
                self.on_event(Started(slug))
                freshness = self._examine(slug)
                if freshness is None:
                    self._report_current(slug)
                else:
                    yield freshness

    def _examine(self, slug: str) -> Freshness | None:
        """Return what a stale edition is made from, or None if it is current."""
        states = unchanged.read_states(slug, self.root)
        if not self.rehash and unchanged.is_unchanged(slug, self.root, states, self.digest):
            return None
        freshness = fingerprint.examine(slug, self.root, self.common)
        if not freshness.is_current:
            return freshness
        unchanged.note_current(slug, self.root, states, self.digest)
        return None

    @cached_property
    def digest(self) -> str:
        return fingerprint.inputs_digest(self.common)

    def _report_current(self, slug: str) -> None:
        self.current.add(slug)
        self.on_event(Why(slug, "edition", "nothing changed since it was published"))
        self.on_event(Current(slug))

    @contextmanager
    def errors_reported(self, slug: str) -> Iterator[None]:
        """Report what is wrong with an edition, and go on."""
        try:
            yield
        except Exception as error:
            self.failed.append(slug)
            self.on_event(failed_event(error, slug))


def _build_one(
    freshness: Freshness, on_event: EventHandler, root: Path, *, asks_server: bool
) -> None:
    from book.pipeline.build import build_edition, read_build_record
    from book.pipeline.context import open_context, resident_validators
    from book.pipeline.reports import report_built, report_reasons

    former = read_build_record(freshness.slug, root)
    report_reasons(freshness, former, on_event)
    validators = resident_validators() if asks_server else None
    with open_context(freshness.slug, on_event, root, validators) as context:
        built = build_edition(freshness, context)
    report_built(built, former, on_event)


def _build_many(stale: Iterator[Freshness], survey: _Survey, open_pool: OpenPool | None) -> None:
    from book.pipeline.many.dispatch import dispatch
    from book.pipeline.many.pool import local_pool

    with (open_pool or local_pool)() as pool:
        dispatch(stale, pool, survey.on_event, survey.errors_reported, survey.root)


def _refresh_catalog(root: Path, current: Container[str]) -> None:
    """Write the catalog if it is stale; editions in `current` have just been found undamaged."""
    dist = root / "dist"
    with files.unchanged(dist):
        records = catalog_state.read_records(dist, current)
        is_current = catalog_state.is_current(dist, records)
    if not is_current:
        from book.pipeline.catalog import refresh_catalog
        from book.runtime.cache import open_cache

        refresh_catalog(dist, cache=open_cache(CATALOG, root))
