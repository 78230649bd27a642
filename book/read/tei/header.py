"""The header and the title page: what a document says of itself."""

from collections.abc import Iterator
from copy import deepcopy

from book.read.builder import DocumentBuilder
from book.read.tei.parse import Element, children, descendants, has_child, name, words

RULE = "TEI header"
PAGE_RULE = "title page"
NO_WORDS = ("tagsDecl", "schemaSpec", "listPrefixDef")  # declarations for programs


def read_header(header: Element, builder: DocumentBuilder) -> None:
    """Give the statements of a header as metadata, and the rest of it as removed."""
    used: set[Element] = set()
    for field, element in _statements(header):
        stated, numbers = _statement(element)
        if stated:
            builder.metadata(field, stated, RULE)
            used.add(element)
            for number in numbers:
                builder.removed(number, RULE)
    for section in children(header):
        for text in _rest(section, used):
            builder.removed(text, RULE)


def _statement(element: Element) -> tuple[str, tuple[str, ...]]:
    """Return the words of an element, and apart from them the numbers of an authority file."""
    numbers = tuple(descendants(element, "idno"))
    if not numbers:
        return words(element), ()
    bare = deepcopy(element)
    for number in descendants(bare, "idno"):
        number.clear(keep_tail=True)
    return words(bare), tuple(map(words, numbers))


def _statements(header: Element) -> Iterator[tuple[str, Element]]:
    """Yield the title, the author … of the edition; dates and publishers of its source first."""
    for statement in descendants(header, "titleStmt"):
        for title in children(statement, "title"):
            is_sub = (title.get("type") or "").startswith(("sub", "desc", "alt"))
            yield "subtitle" if is_sub else "title", title
        yield from (("author", author) for author in children(statement, "author"))
        break
    source = next(descendants(header, "sourceDesc"), None)
    published = next(descendants(header, "publicationStmt"), None)
    for field in ("date", "publisher"):
        places = (each for each in (source, published) if each is not None)
        found = (each for place in places for each in descendants(place, field))
        if (first := next(found, None)) is not None:
            yield field, first


def _rest(element: Element, used: set[Element]) -> Iterator[str]:
    """Yield the words of an element without those of the elements used, block by block."""
    if element in used or name(element) in NO_WORDS:
        return
    if not any(each in used or name(each) in NO_WORDS for each in element.iter()):
        yield words(element)
        return
    yield element.text or ""
    for child in element:
        if name(child):
            yield from _rest(child, used)
        yield child.tail or ""


def read_title_page(page: Element, builder: DocumentBuilder) -> None:
    """Give a title page as metadata, and what else stands on it as removed."""
    fields = {"docTitle": "title", "titlePart": "title", "docAuthor": "author", "docDate": "date"}
    _read_page(page, builder, fields)


def _read_page(element: Element, builder: DocumentBuilder, fields: dict[str, str]) -> None:
    for text, child in _parts(element):
        builder.removed(text, PAGE_RULE)
        if child is None:
            continue
        kind = name(child)
        field = fields.get(kind, "")
        if field == "title" and kind == "docTitle" and has_child(child, "titlePart"):
            field = ""
        if kind == "titlePart" and (child.get("type") or "main") != "main":
            field = "subtitle"
        if field:
            builder.metadata(field, words(child), PAGE_RULE)
        else:
            _read_page(child, builder, fields)


def _parts(element: Element) -> Iterator[tuple[str, Element | None]]:
    """Yield each run of text, and the element after it."""
    text = element.text or ""
    for child in element:
        yield text, child if name(child) else None
        text = child.tail or ""
    yield text, None
