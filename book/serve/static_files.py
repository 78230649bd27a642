"""Serve the files of dist/ with their media types.

Starlette answers ranges (RFC 9110, 14), HEAD, ETag and Last-Modified, and never leaves the folder.
The media types are added here, since the machine's own tables may lack them.
"""

from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from book.render.opds import ATOM_TYPE, JSON_TYPE, RECORD_TYPE
from book.render.site.downloads import FORMATS

TYPES_BY_NAME = {
    "opds.xml": ATOM_TYPE,
    "opds.json": JSON_TYPE,
    "publication.json": RECORD_TYPE,
    "SHA256SUMS": "text/plain; charset=utf-8",
}
# The longest ending of a name counts.
TYPES_BY_ENDING = {ending: media_type for ending, (_, media_type) in FORMATS.items()} | {
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".csl.json": "application/vnd.citationstyles.csl+json",
    ".xml": "application/xml",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".svg": "image/svg+xml",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".ris": "application/x-research-info-systems; charset=utf-8",
}
UNKNOWN_TYPE = "application/octet-stream"
POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
    "base-uri 'none'"
)
# Pages can load nothing from elsewhere, and browsers must not guess media types.
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",  # a build may replace any file: revalidate at each request
}


def media_type(name: str) -> str:
    """Return the media type of a published file by its name.

    >>> media_type("x.tei.xml"), media_type("onix.xml"), media_type("opds.json")
    ('application/tei+xml', 'application/xml', 'application/opds+json')
    """
    if name in TYPES_BY_NAME:
        return TYPES_BY_NAME[name]
    return TYPES_BY_ENDING.get(_known_ending(name), UNKNOWN_TYPE)


def _known_ending(name: str) -> str:
    endings = [ending for ending in TYPES_BY_ENDING if name.endswith(ending)]
    return max(endings, key=len, default="")


class PublishedFiles(StaticFiles):
    """The files of dist/ without the hidden ones, which a build keeps for itself."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if _is_hidden(path) or not Path(str(self.directory)).is_dir():
            raise HTTPException(404)
        return await super().get_response(path, scope)

    def file_response(self, full_path: Any, *arguments: Any, **named: Any) -> Response:
        response = super().file_response(full_path, *arguments, **named)
        response.headers["Content-Type"] = media_type(Path(full_path).name)
        response.headers.update(HEADERS)
        return response


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in Path(path).parts)
