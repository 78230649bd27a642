"""Find where witnesses differ in form alone: in emphasis, lines of verse, calls of notes.

Only words that compare as equal are compared. A witness that has no form of a kind at all, such as
plain text without small capitals, does not state that kind: that it lacks it is no variant.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from book.collate.row_alignment import Interval, RowAlignment
from book.collate.table import NONE
from book.collate.witness_words import WitnessWords
from book.model import Comparison, Form, Place, Range, Reading, Text, Variant, VariantKind
from book.text.grouping import group_values

Kinds = frozenset[str]  # of ranges

EMPHASIS = ("emphasis", "strong", "small-capitals", "underline", "deletion", "insertion", "code")
CLASSES: dict[str, Kinds] = {
    "emphasis": frozenset(EMPHASIS),
    "lineation": frozenset(("break",)),
    "notes": frozenset(("note",)),
}
# A heading's number and lines, its capitals and weight are the layout's; italics are the words'.
OF_HEADINGS: dict[str, Kinds] = {"emphasis": frozenset(("emphasis",)), "notes": CLASSES["notes"]}
# What a witness has that the base text lacks; what it lacks; what it has in another way.
FORMS: dict[str, tuple[Form, Form, Form]] = {
    "emphasis": ("emphasized", "unemphasized", "restyled"),
    "lineation": ("broken", "unbroken", "broken"),
    "notes": ("called", "uncalled", "called"),
}


@dataclass(frozen=True, slots=True)
class FormComparison:
    """Which kinds of form each witness states, and which classes the editor distinguishes."""

    stated: Mapping[str, Kinds]
    distinguish: tuple[str, ...]

    @classmethod
    def of_texts(cls, texts: Iterable[Text], comparison: Comparison) -> "FormComparison":
        stated = {
            text.witness.siglum: frozenset(
                each.kind for unit in text.units for each in unit.ranges if _is_compared(each)
            )
            for text in texts
        }
        return cls(stated, comparison.distinguish)

    def find(self, alignment: RowAlignment, place: Place) -> Iterator[Variant]:
        """Yield the differences in form of all witnesses from the base text."""
        base, *others = alignment.witnesses
        if not any(witness.form for witness in alignment.witnesses):
            return
        kinds = [_kinds_by_word(witness) for witness in alignment.witnesses]
        found = [
            ((name, columns, form), other.siglum)
            for number, other in enumerate(others, 1)
            for name, of_class in (CLASSES if place.paragraph else OF_HEADINGS).items()
            if (own := of_class & self.stated[base.siglum] & self.stated[other.siglum])
            for columns, form in _differences(alignment, number, name, kinds, own)
        ]
        for (name, columns, form), sigla in group_values(found).items():
            start, end = alignment.lemma_range(columns)
            kind: VariantKind = "substantive" if name in self.distinguish else "formal"
            readings = (Reading(tuple(sigla), "", form),)
            yield Variant(place, base.text[start:end], start, end, readings, kind)


def _is_compared(each: Range) -> bool:
    """Return whether a range is not a paragraph break in a note, which is no line break."""
    return (each.kind, each.value) != ("break", "paragraph")


def _kinds_by_word(witness: WitnessWords) -> list[Kinds]:
    """Return the kinds of form that each word has: a break is at the word that it precedes."""
    starts = [start for start, _ in witness.ranges]
    kinds: list[set[str]] = [set() for _ in starts]
    for each in witness.form:
        if _is_compared(each):
            for word in _words_of(each, starts, witness):
                kinds[word].add(each.kind)
    return [frozenset(own) for own in kinds]


def _words_of(each: Range, starts: list[int], witness: WitnessWords) -> list[int]:
    if each.kind == "break":
        return [word for word in (bisect_left(starts, each.end),) if 0 < word < len(starts)]
    if each.kind == "note":
        return [word for word in (bisect_left(starts, each.start) - 1,) if word >= 0]
    first, last = bisect_right(starts, each.start) - 1, bisect_left(starts, each.end)
    return [word for word in range(max(first, 0), last) if _covers_letters(each, word, witness)]


def _covers_letters(each: Range, word: int, witness: WitnessWords) -> bool:
    start, end = witness.ranges[word]
    return any(map(str.isalnum, witness.text[max(start, each.start) : min(end, each.end)]))


def _differences(
    alignment: RowAlignment, witness: int, name: str, kinds: list[list[Kinds]], own: Kinds
) -> Iterator[tuple[Interval, Form]]:
    """Yield the columns in which a witness differs in `own`, kinds of a class of form, and how.

    Emphasis that differs in words side by side is one difference.
    """
    compared = list(_compared_columns(alignment, witness, name, kinds, own))
    key = (lambda pair: (pair[1], None)) if name == "emphasis" else lambda pair: (pair[1], pair[0])
    for (form, _), group in groupby(compared, key):
        columns = [column for column, _ in group]
        if form:
            yield (columns[0], columns[-1] + 1), form


def _compared_columns(
    alignment: RowAlignment, witness: int, name: str, kinds: list[list[Kinds]], own: Kinds
) -> Iterator[tuple[int, Form]]:
    """Yield the columns, and how the witness differs in form there; marks alone have none."""
    base, other = alignment.base, alignment.witnesses[witness]
    for index, column in enumerate(alignment.table):
        ours, theirs = column[0], column[witness]
        if ours == NONE == theirs:
            continue
        if NONE in (ours, theirs) or base.numbers[ours] != other.numbers[theirs]:
            yield index, ""
        elif alignment.lexicon.letters((base.numbers[ours],)):
            yield index, _form(name, kinds[0][ours] & own, kinds[witness][theirs] & own)


def _form(name: str, ours: Kinds, theirs: Kinds) -> Form:
    gained, lost, changed = FORMS[name]
    if ours == theirs:
        return ""
    return gained if not ours else changed if theirs else lost
