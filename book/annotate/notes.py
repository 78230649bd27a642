"""Set the calls of notes and variants into the text of an edition, and collect the notes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from book.annotate.locate import LocatedNote
from book.model import (
    Block,
    Division,
    Edition,
    Inlines,
    Note,
    NoteCall,
    NoteKind,
    Paragraph,
    Place,
    Plain,
    Variant,
)
from book.text.apparatus import (
    has_variant_list,
    is_at_foot,
    lemma_span,
    word_entry,
    word_line_entry,
    word_start,
)
from book.text.calls import Calls, insert_calls, word_end
from book.text.inlines import call_offsets, calls_of, text_of
from book.text.keyed import counted_places
from book.text.source_notes import source_note_at
from book.text.traversal import blocks_of_type, divisions_of, inlines_of
from book.text.typography import letter_label


@dataclass(frozen=True, slots=True)
class PlacedCall:
    """A call to be set after the character `offset` of the paragraph at `place`, and its note.

    A variant gets its letter and its anchor when it is set. `start` is where the lemma begins, if
    notes are keyed to lines.
    """

    place: Place
    offset: int
    lemma: str
    inlines: Inlines
    kind: NoteKind = "note"
    author: str = ""
    mark: str = ""
    id: str = ""
    start: int = -1


def annotate(
    edition: Edition, located: tuple[LocatedNote, ...], rendered: tuple[Inlines, ...]
) -> Edition:
    """Return the edition with the calls and notes of `located`, and with the variants at the foot.

    `rendered` is the text of each note, in the order of `located`.
    """
    calls = [_note_call(note, text) for note, text in zip(located, rendered, strict=True)]
    if edition.apparatus.is_keyed_to_lines:
        calls = [replace(call, start=_start(call)) for call in calls]
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


def _start(call: PlacedCall) -> int:
    """Return where the lemma of a note begins; an editor may write it on several lines."""
    lemma = " ".join(call.lemma.split()) if call.kind == "note" else call.lemma
    return call.offset - len(lemma)


def _variant_calls(
    edition: Edition, source_calls: Mapping[str, tuple[Place, int]]
) -> Iterator[PlacedCall]:
    """Yield the calls of the variants; those in a note of the source stand at that note's call."""
    paragraphs = {p.place: p for p in blocks_of_type(edition.divisions, Paragraph) if p.place}
    is_keyed = edition.apparatus.is_keyed_to_lines
    counted = counted_places(edition.divisions) if is_keyed else frozenset()
    for variant in edition.variants:
        if not is_at_foot(variant):
            continue
        if variant.place.note:
            note = source_note_at(edition.notes, variant.place)
            place, offset = source_calls[note.id]
            entry = (Plain(f"{note.mark} "), *word_entry(variant, note.sigla, edition))
            start = word_start(text_of(paragraphs[place].inlines), offset) if is_keyed else -1
            yield PlacedCall(place, offset, variant.lemma, entry, "variant", start=start)
        else:
            paragraph, has_line = paragraphs[variant.place], variant.place in counted
            yield _variant_call(variant, paragraph, edition, has_line=has_line)


def _variant_call(
    variant: Variant, paragraph: Paragraph, edition: Edition, *, has_line: bool
) -> PlacedCall:
    place, end, lemma = variant.place, variant.end, variant.lemma
    if not has_line:
        entry = word_entry(variant, paragraph.sigla, edition)
        return PlacedCall(place, end, lemma, entry, "variant")
    entry = word_line_entry(variant, paragraph, edition)
    start, _ = lemma_span(variant, text_of(paragraph.inlines))
    return PlacedCall(place, end, lemma, entry, "variant", start=start)


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
            end = word_end(text, call.offset)
            points.setdefault(end, []).append(NoteCall(self.add_note(call)))
        return replace(block, inlines=insert_calls(block.inlines, points))

    def add_note(self, call: PlacedCall) -> str:
        """Add the note of a call, and return its id."""
        name, mark = call.id, call.mark
        if call.kind == "variant":
            self.variants += 1
            name, mark = f"variant-{self.division}-{self.variants}", letter_label(self.variants)
        self.notes.append(
            Note(
                *(name, call.kind, mark, call.lemma, call.place, call.inlines, call.author),
                start=call.start,
            )
        )
        return name
