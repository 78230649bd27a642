"""Read the variants of a row off its table: where witnesses differ from the print, and how."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from book.collate.form_variants import FormComparison
from book.collate.lexicon import Lexicon
from book.collate.row_alignment import Interval, RowAlignment
from book.collate.table import NONE
from book.collate.transpositions import join_transposed
from book.collate.witness_words import words_by_witness
from book.model import VARIANT_KINDS, Form, Place, Reading, Row, Variant, VariantKind
from book.text.grouping import group_values


class Difference(NamedTuple):
    """What one witness reads in some columns instead of the base text."""

    columns: Interval
    kind: VariantKind
    text: str
    form: Form
    siglum: str


def find_variants(
    row: Row, place: Place, lexicon: Lexicon, forms: FormComparison
) -> tuple[Variant, ...]:
    """Return the variants of a row, in order of their places.

    All witnesses are compared with the first one, word by word. Witnesses with the same reading
    are stated together.
    """
    if _is_unanimous(row):
        return ()
    alignment = RowAlignment(words_by_witness(row, lexicon), lexicon)
    differences = _find_differences(alignment)
    variants = (
        *_group(differences, alignment, place),
        *_find_breaks(alignment, place),
        *forms.find(alignment, place),
    )
    return tuple(sorted(variants, key=lambda v: (v.start, v.end, VARIANT_KINDS.index(v.kind))))


def _is_unanimous(row: Row) -> bool:
    """Return whether each witness has one unit in the row and all units are equal."""
    has_one_text = len({(unit.text, unit.source, unit.ranges) for _, unit in row.units}) == 1
    return has_one_text and len({siglum for siglum, _ in row.units}) == len(row.units)


def _find_differences(alignment: RowAlignment) -> list[Difference]:
    """Return the differences in words of each witness, then those in marks alone."""
    runs = [join_transposed(alignment, n) for n in range(1, len(alignment.witnesses))]
    passages = _merge_overlapping({columns for own in runs for columns, _ in own})
    forms = [{}, *(_forms_by_passage(own, passages) for own in runs)]  # by witness
    in_words = [
        _read(alignment, witness, columns, forms_there)
        for witness, own in enumerate(forms)
        for columns, forms_there in own.items()
    ]
    covered = [{column for columns in own for column in range(*columns)} for own in forms]
    return [*in_words, *_find_marks(alignment, covered)]


def _merge_overlapping(intervals: Iterable[Interval]) -> list[Interval]:
    """Merge the overlapping intervals of all witnesses: a place in the apparatus has one lemma."""
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _forms_by_passage(
    runs: list[tuple[Interval, Form]], passages: list[Interval]
) -> dict[Interval, list[Form]]:
    """Return the forms of a witness's differences by the passage in which they lie."""
    starts = [start for start, _ in passages]
    return group_values(
        (passages[bisect_right(starts, start) - 1], form) for (start, _), form in runs
    )


def _read(
    alignment: RowAlignment, witness: int, columns: Interval, forms: list[Form]
) -> Difference:
    """Return what a witness reads in some columns, in which it has differences of these forms."""
    other = alignment.witnesses[witness]
    text = other.text_of(alignment.words(witness, columns))
    is_alike = alignment.reads_alike(witness, columns)
    is_accidental = is_alike or alignment.differs_in_numbering(witness, columns)
    kind: VariantKind = "accidental" if is_accidental else "substantive"
    form: Form = "transposed" if forms == ["transposed"] else ""
    return Difference(columns, kind, text, form, other.siglum)


def _find_marks(alignment: RowAlignment, covered: list[set[int]]) -> Iterator[Difference]:
    """Yield the words that a witness writes with characters other than those printed.

    They are compared in the characters of the witnesses: a straight apostrophe differs from a curly
    one, though both are printed curly. Columns `covered` by a difference in words are left out.
    """
    if all(witness.source == alignment.base.source for witness in alignment.witnesses):
        return
    sources = [witness.source for witness in alignment.witnesses]
    for index, column in enumerate(alignment.table):
        written_alike = len({s[n] for s, n in zip(sources, column, strict=True) if n != NONE}) == 1
        if column[0] == NONE or written_alike:
            continue
        number = alignment.base.numbers[column[0]]
        written = [
            (witness.source[word], witness.siglum)
            for witness, word, hidden in zip(alignment.witnesses, column, covered, strict=True)
            if word != NONE and witness.numbers[word] == number and index not in hidden
        ]
        if any(word != written[0][0] for word, _ in written):
            printed = alignment.base.text_of(column[:1])
            for word, siglum in written:
                if word != printed:
                    yield Difference((index, index + 1), "accidental", word, "", siglum)


def _group(
    differences: list[Difference], alignment: RowAlignment, place: Place
) -> Iterator[Variant]:
    """Yield a variant for each place and kind of difference, with the witnesses of each reading."""
    groups = group_values(((d.columns, d.kind), d) for d in differences)
    for (columns, kind), group in groups.items():
        start, end = alignment.lemma_range(columns)
        lemma = alignment.base.text[start:end]
        yield Variant(place, lemma, start, end, _group_readings(group), kind)


def _group_readings(differences: list[Difference]) -> tuple[Reading, ...]:
    groups = group_values(((d.text, d.form), d.siglum) for d in differences)
    return tuple(Reading(tuple(sigla), text, form) for (text, form), sigla in groups.items())


def _find_breaks(alignment: RowAlignment, place: Place) -> Iterator[Variant]:
    """Yield the places at which witnesses begin a new paragraph within the row."""
    breaks = group_values(
        (alignment.offset_of(number, word), witness.siglum)
        for number, witness in enumerate(alignment.witnesses)
        for word in (witness.breaks if number else ())
    )
    for offset, sigla in breaks.items():
        reading = Reading(tuple(dict.fromkeys(sigla)), "", "divided")
        yield Variant(place, "", offset, offset, (reading,), "accidental")
