"""An app that is served in a thread, and requests to it."""

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette

from book.serve import server

IsStopping = Callable[[], bool]


@dataclass(frozen=True)
class Answer:
    """The answer to a request; the names of its headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


@contextmanager
def run_app(create_app: Callable[[IsStopping], Starlette]) -> Iterator[int]:
    """Serve the app that `create_app` returns; yield the port."""
    listener = server.listen("127.0.0.1", 0)
    app = create_app(lambda: running.should_exit)
    running = uvicorn.Server(
        uvicorn.Config(app, log_level="error", lifespan="off", timeout_graceful_shutdown=2)
    )
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    wait_until(lambda: running.started)
    yield listener.getsockname()[1]
    running.should_exit = True
    thread.join(5)
    listener.close()
    assert not thread.is_alive(), "a stream keeps the server from its end"


def wait_until(is_done: Callable[[], bool]) -> None:
    """Wait up to five seconds."""
    for _ in range(500):
        if is_done():
            return
        time.sleep(0.01)


def request(port: int, path: str, method: str = "GET", **headers: str) -> Answer:
    """Return the answer; a header is named as an identifier: If_None_Match."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    response = connection.getresponse()
    answer_headers = {name.lower(): value for name, value in response.getheaders()}
    answer = Answer(response.status, answer_headers, response.read())
    connection.close()
    return answer
