"""What a validator server does with its clients."""

import hashlib
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from book.verify.validators.server.messages import FAILURES, Message, MessageStream
from book.verify.validators.server.place import is_own_peer

SILENCE = 15  # seconds in which a client must send what it has announced
FOREVER = 10.0**8  # seconds
BEAT = 1.0  # seconds between two signs of life while a book is validated

Report = Callable[[str], Any]  # from the path of a file, as JSON
Loaders = Mapping[str, Callable[[], Report]]  # by the name of a validator


class ValidatorThread:
    """A validator in a thread of its own: it is loaded there, and has one file at a time."""

    def __init__(self, load: Callable[[], Report]) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._report = self._thread.submit(load)

    def submit(self, path: Path) -> Future[Any]:
        return self._thread.submit(lambda: self._report.result()(str(path)))


class ValidatorServer:
    """Answers clients with reports.

    `connections` are those that are open, `books` is the number of files so far, `used` when the
    last client came or went. A server with `is_failed` must not be asked again.
    """

    def __init__(self, loaders: Loaders) -> None:
        self.validators = {name: ValidatorThread(load) for name, load in loaders.items()}
        self.connections = self.books = 0
        self.used = time.monotonic()
        self.is_failed = False
        self._lock = threading.Lock()

    def accept(self, listener: socket.socket, identity: str) -> None:
        """Answer whoever connects, until the process ends, each client in a thread."""
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=self._greet, args=(connection, identity), daemon=True).start()

    def _greet(self, connection: socket.socket, identity: str) -> None:
        with self._counted(), connection, suppress(*FAILURES):
            if is_own_peer(connection):
                stream = MessageStream(connection, SILENCE, SILENCE)
                stream.send({"identity": identity})
                self.answer(stream, SILENCE)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    def _count(self, number: int) -> None:
        with self._lock:
            self.connections += number
            self.used = time.monotonic()

    def answer(self, stream: MessageStream, patience: float = FOREVER) -> None:
        """Answer a client that asks again within `patience` seconds; raise one of `FAILURES`."""
        while True:
            stream.allow(patience, patience)
            request = stream.receive()
            stream.allow(SILENCE, FOREVER)
            content = stream.receive_bytes(request["size"])
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, Path(request["file"]).name)
                path.write_bytes(content)
                stream.send(self._report(stream, self.validators[request["validator"]], path))

    def _report(self, stream: MessageStream, validator: ValidatorThread, path: Path) -> Message:
        """Return a report with the digest of the file that it is on, or an error."""
        self.books += 1
        report = validator.submit(path)
        try:
            while not wait([report], BEAT).done:
                stream.send({"working": True})
            return {"report": report.result(), "sha256": _digest(path)}
        except FAILURES:  # the client is gone
            report.cancel()
            raise
        except Exception as error:
            self.is_failed = True
            return {"error": repr(error)}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
