"""Align the version that faces the text with it, paragraph by paragraph.

A copy of the work is aligned by what it shares with the text, any other version by what is
explicit, the editor's entries and the numbers of its divisions, and between these by the lengths of
the paragraphs. What has no counterpart is stated, not guessed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from book.collate import collate
from book.collate.headings import name_of
from book.collate.lengths import align_lengths
from book.errors import EditionError
from book.model import (
    AlignedPassage,
    Collation,
    Comparison,
    DraftAlignment,
    DraftFacing,
    FacingVersion,
    Place,
    Row,
    Span,
    Text,
    Work,
)
from book.text.alignment import heaviest_chain
from book.text.facing import facing_place
from book.text.grouping import group_runs, group_values

Cut = tuple[int, int]  # before a paragraph of the text, and before one of the facing version
Rows = Sequence[Row]
Group = tuple[range, range]  # paragraphs of the text, and of the facing version


def with_facing(
    collation: Collation,
    text: Text,
    work: Work,
    comparison: Comparison,
    draft: DraftFacing,
    file: str,
) -> Collation:
    """Return the collation with a witness as the version that faces the text.

    Raise EditionError, with the line in `file`, for an entry that names no paragraph or contradicts
    another, or if the version is not divided as the text is.
    """
    alone = replace(text, witness=replace(text.witness, role="text"))
    own = collate((alone,), replace(work, outline=()), comparison)
    rows = tuple(replace(row, place=facing_place(row.place), variants=()) for row in own.rows)
    siglum, is_collated = text.witness.siglum, text.witness.role == "text"
    sides = _Side.of(collation.rows), _Side.of(rows)
    if is_collated:
        groups = _shared(siglum, *sides)
    else:
        groups = _aligned(*sides, _fixed_cuts(draft.alignments, *sides, file))
    passages = tuple(_passages(groups, *sides))
    _check_parts(passages, text.witness.file)
    return replace(collation, facing=FacingVersion(siglum, rows, passages, is_collated))


@dataclass(frozen=True, slots=True)
class _NumberedSection:
    """The paragraphs `start` to `end` of a version at `path`.

    `key` has the numbers of its heading and of those around it, () if one has none.
    """

    path: tuple[str, ...]
    key: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Side:
    """The paragraphs of a version, without its notes, and its sections."""

    rows: tuple[Row, ...]
    sections: tuple[_NumberedSection, ...]

    @classmethod
    def of(cls, rows: Rows) -> "_Side":
        paragraphs = tuple(row for row in rows if row.place.paragraph and not row.place.note)
        return cls(paragraphs, tuple(_sections(rows, paragraphs)))

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(row.place for row in self.rows)

    @property
    def lengths(self) -> list[int]:
        return [len(row.text) for row in self.rows]


def _sections(rows: Rows, paragraphs: Rows) -> Iterator[_NumberedSection]:
    headings = {row.place.path: row for row in rows if not row.place.paragraph}
    numbers = {path: name_of(row.units[0][1]).number for path, row in headings.items()}
    own = group_values((row.place.path, row) for row in paragraphs)
    end = 0
    for path in dict.fromkeys(row.place.path for row in rows):
        start, end = end, end + len(own.get(path, ()))
        key = tuple(numbers.get(path[:depth], 0) for depth in range(1, len(path) + 1))
        yield _NumberedSection(path, key if all(key) else (), start, end)


# ── Where both versions begin anew ───────────────────────────────────────────────────────────────


def _fixed_cuts(
    alignments: Sequence[DraftAlignment], text: _Side, facing: _Side, file: str
) -> list[Cut]:
    """Return the paragraphs that the editor aligns."""
    cuts: list[Cut] = []
    for each in alignments:
        places = (each.text, text.places), (each.facing, facing.places)
        i, j = (_index(place, known, each, file) for place, known in places)
        if any((i - k) * (j - n) <= 0 for k, n in cuts):
            message = f"{each.text} and {each.facing} cross another [[alignment]]"
            raise EditionError(message, file=file, line=each.line, remedy="Remove one of the two.")
        cuts.append((i, j))
    return sorted(cuts)


def _index(place: str, places: Sequence[Place], entry: DraftAlignment, file: str) -> int:
    written = [str(each) for each in places]
    if place in written:
        return written.index(place)
    example = f"They are listed by inv collate, such as {written[0]}." if written else ""
    raise EditionError(f"no paragraph is at {place}", file=file, line=entry.line, remedy=example)


def _section_cuts(text: _Side, facing: _Side) -> list[Cut]:
    """Return where sections with the same numbers begin and end in both versions.

    Between these, as many sections of the same depth are the same, whatever their headings say.
    """
    one, other = text.sections, facing.sections
    edges = [
        (n, m, 1.0)
        for n, own in enumerate(one)
        for m, counterpart in enumerate(other)
        if own.key == counterpart.key != ()
    ]
    same = [(n, m) for n, m, _ in heaviest_chain(edges)]
    for (n, m), (last, end) in pairwise([(-1, -1), *same, (len(one), len(other))]):
        between = one[n + 1 : last], other[m + 1 : end]
        depths = [[len(section.path) for section in run] for run in between]
        if depths[0] == depths[1]:
            same += zip(range(n + 1, last), range(m + 1, end), strict=True)
    starts = [(one[n].start, other[m].start) for n, m in same]
    return starts + [(one[n].end, other[m].end) for n, m in same]


def _consistent(cuts: Sequence[Cut], fixed: Sequence[Cut]) -> list[Cut]:
    """Return cuts that agree with those that are fixed, and these, in order."""
    kept = [(i, j) for i, j in cuts if all((i - k) * (j - n) > 0 for k, n in fixed)]
    return sorted({*kept, *fixed})


# ── What corresponds ─────────────────────────────────────────────────────────────────────────────


def _aligned(text: _Side, facing: _Side, fixed: Sequence[Cut]) -> Iterator[Group]:
    """Yield what corresponds by numbers and lengths."""
    own, other = text.lengths, facing.lengths
    ratio = max(sum(other), 1) / max(sum(own), 1)
    cuts = [(0, 0), *_consistent(_section_cuts(text, facing), fixed), (len(own), len(other))]
    for (i, j), (i_end, j_end) in pairwise(cuts):
        together = (i, j) in fixed
        sizes = align_lengths(own[i:i_end], other[j:j_end], ratio, begins_together=together)
        yield from zip(
            _runs(i, [n for n, _ in sizes]), _runs(j, [m for _, m in sizes]), strict=True
        )


def _runs(start: int, lengths: Iterable[int]) -> Iterator[range]:
    """Yield ranges of these lengths, one after the other."""
    return (range(a, b) for a, b in pairwise(accumulate(lengths, initial=start)))


def _shared(siglum: str, text: _Side, facing: _Side) -> Iterator[Group]:
    """Yield what the text has from a copy, or beside it, in the same order."""
    owners: defaultdict[int, list[tuple[Span, int]]] = defaultdict(list)
    for number, row in enumerate(facing.rows):
        for _, unit in row.units:
            for span in unit.spans:
                owners[span.line].append((span, number))
    weights: defaultdict[Cut, float] = defaultdict(float)
    for number, row in enumerate(text.rows):
        for span in (s for own, unit in row.units if own == siglum for s in unit.spans):
            for other, owner in owners[span.line]:
                if (shared := min(span.end, other.end) - max(span.start, other.start)) > 0:
                    weights[number, owner] += shared
    chain = heaviest_chain(((*pair, weight) for pair, weight in weights.items()), strict=False)
    for run in group_runs(chain, lambda before, edge: before[0] == edge[0] or before[1] == edge[1]):
        (i, j, _), (i_end, j_end, _) = run[0], run[-1]
        yield range(i, i_end + 1), range(j, j_end + 1)


def _passages(groups: Iterable[Group], text: _Side, facing: _Side) -> Iterator[AlignedPassage]:
    """Yield a passage for each group, and for each paragraph that is in none."""
    i = j = 0
    for own, other in (*groups, (range(len(text.rows), 0), range(len(facing.rows), 0))):
        yield from (AlignedPassage((text.places[n],), ()) for n in range(i, own.start))
        yield from (AlignedPassage((), (facing.places[n],)) for n in range(j, other.start))
        i, j = own.stop, other.stop
        if own or other:
            yield AlignedPassage(
                tuple(text.places[n] for n in own), tuple(facing.places[n] for n in other)
            )


def _check_parts(passages: Sequence[AlignedPassage], file: str) -> None:
    """Raise EditionError if a part of the version corresponds to several parts of the text."""
    parts: Mapping[str, list[str]] = group_values(
        (facing.path[0], text.path[0])
        for passage in passages
        for facing in passage.facing
        for text in passage.text
    )
    for part, counterparts in parts.items():
        first, *others = dict.fromkeys(counterparts)
        if others:
            message = f"{part} corresponds to several parts of the text: {first}, {others[0]} …"
            remedy = "Mark the headings of its parts in the file, or align one with [[alignment]]."
            raise EditionError(message, file=file, remedy=remedy)
