"""Read an e-book's text back with its anchors, and the printed page of each of its words."""

import io
import posixpath
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from book.text.typography import fold
from book.verify.readback.epub import HTML, OPF, PARSER, read_package

TYPE = f"{{{HTML['epub']}}}type"
# What is no text of its page: calls, and the notes, which stand behind the text that calls them.
ASIDE = {"noteref", "footnote", "endnote"}


@dataclass(slots=True)
class MarkedText:
    """A document's text: its letters and digits, and where its anchors and pages begin in them."""

    folded: str = ""
    anchors: dict[str, int] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    def page_at(self, offset: int) -> str:
        """Return the label of the page that has the folded character at an offset."""
        return self.labels[bisect_right(self.starts, offset) - 1]


def read_marked_texts(content: bytes) -> tuple[MarkedText, ...]:
    """Return the documents of an EPUB's spine. A document may begin on the page of the one before.

    Raise ValueError if the e-book cannot be read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return tuple(_marked_texts(archive))
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError) as error:
        raise ValueError(f"the e-book cannot be read: {error}") from error


def _marked_texts(archive: zipfile.ZipFile) -> Iterator[MarkedText]:
    path, package = read_package(archive)
    items = {item.get("id"): item for item in package.iterfind(".//opf:manifest/opf:item", OPF)}
    refs = package.iterfind(".//opf:spine/opf:itemref", OPF)
    spine = [_beside(path, items[ref.get("idref")].get("href", "")) for ref in refs]
    navs = [item for item in items.values() if "nav" in item.get("properties", "").split()]
    pages: dict[str, str] = {}
    for nav in navs:
        name = _beside(path, nav.get("href", ""))
        pages.update(_page_list(etree.fromstring(archive.read(name), PARSER), name))
    label = ""
    for name in spine:
        root = etree.fromstring(archive.read(name), PARSER)
        text = _Follower(name, pages, label).read(root.find("h:body", HTML))
        label = text.labels[-1]
        yield text


def _beside(path: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), href))


def _page_list(nav: etree._Element, name: str) -> Iterator[tuple[str, str]]:
    """Yield the address of each page's mark, and the page's label."""
    for link in nav.iterfind(".//h:nav[@epub:type='page-list']//h:a", HTML):
        file, _, fragment = link.get("href", "").partition("#")
        yield f"{_beside(name, file)}#{fragment}", "".join(link.itertext())


class _Follower:
    """Follows a document in its order."""

    def __init__(self, name: str, pages: Mapping[str, str], label: str) -> None:
        self.name, self.pages = name, pages
        self.text = MarkedText(starts=[0], labels=[label])
        self.parts: list[str] = []
        self.length = 0

    def read(self, body: etree._Element | None) -> MarkedText:
        if body is not None:
            self.element(body)
        self.text.folded = "".join(self.parts)
        return self.text

    def element(self, element: etree._Element) -> None:
        anchor = element.get("id")
        if anchor:
            self.text.anchors[anchor] = self.length
            if label := self.pages.get(f"{self.name}#{anchor}"):
                self.text.starts.append(self.length)
                self.text.labels.append(label)
        if ASIDE & set(element.get(TYPE, "").split()):
            return
        self.add(element.text)
        for child in element.iterchildren("*"):
            self.element(child)
            self.add(child.tail)

    def add(self, text: str | None) -> None:
        if text:
            folded = fold(text)
            self.parts.append(folded)
            self.length += len(folded)
