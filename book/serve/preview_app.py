"""The preview in a browser: pictures of the draft's pages, updated at each new draft, and errors.

The app's pages are its own; what is published is shown as it is.
"""

import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from threading import Lock

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route

from book.render.template import render_template
from book.runtime import workspace
from book.serve import preview_store
from book.serve.preview_events import DIGEST_LENGTH, preview_events

TEMPLATES = workspace.ROOT / "templates" / "preview"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
# The e-book loads its own files alone, and no scripts; it is shown in a frame of these pages.
EBOOK_HEADERS = HEADERS | {
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
}
EBOOK_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff2": "font/woff2",
}
# The address of a page's picture contains the page's digest: its content never changes.
PICTURE_HEADERS = HEADERS | {"Cache-Control": "max-age=31536000, immutable"}
PICTURE_WIDTH = 1100  # pixels
ASSETS = {"preview.css": "text/css; charset=utf-8", "preview.js": "text/javascript; charset=utf-8"}


def preview_routes(root: Path, is_stopping: Callable[[], bool] = lambda: False) -> Mount:
    """Return the routes below /.preview/. Streams of events end when `is_stopping`."""
    return Mount("/.preview", routes=_PreviewApp(root, is_stopping).routes())


class _PreviewApp:
    """The answers about the drafts in a project's build/."""

    def __init__(self, root: Path, is_stopping: Callable[[], bool]) -> None:
        self.root, self.is_stopping = root, is_stopping
        self.drawing = Lock()  # pdfium takes one call at a time

    def routes(self) -> list[Route]:
        return [
            Route("/", self.index),
            Route("/{name:str}", _asset),
            Route("/{slug:str}/", self.pages),
            Route("/{slug:str}/site", self.site),
            Route("/{slug:str}/ebook", self.ebook),
            Route("/{slug:str}/ebook/{path:path}", self.ebook_file),
            Route("/{slug:str}/events", self.events),
            Route("/{slug:str}/page/{number:int}-{digest:str}.png", self.picture),
            Route("/{slug:str}/{name:str}", self.pdf),
        ]

    def index(self, _: Request) -> Response:
        """Redirect to the only preview, or list all of them."""
        slugs = preview_store.list_previews(self.root)
        if len(slugs) == 1:
            return RedirectResponse(f"/.preview/{slugs[0]}/")
        return _page(slugs=slugs, slug="", view="")

    def pages(self, request: Request) -> Response:
        return _page(slugs=(), slug=self._slug(request), view="pages")

    def site(self, request: Request) -> Response:
        return _page(slugs=(), slug=self._slug(request), view="site")

    def ebook(self, request: Request) -> Response:
        return _page(slugs=(), slug=self._slug(request), view="ebook")

    def ebook_file(self, request: Request) -> Response:
        """Return a file of the draft of the e-book as a reading system would show it."""
        path, name = self._draft_path(self._slug(request), "epub"), request.path_params["path"]
        try:
            with zipfile.ZipFile(path) as archive:
                content = archive.read(name)
        except (OSError, KeyError, zipfile.BadZipFile) as error:
            raise HTTPException(404) from error
        kind = EBOOK_TYPES.get(PurePosixPath(name).suffix, "application/octet-stream")
        return Response(content, media_type=kind, headers=EBOOK_HEADERS)

    def events(self, request: Request) -> Response:
        stream = preview_events(self._slug(request), self.root, self.is_stopping)
        return StreamingResponse(stream, media_type="text/event-stream", headers=HEADERS)

    def picture(self, request: Request) -> Response:
        """Draw a page of the draft; answer 404 if the digest is not that of the current draft."""
        slug, number = self._slug(request), request.path_params["number"]
        if request.path_params["digest"] != self._page_digest(slug, number):
            raise HTTPException(404)
        content = self._draw(slug, number)
        return Response(content, media_type="image/png", headers=PICTURE_HEADERS)

    def _draw(self, slug: str, number: int) -> bytes:
        from book.verify.readback.pdf import draw_page

        with self.drawing:
            pdf = self._draft_path(slug).read_bytes()
            return draw_page(pdf, number - 1, PICTURE_WIDTH, is_small=False)

    def pdf(self, request: Request) -> Response:
        path = self._draft_path(self._slug(request))
        if request.path_params["name"] != path.name or not path.is_file():
            raise HTTPException(404)
        return FileResponse(path, media_type="application/pdf", headers=HEADERS)

    def _page_digest(self, slug: str, number: int) -> str | None:
        """Return the digest of a page, from 1, as its address has it; None without such a page."""
        preview = preview_store.read_preview(slug, self.root)
        if not preview or not 0 < number <= len(preview.page_digests):
            return None
        return preview.page_digests[number - 1][:DIGEST_LENGTH]

    def _draft_path(self, slug: str, kind: str = "pdf") -> Path:
        return preview_store.draft_path(slug, self.root, kind)

    def _slug(self, request: Request) -> str:
        """Return the edition in the address; answer 404 if there is none of that name."""
        slug = str(request.path_params["slug"])
        if slug not in self._known_slugs():
            raise HTTPException(404)
        return slug

    def _known_slugs(self) -> set[str]:
        sources = (self.root / "sources").glob("*/edition.toml")
        return {path.parent.name for path in sources} | {*preview_store.list_previews(self.root)}


def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in ASSETS:
        raise HTTPException(404)
    return FileResponse(TEMPLATES / name, headers=HEADERS | {"Content-Type": ASSETS[name]})


def _page(**values: object) -> Response:
    template = (TEMPLATES / "preview.html").read_text("utf-8")
    content = render_template(template, **values)
    return HTMLResponse(content, headers=HEADERS)
