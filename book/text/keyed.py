"""The edition as it is printed if its notes are keyed to lines, in place of letters and numbers.

A note is called, without a mark, at the first word of its lemma; an anchor, "call-" and the id of
the note, encloses that word. What stands before the note is its `key`: the number of the line on
which the word begins, and the lemma. The numbers are known when the pages are. Notes at words that
are on no counted line, and those of the source, which have signs in the text, keep their marks.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial
from itertools import takewhile

from book.model import (
    Block,
    Definitions,
    Division,
    Edition,
    Emphasis,
    IndexEntry,
    IndexGroup,
    Inline,
    Inlines,
    Locator,
    Note,
    NoteCall,
    PageReference,
    Paragraph,
    Place,
    Plain,
)
from book.text.apparatus import BRACKET, shorten_lemma
from book.text.calls import Calls, insert_calls, word_end
from book.text.inlines import marks_of, text_of, with_marks
from book.text.lemmas import line_around, locating_lemma
from book.text.traversal import blocks_of_type, divisions_of

NOT_COUNTED = {"table", "figure", "note"}  # containers of lines that stand beside others
SET_APART = {"quotation", "epigraph", "dedication", "letter", "aside"}
BOUND = Plain("\N{NO-BREAK SPACE}")
EVERY = 5  # lines: the step of the numbers in the margin
ARGUMENT = 3  # how many times as long as an argument the verse after it must be


def counted_places(divisions: Iterable[Division]) -> frozenset[Place]:
    """Return the places of the paragraphs whose lines are counted.

    They are those of a witness, without headings, and without the argument of a poem: prose before
    the verse of a division that is all verse else. Line 1 of Book I is the first of its verse.
    """
    return frozenset(
        paragraph.place
        for division in divisions_of(divisions)
        for paragraph in _counted(division)
        if paragraph.place
    )


def _counted(division: Division) -> tuple[Paragraph, ...]:
    own = tuple(b for b in division.blocks if isinstance(b, Paragraph) and _may_count(b))
    argument = tuple(takewhile(lambda block: block.form.kind != "verse", own))
    rest = own[len(argument) :]
    is_poem = rest and _is_all_verse(rest)
    lengths = (sum(len(text_of(p.inlines)) for p in each) for each in (argument, rest))
    return rest if is_poem and ARGUMENT * next(lengths) < next(lengths) else own


def _may_count(paragraph: Paragraph) -> bool:
    form = paragraph.form
    if paragraph.place is None or paragraph.style != "text" or form.kind == "heading":
        return False
    is_beside = any(container.kind in NOT_COUNTED for container in form.containers)
    return not is_beside and bool(text_of(paragraph.inlines).strip())


def counts_by_poem(division: Division) -> bool:
    """Return whether the lines of a division are numbered poem by poem: it is all verse.

    Where prose stands beside verse, their lines are counted together, or two would have one number.
    """
    return _is_all_verse(_counted(division))


def _is_all_verse(paragraphs: Iterable[Paragraph]) -> bool:
    kinds = [each.form.kind for each in paragraphs if not _is_set_apart(each)]
    return "verse" in kinds and "paragraph" not in kinds


def _is_set_apart(paragraph: Paragraph) -> bool:
    return any(container.kind in SET_APART for container in paragraph.form.containers)


def line_step(edition: Edition) -> int:
    """Return the step of the line numbers in the margin."""
    return edition.line_numbers or EVERY


def keyed_edition(edition: Edition) -> Edition:
    """Return the edition with its notes keyed to lines, if it asks for that; else as it is."""
    if not edition.apparatus.is_keyed_to_lines or any(n.key is not None for n in edition.notes):
        return edition
    places = counted_places(edition.divisions)
    paragraphs = blocks_of_type(edition.divisions, Paragraph)
    counted = {p.place: p for p in paragraphs if p.place is not None and p.place in places}
    return _Keying(edition, counted).edition()


def with_keys(edition: Edition, numbers: Mapping[str, str]) -> Edition:
    """Return a keyed edition with the line number that each note has, "" where it has none."""
    notes = (
        note if note.key is None else replace(note, key=f"{numbers[note.id]} {note.key}".strip())
        for note in edition.notes
    )
    return replace(edition, notes=tuple(notes))


def line_anchors(edition: Edition) -> frozenset[str]:
    """Return the anchors of a keyed edition that are cited by page and line."""
    counted = counted_places(edition.divisions)
    paragraphs = blocks_of_type(edition.divisions, Paragraph)
    in_text = (p.inlines for p in paragraphs if p.place in counted)
    keyed = [note for note in edition.notes if note.key is not None]
    marks = (
        mark for inlines in (*in_text, *(n.inlines for n in keyed)) for mark in marks_of(inlines)
    )
    return frozenset((*marks, *(note.id for note in keyed)))


class _Keying:
    """Keys the notes of an edition; `keyed` are those that have lines, by their paragraphs."""

    def __init__(self, edition: Edition, counted: Mapping[Place, Paragraph]) -> None:
        self.source, self.paragraphs = edition, counted
        self.keyed: dict[Place, list[Note]] = {}  # by the paragraphs that call them
        for note in edition.notes:
            if note.start >= 0 and note.place in counted:
                self.keyed.setdefault(note.place, []).append(note)
        self.names = {note.id for notes in self.keyed.values() for note in notes}
        self.cited = self.names | {
            mark
            for note in edition.notes
            if note.id in self.names
            for mark in marks_of(note.inlines)
        }
        self.suffix = edition.labels["index-note"].format(note="")
        self.items = 0

    def edition(self) -> Edition:
        notes = (self.note(note) for note in self.source.notes)
        divisions = map(self.division, self.source.divisions)
        return replace(self.source, divisions=tuple(divisions), notes=tuple(notes))

    def note(self, note: Note) -> Note:
        inlines = tuple(map(self.inline, note.inlines))
        if note.id not in self.names:
            return replace(note, inlines=inlines)
        key, rest = self.key(note, inlines)
        lemma = key.removesuffix("]") or shorten_lemma(note.lemma)
        return replace(note, mark="", key=key, lemma=lemma, inlines=rest)

    def key(self, note: Note, inlines: Inlines) -> tuple[str, Inlines]:
        """Return the lemma with its bracket, and what follows it.

        The words of a parallel are quoted in its text, so it needs no lemma.
        """
        if note.kind == "parallel":
            return "", inlines
        if note.kind == "variant":
            return _split_entry(inlines)
        paragraph = self.paragraphs[note.place]
        text, span = text_of(paragraph.inlines), (note.start, note.start + _length(note))
        near = line_around(paragraph.inlines, *span, self.source.trim.measure)
        return locating_lemma(text, *span, near) + "]", inlines

    def division(self, division: Division) -> Division:
        blocks, inner = map(self.block, division.blocks), map(self.division, division.divisions)
        return replace(division, blocks=tuple(blocks), divisions=tuple(inner))

    def block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return self.paragraph(block)
            case Definitions():
                items = (
                    replace(i, inlines=tuple(map(self.inline, i.inlines))) for i in block.items
                )
                return replace(block, items=tuple(items))
            case IndexGroup():
                return replace(block, entries=tuple(map(self.entry, block.entries)))
        return block

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        inlines = tuple(map(self.inline, paragraph.inlines))
        if paragraph.place in self.keyed:
            inlines = self.called(inlines, self.keyed[paragraph.place])
        if paragraph.place in self.paragraphs and paragraph.form.containers and not paragraph.id:
            self.items += 1  # an item of one paragraph has none of its own unless that has a name
            return replace(paragraph, inlines=inlines, id=f"counted-{self.items}")
        return replace(paragraph, inlines=inlines)

    def called(self, inlines: Inlines, notes: Iterable[Note]) -> Inlines:
        """Return inlines that call notes at the first words of their lemmas."""
        text = text_of(inlines)
        points: Calls = {}
        inlines = _without_calls(inlines, self.names)
        for note in sorted(notes, key=lambda note: note.start):
            points.setdefault(word_end(text, note.start + 1), []).append(NoteCall(note.id))
            inlines = with_marks(inlines, {note.start: f"call-{note.id}"})
        return insert_calls(inlines, points)

    def inline(self, inline: Inline) -> Inline:
        if isinstance(inline, PageReference):
            return PageReference(self.locator(inline.locator))
        if inside := getattr(inline, "inlines", ()):
            changed = tuple(map(self.inline, inside))
            return replace(inline, inlines=changed)  # type: ignore[arg-type]
        return inline

    def entry(self, entry: IndexEntry) -> IndexEntry:
        locators = tuple(map(self.locator, entry.locators))
        return replace(entry, locators=locators, entries=tuple(map(self.entry, entry.entries)))

    def locator(self, locator: Locator) -> Locator:
        """Return a locator in which a note has no number: its line is enough."""
        if locator.note and locator.target in self.cited:
            return replace(locator, note=self.suffix)
        return locator


def _length(note: Note) -> int:
    return len(" ".join(note.lemma.split()))


def _split_entry(inlines: Inlines) -> tuple[str, Inlines]:
    """Return the lemma of an entry with its bracket, and what follows.

    >>> _split_entry((Plain("colour] "), Plain("color ")))
    ('colour]', (Plain(text='color '),))
    """
    for number, inline in enumerate(inlines[:2], 1):
        if isinstance(inline, Plain) and inline.text.endswith(BRACKET):
            return text_of(inlines[:number]).strip(), _with_bound_sigla(inlines[number:])
    return "", inlines


def _with_bound_sigla(inlines: Inlines) -> Inlines:
    """Return inlines whose sigla stay on the line of the word before them."""
    following = (*inlines[1:], Plain(""))
    return tuple(
        BOUND if inline == Plain(" ") and isinstance(after, Emphasis) else inline
        for inline, after in zip(inlines, following, strict=False)
    )


def _without_calls(inlines: Inlines, names: Collection[str]) -> Inlines:
    """Return inlines without the calls of these notes."""
    kept = (i for i in inlines if not (isinstance(i, NoteCall) and i.note in names))
    return tuple(map(partial(_without_calls_in, names), kept))


def _without_calls_in(names: Collection[str], inline: Inline) -> Inline:
    if inside := getattr(inline, "inlines", ()):
        return replace(inline, inlines=_without_calls(inside, names))  # type: ignore[arg-type]
    return inline
