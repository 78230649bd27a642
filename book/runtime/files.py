"""The disk: files are written whole or not at all, and published folders are replaced in one step.

This is imported before it is known whether there is anything to do, so it imports little.
"""

import errno
import fcntl
import glob
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path

from book.errors import EditionError

LEFTOVER = re.compile(
    r"\.(.+)\.(?:old|\d+)"
)  # what a killed build leaves beside a published folder
READY = "ready"  # the suffix of a folder whose files need only be renamed into place
FULL = (errno.ENOSPC, errno.EDQUOT)
UNTOUCHED = "What was published before is untouched."
ROOM = "Make room on the disk of this folder and run the same command again."
NOWHERE = "/nonexistent"  # the target of a link out of its folder; no such path exists on Debian


# ── Reading ──────────────────────────────────────────────────────────────────────────────────────


def read_if_there(path: Path) -> bytes | None:
    """Return a file's content, or None if there is no such file."""
    return path.read_bytes() if path.is_file() else None


def read_published(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the published files with their names, except SHA256SUMS and hidden files.

    A file in a folder is named by its path.
    """
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        is_hidden = any(part.startswith(".") for part in parts)
        if path.is_file() and not is_hidden and parts != ("SHA256SUMS",):
            yield "/".join(parts), path.read_bytes()


def damaged(folder: Path) -> list[str]:
    """Return the names of published files that are missing, changed or unexpected."""
    sums = read_if_there(folder / "SHA256SUMS")
    if sums is None:
        return ["SHA256SUMS"]
    expected, actual = _read_sums(sums), _sums(folder)
    names = expected.keys() | actual.keys()
    return sorted(name for name in names if expected.get(name) != actual.get(name))


def _read_sums(content: bytes) -> dict[str, str]:
    """Return the SHA-256 of each file that SHA256SUMS lists."""
    rows = (row.partition("  ") for row in content.decode(errors="replace").splitlines())
    return {name: sha256 for sha256, _, name in rows}


def _sums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each published file."""
    published = read_published(folder)
    return {name: hashlib.sha256(content).hexdigest() for name, content in published}


def read_tree(folder: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return all files below a folder by relative path, and the targets of its links.

    A link out of the folder leads to `NOWHERE`, so that it is the same error wherever the tree is
    written.
    """
    contents: dict[str, bytes] = {}
    links: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() and name != "edition.toml":
            links[name] = _link_target(path, folder)
        elif path.is_file():
            contents[name] = path.read_bytes()
    return contents, links


def _link_target(path: Path, folder: Path) -> str:
    if not is_inside(path, folder):
        return NOWHERE
    return os.path.relpath(path.resolve(), path.parent.resolve())


def is_inside(path: Path, folder: Path) -> bool:
    """Return whether a path lies below a folder once its links are followed."""
    return path.resolve().is_relative_to(folder.resolve())


# ── Writing ──────────────────────────────────────────────────────────────────────────────────────


def write_tree(folder: Path, contents: Mapping[str, bytes], links: Mapping[str, str]) -> None:
    """Write files and links below a folder that has none of them yet."""
    for name, content in contents.items():
        _with_parent(folder / name).write_bytes(content)
    for name, target in links.items():
        _with_parent(folder / name).symlink_to(target)


def _with_parent(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raise EditionError if the disk refuses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    staging = path.with_name(f".{path.name}.{os.getpid()}")
    with write_errors(str(path.parent)):
        try:
            staging.write_bytes(content)
            staging.replace(path)
        finally:
            staging.unlink(missing_ok=True)


def write_folder(outputs: Mapping[str, bytes], folder: Path) -> None:
    """Replace a folder by one with these files, or leave it as it is.

    The new folder is written beside the old one and takes its place by two renames. A process
    killed between them leaves the old folder under another name; `recover` puts it back. Raise
    EditionError if the disk refuses.
    """
    staging = folder.with_name(f".{folder.name}.{os.getpid()}")
    old = folder.with_name(f".{folder.name}.old")
    with write_errors(f"{folder.parent.name}/{folder.name}"):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with locked(folder.parent):
            _recover(folder)
            try:
                _fill(staging, outputs)
                if folder.exists():
                    folder.rename(old)
                staging.rename(folder)
            finally:
                _recover(folder)


def write_together(outputs: Mapping[str, bytes], folder: Path, name: str) -> None:
    """Write files of a folder that has others too, all of them or none.

    `name` is that of the staging folder.

    The files are written beside the old ones first. Once all are there, only renames are left: a
    process killed before that leaves the old files, one killed after it leaves the renames to
    `finish_write`. The caller holds the folder's lock.
    """
    staging = folder / f".{name}.{os.getpid()}"
    try:
        _fill(staging, outputs)
        staging.rename(folder / f".{name}.{READY}")
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    finish_write(folder, name)


def finish_write(folder: Path, name: str) -> None:
    """Finish what a killed `write_together` left, and delete its staging folders."""
    ready = folder / f".{name}.{READY}"
    if ready.is_dir():
        for path in sorted(ready.iterdir()):
            path.replace(folder / path.name)
        ready.rmdir()
    for left in folder.glob(f".{name}.*"):
        shutil.rmtree(left, ignore_errors=True)


def _fill(staging: Path, outputs: Mapping[str, bytes]) -> None:
    staging.mkdir()
    for name, content in outputs.items():
        (staging / name).parent.mkdir(parents=True, exist_ok=True)
        (staging / name).write_bytes(content)


@contextmanager
def write_errors(place: str) -> Iterator[None]:
    """Convert OSError on write into EditionError about `place`."""
    try:
        yield
    except OSError as error:
        raise _disk_error(error.errno or 0, error.strerror or str(error), place) from error


def _disk_error(number: int, message: str, place: str) -> EditionError:
    remedy = f"{ROOM} {UNTOUCHED}" if number in FULL else UNTOUCHED
    return EditionError(f"cannot write: {message}", file=place, remedy=remedy)


def find_disk_error(error: BaseException) -> EditionError | None:
    """Return the error of a full disk if that is what an exception comes from, else None.

    Libraries, Java and other programs report it in their own way, but with the system's words. Who
    writes without a file's name writes to the temporary folder.
    """
    from traceback import format_exception

    if isinstance(error, EditionError) and ROOM in error.remedy:
        return error
    text = "".join(format_exception(error))
    for number in FULL:
        if os.strerror(number) in text:
            name = getattr(error, "filename", None)
            place = str(Path(name).parent) if name else tempfile.gettempdir()
            return _disk_error(number, os.strerror(number), place)
    return None


# ── Recovery and locks ───────────────────────────────────────────────────────────────────────────


def recover(folder: Path) -> None:
    """Put a published folder back if a build was killed between its two renames."""
    if folder.parent.is_dir():
        with locked(folder.parent):
            _recover(folder)


def recover_all(folder: Path) -> None:
    """Recover every folder in `folder`, in one listing: there may be very many."""
    if folder.is_dir():
        names = {match[1] for path in folder.iterdir() if (match := LEFTOVER.fullmatch(path.name))}
        for name in sorted(names):
            recover(folder / name)


def _recover(folder: Path) -> None:
    old = folder.with_name(f".{folder.name}.old")
    if old.exists() and not folder.exists():
        old.rename(folder)
    for path in folder.parent.glob(f".{glob.escape(folder.name)}.*"):
        if path.suffix == ".old" or path.suffix[1:].isdigit():
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    """Keep others from changing what is in `folder` while it is read.

    Between two renames an edition has no folder. Do nothing if `folder` does not exist.
    """
    with locked(folder, fcntl.LOCK_SH) if folder.is_dir() else nullcontext():
        yield


@contextmanager
def locked(folder: Path, mode: int = fcntl.LOCK_EX) -> Iterator[None]:
    """Let one process at a time change what is in `folder`; the lock ends with the process.

    With LOCK_SH as `mode` any number may read at once, and nothing changes meanwhile.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, mode)
        yield
    finally:
        os.close(handle)
