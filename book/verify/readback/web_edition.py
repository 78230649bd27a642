"""Read the web edition back as a reader does: from its first page on to the next, to the last."""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from book.errors import ProofError
from book.verify.readback.epub import PageMark
from book.verify.readback.lines import BookText, LineBuilder, Position, ShownLine
from book.verify.readback.web_page import parse_page
from book.verify.readback.xhtml import OPS, XHTML, read_lines, resolver

FOLDER, START = "read/", "read/index.html"
NOTE, CALL, PAGE = "doc-footnote", "doc-noteref", "doc-pagebreak"
TYPES = {CALL: "noteref", "doc-glossref": "glossref"}  # what an e-book says of links beside roles


@dataclass(frozen=True)
class WebReading:
    """The web edition as it was read.

    `pages` are the roots of its pages by their paths, in the order in which each leads to the next.
    A document of `book` is a text of a page, first its words, then its notes: the source's own, and
    the others. `sections` are the elements of these texts, each with the path of its page, and
    `marks` are where the list of printed pages leads.
    """

    pages: Mapping[str, etree._Element]
    sections: tuple[tuple[str, etree._Element], ...]
    book: BookText
    marks: tuple[PageMark, ...]

    @property
    def names(self) -> list[str]:
        """The name of each text, for errors."""
        return [f"{path.removeprefix(FOLDER)}#{root.get('id')}" for path, root in self.sections]


def read_web_edition(outputs: Mapping[str, bytes], folder: str) -> WebReading:
    """Read the web edition among some outputs.

    Raise ProofError if a page is missing, is not well-formed, has an id twice, or is reached twice.
    """
    pages = _pages(outputs, folder)
    sections = tuple((path, text) for path, root in pages.items() for text in _texts(root, path))
    documents: list[tuple[ShownLine, ...]] = []
    anchors: dict[str, Position] = {}
    for number, (path, section) in enumerate(sections):
        builder = _read_text(path, section, is_first=all(path != p for p, _ in sections[:number]))
        documents.append(tuple(builder.lines))
        for name, (line, offset) in builder.anchors.items():
            anchors.setdefault(name, Position(number, line, offset))
    book = BookText(tuple(documents), anchors)
    return WebReading(pages, sections, book, tuple(_marks(pages[START], book, f"{folder}/{START}")))


def _pages(outputs: Mapping[str, bytes], folder: str) -> dict[str, etree._Element]:
    pages: dict[str, etree._Element] = {}
    path: str | None = START
    while path is not None:
        file = f"{folder}/{path}"
        if path in pages:
            raise ProofError("the pages lead in a circle", file=file)
        if path not in outputs:
            raise ProofError("there is no such page, and another one leads to it", file=file)
        pages[path] = parse_page(outputs[path], file)
        _check_ids(pages[path], file)
        path = _next(pages[path], path)
    return pages


def _check_ids(root: etree._Element, file: str) -> None:
    ids = Counter(each.get("id") for each in root.iter(etree.Element) if each.get("id"))
    if twice := sorted(str(name) for name, count in ids.items() if count > 1):
        raise ProofError(f"duplicate ids: {', '.join(twice)}", file=file)


def _next(root: etree._Element, path: str) -> str | None:
    """Return the path of the page to which a reader turns from a page."""
    links = (a for a in root.iter(f"{XHTML}a") if a.get("rel") == "next")
    target = next((a.get("href", "") for a in links), None)
    return None if target is None else posixpath.normpath(posixpath.join(FOLDER, target))


def _texts(root: etree._Element, path: str) -> list[etree._Element]:
    main = root.find(f"{XHTML}body/{XHTML}main")
    if main is None:
        raise ProofError("the page has no text", file=path)
    return main.findall(f"{XHTML}section")


def _read_text(path: str, section: etree._Element, *, is_first: bool) -> LineBuilder:
    """Read a text of a page: what is not a note, then the notes."""
    builder, resolve = LineBuilder(), resolver(path)
    if is_first:
        builder.anchor(f"{path}#")
    whole = deepcopy(section)
    for link in whole.iter(f"{XHTML}a"):
        if kind := TYPES.get(link.get("role", "")):
            link.set(OPS, kind)
    notes = [each for each in whole.iter(f"{XHTML}div") if each.get("role") == NOTE]
    for note in notes:
        _remove(note)
    read_lines(whole, builder, resolve)
    for note in sorted(notes, key=lambda note: "source" not in note.get("class", "").split()):
        read_lines(note, builder, resolve)
    return builder


def _remove(element: etree._Element) -> None:
    """Take an element out, but not the text after it."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)


def _marks(root: etree._Element, book: BookText, file: str) -> Iterator[PageMark]:
    """Yield where the list of printed pages leads, in its order."""
    resolve = resolver(START)
    for nav in root.iter(f"{XHTML}nav"):
        for link in nav.iter(f"{XHTML}a") if nav.get("class") == "page-list" else ():
            target = resolve(link.get("href", ""))
            position = book.anchors.get(target)
            if position is None:
                message = f"the list of pages leads to {target}, which does not exist"
                raise ProofError(message, file=file)
            text = "".join(map(str, link.itertext())).strip()
            yield PageMark(text, position.document, book.offset(position))
