"""Prove the readings of the web edition: each witness can be read from the pages and their data.

The words that a page has are read from the page, as the script reads them; what a witness has
instead is taken from the data; both together must be the words of the witness as cleaned.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from book.errors import ProofError
from book.model import Collation, Edition, Place, Row, Unit
from book.text.typography import fold, tokenize, xml_id
from book.verify.proof.witness_words import describe_difference, forms_of
from book.verify.readback.web_page import parse_page

CALL = re.compile(r"variorum\.receive\((.*)\);\n", re.DOTALL)
VARIANT = re.compile(r"var-(\d+)")
CONTINUED = re.compile(r"var-\d+-\d+")
# What stands in a paragraph and is none of its words.
NO_WORDS = {"doc-noteref", "doc-pagebreak", "doc-footnote", "doc-backlink"}
KEYS = {"variants", "passages", "headings"}


def prove_readings(
    edition: Edition, collation: Collation, outputs: Mapping[str, bytes], folder: str
) -> int:
    """Return the number of places with readings in the data of the web edition.

    `outputs` hold its pages, `read/NAME.html`, and their data, `read/readings/NAME.js`. Raise
    ProofError unless each row of the collation, read from a page with the readings of a witness,
    has the words of that witness; and for data that is no witness's.
    """
    pages = [
        _PageWithData(name, content, outputs.get(_data_name(name)), folder)
        for name, content in outputs.items()
        if re.fullmatch(r"read/[^/]+\.html", name)
    ]
    _refuse_others(pages, outputs, folder)
    finder = {name: page for page in pages for name in page.passages}
    sections = {division.place: division.id for division in _divisions(edition.divisions)}
    copies = [each.siglum for each in edition.witnesses if each.role == "text"]
    for row in collation.rows:
        if row.place.paragraph and not row.place.note:
            name = xml_id(f"p {row.place}")
            if name not in finder:
                raise ProofError(f"no page has the paragraph {row.place}", file=f"{folder}/read")
            _RowProof(row, copies, finder[name]).prove_passage(name)
        elif section := sections.get(row.place):
            page = next((each for each in pages if section in each.ids), None)
            if page:
                _RowProof(row, copies, page).prove_heading(section)
    for page in pages:
        page.refuse_the_rest()
    return sum(len(page.variants) for page in pages)


def _data_name(page: str) -> str:
    return page.replace("read/", "read/readings/", 1).removesuffix("html") + "js"


def _refuse_others(
    pages: Iterable["_PageWithData"], outputs: Mapping[str, bytes], folder: str
) -> None:
    known = {_data_name(page.name) for page in pages}
    for name in outputs:
        if name.startswith("read/readings/") and name not in known:
            raise ProofError("this data belongs to no page", file=f"{folder}/{name}")


def _divisions(divisions: Iterable[Any]) -> Iterator[Any]:
    for division in divisions:
        yield division
        yield from _divisions(division.divisions)


class _PageWithData:
    """A page with its data, and what of the data was found right."""

    def __init__(self, name: str, content: bytes, data: bytes | None, folder: str) -> None:
        self.name = name
        self.file = f"{folder}/{_data_name(name) if data else name}"
        root = parse_page(content, f"{folder}/{name}")
        every = list(root.iter(etree.Element))
        self.ids = {str(each.get("id")): each for each in every if each.get("id")}
        self.passages = {
            str(each.get("data-place")): each for each in every if each.get("data-place")
        }
        record = self._record(data)
        self.variants: dict[str, Any] = record.get("variants", {})
        self.absences: dict[str, Any] = record.get("passages", {})
        self.headings: dict[str, Any] = record.get("headings", {})
        self.used: set[str] = set()

    def _record(self, data: bytes | None) -> dict[str, Any]:
        if data is None:
            return {}
        match = CALL.fullmatch(data.decode())
        if not match:
            raise ProofError("the data is no call of the script", file=self.file)
        record: dict[str, Any] = json.loads(match[1])
        if unknown := set(record) - KEYS:
            raise ProofError(f"the data has {', '.join(sorted(unknown))}", file=self.file)
        return record

    def refuse_the_rest(self) -> None:
        """Raise ProofError for data of which no row of the collation has made use."""
        for name in (*self.variants, *self.absences, *self.headings):
            if name not in self.used:
                raise ProofError(f"{name} is no variant of this page", file=self.file)


@dataclass(frozen=True)
class _RowProof:
    """Proves a row of the collation on the page that shows it."""

    row: Row
    copies: Sequence[str]
    page: _PageWithData

    @cached_property
    def present(self) -> dict[str, list[Unit]]:
        """The units of each witness that has the row."""
        units: dict[str, list[Unit]] = {}
        for siglum, unit in self.row.units:
            units.setdefault(siglum, []).append(unit)
        return units

    def prove_passage(self, name: str) -> None:
        page = self.page
        page.used.add(name)
        record = page.absences.get(name, {})
        lacking = [siglum for siglum in self.copies if siglum not in self.present]
        self._same("the witnesses that lack it", lacking, record.get("lacks", []))
        moved = {siglum: after for siglum, (after, _) in record.get("moved", {}).items()}
        self._same("the witnesses that have it elsewhere", dict(self._moved()), moved)
        pieces = list(_pieces(page.passages[name]))
        for number, printed in pieces:
            if number:
                self._prove_variant(number, printed)
        for siglum, units in self.present.items():
            text = "".join(self._words(number, text, siglum) for number, text in pieces)
            if fault := describe_difference(tokenize(text), forms_of(units)):
                raise self._error(f"by its readings, {siglum} should continue with {fault}")

    def _moved(self) -> Iterator[tuple[str, str]]:
        for variant in self.row.variants:
            for reading in variant.readings:
                if reading.form == "moved":
                    after = xml_id(f"p {reading.after}") if reading.after else ""
                    yield from ((siglum, after) for siglum in reading.sigla)

    def _prove_variant(self, number: str, printed: str) -> None:
        """Raise ProofError unless a variant has the printed words, and each witness once."""
        if number not in self.page.variants:
            raise self._error(f"the readings of var-{number} are missing")
        self.page.used.add(number)
        variant = self.page.variants[number]
        if tokenize(printed) != tokenize(variant["lemma"]):
            raise self._error(f"var-{number} is “{variant['lemma']}”, and the page has “{printed}”")
        sigla = [*variant["sigla"], *(s for each in variant["readings"] for s in each["sigla"])]
        self._same(f"the witnesses of var-{number}", sorted(self.present), sorted(sigla))

    def _words(self, number: str, printed: str, siglum: str) -> str:
        """Return what a witness has where a page has these words."""
        if number:
            for reading in self.page.variants[number]["readings"]:
                if siglum in reading["sigla"]:
                    return str(reading["text"])
        return printed

    def prove_heading(self, section: str) -> None:
        page = self.page
        page.used.add(section)
        headings = page.headings.get(section, {})
        for siglum in self.copies:
            text = headings.get(siglum, self.row.text)
            if (text is None) != (siglum not in self.present):
                raise self._error(f"{siglum} {'has' if text is None else 'lacks'} this heading")
            if text is not None and not self._is_heading(text, self.present[siglum]):
                raise self._error(f"“{text}” is not the heading of {siglum}")

    def _is_heading(self, text: str, units: list[Unit]) -> bool:
        words = [word for word in tokenize(text) if word.strip("#")]
        return not describe_difference(words, forms_of(units)) or fold(text) == fold(
            " ".join(unit.text for unit in units)
        )

    def _same(self, what: str, wanted: object, found: object) -> None:
        if wanted != found:
            raise self._error(f"{what} are {wanted or 'none'}, and not {found or 'none'}")

    def _error(self, message: str) -> ProofError:
        place: Place = self.row.place
        return ProofError(f"{place}: {message}", file=self.page.file)


def _pieces(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the texts in a paragraph, each with the number of its variant, "" if it has none.

    Further pieces of a variant belong to the first: where the script has other words for it, it
    empties them.
    """
    pieces = [(number, text) for number, text in _raw_pieces(element, "") if number or text]
    merged: list[tuple[str, str]] = []
    for number, text in pieces:
        if number and len(merged) > 1 and _is_continued(merged, number):
            space = merged.pop()[1]  # between two lines of verse
            merged[-1] = number, merged[-1][1] + space
        if merged and merged[-1][0] == number:
            merged[-1] = number, merged[-1][1] + text
        else:
            merged.append((number, text))
    yield from merged


def _is_continued(merged: list[tuple[str, str]], number: str) -> bool:
    """Return whether a variant goes on after the space between two lines."""
    between = merged[-1]
    return not between[0] and not between[1].strip() and merged[-2][0] == number


def _raw_pieces(element: etree._Element, inside: str) -> Iterator[tuple[str, str]]:
    name = element.get("id", "")
    if match := VARIANT.match(name):
        inside = match[1]
        yield inside, ""
    yield inside, element.text or ""
    for child in element.iterchildren(etree.Element):
        local = etree.QName(child).localname
        is_number = child.get("class") == "label"  # of an item
        if child.get("role") not in NO_WORDS and local not in ("rt", "rp") and not is_number:
            if local == "br":
                yield inside, " "
            yield from _raw_pieces(child, inside)
        yield inside, child.tail or ""
