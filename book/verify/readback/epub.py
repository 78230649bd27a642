"""Read an EPUB back from its spine and its list of pages, as a reading system does."""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from book.errors import ProofError

OPF = {
    "opf": "http://www.idpf.org/2007/opf",
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
}
CONTAINER, PACKAGE_PATH = "META-INF/container.xml", "string(//c:rootfile/@full-path)"
HTML = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}
XHTML = "{http://www.w3.org/1999/xhtml}"
INLINE_NAMES = "a abbr b bdi cite code del em i ins q rp rt ruby small span strong sub sup u"
INLINE = {XHTML + name for name in INLINE_NAMES.split()}
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)

Body = etree._Element | None


@dataclass(frozen=True, slots=True)
class PageMark:
    """An entry of the list of pages.

    `document` is the index in the spine of the document that it leads to, `offset` the length of
    the text before its target there.
    """

    label: str
    document: int
    offset: int


@dataclass(frozen=True, slots=True)
class EpubReading:
    """The text of each document of the spine, in order, and the list of pages.

    Images have no text.
    """

    documents: tuple[str, ...]
    pages: tuple[PageMark, ...] = ()


def read_epub(content: bytes) -> EpubReading:
    """Read an EPUB (EPUB 3.3, 5.7 and 7.4.5).

    Raise ProofError if an entry of the list of pages leads nowhere.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        path, package = read_package(archive)
        bodies = {href: _body(_read(archive, path, href)) for href in _spine(package)}
        nav = _navigation_document(package)
        marks = _page_marks(_read(archive, path, nav), nav, bodies) if nav else ()
        return EpubReading(tuple(map(_text, bodies.values())), tuple(marks))


def _read(archive: zipfile.ZipFile, package: str, href: str) -> bytes:
    """Return a file by its address, which is relative to the package document."""
    return archive.read(posixpath.join(posixpath.dirname(package), href))


def read_package(archive: zipfile.ZipFile) -> tuple[str, etree._Element]:
    """Return the path of the package document in an EPUB's archive, and its root."""
    container = etree.fromstring(archive.read(CONTAINER), PARSER)
    path = str(container.xpath(PACKAGE_PATH, namespaces=OPF))
    return path, etree.fromstring(archive.read(path), PARSER)


def _spine(package: etree._Element) -> list[str]:
    """Return the addresses of the documents in reading order."""
    hrefs = {item.get("id", ""): item.get("href", "") for item in _items(package)}
    refs = package.iterfind(".//opf:spine/opf:itemref", OPF)
    return [hrefs[ref.get("idref", "")] for ref in refs]


def _items(package: etree._Element) -> Iterator[etree._Element]:
    return package.iterfind(".//opf:manifest/opf:item", OPF)


def _navigation_document(package: etree._Element) -> str | None:
    for item in _items(package):
        if "nav" in item.get("properties", "").split():
            return item.get("href", "")
    return None


def _body(document: bytes) -> Body:
    return etree.fromstring(document, PARSER).find(f"{XHTML}body")


def _page_marks(nav: bytes, path: str, bodies: Mapping[str, Body]) -> Iterator[PageMark]:
    """Yield the entries of the list of pages; its links are relative to `path`, that of the nav."""
    links = etree.fromstring(nav, PARSER).iterfind(".//h:nav[@epub:type='page-list']//h:a", HTML)
    for link in links:
        document, offset = _locate(link.get("href", ""), path, bodies)
        yield PageMark("".join(link.itertext()), document, offset)


def _locate(href: str, path: str, bodies: Mapping[str, Body]) -> tuple[int, int]:
    """Return the index of the document that a link leads to, and the offset of its target."""
    file, _, fragment = href.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
    body = bodies.get(target)
    if not _has_id(body, fragment):
        raise ProofError(f"the list of pages leads to {href}, which does not exist")
    return list(bodies).index(target), len("".join(_texts(body, fragment)))


def _text(body: Body) -> str:
    return "".join(_texts(body))


def _has_id(body: Body, name: str) -> bool:
    if body is None:
        return False
    return bool(body.xpath("descendant-or-self::*[@id=$name]", name=name))


def _texts(body: Body, until: str = "") -> Iterator[str]:
    """Yield the text of a body, to its end or to the element with the id `until`.

    A line ends where a block begins or ends.
    """
    if body is None:
        return
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start" and until and element.get("id") == until:
            return
        yield "" if element.tag in INLINE else "\n"
        if event == "start":
            yield element.text or ""
        elif element is not body:
            yield element.tail or ""
