"""The workspace: the folder that holds sources/, templates/, build/ and dist/."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from book.errors import EditionError
from book.runtime.files import write_folder

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ("*.css", "scripts/*.css", "*.html", "*.js", "fonts/*.ttf", "csl/*.csl")  # in templates/


# ── Editions ─────────────────────────────────────────────────────────────────────────────────────


def editions(root: Path = ROOT) -> tuple[str, ...]:
    """Return the slugs of all editions in `sources/`. Raise EditionError if there is none."""
    slugs = _slugs(root)
    if not slugs:
        raise EditionError(
            "no edition found",
            file="sources",
            remedy="To make one: python3 tasks.py new SLUG FILES…",
        )
    return slugs


def _slugs(root: Path) -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in (root / "sources").glob("*/edition.toml")))


def find_folder(slug: str, root: Path = ROOT) -> Path:
    """Return an edition's folder. Raise EditionError if there is none, or if `slug` is a path."""
    folder = root / "sources" / slug
    if Path(slug).name != slug or not (folder / "edition.toml").is_file():
        known = ", ".join(_slugs(root)) or "none"
        raise EditionError(
            "no such edition",
            file=f"sources/{slug}",
            remedy=f"Editions here: {known}. To make one: python3 tasks.py new SLUG FILES…",
        )
    return folder


def check_new(slug: str, paths: list[Path], root: Path = ROOT) -> None:
    """Raise EditionError if the edition's folder exists, or if two files have the same name."""
    if (root / "sources" / slug).exists():
        raise EditionError(
            "this edition already exists", file=f"sources/{slug}", remedy="Choose another name."
        )
    names = [path.name for path in paths]
    if repeated := [name for name in names if names.count(name) > 1]:
        message = f"two of the files are called {repeated[0]}"
        raise EditionError(message, remedy="Rename one of them.")


def write_new(
    slug: str, paths: list[Path], beside: Mapping[str, bytes], settings: str, root: Path = ROOT
) -> Path:
    """Write a new edition's folder, and return it: copies of `paths`, pictures, an edition.toml.

    Raise EditionError if the folder exists, or if two files have the same name.
    """
    check_new(slug, paths, root)
    folder = root / "sources" / slug
    copies = {path.name: path.read_bytes() for path in paths}
    write_folder({**beside, **copies, "edition.toml": settings.encode()}, folder)
    return folder


def this_year() -> int:
    """Return the current year, for the date of a new edition; nothing else reads the clock."""
    return datetime.now(UTC).year


# ── Templates ────────────────────────────────────────────────────────────────────────────────────


def find_templates(root: Path = ROOT) -> Path:
    """Return the folder of the root's own templates, or the program's if it has none."""
    own = root / "templates"
    return own if own.is_dir() else ROOT / "templates"


def find_template(name: str, root: Path = ROOT) -> Path:
    """Return a file of the root's own templates, or the program's if they do not have it."""
    own = find_templates(root) / name
    return own if own.is_file() else ROOT / "templates" / name


def read_assets(root: Path = ROOT) -> dict[str, bytes]:
    """Return the style sheets, page templates, scripts, fonts and citation styles, by file name.

    What the root's own templates do not have is the program's.
    """
    folders = dict.fromkeys((ROOT / "templates", find_templates(root)))
    found = (path for pattern in ASSETS for each in folders for path in sorted(each.glob(pattern)))
    paths = {path.name: path for path in found}
    return {name: path.read_bytes() for name, path in paths.items()}


# ── What an edition is made from ─────────────────────────────────────────────────────────────────


def sources(slug: str, root: Path = ROOT) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an edition's folder with their names, except backups and hidden files."""
    folder = find_folder(slug, root)
    settings = (folder / "edition.toml").read_bytes()
    for name, content in _files_below(folder, "**/*"):
        if not _is_leftover(name, settings):
            yield name, content


def _is_leftover(name: str, settings: bytes) -> bool:
    """Return whether a file is hidden or a backup, and not named in edition.toml."""
    parts = name.split("/")[2:]  # within sources/<slug>/
    is_odd = any(part.startswith((".", "#")) or part.endswith("~") for part in parts)
    return is_odd and parts[-1].encode() not in settings


def templates(root: Path = ROOT) -> Iterator[tuple[str, bytes]]:
    """Yield the template files, with their names, but not the preview's, which no edition uses."""
    for name, content in _files_below(find_templates(root), "**/*"):
        if not name.startswith("templates/preview/"):
            yield name, content


def program() -> Iterator[tuple[str, bytes]]:
    """Yield the modules of the program, with their names."""
    return _files_below(ROOT / "book", "**/*.py")


def _files_below(folder: Path, pattern: str) -> Iterator[tuple[str, bytes]]:
    """Yield files by their paths from the workspace, in the order of their paths."""
    prefix = "sources/" if folder.parent.name == "sources" else ""
    for path in sorted(path for path in folder.glob(pattern) if path.is_file()):
        yield prefix + path.relative_to(folder.parent).as_posix(), path.read_bytes()
