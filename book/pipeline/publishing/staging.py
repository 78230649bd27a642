"""Copy what is published, and list it, so that the next time it is known what may be replaced."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from book.errors import EditionError
from book.pipeline.publishing.selection import REMEDY, Publishable
from book.runtime import files

MARKER = ".variorum-published"  # in the form of SHA256SUMS
SHOWN = 3


def copy_selection(selection: Publishable, target: Path) -> None:
    """Copy all files to a folder that does not exist yet, and add the marker.

    Nothing is built meanwhile. Raise EditionError if a copy is not what SHA256SUMS says.
    """
    with files.unchanged(selection.dist):
        target.mkdir(parents=True)
        for name in selection.pages:
            shutil.copy2(selection.dist / name, target / name)
        for edition in selection.editions:
            shutil.copytree(selection.dist / edition, target / edition, ignore=_hidden)
            if damaged := files.damaged(target / edition):
                message = f"copied wrongly, or changed meanwhile: {', '.join(damaged[:SHOWN])}"
                raise EditionError(message, file=f"dist/{edition}", remedy=REMEDY)
    sums = _sums(target)
    lines = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
    (target / MARKER).write_text(lines, "utf-8")


def _hidden(_: str, names: list[str]) -> list[str]:
    return [name for name in names if name.startswith(".")]


def check_copies(folder: Path) -> None:
    """Raise EditionError if a file in a published folder is not what its marker says."""
    if wrong := changed_files(folder):
        message = f"published wrongly: {', '.join(wrong[:SHOWN])}"
        raise EditionError(message, file=str(folder), remedy="Run the same command again.")


def changed_files(folder: Path) -> list[str]:
    """Return what a folder has besides what was published to it, what it lacks, what changed."""
    expected, found = _read_marker(folder), _sums(folder)
    names = expected.keys() | found.keys()
    return sorted(name for name in names if expected.get(name) != found.get(name))


def _read_marker(folder: Path) -> dict[str, str]:
    content = files.read_if_there(folder / MARKER) or b""
    rows = (row.partition("  ") for row in content.decode(errors="replace").splitlines())
    return {name: digest for digest, _, name in rows}


def _sums(folder: Path) -> dict[str, str]:
    return {name: _digest(path) for name, path in _files(folder) if name != MARKER}


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield all files, and what is neither file nor folder, by their paths from the folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix(), path


def _digest(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return ""  # nothing that was ever published
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
