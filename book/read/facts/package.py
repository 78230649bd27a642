"""What the package of an e-book says: its titles and names, with their kinds and roles."""

from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from book.read.builder import DocumentBuilder
from book.read.html.names import words_of
from book.read.html.parse import Element

RULE = "metadata of the e-book"
DC = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"
TITLES = {"": "title", "main": "title", "subtitle": "subtitle"}

Refinements = dict[str, dict[str, str]]  # by the id of the element that is refined


def note_package(package: Element, builder: DocumentBuilder) -> None:
    """Add the facts of a package document."""
    refined = _refinements(package)
    has_title = False
    for element in package.iter(f"{DC}*"):
        about = refined[element.get("id") or ""] | _attributes(element)
        for field, value in _facts(element, about):
            is_second = field == "title" and has_title
            builder.fact("other title" if is_second else field, value, RULE)
            has_title |= field == "title"


def _refinements(package: Element) -> Refinements:
    """Return what `<meta refines="#id" property="…">` says of each element (EPUB 3.3, 5.5.7).

    A person may have several roles.
    """
    refined: Refinements = defaultdict(dict)
    for meta in package.iter("{*}meta"):
        target, name = (meta.get("refines") or "").removeprefix("#"), meta.get("property") or ""
        if target and name:
            refined[target][name] = f"{refined[target].get(name, '')} {words_of(meta)}".strip()
    return refined


def _attributes(element: Element) -> dict[str, str]:
    """Return what an element says of itself as EPUB 2 did: role, file-as, event."""
    names = ("role", "file-as", "event")
    stated = {name: element.get(OPF + name) or element.get(name) for name in names}
    return {name: value for name, value in stated.items() if value}


def _facts(element: Element, about: dict[str, str]) -> Iterator[tuple[str, str]]:
    kind, words = etree.QName(element).localname, words_of(element)
    match kind:
        case "title":
            yield TITLES.get(about.get("title-type", ""), "other title"), words
        case "creator" | "contributor":
            roles = about.get("role", "").lower().split()
            by_default = "aut" if kind == "creator" else "ctb"
            for role in roles or [by_default]:
                yield "author" if role == "aut" else role, words
            yield "sort", about.get("file-as", "")
        case "date":
            yield _date_field(about), words
        case "publisher" | "language":
            yield kind, words


def _date_field(about: dict[str, str]) -> str:
    """Return whose date it is: that of an e-book is not that of the work."""
    is_original = about.get("event", "").startswith("original")
    return "date" if is_original else "modified" if about.get("event") else "issued"
