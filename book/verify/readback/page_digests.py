"""Tell with pikepdf whether a page of a PDF looks as before, without drawing it."""

import hashlib
import io
from collections.abc import Iterable, Iterator
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
    width, height = _size(page)
    return PageDigest(width, height, _hash(f"{width} {height}".encode(), _streams(page)))


def _hash(head: bytes, streams: Iterable[bytes]) -> str:
    digest = hashlib.sha256(head)
    for stream in streams:
        digest.update(len(stream).to_bytes(8, "big") + stream)
    return digest.hexdigest()


def _size(page: Any) -> tuple[float, float]:
    left, bottom, right, top = (float(number) for number in page.MediaBox)
    return right - left, top - bottom


def _streams(page: Any) -> Iterator[bytes]:
    for stream in _contents(page):
        yield stream.read_raw_bytes()
    yield from _called_streams(page.get("/Resources", {}), DEPTH)


def _contents(page: Any) -> Any:
    contents = page.get("/Contents", pikepdf.Array())
    return contents if isinstance(contents, pikepdf.Array) else [contents]


def _called_streams(resources: Any, depth: int) -> Iterator[bytes]:
    """Yield the names and bytes of images and forms, and of those that the forms call."""
    if depth:
        for name, called in sorted(resources.get("/XObject", {}).items()):
            yield name.encode()
            yield called.read_raw_bytes()
            yield from _called_streams(called.get("/Resources", {}), depth - 1)
