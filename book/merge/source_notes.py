"""Make notes of the source's own notes, and set their calls into the text.

The paragraphs of a note are rows of the collation, after the row of the paragraph that calls it. A
note that the printed witness does not call is called where another witness does, or, if none does,
at the end of the paragraph before it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from book.model import Break, Inlines, Note, Range, Ranges, Row, Unit
from book.text.alignment import differences
from book.text.formed import formed_inlines
from book.text.grouping import group_runs, group_values
from book.text.typography import TOKEN, fold, xml_id

SIGNS = ("*", "†", "‡", "§", "‖", "¶")
MOST_SIGNS = 2 * len(SIGNS)  # more notes in one part of the work are numbered, behind a star
NoteKey = tuple[str, str]  # a siglum, and a note's id in that witness


@dataclass(frozen=True, slots=True)
class TextWithNotes:
    """The rows of a text without those of its notes, which their ranges call by id."""

    rows: tuple[Row, ...]
    notes: tuple[Note, ...]


def set_notes(rows: Sequence[Row]) -> TextWithNotes:
    """Return the rows of a text with the calls of its notes, and the notes in their order."""
    text = [row for row in rows if not _note_key(row)]
    if not text:
        return TextWithNotes(tuple(rows), ())
    groups = group_runs((row for row in rows if _note_key(row)), _are_of_one_note)
    if not groups:
        return TextWithNotes(tuple(map(_without_calls, text)), ())
    caller = _Caller(text, {_id(group): group for group in groups})
    notes = [_note(group) for group in groups]
    called = caller.rows_with_calls()
    return TextWithNotes(called, _in_order_of_calls(_with_marks(notes, called), called))


def _note_key(row: Row) -> NoteKey | None:
    siglum, unit = row.units[0]
    return _key(siglum, unit)


def _key(siglum: str, unit: Unit) -> NoteKey | None:
    container = unit.form.container("note")
    return (siglum, container.id) if container else None


def _are_of_one_note(before: Row, row: Row) -> bool:
    return _note_key(before) == _note_key(row) and before.place.path == row.place.path


def _id(group: Sequence[Row]) -> str:
    return xml_id(f"source note {group[0].place}")


def _without_calls(row: Row) -> Row:
    if not any(each.kind == "note" for each in row.ranges):
        return row
    return replace(row, ranges=tuple(each for each in row.ranges if each.kind != "note"))


def _note(group: Sequence[Row]) -> Note:
    sigla = dict.fromkeys(siglum for row in group for siglum, _ in row.units)
    return Note(
        _id(group), "source", "", "", group[0].place, _paragraphs(group), sigla=tuple(sigla)
    )


def _paragraphs(group: Sequence[Row]) -> Inlines:
    """Return the paragraphs of a note as one row of inlines, with breaks between them."""
    inlines: Inlines = ()
    for number, row in enumerate(group):
        calls_left_out = _without_calls(row)
        inlines += (Break(is_paragraph=True),) if number else ()
        inlines += formed_inlines(row.text, calls_left_out.ranges)
    return inlines


@dataclass(slots=True)
class _Caller:
    """Finds the row and the offset at which each note is called; `groups` are the notes by id."""

    rows: Sequence[Row]
    groups: Mapping[str, Sequence[Row]]
    calls: dict[str, tuple[int, int]] = field(default_factory=dict)

    def rows_with_calls(self) -> tuple[Row, ...]:
        ids = {key: name for name, group in self.groups.items() for key in _keys(group)}
        for number, row in enumerate(self.rows):
            self._add_calls(number, row.units[0][0], row.ranges, ids)
        for number, row in enumerate(self.rows):
            self._add_other_calls(number, row, ids)
        for name, group in self.groups.items():
            if name not in self.calls:
                self.calls[name] = self._end_before(group[0])
        return tuple(self._with_calls(number, row) for number, row in enumerate(self.rows))

    def _add_calls(
        self, number: int, siglum: str, ranges: Ranges, ids: Mapping[NoteKey, str]
    ) -> None:
        for each in ranges:
            name = ids.get((siglum, each.value)) if each.kind == "note" else None
            if name and name not in self.calls:
                self.calls[name] = (number, each.start)

    def _add_other_calls(self, number: int, row: Row, ids: Mapping[NoteKey, str]) -> None:
        """Add the calls of witnesses that are not printed, at the same words."""
        for siglum, unit in row.units[1:]:
            calls = tuple(each for each in unit.ranges if each.kind == "note")
            wanted = (each for each in calls if ids.get((siglum, each.value)) not in self.calls)
            moved = tuple(
                replace(each, start=_same_offset(unit.text, row.text, each.start))
                for each in wanted
            )
            self._add_calls(number, siglum, moved, ids)

    def _end_before(self, note: Row) -> tuple[int, int]:
        """Return the end of the last paragraph before a note that no witness calls."""
        place = note.place
        before = [
            number
            for number, row in enumerate(self.rows)
            if row.place.path == place.path and row.place.paragraph <= place.paragraph
        ]
        number = before[-1] if before else self._first_in(place.path)
        return number, len(self.rows[number].text)

    def _first_in(self, path: tuple[str, ...]) -> int:
        depths = (
            number for number, row in enumerate(self.rows) if row.place.path[: len(path)] == path
        )
        return next(depths, len(self.rows) - 1)

    def _with_calls(self, number: int, row: Row) -> Row:
        own = {name: start for name, (home, start) in self.calls.items() if home == number}
        calls = tuple(Range(start, start, "note", name) for name, start in own.items())
        return replace(row, ranges=(*_without_calls(row).ranges, *calls))


def _keys(group: Iterable[Row]) -> set[NoteKey]:
    keys = (_key(siglum, unit) for row in group for siglum, unit in row.units)
    return {key for key in keys if key}


def _same_offset(text: str, other: str, offset: int) -> int:
    """Return the end of the word of another text that corresponds to the one before an offset.

    >>> _same_offset("the old law, and", "the law, and order", 12)
    8
    """
    words, others = ([*TOKEN.finditer(each)] for each in (text, other))
    count = sum(word.end() <= offset for word in words)
    numbers: dict[str, int] = {}
    encoded = [
        [numbers.setdefault(fold(word.group()), len(numbers)) for word in sequence]
        for sequence in (others, words)
    ]
    shift = 0
    for start, end, first, last in differences(*encoded):
        if first >= count:
            break
        shift += (end - start) - (last - first)
    index = min(max(count + shift, 0), len(others))
    return others[index - 1].end() if index else 0


def _with_marks(notes: Sequence[Note], rows: Sequence[Row]) -> list[Note]:
    """Return the notes with signs, in the order of their calls within each part of the work."""
    by_id = {note.id: note for note in notes}
    by_part = group_values((row.place.path[0], each.value) for row in rows for each in _calls(row))
    marked = []
    for names in by_part.values():
        for number, name in enumerate(names):
            marked.append(replace(by_id[name], mark=_mark(number, len(names))))
    return marked


def _calls(row: Row) -> Iterator[Range]:
    calls = (each for each in row.ranges if each.kind == "note")
    return iter(sorted(calls, key=lambda each: each.start))


def _mark(number: int, count: int) -> str:
    """Return the sign of a note, counted from 0, in a part of the work that has `count` notes.

    >>> [_mark(number, 8) for number in (0, 1, 7)], _mark(7, 100)
    (['*', '†', '††'], '*8')
    """
    if count > MOST_SIGNS:
        return f"*{number + 1}"
    return SIGNS[number % len(SIGNS)] * (1 + number // len(SIGNS))


def _in_order_of_calls(notes: Sequence[Note], rows: Sequence[Row]) -> tuple[Note, ...]:
    by_id = {note.id: note for note in notes}
    return tuple(by_id[each.value] for row in rows for each in _calls(row))
