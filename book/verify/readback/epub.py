"""Read an EPUB back from its spine and its list of pages, as a reading system does."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from book.errors import ProofError

OPF = {
    "opf": "http://www.idpf.org/2007/opf",
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
}
HTML = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}
XHTML = "{http://www.w3.org/1999/xhtml}"
INLINE = {
    XHTML + name
    for name in (
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "code",
        "em",
        "i",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
    )
}
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True)
class PageMark:
    """An entry of the list of pages: the document that it leads to, from 0 in the spine, and the length of the text before it there."""

    label: str
    document: int
    offset: int


@dataclass(frozen=True, slots=True)
class EpubReading:
    """The text of each document of the spine, in order, and the list of pages; an image gives no text."""

    documents: tuple[str, ...]
    pages: tuple[PageMark, ...] = ()


def read_epub(content: bytes) -> EpubReading:
    """Read an EPUB (EPUB 3.3, 5.7 and 7.4.5). Raise ProofError for an entry of the list of pages that leads nowhere."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        container = etree.fromstring(archive.read("META-INF/container.xml"), PARSER)
        package_path = container.xpath("string(//c:rootfile/@full-path)", namespaces=OPF)
        package = etree.fromstring(archive.read(package_path), PARSER)
        folder = posixpath.dirname(package_path)
        items = {
            item.get("id", ""): item for item in package.iterfind(".//opf:manifest/opf:item", OPF)
        }
        spine = [
            items[ref.get("idref", "")].get("href", "")
            for ref in package.iterfind(".//opf:spine/opf:itemref", OPF)
        ]
        bodies = {href: _body(archive.read(posixpath.join(folder, href))) for href in spine}
        nav = next(
            (i.get("href", "") for i in items.values() if "nav" in i.get("properties", "").split()),
            None,
        )
        pages = tuple(_pages(archive.read(posixpath.join(folder, nav)), nav, bodies)) if nav else ()
        return EpubReading(tuple("".join(_texts(body)) for body in bodies.values()), pages)


def _body(document: bytes) -> etree._Element | None:
    return etree.fromstring(document, PARSER).find(f"{XHTML}body")


def _pages(nav: bytes, path: str, bodies: dict[str, etree._Element | None]) -> Iterator[PageMark]:
    """Follow the links of the list of pages, which are relative to the navigation document."""
    hrefs = list(bodies)
    for link in etree.fromstring(nav, PARSER).iterfind(
        ".//h:nav[@epub:type='page-list']//h:a", HTML
    ):
        file, _, fragment = link.get("href", "").partition("#")
        home = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
        body = bodies.get(home)
        if body is None or not body.xpath("descendant-or-self::*[@id=$name]", name=fragment):
            raise ProofError(f"the list of pages leads to {link.get('href')}, which is not there")
        yield PageMark(
            "".join(link.itertext()), hrefs.index(home), len("".join(_texts(body, fragment)))
        )


def _texts(body: etree._Element | None, until: str = "") -> Iterator[str]:
    """Give the text of a body, to its end or to the element of the name `until`; a line ends where a block begins or ends."""
    for event, element in () if body is None else etree.iterwalk(body, events=("start", "end")):
        if event == "start" and until and element.get("id") == until:
            return
        yield "" if element.tag in INLINE else "\n"
        yield (element.text if event == "start" else "" if element is body else element.tail) or ""
