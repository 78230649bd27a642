"""The readings of the witnesses, as data for the script of the web edition.

Each page with variants has a file of its own, which calls a function of the script: a script can be
loaded from a folder too, where data cannot be fetched. The words of the text itself are on the
page: the data only has what witnesses have instead.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from book.model import Edition, Place, Reading, Row
from book.text.apparatus import describe_form
from book.text.segments import Segment, SegmentReading, row_sigla, split_segments, witness_texts
from book.text.traversal import divisions_of
from book.text.typography import xml_id

FOLDER = "readings/"
CALL = "variorum.receive("
# The names of paragraphs and of sections on a page.
PASSAGE = re.compile(r'\bdata-place="([^"]+)"|<section id="([^"]+)"')
Record = dict[str, Any]


def render_readings(
    edition: Edition, rows: Iterable[Row], pages: Mapping[str, str]
) -> dict[str, bytes]:
    """Return the data of each page with variants, by its file name below the web edition's folder.

    `rows` are those of the collation that the edition was merged from, `pages` the pages by their
    file names. A file is a call with one object:

    - `variants`: by number, as in the names `var-N` of the text: the words printed, the witnesses
      that have them, the readings of the others, with the spaces that these need, and the editor's
      reason for a choice. A reading that divides the paragraph has the number of characters before
      the division (in code units of UTF-16).
    - `passages`: by the name of a paragraph (`data-place`), the witnesses that lack it (`lacks`),
      and those that have it elsewhere (`moved`: after which one, "" if first, and in words).
    - `headings`: by the name of a section, the heading of each witness that has another; null: the
      witness lacks it.
    """
    copies = [each.siglum for each in edition.witnesses if each.role == "text"]
    records = {name: _PageReadings(edition.labels, copies) for name in pages}
    homes = {
        found[1] or found[2]: records[name]
        for name, page in pages.items()
        for found in PASSAGE.finditer(page)
    }
    sections = {each.place: each.id for each in divisions_of(edition.divisions) if each.place}
    for numbered in _numbered(rows):
        place = numbered.row.place
        name = passage_name(place) if place.paragraph else sections.get(place, "")
        if name in homes:
            homes[name].add(numbered, name)
    return {
        f"{FOLDER}{name.removesuffix('html')}js": _script(record)
        for name, page in records.items()
        if (record := page.record())
    }


def _script(record: Record) -> bytes:
    written = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return f"{CALL}{written});\n".encode()


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A row of the collation; `before` is the number of the edition's variants before its own."""

    row: Row
    before: int


def _numbered(rows: Iterable[Row]) -> Iterator[NumberedRow]:
    before = 0
    for row in rows:
        yield NumberedRow(row, before)
        before += len(row.variants)


class _PageReadings:
    """Collects the readings of a page."""

    def __init__(self, labels: Mapping[str, str], copies: list[str]) -> None:
        self.labels, self.copies = labels, copies
        self.variants: dict[str, Record] = {}
        self.passages: dict[str, Record] = {}
        self.headings: dict[str, dict[str, str | None]] = {}

    def record(self) -> Record:
        every = {"variants": self.variants, "passages": self.passages, "headings": self.headings}
        return {name: each for name, each in every.items() if each}

    def add(self, numbered: NumberedRow, name: str) -> None:
        """Add the readings of a row; `name` is that of its paragraph or section on the page."""
        row = numbered.row
        if row.place.paragraph:
            self._add_passage(row, name)
            for index, segment in enumerate(segments := split_segments(row)):
                if segment.readings:
                    number = str(numbered.before + segment.number)
                    self.variants[number] = self._variant(row, segments, index)
        elif differing := _headings(row, self._lacking(row)):
            self.headings[name] = differing

    def _lacking(self, row: Row) -> list[str]:
        return [siglum for siglum in self.copies if siglum not in row_sigla(row)]

    def _add_passage(self, row: Row, name: str) -> None:
        record: Record = {}
        if lacking := self._lacking(row):
            record["lacks"] = lacking
        if moved := dict(self._moved(row)):
            record["moved"] = moved
        if record:
            self.passages[name] = record

    def _moved(self, row: Row) -> Iterator[tuple[str, list[str]]]:
        for variant in row.variants:
            for reading in variant.readings:
                if reading.form == "moved":
                    after = passage_name(reading.after) if reading.after else ""
                    said = describe_form(reading, dict(self.labels))
                    yield from ((siglum, [after, said]) for siglum in reading.sigla)

    def _variant(self, row: Row, segments: tuple[Segment, ...], index: int) -> Record:
        segment = segments[index]
        lemma = row.text[segment.start : segment.end]
        readings = [
            self._reading(each, text, sigla, lemma)
            for each in segment.readings
            for text, sigla in _texts(row, segments, index, each).items()
        ]
        reason = {"reason": segment.reason} if segment.reason else {}
        return {"lemma": lemma, "sigla": list(segment.sigla), "readings": readings, **reason}

    def _reading(self, reading: SegmentReading, text: str, sigla: list[str], lemma: str) -> Record:
        record: Record = {"sigla": sigla, "text": text, "kind": reading.kind}
        if said := self._said(reading, lemma):
            record["said"] = said
        if reading.form == "divided":
            before = text[: text.find(reading.text) + reading.division]
            record["division"] = len(before.encode("utf-16-le")) // 2
        return record

    def _said(self, reading: SegmentReading, lemma: str) -> str:
        """Return how a reading differs, in the words of the apparatus, besides its own words."""
        form = Reading(reading.sigla, reading.text, reading.form)
        if described := describe_form(form, dict(self.labels)):
            return described
        if reading.form == "transposed":
            return self.labels["transposes"]
        if not reading.text:
            return self.labels["omits"]
        return "" if lemma else self.labels["adds"]


def _texts(
    row: Row, segments: tuple[Segment, ...], index: int, reading: SegmentReading
) -> dict[str, list[str]]:
    """Return each text of a reading with the witnesses that have it.

    They differ in the spaces around it, as what stands beside it may differ.
    """
    texts: dict[str, list[str]] = {}
    for siglum in reading.sigla:
        text = witness_texts(row.text, segments, siglum)[index]
        texts.setdefault(text, []).append(siglum)
    return texts


def _headings(row: Row, lacking: list[str]) -> dict[str, str | None]:
    segments = split_segments(row)
    texts = {
        siglum: " ".join("".join(witness_texts(row.text, segments, siglum)).split())
        for siglum in row_sigla(row)
    }
    differing: dict[str, str | None] = {
        siglum: text for siglum, text in texts.items() if text != row.text
    }
    return differing | dict.fromkeys(lacking)


def passage_name(place: Place) -> str:
    """Return the name of a paragraph in the data, and on its page as `data-place`.

    >>> passage_name(Place(("II",), 3))
    'p-ii-3'
    """
    return xml_id(f"p {place}")
