"""Messages on a socket: a JSON object on a line, after which bytes may follow."""

import json
import socket
import time
from typing import Any

LONGEST_LINE = 64_000_000  # bytes
BLOCK = 1 << 16  # bytes
# What a peer that is not what it should be can cause: OSError includes a timeout and a broken pipe.
FAILURES = (OSError, ValueError, LookupError, TypeError, AttributeError)

Message = dict[str, Any]


class MessageStream:
    """A connected socket that carries messages.

    Each method raises TimeoutError if the other end sends nothing for `silence` seconds, or if
    `limit` seconds have passed since the last call of `allow`.
    """

    def __init__(self, connection: socket.socket, silence: float, limit: float) -> None:
        self.connection = connection
        self.allow(silence, limit)
        self._received = bytearray()

    def allow(self, silence: float, limit: float) -> None:
        """Allow the next messages `limit` seconds in all, and `silence` without a byte."""
        self.silence, self._end = silence, time.monotonic() + limit

    def send(self, message: Message, content: bytes = b"") -> None:
        """Send a message, and bytes after it."""
        self._set_timeout(self._end - time.monotonic())
        self.connection.sendall(json.dumps(message).encode() + b"\n" + content)

    def receive(self) -> Message:
        """Return the next message. Raise ValueError for anything else, OSError if there is none."""
        start = 0
        while (end := self._received.find(b"\n", start)) < 0:
            start = len(self._received)
            if start > LONGEST_LINE:
                raise ValueError("a line is too long")
            self._receive_more()
        line = self._take(end + 1)
        try:
            message = json.loads(line)
        except RecursionError:
            raise ValueError("a message is nested too deep") from None
        if not isinstance(message, dict):
            raise ValueError("not a message")
        return message

    def receive_bytes(self, size: int) -> bytes:
        """Return the bytes that follow a message."""
        while len(self._received) < size:
            self._receive_more()
        return self._take(size)

    def _take(self, size: int) -> bytes:
        taken = bytes(self._received[:size])
        del self._received[:size]
        return taken

    def _receive_more(self) -> None:
        self._set_timeout(min(self.silence, self._end - time.monotonic()))
        block = self.connection.recv(BLOCK)
        if not block:
            raise ConnectionError("the other end is closed")
        self._received += block

    def _set_timeout(self, seconds: float) -> None:
        if seconds <= 0:
            raise TimeoutError
        self.connection.settimeout(seconds)
