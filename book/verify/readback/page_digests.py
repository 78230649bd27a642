"""The engine pikepdf: it tells whether a page of a PDF looks as it did, without drawing it."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf


@dataclass(frozen=True, slots=True)
class PageDigest:
    """A page: its width and height in points, and a digest of all that draws it."""

    width: float
    height: float
    digest: str


def digest_pages(content: bytes) -> tuple[PageDigest, ...]:
    """Digest what draws each page: its content (PDF 32000-1, 7.8.2), and the pictures and forms that this calls.

    Fonts are left out: in WeasyPrint's files a glyph has the same number whatever else is drawn, and a font another name if its
    file is another.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return tuple(_look(page.obj) for page in pdf.pages)


def _look(page: Any) -> PageDigest:
    left, bottom, right, top = (float(number) for number in page.MediaBox)
    found = hashlib.sha256(f"{right - left} {top - bottom}".encode())
    for part in _drawing(page):
        found.update(len(part).to_bytes(8, "big") + part)
    return PageDigest(right - left, top - bottom, found.hexdigest())


def _drawing(page: Any) -> Iterator[bytes]:
    contents = page.get("/Contents", pikepdf.Array())
    for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
        yield stream.read_raw_bytes()
    yield from _called(page.get("/Resources", {}), depth=4)


def _called(resources: Any, depth: int) -> Iterator[bytes]:
    """Give the names and bytes of the pictures and forms; forms may have their own, and a stranger's file may go in circles."""
    for name, thing in sorted(resources.get("/XObject", {}).items()) if depth else ():
        yield name.encode()
        yield thing.read_raw_bytes()
        yield from _called(thing.get("/Resources", {}), depth - 1)
