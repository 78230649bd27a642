"""What the page of a ledger must say of each place of the book."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from book.model import Block, Division, Edition, Ledger, Paragraph, Subheading
from book.text.apparatus import plain_reading
from book.text.inlines import text_of
from book.text.plaintext import plain_heading
from book.text.source_notes import note_paragraphs
from book.text.typography import xml_id

PLACED = ("printed", "same", "variant")
# Where words went: a siglum, the first and the last line, and the fate.
WentThere = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class BookPlace:
    """A place of the book: its anchor and its text."""

    anchor: str
    text: str


def book_places(edition: Edition) -> dict[str, BookPlace]:
    """Return the places of the witnesses' text in the order of the book, then those of notes.

    A commentary's own heading has no place: it is under its anchor.
    """
    places = dict(_places(edition.divisions))
    for note in edition.notes:
        if note.kind == "source":
            for place, inlines in note_paragraphs(note):
                places[str(place)] = BookPlace(f"call-{note.id}", text_of(inlines))
    return places


def _places(divisions: Iterable[Division]) -> Iterator[tuple[str, BookPlace]]:
    for division in divisions:
        if division.place:
            yield str(division.place), BookPlace(division.id, plain_heading(division))
        for block in division.blocks:
            yield from _block_place(block)
        yield from _places(division.divisions)


def _block_place(block: Block) -> Iterator[tuple[str, BookPlace]]:
    if isinstance(block, Paragraph) and block.place:
        yield str(block.place), BookPlace(block.id, text_of(block.inlines))
    elif isinstance(block, Subheading) and block.id:
        yield block.id, BookPlace(block.id, text_of(block.inlines))


def place_named(place: str, places: Mapping[str, BookPlace]) -> BookPlace | None:
    """Return the place of the book that an entry of the ledger names."""
    return places.get(place) or places.get(xml_id(f"p {place}"))


def lines_by_place(ledger: Ledger) -> dict[str, list[WentThere]]:
    """Return the lines that went to each place: those in a row that have one fate and rule."""
    lines: dict[str, list[WentThere]] = {}
    for account in ledger.accounts:
        for key, group in groupby(account.entries, lambda e: (e.fate, e.place, e.rule)):
            numbers = [entry.span.line for entry in group]
            if key[0] in PLACED:
                row = (account.witness.siglum, numbers[0], numbers[-1], key[0])
                lines.setdefault(key[1], []).append(row)
    return lines


def readings_by_place(edition: Edition) -> dict[str, list[tuple[str, str, str]]]:
    """Return the readings that differ in words: lemma, reading and sigla."""
    readings: dict[str, list[tuple[str, str, str]]] = {}
    for variant in edition.variants:
        if variant.kind == "substantive":
            readings.setdefault(str(variant.place), []).extend(
                (variant.lemma, plain_reading(reading, edition.labels), " ".join(reading.sigla))
                for reading in variant.readings
            )
    return readings
