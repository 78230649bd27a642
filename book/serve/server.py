"""The HTTP server of what is published and of the drafts: its app, its port, its process."""

import errno
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount

from book.errors import EditionError
from book.runtime.workers import end_with_parent
from book.serve.preview_app import preview_routes
from book.serve.preview_store import list_previews
from book.serve.static_files import PublishedFiles

SERVE, WATCH = "inv serve", "inv watch --serve"
FREE = 8001  # a port that is mostly free
LOCAL = ("localhost", "127.0.0.1", "[::1]")


def create_app(
    dist: Path, hosts: Sequence[str] = LOCAL, is_stopping: Callable[[], bool] = lambda: False
) -> Starlette:
    """Return the app that answers for `dist`, and for the drafts in build/ beside it.

    It answers only to requests for `hosts`, so that no page elsewhere can read through it by
    giving its own name this address (DNS rebinding).
    """
    return Starlette(
        routes=[
            preview_routes(dist.parent, is_stopping),
            Mount("/", PublishedFiles(directory=dist, html=True, check_dir=False)),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
        ],
    )


def listen(host: str, port: int, task: str = SERVE) -> socket.socket:
    """Return a socket that listens there. Raise EditionError if the port cannot be opened.

    The error names the `task` of Invoke that wants to listen.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()  # from now on requests wait until the server runs
    except (OSError, OverflowError) as error:
        listener.close()
        raise _port_error(host, port, error, task) from error
    return listener


def _port_error(host: str, port: int, error: Exception, task: str) -> EditionError:
    another = f"--port {FREE if port != FREE else FREE + 1}"
    page, other_way = f"http://{_host_name(host)}:{port}/", ""
    if task == WATCH:
        page, other_way = f"{page}.preview/", "use inv watch without --serve, and "
    remedy = f"Try another: {task} {another}"
    if getattr(error, "errno", None) == errno.EADDRINUSE:
        remedy = f"inv serve is perhaps running: {other_way}open {page}, or add {another}."
    reason = getattr(error, "strerror", None) or str(error)
    return EditionError(
        f"cannot listen at {host}, port {port}: {reason}",
        remedy=remedy,
    )


def serve(dist: Path, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve `dist` until Ctrl-C; only this machine reaches it unless `host` says otherwise.

    Raise EditionError if there is nothing to show, or if the port cannot be opened.
    """
    if not (dist / "index.html").is_file() and not list_previews(dist.parent):
        raise EditionError("nothing is published yet", file=dist.name, remedy="Run: inv build")
    listener = listen(host, port)
    print(_announcement(_base_url(host, listener)), flush=True)
    _run(listener, dist, host)


def _announcement(url: str) -> str:
    return (
        f"{url}  (for reading apps: {url}opds.xml or {url}opds.json; drafts: {url}.preview/). "
        "Press Ctrl-C to stop."
    )


@contextmanager
def serve_in_background(dist: Path, host: str, port: int) -> Iterator[str]:
    """Serve in another process; yield the address of the previews."""
    with listen(host, port, WATCH) as listener:
        url = _base_url(host, listener)
        arguments = (listener, dist, host)
        process = get_context("spawn").Process(target=_run, args=arguments, daemon=True)
        process.start()
    try:
        yield f"{url}.preview/"
    finally:
        process.terminate()
        process.join(3)


def _base_url(host: str, listener: socket.socket) -> str:
    return f"http://{_host_name(host)}:{listener.getsockname()[1]}/"


def _host_name(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _allowed_hosts(host: str) -> tuple[str, ...]:
    """Return the host names that the server accepts: all of them if other machines may connect."""
    is_local = host in ("127.0.0.1", "::1", "localhost")
    return (*LOCAL, _host_name(host)) if is_local else ("*",)


def _run(listener: socket.socket, dist: Path, host: str) -> None:
    """Answer requests until an interrupt, or until the parent process has ended."""
    end_with_parent()
    app = create_app(dist, _allowed_hosts(host), lambda: server.should_exit)
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=1)
    )
    with listener, suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
