"""Tell with pikepdf whether a page of a PDF looks as before, without drawing it."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

DEPTH = 4  # forms within forms; a malformed file may nest them in a circle


@dataclass(frozen=True, slots=True)
class PageDigest:
    """The width and height of a page in points, and a digest of all that draws it."""

    width: float
    height: float
    digest: str


def digest_pages(content: bytes) -> tuple[PageDigest, ...]:
    """Return a digest of each page: of its content and the images and forms that this calls.

    The content is that of PDF 32000-1, 7.8.2. Fonts are left out: in WeasyPrint's files a glyph has
    the same number whatever else is drawn, and a font has another name if its file changes.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return tuple(_digest(page.obj) for page in pdf.pages)


def _digest(page: Any) -> PageDigest:
    left, bottom, right, top = (float(number) for number in page.MediaBox)
    width, height = right - left, top - bottom
    digest = hashlib.sha256(f"{width} {height}".encode())
    for stream in _streams(page):
        digest.update(len(stream).to_bytes(8, "big") + stream)
    return PageDigest(width, height, digest.hexdigest())


def _streams(page: Any) -> Iterator[bytes]:
    contents = page.get("/Contents", pikepdf.Array())
    for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
        yield stream.read_raw_bytes()
    yield from _called_streams(page.get("/Resources", {}), DEPTH)


def _called_streams(resources: Any, depth: int) -> Iterator[bytes]:
    """Yield the names and bytes of images and forms, and of those that the forms call."""
    if depth:
        for name, called in sorted(resources.get("/XObject", {}).items()):
            yield name.encode()
            yield called.read_raw_bytes()
            yield from _called_streams(called.get("/Resources", {}), depth - 1)
