"""Set the calls of notes and variants into the text of an edition, and collect the notes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from book.annotate.locate import LocatedNote
from book.model import (
    Block,
    Division,
    Edition,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Note,
    NoteCall,
    NoteKind,
    Paragraph,
    Place,
    Plain,
    SmallCapitals,
    Strong,
    Styled,
)
from book.text.apparatus import has_variant_list, is_at_foot, word_entry
from book.text.inlines import call_offsets, calls_of, text_of
from book.text.source_notes import source_note_at
from book.text.traversal import blocks_of_type, divisions_of, inlines_of
from book.text.typography import IDEOGRAPHS, letter_label

WORD_REST = re.compile(rf"[^\s—–{IDEOGRAPHS}]*")
# Chinese has no spaces: a word ends where the editor says, and takes its punctuation with it.
HAN_REST = re.compile(rf"(?<=[{IDEOGRAPHS}])[^\w\s—–]*")

Calls = dict[int, list[NoteCall]]  # by the offset in a text after which they stand


@dataclass(frozen=True, slots=True)
class PlacedCall:
    """A call to be set after the character `offset` of the paragraph at `place`, and its note.

    A variant gets its letter and its anchor when it is set.
    """

    place: Place
    offset: int
    lemma: str
    inlines: Inlines
    kind: NoteKind = "note"
    author: str = ""
    mark: str = ""
    id: str = ""


def annotate(
    edition: Edition, located: tuple[LocatedNote, ...], rendered: tuple[Inlines, ...]
) -> Edition:
    """Return the edition with the calls and notes of `located`, and with the variants at the foot.

    `rendered` is the text of each note, in the order of `located`.
    """
    calls = [_note_call(note, text) for note, text in zip(located, rendered, strict=True)]
    if not has_variant_list(edition):
        calls += _variant_calls(edition, _calls_of_source_notes(edition))
    by_place: dict[Place, list[PlacedCall]] = {}
    for call in sorted(calls, key=lambda call: (call.offset, call.kind != "variant")):
        by_place.setdefault(call.place, []).append(call)
    notes: list[Note] = []
    divisions: list[Division] = []
    for division in edition.divisions:
        setter = CallSetter(division.id, by_place)
        divisions.append(setter.in_division(division))
        notes += setter.notes
    return replace(edition, divisions=tuple(divisions), notes=_in_order(divisions, edition, notes))


def _in_order(
    divisions: Iterable[Division], edition: Edition, notes: Iterable[Note]
) -> tuple[Note, ...]:
    """Return the notes of the source and the new ones in the order of their calls."""
    if not edition.notes:
        return tuple(notes)
    by_id = {note.id: note for note in (*edition.notes, *notes)}
    order = dict.fromkeys(_called(divisions))
    return tuple(by_id[name] for name in order)


def _called(divisions: Iterable[Division]) -> Iterator[str]:
    for division in divisions_of(divisions):
        yield from calls_of(division.title)
        for block in division.blocks:
            yield from (name for inlines in inlines_of(block) for name in calls_of(inlines))


def _calls_of_source_notes(edition: Edition) -> dict[str, tuple[Place, int]]:
    """Return the paragraph and the offset at which each note of the source is called."""
    if not edition.notes:
        return {}
    return {
        name: (paragraph.place, offset)
        for paragraph in blocks_of_type(edition.divisions, Paragraph)
        if paragraph.place
        for name, offset in call_offsets(paragraph.inlines)
    }


def _note_call(note: LocatedNote, text: Inlines) -> PlacedCall:
    draft = note.draft
    if draft.author:
        text = (*text, Plain(f" [{draft.author}]"))
    return PlacedCall(
        note.place, note.offset, draft.lemma, text, draft.kind, draft.author, note.mark, note.id
    )


def _variant_calls(
    edition: Edition, source_calls: Mapping[str, tuple[Place, int]]
) -> Iterator[PlacedCall]:
    """Yield the calls of the variants; those in a note of the source stand at that note's call."""
    paragraphs = blocks_of_type(edition.divisions, Paragraph)
    sigla = {paragraph.place: paragraph.sigla for paragraph in paragraphs}
    for variant in edition.variants:
        if not is_at_foot(variant):
            continue
        if variant.place.note:
            note = source_note_at(edition.notes, variant.place)
            place, offset = source_calls[note.id]
            entry = (Plain(f"{note.mark} "), *word_entry(variant, note.sigla, edition))
            yield PlacedCall(place, offset, variant.lemma, entry, "variant")
        else:
            entry = word_entry(variant, sigla[variant.place], edition)
            yield PlacedCall(variant.place, variant.end, variant.lemma, entry, "variant")


class CallSetter:
    """Sets the calls in one division of the book and collects their notes, in order.

    Variants are lettered from a.
    """

    def __init__(self, division: str, calls: dict[Place, list[PlacedCall]]) -> None:
        self.division, self.calls = division, calls
        self.notes: list[Note] = []
        self.variants = 0

    def in_division(self, division: Division) -> Division:
        blocks = tuple(map(self.in_block, division.blocks))
        return replace(
            division, blocks=blocks, divisions=tuple(map(self.in_division, division.divisions))
        )

    def in_block(self, block: Block) -> Block:
        if not isinstance(block, Paragraph) or block.place not in self.calls:
            return block
        text = text_of(block.inlines)
        points: Calls = {}
        for call in self.calls[block.place]:
            end = _word_end(text, call.offset)
            points.setdefault(end, []).append(NoteCall(self.add_note(call)))
        return replace(block, inlines=insert_calls(block.inlines, points))

    def add_note(self, call: PlacedCall) -> str:
        """Add the note of a call, and return its id."""
        name, mark = call.id, call.mark
        if call.kind == "variant":
            self.variants += 1
            name, mark = f"variant-{self.division}-{self.variants}", letter_label(self.variants)
        self.notes.append(
            Note(name, call.kind, mark, call.lemma, call.place, call.inlines, call.author)
        )
        return name


def _word_end(text: str, offset: int) -> int:
    """Return the end of the word, past its punctuation.

    There a call stands in English usage (Chicago Manual of Style 14.26).

    >>> _word_end("the law, and", 7)
    8
    """
    match = HAN_REST.match(text, offset) or WORD_REST.match(text, offset)
    return match.end() if match else offset


def insert_calls(inlines: Inlines, points: Calls) -> Inlines:
    """Return inlines with calls inserted after so many characters of their text.

    >>> insert_calls((Plain("ab cd"),), {2: [NoteCall("n1")]})
    (Plain(text='ab'), NoteCall(note='n1'), Plain(text=' cd'))
    >>> insert_calls((), {0: [NoteCall("n1")]})  # the editor has chosen to print nothing there
    (NoteCall(note='n1'),)
    """
    if not inlines:
        return tuple(call for point in sorted(points) for call in points[point])
    inserted: list[Inline] = []
    start = 0
    for inline in inlines:
        end = start + len(text_of((inline,)))
        inside = {
            point - start: calls
            for point, calls in points.items()
            if start < point <= end or point == start == 0
        }
        inserted += _insert_in(inline, inside) if inside else (inline,)
        start = end
    return tuple(inserted)


def _insert_in(inline: Inline, points: Calls) -> Inlines:
    match inline:
        case Plain():
            return tuple(part for part in _split(inline.text, points) if part != Plain(""))
        case Foreign():
            return (replace(inline, inlines=insert_calls(inline.inlines, points)),)
        case Emphasis() | Strong() | SmallCapitals() | Styled():
            return _insert_in_form(inline, points)
    return inline, *(call for point in sorted(points) for call in points[point])


def _insert_in_form(inline: Emphasis | Strong | SmallCapitals | Styled, points: Calls) -> Inlines:
    """Insert calls in words with a form; one at their end stands after them, upright."""
    end = len(text_of(inline.inlines))
    inside = {point: calls for point, calls in points.items() if point < end}
    changed = replace(inline, inlines=insert_calls(inline.inlines, inside)) if inside else inline
    return changed, *points.get(end, ())


def _split(text: str, points: Calls) -> Iterable[Inline]:
    """Split a text at the points, with the calls between its parts."""
    start = 0
    for point in sorted(points):
        yield Plain(text[start:point])
        yield from points[point]
        start = point
    yield Plain(text[start:])
