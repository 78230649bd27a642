"""Ask a validator server: the resident one of this checkout, or a private one of this process."""

import atexit
import hashlib
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from book.verify.validators.programs import ROOT
from book.verify.validators.server.messages import FAILURES, MessageStream
from book.verify.validators.server.place import (
    MOST_BOOKS,
    find_folder,
    find_identity,
    is_own_peer,
    locked,
    socket_of,
)
from book.verify.validators.verdict import Verdict

PROCESS = "book.verify.validators.server.process"
SILENCE = 15  # seconds
GREETING_LIMIT = 10  # seconds
BASE_LIMIT, BYTES_PER_SECOND = 120, 5_000  # seconds for a report, and more with the size of a file
BACKLOG = 16  # connections that wait to be accepted
# What would decide the words of a report, or lead to the temporary folder of a build.
UNSET = ("TMPDIR", "LANG", "LANGUAGE", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")

ReadReport = Callable[[Any], Verdict]
# Takes a validator's name, a file, and what makes a verdict of a report; returns None if there is
# no server, or if it fails: then the caller must run a Java of its own.
Ask = Callable[[str, Path, ReadReport], Verdict | None]


def request_report(stream: MessageStream, name: str, path: Path, content: bytes) -> Any:
    """Return a report on a file's content. Raise one of `FAILURES` for any other answer."""
    stream.allow(stream.silence, BASE_LIMIT + len(content) / BYTES_PER_SECOND)
    stream.send({"validator": name, "file": path.name, "size": len(content)}, content)
    while "working" in (answer := stream.receive()):
        pass
    if answer["sha256"] != hashlib.sha256(content).hexdigest():
        raise ValueError("the report is on another file")
    return answer["report"]


# ── The resident server ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class ResidentServer:
    """The server of a checkout at `socket`. `process` is the module that is one.

    A server that shows no sign of life for `silence` seconds counts as dead.
    """

    socket: Path
    identity: str
    process: str = PROCESS
    silence: float = SILENCE

    def start(self) -> None:
        """Start the server unless it answers. One that is not this program is replaced."""
        with suppress(OSError), self._locked():
            if not self._answers():
                self._launch()

    def end(self) -> None:
        """End the server, within seconds, if there is one: it sees that its socket is gone."""
        with suppress(OSError), self._locked():
            self.socket.unlink(missing_ok=True)

    def ask(self, name: str, path: Path, read: ReadReport) -> Verdict | None:
        """Return the verdict on a file, or None: then the server is not asked again."""
        self.start()
        try:
            with self._connected() as stream:
                return read(request_report(stream, name, path, path.read_bytes()))
        except FAILURES:
            self.end()
            return None

    def _locked(self) -> Any:
        return locked(self.socket.with_suffix(".lock"))

    def _answers(self) -> bool:
        try:
            with self._connected():
                return True
        except FAILURES:
            return False

    @contextmanager
    def _connected(self) -> Iterator[MessageStream]:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(self.silence)
            connection.connect(str(self.socket))
            if not is_own_peer(connection):
                raise ConnectionError("the server is another user's")
            stream = MessageStream(connection, self.silence, GREETING_LIMIT)
            if stream.receive().get("identity") != self.identity:
                raise ValueError("another program")
            yield stream

    def _launch(self) -> None:
        """Start a process that listens at the socket.

        The socket is there before the process: whoever connects meanwhile waits for it. It takes
        the place of an older one, whose process ends when it sees that.
        """
        staging = self.socket.with_suffix(".socket.new")
        staging.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(staging))
            staging.chmod(0o600)
            listener.listen(BACKLOG)
            staging.rename(self.socket)
            folder = self.socket.with_suffix(".work")
            start_process(
                self.process, listener, folder, "--resident", str(self.socket), self.identity
            )


def find_resident() -> ResidentServer | None:
    """Return the resident server of this checkout; None if the system cannot have one."""
    with suppress(*FAILURES, ImportError):
        folder = find_folder()
        path = socket_of(folder) if folder else None
        return ResidentServer(path, find_identity()) if path else None
    return None


def start_process(module: str, connection: socket.socket, folder: Path, *arguments: str) -> None:
    """Start a server that keeps nothing of its parent's: no terminal, no pipe, no file, no folder.

    It gets no Ctrl-C, and its messages are in no language of the user's. `folder` is for its
    temporary files.
    """
    environment = {key: value for key, value in os.environ.items() if key not in UNSET}
    process = subprocess.Popen(
        [sys.executable, "-m", module, str(connection.fileno()), str(folder), *arguments],
        cwd=ROOT,
        env={**environment, "LC_ALL": "C.UTF-8"},
        pass_fds=(connection.fileno(),),
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    process.returncode = 0  # nothing waits for it, and Python need not warn of that


# ── A private server ─────────────────────────────────────────────────────────────────────────────


@dataclass
class PrivateServer:
    """The server that is a child of this process: it starts with the first file.

    It is asked one question at a time, and replaced when it fails, or has had its books.
    """

    is_wanted: bool = False
    process: str = PROCESS
    most_books: int = MOST_BOOKS
    books: int = 0
    stream: MessageStream | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, name: str, path: Path, read: ReadReport) -> Verdict | None:
        """Return the verdict on a file, or None if no server is wanted, or if it fails."""
        if not self.is_wanted:
            return None
        with self.lock:
            try:
                return read(request_report(self._running(), name, path, path.read_bytes()))
            except FAILURES:
                self.end()
                return None

    def end(self) -> None:
        """End the server: it sees that nobody is at the other end."""
        if self.stream:
            self.stream.connection.close()
        self.stream, self.books = None, 0

    def _running(self) -> MessageStream:
        if self.books >= self.most_books:
            self.end()
        self.books += 1
        if self.stream is None:
            own, other = socket.socketpair()
            with other:
                folder = Path(tempfile.gettempdir())
                start_process(self.process, other, folder, "--private", str(os.getpid()))
            self.stream = MessageStream(own, SILENCE, GREETING_LIMIT)
        return self.stream


PRIVATE = PrivateServer()


def keep_validators_alive() -> None:
    """Keep a private server from now on, until this process ends."""
    if not PRIVATE.is_wanted:
        atexit.register(PRIVATE.end)
    PRIVATE.is_wanted = True


def ask_private(name: str, path: Path, read: ReadReport) -> Verdict | None:
    """Ask the private server of this process, if it has one (`Ask`)."""
    return PRIVATE.ask(name, path, read)
