"""Place each row by part, section and paragraph, and state its variants there."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from book.collate.form_variants import FormComparison
from book.collate.lexicon import Lexicon, printed_ranges, printed_text
from book.collate.outline import Outline
from book.collate.rows import DraftRow
from book.collate.variants import find_variants
from book.model import Place, Reading, Row, Text, Unit, Variant
from book.text.alignment import heaviest_chain
from book.text.grouping import group_values
from book.text.reading_order import ReadingOrder

TEXT = "Text"  # the part of a work without parts
FOREWORD = "Foreword"
PlacedRow = tuple[DraftRow, Row]


def place_rows(
    rows_by_part: Mapping[str, list[DraftRow]],
    outline: Outline,
    lexicon: Lexicon,
    forms: FormComparison,
    orders: Mapping[str, ReadingOrder],
) -> tuple[Row, ...]:
    """Return the rows of all parts, in order, with their places and variants.

    `orders` are those of the witnesses, by siglum.
    """
    parts: list[list[PlacedRow]] = []
    counters: defaultdict[tuple[str, ...], ParagraphCounter] = defaultdict(ParagraphCounter)
    for label, drafts in rows_by_part.items():
        units = _place_units(label if outline.parts else TEXT, drafts, outline, counters)
        parts.append([_place_row(draft, place, lexicon, forms) for draft, place in units])
    having = [set(_extents(part)) for part in parts]
    placed: list[PlacedRow] = []
    for number, part in enumerate(parts):
        before, after = set().union(*having[:number]), set().union(*having[number + 1 :])
        placed += _state_omissions(part, before, after)
    _mark_displaced(placed, orders)
    return tuple(_state_moves(placed, orders))


def place_commentary(text: Text, number: int) -> tuple[Row, ...]:
    """Return the units of a commentary, the `number`th of the edition, as rows without variants."""
    siglum = text.witness.siglum
    counter = ParagraphCounter()
    path = (f"{FOREWORD} {number}",)
    return tuple(
        Row(counter.next_place(path, unit), ((siglum, unit),), text=unit.text, ranges=unit.ranges)
        for unit in text.units
    )


def _place_units(
    label: str,
    drafts: list[DraftRow],
    outline: Outline,
    counters: Mapping[tuple[str, ...], "ParagraphCounter"],
) -> Iterator[tuple[DraftRow, Place]]:
    """Yield the rows of a part with their places.

    A heading may follow paragraphs of its section: a witness may lack it.
    """
    path: tuple[str, ...] = (label,)
    for draft in drafts:
        siglum, unit = draft.parts[0]
        section = outline.section(siglum, unit)
        if section is None:
            yield draft, counters[path].next_place(path, unit)
        else:
            path = outline.paths[section]
            yield draft, Place(path)


def _place_row(draft: DraftRow, place: Place, lexicon: Lexicon, forms: FormComparison) -> PlacedRow:
    """Return a row at its place, with the variants in it."""
    _, unit = draft.parts[0]
    row = Row(place, tuple(draft.parts), text=printed_text(unit), ranges=printed_ranges(unit))
    variants = (*_state_joins(draft, place), *find_variants(row, place, lexicon, forms))
    return draft, replace(row, variants=variants)


@dataclass(slots=True)
class ParagraphCounter:
    """Counts the paragraphs of a section, and those of the notes that follow each of them."""

    paragraph: int = 0
    note: int = 0

    def next_place(self, path: tuple[str, ...], unit: Unit) -> Place:
        if unit.form.container("note"):
            self.note += 1
            return Place(path, self.paragraph, self.note)
        self.paragraph += 1
        self.note = 0
        return Place(path, self.paragraph)


def _state_joins(draft: DraftRow, place: Place) -> tuple[Variant, ...]:
    """State which witnesses begin no paragraph here."""
    if not draft.joined:
        return ()
    reading = Reading(tuple(draft.joined), "", "joined")
    return (Variant(place, "", 0, 0, (reading,), "accidental"),)


def _state_omissions(
    rows: list[PlacedRow], before: Collection[str], after: Collection[str]
) -> Iterator[PlacedRow]:
    """State which witnesses omit a row of a part: they have rows both before and after it.

    They have some in this part; `before` and `after` are those that have others before and after
    it. A witness that has nothing of a part does not omit it row by row.
    """
    extents = _extents(rows)
    for number, (draft, row) in enumerate(rows):
        present = draft.sigla()
        omitting = tuple(
            siglum
            for siglum, (first, last) in extents.items()
            if siglum not in present
            and (first < number or siglum in before)
            and (number < last or siglum in after)
        )
        yield draft, _with_variant(row, (Reading(omitting, ""),) if omitting else ())


def _extents(rows: list[PlacedRow]) -> dict[str, tuple[int, int]]:
    """Return the first and the last row of each witness, without those that it has elsewhere."""
    order = dict.fromkeys(siglum for draft, _ in rows for siglum, _ in draft.parts)
    numbers = group_values(
        (siglum, number)
        for number, (draft, _) in enumerate(rows)
        for siglum in draft.sigla().difference(draft.moved)
    )
    return {s: (numbers[s][0], numbers[s][-1]) for s in order if s in numbers}


def _with_variant(row: Row, readings: tuple[Reading, ...]) -> Row:
    """Add a variant that concerns the whole row, if there are readings."""
    if not readings:
        return row
    variant = Variant(row.place, row.text, 0, len(row.text), readings)
    return replace(row, variants=(*row.variants, variant))


def _mark_displaced(rows: list[PlacedRow], orders: Mapping[str, ReadingOrder]) -> None:
    """Mark as moved what a witness has in another order than the print: parts, above all.

    The rows that stay are those that have most words together.
    """
    drafts = [draft for draft, _ in rows]
    for siglum, order in orders.items():
        own = [d for d in drafts if siglum in d.sigla().difference(d.moved)]
        starts = [order.position(draft.first_unit(siglum)) for draft in own]
        ranks = {start: rank for rank, start in enumerate(sorted(starts))}
        if starts != sorted(starts):
            edges = [(n, ranks[s], len(own[n].tokenized.numbers)) for n, s in enumerate(starts)]
            staying = {number for number, _, _ in heaviest_chain(edges)}
            for number in set(range(len(own))) - staying:
                own[number].moved.append(siglum)


def _state_moves(rows: list[PlacedRow], orders: Mapping[str, ReadingOrder]) -> Iterator[Row]:
    """State, for witnesses that have a row elsewhere, which place precedes it there."""
    moved = {siglum for draft, _ in rows for siglum in draft.moved}
    before = {siglum: _preceding_places(siglum, rows, orders[siglum]) for siglum in moved}
    for draft, row in rows:
        readings = tuple(
            Reading((siglum,), "", "moved", before[siglum][row.place]) for siglum in draft.moved
        )
        yield _with_variant(row, readings)


def _preceding_places(
    siglum: str, rows: list[PlacedRow], order: ReadingOrder
) -> dict[Place, Place | None]:
    """Return, for each place that a witness has, the place that precedes it in the witness."""
    positions = sorted(
        (order.position(unit), number)
        for number, (draft, _) in enumerate(rows)
        for witness, unit in draft.parts
        if witness == siglum
    )
    places = [rows[number][1].place for _, number in positions]
    # Of a place with several units, the first one counts.
    return dict(reversed(list(zip(places, [None, *places], strict=False))))
