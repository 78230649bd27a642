"""Prove that the lists of an e-book name its headings and pages, and lead to them."""

from collections.abc import Iterator
from itertools import zip_longest

from book.errors import ProofError
from book.model import Division, Edition
from book.text.plaintext import plain_heading
from book.verify.proof.compare_books import wrong_place
from book.verify.readback.epub import Entries, EpubReading, NavigationEntry
from book.verify.readback.lines import BookText

DEEPEST = 3  # level of the divisions that have an entry; Kindle shows two levels
# What the Structural Semantics Vocabulary of EPUB 3 and the guide of EPUB 2 call a division.
LANDMARKS = {
    "cover": ("cover", "cover"),
    "title-page": ("titlepage", "title-page"),
    "contents": ("toc", "toc"),
    "glossary": ("glossary", "glossary"),
    "bibliography": ("bibliography", "bibliography"),
    "index": ("index", "index"),
}
BEGINNING = ("bodymatter", "text")
NAMES = {
    "toc": "the table of contents",
    "ncx": "the NCX",
    "landmarks": "the list of landmarks",
    "guide": "the guide",
    "ncx-pages": "the NCX’s list of pages",
}


def prove_navigation(edition: Edition, expected: BookText, reading: EpubReading, file: str) -> None:
    """Raise ProofError for the first wrong entry of a list.

    The list of pages of the navigation document is proven by itself; that of the NCX is the same.
    """
    points = tuple(_points(edition))
    wanted = {
        "toc": points,
        "ncx": points,
        "landmarks": tuple(_landmarks(edition, 0)),
        "guide": tuple(_landmarks(edition, 1)),
    }
    for name, entries in wanted.items():
        found = reading.lists.get(name, ())
        for fault in _faults(entries, found, expected, reading.book):
            raise ProofError(f"{NAMES[name]}: {fault}", file=file)
    _prove_ncx_pages(reading, file)


def _points(edition: Edition) -> Iterator[NavigationEntry]:
    """Yield the divisions with a heading, and those in them."""
    headed = [d for d in edition.divisions if plain_heading(d) and d.kind != "contents"]
    for division in headed:
        yield _entry(1, plain_heading(division), division)
        yield from _below(division, 2)
    if not headed:
        yield _entry(1, edition.imprint.title, edition.divisions[0])


def _below(division: Division, depth: int) -> Iterator[NavigationEntry]:
    for section in division.divisions if depth <= DEEPEST else ():
        if title := plain_heading(section):
            yield _entry(2, title, section)
        yield from _below(section, depth + 1)


def _entry(level: int, text: str, division: Division, kind: str = "") -> NavigationEntry:
    return NavigationEntry(level, " ".join(text.split()), division.id, kind)


def _landmarks(edition: Edition, vocabulary: int) -> Iterator[NavigationEntry]:
    """Yield the landmarks, with their kinds as one of the two vocabularies has them."""
    body = next((each for each in edition.divisions if each.matter == "body"), None)
    for division in edition.divisions:
        if division is body:
            title = plain_heading(division) or edition.imprint.title
            yield _entry(1, title, division, BEGINNING[vocabulary])
        elif kinds := LANDMARKS.get(division.kind):
            yield _entry(1, edition.labels[division.kind], division, kinds[vocabulary])


def _faults(wanted: Entries, found: Entries, expected: BookText, book: BookText) -> Iterator[str]:
    names, shown = ([_name(entry) for entry in entries] for entries in (wanted, found))
    if names != shown:
        yield _first_difference(names, shown)
    for one, other in zip(wanted, found, strict=False):
        if fault := wrong_place(expected.anchors[one.target], other.target, expected, book):
            yield f"the entry “{one.text}” {fault}"


def _name(entry: NavigationEntry) -> str:
    """Name an entry in an error: its words, its level, and its kind."""
    kind = f" as {entry.kind}" if entry.kind else ""
    return f"“{entry.text}” at level {entry.level}{kind}"


def _first_difference(wanted: list[str], found: list[str]) -> str:
    """Describe where two lists begin to differ.

    >>> _first_difference(["Law", "Order"], ["Law"])
    'expected Order, found no entry'
    """
    for one, other in zip_longest(wanted, found, fillvalue="no entry"):
        if one != other:
            return f"expected {one}, found {other}"
    raise AssertionError


def _prove_ncx_pages(reading: EpubReading, file: str) -> None:
    """Raise ProofError unless both lists of pages are the same."""
    pages, others = (_pages(reading, name) for name in ("page-list", "ncx-pages"))
    if pages != others:
        difference = _first_difference(pages, others)
        raise ProofError(f"{NAMES['ncx-pages']}: {difference}", file=file)


def _pages(reading: EpubReading, name: str) -> list[str]:
    """Name the pages of a list, each with the words at which it begins."""
    book, anchors = reading.book, reading.book.anchors
    places = ((entry, anchors.get(entry.target)) for entry in reading.lists.get(name, ()))
    return [
        f"{entry.text} at {place}, “{book.words_at(place)}”" if place else f"{entry.text} nowhere"
        for entry, place in places
    ]
