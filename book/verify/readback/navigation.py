"""Read with pikepdf what a PDF has besides its pages: bookmarks, names, metadata, attachments."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from lxml import etree

XMP = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
}
DEEPEST = 50  # levels of bookmarks; a broken file may nest them in a circle
FIELDS = ("title", "creator", "description", "language")


@dataclass(frozen=True, slots=True)
class PdfPlace:
    """A place on a page: the page's index, and points from its left and from its bottom."""

    page: int
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark: its level, from 1, its title, and where it leads."""

    level: int
    title: str
    place: PdfPlace | None


@dataclass(frozen=True, slots=True)
class PdfFurnishing:
    """What a PDF has besides its pages.

    `metadata` are the values of Dublin Core in the XMP packet, `information` those of the document
    information dictionary (ISO 32000-1, 14.3.2 and 14.3.3), both by lower-case names. `attachments`
    are the attached files: their names and the SHA-256 of their contents.
    """

    bookmarks: tuple[Bookmark, ...]
    destinations: Mapping[str, PdfPlace]
    metadata: Mapping[str, tuple[str, ...]]
    information: Mapping[str, str]
    language: str
    attachments: tuple[tuple[str, str], ...]


def read_furnishing(document: pikepdf.Pdf) -> PdfFurnishing:
    """Read what a PDF has besides its pages."""
    root = document.Root
    pages = {page.obj.objgen: index for index, page in enumerate(document.pages)}
    names: Any = root.get("/Names", {})
    places = ((name, _place(target, pages)) for name, target in _entries(names.get("/Dests", {})))
    return PdfFurnishing(
        tuple(_bookmarks(root.get("/Outlines", {}), pages, 1)),
        {name: place for name, place in places if place},
        _metadata(root),
        {str(n).removeprefix("/").lower(): str(value) for n, value in document.docinfo.items()},
        str(root.get("/Lang", "")),
        tuple(_attachment(file) for _, file in _entries(names.get("/EmbeddedFiles", {}))),
    )


def _bookmarks(parent: Any, pages: Mapping[Any, int], level: int) -> Iterator[Bookmark]:
    """Yield the bookmarks in an item of the outline (ISO 32000-1, 12.3.3), each before its own."""
    item = parent.get("/First")
    seen = set()
    while item is not None and item.objgen not in seen and level < DEEPEST:
        seen.add(item.objgen)
        yield Bookmark(level, str(item.get("/Title", "")), _place(item.get("/Dest"), pages))
        yield from _bookmarks(item, pages, level + 1)
        item = item.get("/Next")


def _entries(tree: Any, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Yield the entries of a name tree (7.9.6)."""
    names = list(tree.get("/Names", ()))
    yield from ((str(name), value) for name, value in zip(names[::2], names[1::2], strict=False))
    for kid in tree.get("/Kids", ()) if depth < DEEPEST else ():
        yield from _entries(kid, depth + 1)


def _place(target: Any, pages: Mapping[Any, int]) -> PdfPlace | None:
    """Return the place of a destination /XYZ (12.3.2.2), None of anything else."""
    if isinstance(target, pikepdf.Dictionary):
        target = target.get("/D")
    if not isinstance(target, pikepdf.Array) or len(target) < 4 or target[1] != "/XYZ":
        return None
    page = pages.get(target[0].objgen)
    return None if page is None else PdfPlace(page, float(target[2]), float(target[3]))


def _metadata(root: Any) -> dict[str, tuple[str, ...]]:
    if "/Metadata" not in root:
        return {}
    packet = etree.fromstring(root.Metadata.read_bytes(), _parser())
    return {
        field: tuple(each.text or "" for each in packet.iterfind(f".//dc:{field}//rdf:li", XMP))
        for field in FIELDS
    }


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _attachment(file: Any) -> tuple[str, str]:
    name = str(file.get("/UF", file.get("/F", "")))
    return name, hashlib.sha256(file.EF.F.read_bytes()).hexdigest()
