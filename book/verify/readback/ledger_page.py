"""Read the page of a ledger back: each witness's pieces with their fates, and the places."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from book.errors import ProofError

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
X = "{http://www.w3.org/1999/xhtml}"
STYLE_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]*)|@import\s+["']?([^"';]*)""")
COLUMNS = re.compile(r"(\d+)–(\d+)")


@dataclass(frozen=True, slots=True)
class PagePiece:
    """Words of a line: the whole line, or its characters `first` to `last`, from 1."""

    line: int
    text: str
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class PageRun:
    """Pieces of a witness that the page gives one fate.

    `fate` is that of the markup, `label` the word for it. `place` is a place with the anchor that
    it leads to, or a field without one; `page` is a page with the address that it leads to.
    """

    id: str
    fate: str
    label: str
    place: str
    target: str
    page: str
    address: str
    rule: str
    pieces: tuple[PagePiece, ...]


@dataclass(frozen=True, slots=True)
class PageWitness:
    id: str
    siglum: str
    file: str
    sha256: str
    runs: tuple[PageRun, ...]
    form: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LineLink:
    """A link from a place to lines: its fate, twice as with a run, its words and its target."""

    fate: str
    label: str
    words: str
    target: str


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A place of the book: its first words, its page, its lines, and the readings there."""

    id: str
    place: str
    page: str
    address: str
    words: str
    lines: tuple[LineLink, ...]
    readings: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LedgerPageReading:
    """The page as it was read; tables have their rows, cell by cell.

    `direction` is its `dir`, `sentences` are its headings, explanations and captions, and `losses`
    the list of what is lost.
    `elements` and `attributes` are the names of all that it is made of, `loads` the addresses that
    its links and styles load, and `targets` those of its ids that links lead to.
    """

    direction: str
    elements: frozenset[str]
    attributes: frozenset[str]
    loads: tuple[str, ...]
    ids: frozenset[str]
    targets: frozenset[str]
    witnesses: tuple[PageWitness, ...]
    places: tuple[PagePlace, ...]
    counts: tuple[tuple[str, ...], ...]
    form: tuple[tuple[str, ...], ...]
    editor: tuple[tuple[str, ...], ...]
    parallels: tuple[tuple[str, ...], ...]
    losses: tuple[str, ...]
    sentences: tuple[str, ...]


def read_ledger_page(content: bytes, file: str) -> LedgerPageReading:
    """Read the page from its bytes. Raise ProofError if it is not well-formed."""
    try:
        root = etree.fromstring(content, PARSER)
    except etree.XMLSyntaxError as error:
        message = f"the page is not well-formed: {error.msg}"
        raise ProofError(message, file=file, line=error.lineno or 0) from error
    sections = {section.get("id", ""): section for section in root.iter(f"{X}section")}
    about = sections.get("about")
    elements = list(root.iter(etree.Element))
    attributes = [(name, value) for element in elements for name, value in element.items()]
    return LedgerPageReading(
        root.get("dir", ""),
        frozenset(str(element.tag).removeprefix(X) for element in elements),
        frozenset(str(name) for name, _ in attributes),
        tuple(_loads(root)),
        _ids(attributes, file),
        frozenset(
            str(value)[1:] for name, value in attributes if name == "href" and value[:1] == "#"
        ),
        tuple(_witness(s) for s in sections.values() if s.get("class") == "witness"),
        tuple(map(_place, _items(sections.get("places"), "places"))),
        _rows(about, "counts"),
        _rows(sections.get("form"), "form"),
        _rows(sections.get("editor"), "editor"),
        tuple(map(_parallel, _items(sections.get("parallels"), "parallels"))),
        tuple(map(_text, _items(about, "losses"))),
        tuple(map(_text, filter(_is_sentence, elements))),
    )


def _ids(attributes: Iterable[tuple[str, str]], file: str) -> frozenset[str]:
    ids = Counter(value for name, value in attributes if name == "id")
    name, number = ids.most_common(1)[0] if ids else ("", 0)
    if number > 1:
        raise ProofError(f"the id {name} stands {number} times", file=file)
    return frozenset(ids)


def _is_sentence(element: etree._Element) -> bool:
    parent = element.getparent()
    is_in_matter = parent is not None and parent.get("class") == "matter"
    name = str(element.tag).removeprefix(X)
    return name in ("h1", "h2", "dt", "dd", "caption") or (name == "p" and is_in_matter)


def _loads(root: etree._Element) -> Iterator[str]:
    for link in root.iter(f"{X}link"):
        yield link.get("href", "")
    for style in root.iter(f"{X}style"):
        for match in STYLE_ADDRESS.finditer(style.text or ""):
            yield match[1] or match[2]


def _text(element: etree._Element | None) -> str:
    """Return the text of an element, with the characters that are named in it."""
    if element is None:
        return ""
    if not len(element):
        return element.text or ""
    parts = [element.text or ""]
    for child in element:
        title = child.get("title", "")
        is_named = child.tag == f"{X}i" and child.get("class") == "char"
        parts.append(chr(int(title.removeprefix("U+"), 16)) if is_named else _text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _find(element: etree._Element, tag: str, name: str = "") -> etree._Element | None:
    """Return the first element below with this tag and class."""
    return next((e for e in element.iter(f"{X}{tag}") if e.get("class", "") == name), None)


def _items(section: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Yield the items of the list of a class."""
    for tag in ("ol", "ul"):
        found = None if section is None else _find(section, tag, name)
        if found is not None:
            yield from found.iterchildren(f"{X}li")


def _rows(section: etree._Element | None, name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the body of the table of a class."""
    table = None if section is None else _find(section, "table", f"ledger {name}")
    if table is None:
        return ()
    rows = table.iterfind(f"{X}tbody/{X}tr")
    return tuple(tuple(_text(cell) for cell in row) for row in rows)


def _witness(section: etree._Element) -> PageWitness:
    return PageWitness(
        section.get("id", ""),
        _text(_find(section, "span", "siglum")),
        _text(_find(section, "p", "file")),
        _text(_find(section, "code")),
        tuple(_run(e) for e in section.iter(f"{X}div") if e.get("class", "").startswith("run ")),
        _rows(section, "form"),
    )


def _run(run: etree._Element) -> PageRun:
    head, pieces = run.find(f"{X}p"), run.find(f"{X}ol")
    parts = {} if head is None else {_part_name(part): part for part in head}
    place, page = parts.get("place"), parts.get("page")
    return PageRun(
        run.get("id", ""),
        run.get("class", "").removeprefix("run ").replace("not-carried", "not carried"),
        _text(parts.get("fate")),
        _text(place if place is not None else parts.get("field")),
        "" if place is None else place.get("href", ""),
        _text(page),
        "" if page is None else page.get("href", ""),
        _text(parts.get("rule")),
        () if pieces is None else tuple(_pieces(pieces)),
    )


def _part_name(part: etree._Element) -> str:
    """Return what a part of a run's head is, by its element and where it leads."""
    if part.tag == f"{X}a":
        return "place" if part.get("href", "").startswith("#") else "page"
    return {f"{X}b": "fate", f"{X}i": "rule", f"{X}span": "field"}.get(str(part.tag), "")


def _pieces(pieces: etree._Element) -> Iterator[PagePiece]:
    """Yield the pieces, numbered as a browser numbers the items of a list (HTML, 4.4.8)."""
    line = int(pieces.get("start", "1"))
    for item in pieces.iterchildren(f"{X}li"):
        line = int(item.get("value", line))
        first = last = 0
        text = _text(item)
        if len(item) and item[0].get("class") == "columns":
            columns = _text(item[0])
            if match := COLUMNS.fullmatch(columns):
                first, last = int(match[1]), int(match[2])
            text = text[len(columns) :]
        yield PagePiece(line, text, first, last)
        line += 1


def _place(item: etree._Element) -> PagePlace:
    head, lines = item.find(f"{X}p"), _find(item, "p", "lines")
    page = None if head is None else head.find(f"{X}a")
    return PagePlace(
        item.get("id", ""),
        _text(_find(item, "b")),
        _text(page),
        "" if page is None else page.get("href", ""),
        _text(_find(item, "q")),
        () if lines is None else tuple(map(_line_link, lines.iterchildren(f"{X}a"))),
        tuple(tuple(map(_text, reading)) for reading in _items(item, "readings")),
    )


def _line_link(link: etree._Element) -> LineLink:
    label = (link.tail or "").strip().removesuffix(";")
    return LineLink(link.get("class", ""), label, _text(link), link.get("href", ""))


def _parallel(item: etree._Element) -> tuple[str, ...]:
    """Return the places with their targets, what is said of them, and the passages."""
    links = item.iter(f"{X}a")
    places = [part for link in links for part in (_text(link), link.get("href", ""))]
    return (*places, _text(_find(item, "span", "words")), *map(_text, item.iter(f"{X}q")))
