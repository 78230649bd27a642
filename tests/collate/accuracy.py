"""Measure the accuracy of collation on copies whose errors are known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from book.collate import collate
from book.ledger import compile_ledger
from book.model import Collation, Row, Variant, Work
from tests.bench.witness_generator import Copy, CopyError, build_witness
from tests.collate.reconstruction import assert_reconstructible

WORK = Work("T", "", "")
WHOLE_PARAGRAPH = ("moved", "joined", "divided", "left out")
ADDED = "put in"


@dataclass(frozen=True)
class Accuracy:
    """The places that a collation states and those that are right; the errors and those found."""

    right: int = 0
    stated: int = 0
    found: int = 0
    errors: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.stated

    @property
    def recall(self) -> float:
        return self.found / self.errors

    def __add__(self, other: "Accuracy") -> "Accuracy":
        return Accuracy(
            self.right + other.right,
            self.stated + other.stated,
            self.found + other.found,
            self.errors + other.errors,
        )


@dataclass(frozen=True)
class StatedPlace:
    """A variant as a place in the text copied: a paragraph, and the words `start` to `end` of it.

    `kind` is that of an error that concerns the whole paragraph, or "" for one in words.
    """

    paragraph: int
    kind: str
    start: int
    end: int


def measure(base: tuple[str, ...], copy: Copy) -> Accuracy:
    """Collate a text with a copy of it, and compare the variants with the copy's errors."""
    texts = (build_witness("A", base), build_witness("B", copy.paragraphs))
    collation = collate(texts, WORK)
    assert_reconstructible(collation, texts)
    compile_ledger(texts, collation)
    places = list(stated_places(collation))
    right = [place for place in places if is_right(place, copy.errors)]
    added, stated_as_added = count_added(collation, copy.errors)
    return Accuracy(
        len(right) + min(added, stated_as_added),
        len(places) + stated_as_added,
        sum(is_found(error, right) for error in copy.errors) + min(added, stated_as_added),
        len(copy.errors),
    )


def stated_places(collation: Collation) -> Iterator[StatedPlace]:
    for row in collation.rows:
        paragraph = next((u.spans[0].line - 1 for s, u in row.units if s == "A"), None)
        if paragraph is not None:
            for variant in row.variants:
                start, end = (
                    len(row.text[:offset].split()) for offset in (variant.start, variant.end)
                )
                yield StatedPlace(paragraph, whole_paragraph_kind(variant, row), start, end)


def whole_paragraph_kind(variant: Variant, row: Row) -> str:
    """Return what a variant states of a whole paragraph; "" if it is one in words."""
    reading = variant.readings[0]
    if reading.form in ("moved", "joined", "divided"):
        return reading.form
    return "left out" if variant.lemma == row.text and not reading.text else ""


def is_right(place: StatedPlace, errors: Iterable[CopyError]) -> bool:
    """Return whether a place lies within errors, or one word beyond them at most."""
    here = [error for error in errors if error.paragraph == place.paragraph]
    if place.kind:
        return any(error.kind == place.kind for error in here)
    in_words = [e for e in here if e.kind not in (*WHOLE_PARAGRAPH, ADDED)]
    ranges = merge_adjacent((error.start, error.end) for error in in_words)
    return any(start - 1 <= place.start and place.end <= end + 1 for start, end in ranges)


def is_found(error: CopyError, right: Iterable[StatedPlace]) -> bool:
    """Return whether a right place states an error, or one word beside it at most."""
    if error.kind == ADDED:
        return False  # has no place in the text copied: see `count_added`
    here = [place for place in right if place.paragraph == error.paragraph]
    if error.kind in WHOLE_PARAGRAPH:
        return any(place.kind == error.kind for place in here)
    in_words = [place for place in here if not place.kind]
    return any(p.start <= error.end + 1 and error.start <= p.end + 1 for p in in_words)


def count_added(collation: Collation, errors: Iterable[CopyError]) -> tuple[int, int]:
    """Return how many paragraphs the copy adds, and how many rows only the copy has."""
    only_in_copy = [row for row in collation.rows if {siglum for siglum, _ in row.units} == {"B"}]
    return sum(error.kind == ADDED for error in errors), len(only_in_copy)


def merge_adjacent(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Merge ranges between which no word is common to both texts."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
