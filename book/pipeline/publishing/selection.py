"""Select what is published: every edition in dist/, and the catalog of them."""

from dataclasses import dataclass
from pathlib import Path

from book.errors import EditionError
from book.runtime import catalog_state, files, fingerprint, workspace

REMEDY = "Run: inv build"


@dataclass(frozen=True, slots=True)
class Publishable:
    """What is published from `dist`: its catalog's pages and its editions' folders, by name."""

    dist: Path
    pages: tuple[str, ...]
    editions: tuple[str, ...]


def select(root: Path = workspace.ROOT) -> Publishable:
    """Return what there is to publish.

    Raise EditionError if an edition in sources/ is not built or not current, if a file in dist/ is
    missing or was changed, or if the catalog is another one than of these editions.
    """
    dist = root / "dist"
    for slug in workspace.editions(root):
        _check_current(slug, root)
    editions = tuple(sorted(path.parent.name for path in dist.glob("[!.]*/SHA256SUMS")))
    for name in editions:
        if damaged := files.damaged(dist / name):
            message = f"changed or missing since it was built: {', '.join(damaged[:3])}"
            raise EditionError(message, file=f"dist/{name}", remedy=REMEDY)
    if not catalog_state.is_current(dist, catalog_state.read_records(dist, editions)):
        message = "the catalog does not list what is in dist/"
        raise EditionError(message, file="dist", remedy=REMEDY)
    return Publishable(dist, tuple(sorted(catalog_state.read_files(dist))), editions)


def _check_current(slug: str, root: Path) -> None:
    freshness = fingerprint.examine(slug, root)
    if freshness.is_current:
        return
    is_built = (root / "dist" / slug).is_dir()
    message = "this edition has changed since it was built" if is_built else "it is not built"
    others = (
        "" if is_built else f", or move sources/{slug}/ elsewhere to publish the rest without it"
    )
    if freshness.damaged and is_built:
        message = f"changed or missing since it was built: {', '.join(freshness.damaged[:3])}"
    remedy = f"Run: inv build --edition {slug}{others}"
    raise EditionError(message, file=f"dist/{slug}", remedy=remedy)
