"""A folder for the temporary files of a process, which the next one deletes if it was killed."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from book.runtime import workspace

FOLDER = Path("build", "tmp")


@contextmanager
def temporary_files(root: Path = workspace.ROOT) -> Iterator[None]:
    """Keep the temporary files of this process, and of those that it starts, in one folder.

    It is in build/tmp/ and is deleted at the end; those of processes that were killed are deleted
    at the beginning. If build/ cannot be written, the files are where the system has them.
    """
    parent = root / FOLDER
    try:
        parent.mkdir(parents=True, exist_ok=True)
        _delete_abandoned(parent)
        lock = _lock(parent / f"{os.getpid()}.lock")
    except OSError:
        yield
        return
    if lock is None:  # this process has its folder already
        yield
        return
    folder = parent / str(os.getpid())
    previous = tempfile.tempdir, os.environ.get("TMPDIR")
    try:
        folder.mkdir(exist_ok=True)
        tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
        yield
    finally:
        tempfile.tempdir = previous[0]
        if previous[1] is None:
            os.environ.pop("TMPDIR", None)
        else:
            os.environ["TMPDIR"] = previous[1]
        _delete(folder, lock)


def _delete_abandoned(parent: Path) -> None:
    for name in {path.stem for path in parent.iterdir()}:  # a folder may have lost its lock
        if lock := _lock(parent / f"{name}.lock"):
            _delete(parent / name, lock)


def _lock(path: Path) -> IO[bytes] | None:
    """Return the locked file; None if a running process holds it."""
    handle = path.open("wb")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        return None
    return handle


def _delete(folder: Path, lock: IO[bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    Path(lock.name).unlink(missing_ok=True)
    lock.close()
