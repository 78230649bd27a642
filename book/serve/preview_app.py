"""The preview in a browser: the draft's pages as pictures, which change when it is made anew, and errors as they are.

The pages of the server are its own: what is published stays as it is. It tells of changes by server-sent events (HTML, 9.2), and
hears of them from the disk, whichever process made them: `inv watch`, or a build.
"""

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from threading import Lock

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from watchfiles import awatch

from book.render.template import render_template
from book.runtime import workspace
from book.serve import preview_store

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
FOR_EVER = (
    "max-age=31536000, immutable"  # the address of a page's picture has the page's digest in it
)
WIDTH = 1100  # pixels of a page's picture
NAMED = 16  # characters of a digest in an address
PATIENCE = 300  # milliseconds after which a stream looks whether it is to end
BEAT = 50  # of these without a change, after which a stream shows that it lives
TYPES = {"preview.css": "text/css; charset=utf-8", "preview.js": "text/javascript; charset=utf-8"}


def preview_routes(root: Path, is_over: Callable[[], bool] = lambda: False) -> Mount:
    """Give the pages below /.preview/. A stream of events ends when `is_over`."""
    drafts = _Drafts(root, is_over)
    return Mount(
        "/.preview",
        routes=[
            Route("/", drafts.start),
            Route("/{name:str}", _own),
            Route("/{slug:str}/", drafts.pages),
            Route("/{slug:str}/site", drafts.site),
            Route("/{slug:str}/events", drafts.events),
            Route("/{slug:str}/page/{number:int}-{look:str}.png", drafts.picture),
            Route("/{slug:str}/{name:str}", drafts.pdf),
        ],
    )


class _Drafts:
    """What is answered about the drafts in a project's build/."""

    def __init__(self, root: Path, is_over: Callable[[], bool]) -> None:
        self.root, self.is_over = root, is_over
        self.drawing = Lock()  # pdfium takes one call at a time

    def start(self, _: Request) -> Response:
        slugs = preview_store.list_previews(self.root)
        return (
            RedirectResponse(f"/.preview/{slugs[0]}/")
            if len(slugs) == 1
            else _page(slugs=slugs, slug="", view="")
        )

    def pages(self, request: Request) -> Response:
        return _page(slugs=(), slug=self._slug(request), view="pages")

    def site(self, request: Request) -> Response:
        return _page(slugs=(), slug=self._slug(request), view="site")

    def events(self, request: Request) -> Response:
        stream = _stream(self._slug(request), self.root, self.is_over)
        return StreamingResponse(stream, media_type="text/event-stream", headers=HEADERS)

    def picture(self, request: Request) -> Response:
        """Draw a page of the draft; of a draft that is no longer there, none."""
        from book.verify.readback.pdf import draw_page

        slug, number, look = (
            self._slug(request),
            request.path_params["number"],
            request.path_params["look"],
        )
        found = preview_store.read_preview(slug, self.root)
        if (
            not found
            or not 0 < number <= len(found.looks)
            or found.looks[number - 1][:NAMED] != look
        ):
            raise HTTPException(404)
        with self.drawing:
            content = draw_page(self._path(slug).read_bytes(), number - 1, WIDTH, is_small=False)
        return Response(
            content, media_type="image/png", headers=HEADERS | {"Cache-Control": FOR_EVER}
        )

    def pdf(self, request: Request) -> Response:
        path = self._path(self._slug(request))
        if request.path_params["name"] != path.name or not path.is_file():
            raise HTTPException(404)
        return FileResponse(path, media_type="application/pdf", headers=HEADERS)

    def _path(self, slug: str) -> Path:
        return preview_store.preview_folder(slug, self.root) / f"{slug}.pdf"

    def _slug(self, request: Request) -> str:
        slug = str(request.path_params["slug"])
        if slug not in {
            *preview_store.list_previews(self.root),
            *(path.parent.name for path in (self.root / "sources").glob("*/edition.toml")),
        }:
            raise HTTPException(404)
        return slug


def _own(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in TYPES:
        raise HTTPException(404)
    return FileResponse(
        workspace.ROOT / "templates" / "preview" / name,
        headers=HEADERS | {"Content-Type": TYPES[name]},
    )


def _page(**values: object) -> Response:
    template = (workspace.ROOT / "templates" / "preview" / "preview.html").read_text("utf-8")
    return Response(
        render_template(template, **values), media_type="text/html; charset=utf-8", headers=HEADERS
    )


async def _stream(slug: str, root: Path, is_over: Callable[[], bool]) -> AsyncIterator[bytes]:
    """Tell how things stand, at once and whenever that changes."""
    told, idle, ticks = "", 0, 0
    folders = [preview_store.preview_folder(slug, root), *filter(Path.is_dir, [root / "dist"])]
    folders[0].mkdir(parents=True, exist_ok=True)
    if state := _state(slug, root):
        yield f"data: {state}\n\n".encode()
        told = state
    async for changes in awatch(
        *folders,
        watch_filter=None,
        step=20,
        debounce=200,
        rust_timeout=PATIENCE,
        yield_on_timeout=True,
    ):
        if is_over():
            return
        idle, ticks = 0 if changes else idle + 1, ticks + 1
        state = (
            _state(slug, root) if changes or ticks == 1 else ""
        )  # the first: what changed before it was watched
        if state and state != told:
            yield f"data: {state}\n\n".encode()
            told = state
        elif idle % BEAT == BEAT - 1:
            yield b": still here\n\n"


def _state(slug: str, root: Path) -> str:
    """Say how things stand, as JSON on one line; nothing while a draft is being put in place of another."""
    folder = preview_store.preview_folder(slug, root)
    found = preview_store.read_preview(slug, root)
    if not found and (folder / preview_store.PREVIEW_FILE).is_file():
        return ""
    state: dict[str, object] = {
        "error": preview_store.read_failure(slug, root),
        "published": preview_store.published_digest(slug, root),
    }
    if found:
        state |= {
            "pdf": found.pdf,
            "labels": found.labels,
            "sizes": found.sizes,
            "looks": [look[:NAMED] for look in found.looks],
        }
    return json.dumps(state)
