"""Give each row its place, part, section and paragraph, and state there what the witnesses have otherwise."""

from collections.abc import Mapping
from dataclasses import replace

from book.collate.lexicon import Lexicon, words_of
from book.collate.outline import free_label
from book.collate.parts import PREFACE
from book.collate.rows import DraftRow
from book.collate.variants import compare
from book.model import Place, Reading, Row, Unit, Variant

TEXT = "Text"  # the place of all that stands in a work without parts
FOREWORD = "Foreword"
Placed = tuple[DraftRow, Row]


def placed(
    stacks: Mapping[str, list[DraftRow]], has_outline: bool, lexicon: Lexicon
) -> tuple[Row, ...]:
    """Give the rows of all parts, in order, with their places and variants."""
    found = [
        pair
        for label, stack in stacks.items()
        for pair in _with_omissions(_part(label if has_outline else TEXT, stack, lexicon))
    ]
    return tuple(_with_moves(found))


def _part(label: str, stack: list[DraftRow], lexicon: Lexicon) -> list[Placed]:
    rows: list[Placed] = []
    path: tuple[str, ...] = (label,)
    styles: list[str] = []
    taken: dict[tuple[str, ...], set[str]] = {}
    paragraph = 0
    for draft in stack:
        unit = draft.parts[0][1]
        if unit.kind == "heading":
            is_part = not rows and label not in (PREFACE, TEXT)
            path = (label,) if is_part else _section(path, unit, styles, taken)
            paragraph = 0
        else:
            paragraph += 1
        place = Place(path, paragraph)
        row = Row(place, tuple(draft.parts), text=words_of(unit))
        rows.append(
            (draft, replace(row, variants=(*_joins(draft, place), *compare(row, place, lexicon))))
        )
    return rows


def _joins(draft: DraftRow, place: Place) -> tuple[Variant, ...]:
    """State that a witness begins no paragraph here."""
    if not draft.joined:
        return ()
    return (Variant(place, "", 0, 0, (Reading(tuple(draft.joined), "", "joined"),), "accidental"),)


def _with_omissions(rows: list[Placed]) -> list[Placed]:
    """State where a witness that goes on before and after a row lacks it."""
    reach: dict[str, list[int]] = {}
    for index, (draft, _) in enumerate(rows):
        for siglum in draft.sigla() - set(draft.moved):
            reach.setdefault(siglum, []).append(index)
    order = list(dict.fromkeys(siglum for draft, _ in rows for siglum, _ in draft.parts))
    spans = {siglum: (reach[siglum][0], reach[siglum][-1]) for siglum in order if siglum in reach}
    return [
        (
            draft,
            _omitted(
                row, tuple(s for s, (a, b) in spans.items() if a < i < b and s not in draft.sigla())
            ),
        )
        for i, (draft, row) in enumerate(rows)
    ]


def _omitted(row: Row, sigla: tuple[str, ...]) -> Row:
    if not sigla:
        return row
    omission = Variant(row.place, row.text, 0, len(row.text), (Reading(sigla, ""),))
    return replace(row, variants=(*row.variants, omission))


def _with_moves(rows: list[Placed]) -> list[Row]:
    """State where the witnesses that have a row elsewhere have it: after what stands before it in them."""
    moved = {siglum for draft, _ in rows for siglum in draft.moved}
    before = {siglum: _before(siglum, rows) for siglum in moved}
    made = []
    for draft, row in rows:
        readings = tuple(
            Reading((siglum,), "", "moved", before[siglum][row.place]) for siglum in draft.moved
        )
        variant = (Variant(row.place, row.text, 0, len(row.text), readings),) if readings else ()
        made.append(replace(row, variants=(*row.variants, *variant)))
    return made


def _before(siglum: str, rows: list[Placed]) -> dict[Place, Place | None]:
    """Give, for each place that a witness has, that of what stands before it in the witness itself."""
    units = sorted(
        (u.spans[0].line, u.spans[0].start, n)
        for n, (d, _) in enumerate(rows)
        for s, u in d.parts
        if s == siglum
    )
    places = [rows[n][1].place for *_, n in units]
    return dict(reversed(list(zip(places, [None, *places], strict=False))))


def _section(
    path: tuple[str, ...], unit: Unit, styles: list[str], taken: dict[tuple[str, ...], set[str]]
) -> tuple[str, ...]:
    """Number a section by its own label, else by its order; a new style of numbering opens a deeper level."""
    if unit.style in styles:
        del styles[styles.index(unit.style) + 1 :]
    else:
        styles.append(unit.style)
    parent = path[: len(styles)]
    siblings = taken.setdefault(parent, set())
    label = free_label(unit.label or str(len(siblings) + 1), siblings)
    siblings.add(label)
    return (*parent, label)
