"""Where things lie."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from book.errors import EditionError
from book.runtime.files import write_folder

ROOT = Path(__file__).resolve().parents[2]


Words = dict[str, dict[str, str]]  # the book's own words, by language


def editions(root: Path = ROOT) -> tuple[str, ...]:
    """List the slugs of all editions in `sources/`."""
    found = sorted(p.parent.name for p in (root / "sources").glob("*/edition.toml"))
    if not found:
        raise EditionError(
            "there is no edition here",
            file="sources",
            remedy="Make one: python3 tasks.py new SLUG FILES…",
        )
    return tuple(found)


def find_folder(slug: str, root: Path = ROOT) -> Path:
    """Find an edition's folder by its name, which is no path to somewhere else."""
    folder = root / "sources" / slug
    if Path(slug).name != slug or not (folder / "edition.toml").is_file():
        known = (
            ", ".join(p.parent.name for p in sorted((root / "sources").glob("*/edition.toml")))
            or "none"
        )
        raise EditionError(
            "there is no such edition",
            file=f"sources/{slug}",
            remedy=f"Editions here: {known}. To make one: python3 tasks.py new SLUG FILES…",
        )
    return folder


def write_new(slug: str, paths: list[Path], settings_text: str, root: Path = ROOT) -> Path:
    """Write a new edition's folder, whole or not at all."""
    folder = root / "sources" / slug
    if folder.exists():
        raise EditionError(
            "this edition is there already", file=f"sources/{slug}", remedy="Choose another name."
        )
    if len({p.name for p in paths}) < len(paths):
        raise EditionError("two of the files have the same name", remedy="Rename one of them.")
    write_folder(
        {**{p.name: p.read_bytes() for p in paths}, "edition.toml": settings_text.encode()}, folder
    )
    return folder


def this_year() -> int:
    """Ask the clock: for a new edition's date, and for nothing else."""
    return datetime.now(UTC).year


def read_labels(language: str, root: Path = ROOT) -> dict[str, str]:
    """Read the book's own words ("Contents", "Notes" …) in the edition's language, which `read_folder` has seen to be there."""
    tables = label_tables(root)
    words = tables.get(language) or tables[language.split("-")[0]]
    return {str(key): str(word) for key, word in words.items()}


def label_tables(root: Path = ROOT) -> Words:
    """Read the book's own words in all languages, a table each."""
    return tomllib.loads((find_templates(root) / "words.toml").read_text("utf-8"))


def find_templates(root: Path = ROOT) -> Path:
    """Find the templates: those of the root if it has any, or else the program's."""
    own = root / "templates"
    return own if own.is_dir() else ROOT / "templates"


def read_assets(root: Path = ROOT) -> dict[str, bytes]:
    """Read the style sheets, templates, fonts and styles of citation, by file name."""
    templates = find_templates(root)
    paths = [
        p
        for pattern in ("*.css", "*.html", "fonts/*.ttf", "csl/*.csl")
        for p in sorted(templates.glob(pattern))
    ]
    return {path.name: path.read_bytes() for path in paths}


def sources(slug: str, root: Path = ROOT) -> Iterator[tuple[str, bytes]]:
    """Give all files of an edition's folder that it is made from, with their names."""
    folder = find_folder(slug, root)
    named = (folder / "edition.toml").read_bytes()
    yield from (
        (name, content)
        for name, content in _all_in(folder, "**/*")
        if not _is_leftover(name, named)
    )


def _is_leftover(name: str, named: bytes) -> bool:
    """Say whether a file is one that an editor or a file manager keeps for itself: hidden, or a backup, and not named as a witness."""
    parts = name.split("/")[2:]  # within sources/<slug>/
    return (
        any(part.startswith((".", "#")) or part.endswith("~") for part in parts)
        and parts[-1].encode() not in named
    )


def templates(root: Path = ROOT) -> Iterator[tuple[str, bytes]]:
    """Give all files of the templates, with their names, but those of the preview, which is in no edition."""
    return (
        found
        for found in _all_in(find_templates(root), "**/*")
        if not found[0].startswith("templates/preview/")
    )


def program() -> Iterator[tuple[str, bytes]]:
    """Give all files of the program, with their names."""
    return _all_in(ROOT / "book", "**/*.py")


def _all_in(folder: Path, pattern: str) -> Iterator[tuple[str, bytes]]:
    """Give the files by their paths from the project's folder."""
    place = "sources/" if folder.parent.name == "sources" else ""
    for path in sorted(p for p in folder.glob(pattern) if p.is_file()):
        yield place + path.relative_to(folder.parent).as_posix(), path.read_bytes()
