"""Digest all that pikepdf can read a page of a PDF from: its content and resources, fonts included.

What was read of a page may then be taken from a cache. The objects' numbers do not count: they
change when there is another object before them.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pikepdf

# What a page has from the pages above it (ISO 32000-1, 7.7.3.4).
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
# What leads to other pages, and is read by itself (`annotations`, `speech`).
APART = frozenset({"/Parent", "/Annots", "/StructParents"})
NOTHING = frozenset[str]()
OPEN = b"an object that holds this one"

Digests = dict[tuple[int, int], bytes]  # by their objects


def page_inputs(document: pikepdf.Pdf) -> Iterator[bytes]:
    """Yield a digest for each page, of its own entries and those that it inherits."""
    known: Digests = {}
    for page in document.pages:
        above = [_digest(each, known, NOTHING) for each in _inherited(page.obj)]
        yield sha256(b"".join((_digest(page.obj, known, APART), *above))).digest()


def _inherited(page: Any) -> Iterator[Any]:
    above = page.get("/Parent")
    while above is not None:
        yield from (above[name] for name in INHERITED if name in above)
        above = above.get("/Parent")


def _digest(content: Any, known: Digests, apart: frozenset[str]) -> bytes:
    """Return the digest of an object with all that it refers to; that of each is computed once."""
    if not isinstance(content, pikepdf.Object):
        return _of_parts(type(content).__name__.encode(), repr(content).encode())
    if not content.is_indirect:
        return _of_parts(*_parts(content, known, apart))
    if content.objgen not in known:
        known[content.objgen] = OPEN
        known[content.objgen] = _of_parts(*_parts(content, known, apart))
    return known[content.objgen]


def _parts(content: Any, known: Digests, apart: frozenset[str]) -> Iterator[bytes]:
    if isinstance(content, pikepdf.Array):
        yield b"array"
        for each in content:
            yield _digest(each, known, NOTHING)
    elif isinstance(content, pikepdf.Dictionary | pikepdf.Stream):
        yield b"dictionary"
        for name, each in sorted(content.items(), key=lambda item: item[0]):
            if name not in apart:
                yield name.encode()
                yield _digest(each, known, NOTHING)
        if isinstance(content, pikepdf.Stream):
            yield content.read_raw_bytes()
    else:
        yield content.unparse()


def _of_parts(*parts: bytes) -> bytes:
    total = sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.digest()
