"""The process of a validator server: one Java, which runs EPUBCheck and veraPDF side by side.

`python -m book.verify.validators.server.process FD FOLDER --resident SOCKET IDENTITY` accepts
connections at the listening socket FD, `… --private PARENT` answers at the connected socket FD.
Temporary files are in FOLDER.
"""

import fcntl
import os
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Event, Thread

from book.verify.validators.java import SHORTLY, start_java
from book.verify.validators.server.answering import FOREVER, Loaders, Report, ValidatorServer
from book.verify.validators.server.messages import FAILURES, MessageStream
from book.verify.validators.server.place import MOST_BOOKS, find_identity

MODULES = {
    "epubcheck": "book.verify.validators.epubcheck",
    "verapdf": "book.verify.validators.verapdf",
}
# The bound of memory. A Java that needs more ends at once, and its books get a Java of their own.
JAVA_OPTIONS = ("-Xmx768m", "-XX:+ExitOnOutOfMemoryError")


@dataclass(frozen=True)
class ServerLimits:
    """When a resident server ends: after seconds without a client, or after books.

    `tick` is how often it looks whether it must end, in seconds, and `dying` how long clients that
    it still has may keep it.
    """

    idle: float = 600
    books: int = MOST_BOOKS
    tick: float = 1
    dying: float = 600


def main(arguments: Sequence[str]) -> None:
    """Serve with EPUBCheck and veraPDF."""
    modules = {name: import_module(module) for name, module in MODULES.items()}
    java: Future[None] = Future()

    def load(name: str) -> Report:
        java.result()  # the classes of both validators are loaded once Java runs
        report: Report = modules[name].load()
        return report

    def start() -> None:
        start_java(JAVA_OPTIONS)
        java.set_result(None)

    serve(arguments, {name: partial(load, name) for name in MODULES}, start)


def serve(
    arguments: Sequence[str],
    loaders: Loaders,
    start: Callable[[], None] = lambda: None,
    limits: ServerLimits = ServerLimits(),
) -> None:
    """Answer with what `loaders` load, which `start` prepares, until this process must end."""
    number, folder, role, *others = arguments
    os.chdir("/")
    try:
        with socket.socket(fileno=int(number)) as connection:
            if role == "--private":
                tempfile.tempdir = folder
                _serve_parent(ValidatorServer(loaders), connection, int(others[0]), start)
            elif find_identity() == others[1]:  # what was imported is what the client knows
                with _own_folder(Path(folder)):
                    _serve_user(ValidatorServer(loaders), connection, others, start, limits)
    finally:
        os._exit(1)  # threads may still wait for a client, or for Java


def _serve_parent(
    server: ValidatorServer, connection: socket.socket, parent: int, start: Callable[[], None]
) -> None:
    """Answer the parent until it closes the connection or ends."""
    ended = Event()

    def answer() -> None:
        with suppress(*FAILURES):
            server.answer(MessageStream(connection, FOREVER, FOREVER))
        ended.set()

    Thread(target=answer, daemon=True).start()
    start()
    while not ended.wait(SHORTLY) and os.getppid() == parent:
        pass


def _serve_user(
    server: ValidatorServer,
    listener: socket.socket,
    names: Sequence[str],
    start: Callable[[], None],
    limits: ServerLimits,
) -> None:
    """Answer whoever connects until there is a reason to end, and then those who are connected."""
    path, identity = Path(names[0]), names[1]
    own = path.stat()
    Thread(target=server.accept, args=(listener, identity), daemon=True).start()
    start()
    while _is_found(path, own) and not _is_spent(server, limits):
        time.sleep(limits.tick)
    if _is_found(path, own):
        path.unlink(missing_ok=True)
    end = time.monotonic() + limits.dying
    time.sleep(limits.tick)  # somebody may just have connected
    while server.connections and not server.is_failed and time.monotonic() < end:
        time.sleep(limits.tick)


def _is_found(path: Path, own: os.stat_result) -> bool:
    """Return whether clients find this server: its socket and its program are still there."""
    try:
        return os.path.samestat(path.stat(), own) and Path(__file__).exists()
    except OSError:
        return False


def _is_spent(server: ValidatorServer, limits: ServerLimits) -> bool:
    is_idle = not server.connections and time.monotonic() - server.used > limits.idle
    return is_idle or server.books >= limits.books or server.is_failed


@contextmanager
def _own_folder(parent: Path) -> Iterator[None]:
    """Keep temporary files in a locked folder of this process; delete those of killed ones."""
    parent.mkdir(mode=0o700, exist_ok=True)
    with _locked_folder(parent):
        for path in parent.iterdir():
            if is_abandoned(path):
                shutil.rmtree(path, ignore_errors=True)
        folder = tempfile.mkdtemp(dir=parent)
        lock = os.open(folder, os.O_RDONLY)
        fcntl.flock(lock, fcntl.LOCK_EX)
    tempfile.tempdir = folder
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked_folder(folder: Path, mode: int = fcntl.LOCK_EX) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, mode)
        yield
    finally:
        os.close(handle)


def is_abandoned(folder: Path) -> bool:
    """Return whether the process is gone whose temporary files are in a folder."""
    try:
        with _locked_folder(folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
            return True
    except OSError:
        return False


if __name__ == "__main__":
    main(sys.argv[1:])
