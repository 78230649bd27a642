"""Serve what is published: the pages, the books, and the catalogue from which a reading app fetches them.

Starlette answers ranges (RFC 9110, 14), HEAD, ETag and Last-Modified, and keeps to the folder; what is added here are the media
types, which the machine's own tables may lack, and whom it answers.
"""

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from book.errors import EditionError
from book.render.opds import ATOM_TYPE, JSON_TYPE, RECORD_TYPE
from book.render.site.downloads import FORMATS
from book.runtime.workers import end_with_parent
from book.serve.preview_app import preview_routes
from book.serve.preview_store import list_previews

NAMED = {
    "opds.xml": ATOM_TYPE,
    "opds.json": JSON_TYPE,
    "publication.json": RECORD_TYPE,
    "SHA256SUMS": "text/plain; charset=utf-8",
}
# By how a name ends; the longest ending counts.
ENDINGS = {end: media_type for end, (_, media_type) in FORMATS.items()} | {
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".csl.json": "application/vnd.citationstyles.csl+json",
    ".xml": "application/xml",
    ".png": "image/png",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".ris": "application/x-research-info-systems; charset=utf-8",
}
# A page that wanted something from outside would not get it, and no file is taken for what it does not say it is.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src data:; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",  # an edition may be built anew at any time: ask whether it was
}
LOCAL = ("localhost", "127.0.0.1", "[::1]")


def media_type(name: str) -> str:
    """Give the media type of a published file by its name.

    >>> media_type("x.tei.xml"), media_type("onix.xml"), media_type("opds.xml")
    ('application/tei+xml', 'application/xml', 'application/atom+xml;profile=opds-catalog;kind=acquisition')
    """
    ends = [end for end in ENDINGS if name.endswith(end)]
    return NAMED.get(name) or (ENDINGS[max(ends, key=len)] if ends else "application/octet-stream")


class PublishedFiles(StaticFiles):
    """The files of dist/, but not what a build keeps there for itself."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if (
            any(part.startswith(".") for part in Path(path).parts)
            or not Path(str(self.directory)).is_dir()
        ):
            raise HTTPException(404)
        return await super().get_response(path, scope)

    def file_response(self, full_path: Any, *arguments: Any, **named: Any) -> Response:
        response = super().file_response(full_path, *arguments, **named)
        response.headers["Content-Type"] = media_type(Path(full_path).name)
        response.headers.update(HEADERS)
        return response


def application(
    dist: Path, hosts: Sequence[str] = LOCAL, is_over: Callable[[], bool] = lambda: False
) -> Starlette:
    """Make the server of `dist`, and of the drafts in build/ beside it.

    It answers to no name but `hosts`: a page elsewhere cannot make a browser ask in its own name.
    """
    return Starlette(
        routes=[
            preview_routes(dist.parent, is_over),
            Mount("/", PublishedFiles(directory=dist, html=True, check_dir=False)),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
        ],
    )


def listen(host: str, port: int) -> socket.socket:
    """Open the port. Raise EditionError if that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
        opened.listen()  # from here on whoever asks waits for the answer
    except (OSError, OverflowError) as error:
        opened.close()
        said = getattr(error, "strerror", None) or str(error)
        raise EditionError(
            f"cannot listen at {host}, port {port}: {said}",
            remedy="Try another: inv serve --port 8001",
        ) from error
    return opened


def serve(dist: Path, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve `dist` until Ctrl-C; to this machine alone, unless `host` is an address that others reach."""
    if not (dist / "index.html").is_file() and not list_previews(dist.parent):
        raise EditionError("nothing is published yet", file=dist.name, remedy="Run: inv build")
    opened = listen(host, port)
    place = _place(host, opened)
    print(
        f"{place}  (for reading apps: {place}opds.xml or {place}opds.json; drafts: {place}.preview/). Ctrl-C ends it.",
        flush=True,
    )
    _run(opened, dist, host)


@contextmanager
def serving(dist: Path, host: str, port: int) -> Iterator[str]:
    """Serve in a process of its own, and give the address of the previews."""
    opened = listen(host, port)
    with opened:
        place = _place(host, opened)
        process = get_context("spawn").Process(target=_run, args=(opened, dist, host), daemon=True)
        process.start()
    try:
        yield f"{place}.preview/"
    finally:
        process.terminate()
        process.join(3)


def _place(host: str, opened: socket.socket) -> str:
    return f"http://{_name(host)}:{opened.getsockname()[1]}/"


def _name(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _run(opened: socket.socket, dist: Path, host: str) -> None:
    """Answer until an interrupt, or until the process that began this one has ended."""
    end_with_parent()
    hosts = (*LOCAL, _name(host)) if host in ("127.0.0.1", "::1", "localhost") else ("*",)
    served = application(dist, hosts, lambda: server.should_exit)
    server = uvicorn.Server(
        uvicorn.Config(
            served, log_level="warning", server_header=False, timeout_graceful_shutdown=1
        )
    )
    with opened, suppress(KeyboardInterrupt):
        server.run(sockets=[opened])
