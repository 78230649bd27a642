"""Read an e-book (EPUB 2 and 3): its pages in reading order, and what its package says of it."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from book.errors import EditionError
from book.read.archive import MAX_TEXT, Archive
from book.read.builder import UNREADABLE, DocumentBuilder
from book.read.facts.package import note_package
from book.read.html.addresses import resolve
from book.read.html.names import words_of
from book.read.html.parse import Element, HtmlPage, decode_page, parse_page
from book.read.html.reading import is_of_head, read_pages

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
# These change the first bytes of fonts only; they encrypt no text.
FONT_ALGORITHMS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
FIELDS = {"creator": "author"}
PAGE_TYPES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document", "image/svg+xml")
PAGE_SUFFIX = re.compile(r"\.(x?html?|xml|svg)$", re.IGNORECASE)
PACKAGE_REMEDY = "Check that the file is a whole e-book, then export it again."
DRM_REMEDY = "Use a copy without DRM: an e-book that its publisher encrypted cannot be read."


@dataclass(frozen=True, slots=True)
class _Item:
    name: str
    media_type: str
    is_navigation: bool


def read_epub(builder: DocumentBuilder, content: bytes, file: str, encoding: str = "") -> None:
    """Add an e-book to a document.

    Raise EditionError if it is damaged, encrypted or too large, or if its package names no pages.
    """
    archive = Archive(content, file)
    path, package = _package(archive)
    items = _items(package, posixpath.dirname(path))
    parts = list(_spine(package, items))
    spine = [part for part in parts if _is_page(part)]
    _check_encryption(archive, {item.name for item in spine})
    for field, text in _metadata(package):
        builder.metadata(field, text, "metadata of the e-book")
    note_package(package, builder)
    language = next((text for field, text in _metadata(package) if field == "language"), "")
    pages = [_page(archive, item, language, encoding) for item in spine]
    if not pages:
        raise EditionError("this e-book has no pages", file=file, remedy=PACKAGE_REMEDY)
    for page in pages:
        title = page.root.find(".//title")
        if title is not None and is_of_head(title):
            builder.removed(words_of(title), "title of the page")
    read_pages(builder, pages, lambda name: archive.part(name) or None)
    for part in (part for part in parts if not _is_page(part)):
        builder.not_carried(UNREADABLE, f"the part {part.name}, which is no page")


def _package(archive: Archive) -> tuple[str, Element]:
    """Return the package document and its name."""
    container = archive.tree(CONTAINER)
    roots = () if container is None else container.iter("{*}rootfile")
    paths = [root.get("full-path") or "" for root in roots]
    paths += [name for name in archive.names if name.endswith(".opf")]
    for path in paths:
        if (package := archive.tree(path)) is not None:
            return path, package
    raise EditionError(
        "this e-book has no package document", file=archive.file, remedy=PACKAGE_REMEDY
    )


def _items(package: Element, folder: str) -> dict[str, _Item]:
    found = {}
    for item in package.iter("{*}item"):
        name = resolve(folder, item.get("href") or "")
        kinds = (item.get("properties") or "").split()
        found[item.get("id") or ""] = _Item(name, item.get("media-type") or "", "nav" in kinds)
    return found


def _spine(package: Element, items: dict[str, _Item]) -> Iterator[_Item]:
    """Yield the parts in the order of the spine, those beside the main flow too."""
    seen: set[str] = set()
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref") or "")
        if item is None or not item.name or item.name in seen:
            continue
        seen.add(item.name)
        yield item


def _is_page(item: _Item) -> bool:
    return item.media_type in PAGE_TYPES or bool(PAGE_SUFFIX.search(item.name))


def _check_encryption(archive: Archive, pages: set[str]) -> None:
    tree = archive.tree(ENCRYPTION) if ENCRYPTION in archive.names else None
    for data in () if tree is None else tree.iter("{*}EncryptedData"):
        method = next(data.iter("{*}EncryptionMethod"), None)
        algorithm = "" if method is None else method.get("Algorithm") or ""
        names = {resolve("", each.get("URI") or "") for each in data.iter("{*}CipherReference")}
        if algorithm not in FONT_ALGORITHMS and names & pages:
            message = "this e-book is encrypted (DRM)"
            raise EditionError(message, file=archive.file, remedy=DRM_REMEDY)


def _metadata(package: Element) -> Iterator[tuple[str, str]]:
    """Yield what the package says of the e-book: the elements of Dublin Core."""
    for element in package.iter("{http://purl.org/dc/elements/1.1/}*"):
        name = etree.QName(element).localname
        words = words_of(element)
        if words:
            yield FIELDS.get(name, name), words


def _page(archive: Archive, item: _Item, language: str, encoding: str) -> HtmlPage:
    content = archive.part(item.name, MAX_TEXT)
    where = f"{archive.file} ({item.name})"
    if not content.strip():
        message = f"this e-book lacks its page {item.name}"
        raise EditionError(message, file=archive.file, remedy=PACKAGE_REMEDY)
    markup = decode_page(content, where, encoding)
    root = parse_page(markup, where)
    return HtmlPage(item.name, root, posixpath.dirname(item.name), language)
