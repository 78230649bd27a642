"""Build what is out of date, and nothing else: what makes a book is imported when there is one to make."""

from collections.abc import Iterable
from pathlib import Path

from book import files, fresh
from book.progress import Current, Published, Report, Started, Why


def rebuild(slugs: Iterable[str], report: Report, root: Path = files.ROOT) -> None:
    """Build the editions that are out of date, then the catalogue of all, if that is."""
    for slug in slugs:
        report(Started(slug))
        if fresh.is_up_to_date(slug, root):
            report(Why(slug, "edition", "nothing changed since it was published"))
            report(Current(slug))
        else:
            _build(slug, report, root)
    dist = root / "dist"
    if not fresh.is_catalogue_current(dist, fresh.read_records(dist)):
        from book import publish

        publish.refresh(dist)


def _build(slug: str, report: Report, root: Path) -> None:
    from book.build import build

    build(slug, report, root)
    report(Published(slug, f"dist/{slug}/"))
