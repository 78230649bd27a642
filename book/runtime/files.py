"""The edge: everything that is read from disk or written to it passes here.

It is imported before it is known whether there is anything to do, so it imports little.
"""

import fcntl
import glob
import hashlib
import os
import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

from book.errors import EditionError

ROOT = Path(__file__).resolve().parents[2]
Words = dict[str, dict[str, str]]  # the book's own words, by language
LEFT = re.compile(r"\.(.+)\.(?:old|\d+)")  # what a killed build leaves beside a published folder
NOWHERE = "/nonexistent"  # Debian's word for it: the home of those who have none


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


def read_tree(folder: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    """Read all files below a folder, by their names there, and where its links lead; out of the folder they lead nowhere."""
    contents, links = {}, {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() and name != "edition.toml":
            links[name] = (
                os.path.relpath(path.resolve(), path.parent.resolve())
                if is_inside(path, folder)
                else NOWHERE
            )
        elif path.is_file():
            contents[name] = path.read_bytes()
    return contents, links


def is_inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def write_tree(folder: Path, contents: Mapping[str, bytes], links: Mapping[str, str]) -> None:
    """Write files, and links, below a folder where they are not yet."""
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for name, target in links.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)


def program() -> Iterator[tuple[str, bytes]]:
    """Give all files of the program, with their names."""
    return _all_in(ROOT / "book", "**/*.py")


def _all_in(folder: Path, pattern: str) -> Iterator[tuple[str, bytes]]:
    """Give the files by their paths from the project's folder."""
    place = "sources/" if folder.parent.name == "sources" else ""
    for path in sorted(p for p in folder.glob(pattern) if p.is_file()):
        yield place + path.relative_to(folder.parent).as_posix(), path.read_bytes()


def read_if_there(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def read_published(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give the published files but SHA256SUMS, which is about them; what a file manager hides there is its own."""
    for path in sorted(
        p
        for p in folder.iterdir()
        if p.is_file() and not p.name.startswith(".") and p.name != "SHA256SUMS"
    ):
        yield path.name, path.read_bytes()


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def write_folder(outputs: dict[str, bytes], folder: Path) -> None:
    """Write all outputs, or none: beside the old folder first, then in its place.

    A process killed between the two renames leaves the old folder under another name; `recover` puts it back.
    """
    fresh, old = (
        folder.with_name(f".{folder.name}.{os.getpid()}"),
        folder.with_name(f".{folder.name}.old"),
    )
    with told(f"{folder.parent.name}/{folder.name}"):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with locked(folder.parent):
            _recover(folder)
            try:
                fresh.mkdir()
                for name, content in outputs.items():
                    (fresh / name).write_bytes(content)
                if folder.exists():
                    folder.rename(old)
                fresh.rename(folder)
            finally:
                _recover(folder)


@contextmanager
def told(place: str) -> Iterator[None]:
    """Tell of a disk that does not take what is written in `place`."""
    try:
        yield
    except OSError as error:
        raise EditionError(
            f"cannot write: {error.strerror}",
            file=place,
            remedy="What was published before is untouched.",
        ) from error


def recover(folder: Path) -> None:
    """Put back the published folder if a build was killed between its two renames, and sweep up what it left."""
    if folder.parent.is_dir():
        with locked(folder.parent):
            _recover(folder)


def recover_all(folder: Path) -> None:
    """Do so for all folders in `folder`: there may be very many, and none is looked for among all others."""
    if folder.is_dir():
        left = {match[1] for path in folder.iterdir() if (match := LEFT.fullmatch(path.name))}
        for name in sorted(left):
            recover(folder / name)


def _recover(folder: Path) -> None:
    old = folder.with_name(f".{folder.name}.old")
    if old.exists() and not folder.exists():
        old.rename(folder)
    for path in folder.parent.glob(f".{glob.escape(folder.name)}.*"):
        if path.suffix == ".old" or path.suffix[1:].isdigit():
            shutil.rmtree(path, ignore_errors=True)


def damaged(folder: Path) -> list[str]:
    """Name the files of a published folder that are missing or are not as they were published."""
    sums = read_if_there(folder / "SHA256SUMS")
    if sums is None:
        return ["SHA256SUMS"]
    wanted = {
        name: sha256
        for sha256, _, name in (
            row.partition("  ") for row in sums.decode(errors="replace").splitlines()
        )
    }
    found = {name: hashlib.sha256(content).hexdigest() for name, content in read_published(folder)}
    return sorted(
        {name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)}
    )


@contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    """Let nobody change what is in `folder` while it is read: between two renames an edition is nowhere. Nothing, if it is not there."""
    with locked(folder, fcntl.LOCK_SH) if folder.is_dir() else nullcontext():
        yield


@contextmanager
def locked(folder: Path, mode: int = fcntl.LOCK_EX) -> Iterator[None]:
    """Let one process at a time change what is in `folder`; the lock is the folder's own, and ends with the process.

    With LOCK_SH as mode any number may read at once, and nothing changes meanwhile.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, mode)
        yield
    finally:
        os.close(handle)
