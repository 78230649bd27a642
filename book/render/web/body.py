"""Turn a document of the e-book into the text of a page.

The words, their form and their order are those of the e-book. What changes: the notes stand after
the blocks that call them, each paragraph has an address of its own, and links lead to pages.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from book.model import Division, Edition, Note
from book.render.epub.pages import INLINE, OPS, PARSER, XHTML, keep_end_tags
from book.render.web.addresses import START, Addresses, page_file
from book.render.web.notes import Placing, place_notes
from book.text.digits import in_digits

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = f"{OPS}type"
NAMESPACES = re.compile('(?: xmlns(?::epub)?="[^"]*")+')  # of the outermost element
PAGE_ID = "page-"
# What has an address of its own if it has words of its own.
ADDRESSED = {f"{XHTML}{name}" for name in ("p", "li", "dd", "figcaption")}
# Where a link to the paragraph itself is of use: not on the pages that are lists.
WITHOUT_LINKS = (
    *("title-page", "contents", "imprint", "index", "glossary", "variants", "bibliography"),
    *("history", "colophon"),
)


@dataclass(slots=True)
class WebBody:
    """The text of a page: a division, as it is being made.

    `names` maps each address of the e-book's document that has changed to its new one, `pages` are
    the labels of the printed pages that begin in it.
    """

    division: Division
    root: etree._Element
    language: str
    names: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    has_notes: bool = False

    @property
    def file(self) -> str:
        """The file name of the page."""
        return page_file(self.division)

    def written(self) -> str:
        """Return the text as HTML that is also well-formed XML."""
        keep_end_tags(self.root)
        written = etree.tostring(self.root, encoding="unicode", with_tail=False)
        return NAMESPACES.sub("", written, 1)


def read_body(division: Division, document: str, edition: Edition, addresses: Addresses) -> WebBody:
    """Return the text of a page, made from the e-book's document; its links are still the e-book's.

    `addresses` are those of the page, which may have other texts before.
    """
    section = next(etree.fromstring(document.encode(), PARSER).iter(f"{XHTML}section"))
    body = WebBody(division, section, edition.imprint.language)
    _address(body, addresses, {note.id: note for note in edition.notes}, edition.labels)
    for element in section.iter(etree.Element):
        _clean(element, body)
    return body


def _address(
    body: WebBody,
    addresses: Addresses,
    notes: Mapping[str, Note],
    labels: Mapping[str, str],
) -> None:
    """Give paragraphs and notes their addresses, and notes their places."""
    texts = _Texts()
    has_links = body.division.kind not in WITHOUT_LINKS
    placing = Placing(notes, addresses, texts.around, body.names)
    blocks = list(body.root.iter(*ADDRESSED))
    place_notes(body.root, placing)
    body.has_notes = placing.count > 0
    for block in blocks:
        if _in_note(block):
            continue
        if former := block.get("id"):
            block.set("data-place", former)
        if not (text := texts.of(block)):
            continue  # such as a paragraph of which the editor prints nothing
        address = addresses.paragraph(text)
        if former:
            body.names[former] = address
        block.set("id", address)
        if has_links and block.tag == f"{XHTML}p" and block.get("class") != "sources":
            block.append(_own_link(address, labels["site-paragraph"]))


def _in_note(block: etree._Element) -> bool:
    return any(each.get("role") == "doc-footnote" for each in block.iterancestors())


def _own_link(address: str, name: str) -> etree._Element:
    attributes = {"class": "own-link", "href": f"#{address}", "aria-label": name}
    link = etree.Element(f"{XHTML}a", attributes)
    link.text = ""
    return link


class _Texts:
    """The words of blocks, without calls and without the blocks in them."""

    def __init__(self) -> None:
        self._known: dict[etree._Element, str] = {}

    def of(self, block: etree._Element) -> str:
        if block not in self._known:
            self._known[block] = "".join(_words(block)).strip()
        return self._known[block]

    def around(self, element: etree._Element) -> str:
        """Return the words of the block around an inline element."""
        block = element.getparent()
        while block is not None and block.tag in INLINE:
            block = block.getparent()
        return "" if block is None else self.of(block)


def _words(element: etree._Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        is_inline = child.tag in INLINE and child.get("role") != "doc-noteref"
        if is_inline:
            yield from _words(child)
        if child.tail:
            yield child.tail


def _clean(element: etree._Element, body: WebBody) -> None:
    """Take away what only an e-book needs, and give printed pages their names."""
    element.attrib.pop(EPUB_TYPE, None)
    element.attrib.pop(XML_LANG, None)
    name = element.get("id", "")
    if element.get("role") == "doc-pagebreak":
        label = in_digits(name.removeprefix(PAGE_ID), body.language)
        element.set("id", f"p{label}")
        element.set("data-page", label)
        del element.attrib["aria-label"]  # which DPUB-ARIA 1.1 forbids; the style sheet shows it
        body.names[name] = f"p{label}"
        body.pages.append(label)
        after = element.getnext()
        if not element.tail and after is not None and after.get("role") == "doc-pagebreak":
            element.set("class", "passed")


# ── Links ────────────────────────────────────────────────────────────────────────────────────────


def link_bodies(bodies: Sequence[WebBody]) -> None:
    """Let the links and pictures of all texts lead to the pages and their addresses."""
    homes = {f"{body.division.id}.xhtml": body for body in bodies}
    for body in bodies:
        for element in body.root.iter(f"{XHTML}a", f"{XHTML}img"):
            if source := element.get("src"):
                element.set("src", source.removeprefix("../"))
                element.attrib.pop("role", None)  # no words say enough (HTML, ARIA in HTML 4)
            if target := element.get("href"):
                element.set("href", _address_of(target, body, homes))


def _address_of(target: str, here: WebBody, homes: Mapping[str, WebBody]) -> str:
    file, _, name = target.partition("#")
    home = homes.get(file) if file else here
    if home is None:
        return target  # leads out of the book
    if not name:
        name = home.division.id if home.file == START else ""
    fragment = f"#{home.names.get(name, name)}" if name else ""
    return fragment if home.file == here.file and fragment else f"{home.file}{fragment}"
