"""The edge: everything that is read from disk or written to it passes here.

It is imported before it is known whether there is anything to do, so it imports little.
"""

import fcntl
import glob
import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path

from book.errors import EditionError

LEFT = re.compile(r"\.(.+)\.(?:old|\d+)")  # what a killed build leaves beside a published folder
NOWHERE = "/nonexistent"  # Debian's word for it: the home of those who have none


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
