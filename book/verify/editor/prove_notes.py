"""Prove that each note of notes.toml is called at its lemma, with its own words."""

import re
from collections.abc import Mapping, Sequence

from book.errors import ProofError
from book.model import Edition, Note
from book.text.grouping import group_values
from book.text.typography import IDEOGRAPHS, STRAIGHT
from book.verify.editor.markdown import SourceWord, source_words
from book.verify.editor.passages import ReadPassage, read_paragraphs
from book.verify.editor.statements import TomlTable
from book.verify.editor.words import REMEDY, References, printed_words, prove_words
from book.verify.intake.words import split

# What may stand between a lemma and its call: the rest of the word, and its punctuation
# (Chicago Manual of Style 14.26).
REST = re.compile(rf"(?:[^\s—–{IDEOGRAPHS}]*|[^\w\s—–]*)\n?")
SHOWN = 30  # characters before a call that an error quotes


def prove_notes(
    edition: Edition, tables: Sequence[TomlTable], references: References, file: str
) -> tuple[str, ...]:
    """Return the place of each note in the book.

    Raise ProofError, with the line of the entry, for a note that is not called, that is called
    elsewhere than after its lemma, or that has other words than its entry.
    """
    notes = [note for note in edition.notes if note.kind == "note"]
    if len(notes) > len(tables):
        message = f"the edition has {len(notes)} notes, and this file {len(tables)}"
        raise ProofError(message, file=file, remedy=REMEDY)
    notes_by_lemma = group_values((note.lemma, note) for note in notes)
    passages = {call: each for each in read_paragraphs(edition) for call in each.calls}
    places = []
    for table in tables:
        note = _pop_note(table, notes_by_lemma.get(table.words("lemma"), []), file)
        passage = _calling_passage(table, note, passages, file)
        _prove_call(table, note, passage, file)
        _prove_text(table, note, references, file)
        places.append(f"{passage.place}, n. {note.mark}")
    return tuple(places)


def _pop_note(table: TomlTable, notes: list[Note], file: str) -> Note:
    """Return the note of an entry from those at its lemma, and take it out of them."""
    wanted = table.words("place").strip()
    for index, note in enumerate(notes):
        if _is_within(note, wanted):
            return notes.pop(index)
    message = f"the note at “{table.words('lemma')}” is not in the edition"
    raise ProofError(message, file=file, line=table.line, remedy=REMEDY)


def _calling_passage(
    table: TomlTable, note: Note, passages: Mapping[str, ReadPassage], file: str
) -> ReadPassage:
    """Return the paragraph that calls the note of an entry, of the paragraphs by their calls."""
    if note.id not in passages:
        message = f"the note at “{note.lemma}” is called nowhere in the edition"
        raise ProofError(message, file=file, line=table.line, remedy=REMEDY)
    return passages[note.id]


def _is_within(note: Note, wanted: str) -> bool:
    section = ".".join(note.place.path)
    return not wanted or wanted in (str(note.place), section) or section.startswith(f"{wanted}.")


def _prove_call(table: TomlTable, note: Note, passage: ReadPassage, file: str) -> None:
    lemma = " ".join(table.words("lemma").split()).translate(STRAIGHT)
    offset = passage.calls[note.id]
    before = passage.text[:offset]
    start = before.rfind(lemma)  # what REST matches after an earlier one, it matches after the last
    is_after = start >= 0 and REST.fullmatch(before, start + len(lemma))
    if _is_in_word(passage.text, offset) or not is_after:
        message = (
            f"the note at “{table.words('lemma')}” is called at {passage.place} after "
            f"“{before[-SHOWN:]}”"
        )
        raise ProofError(message, file=file, line=table.line, remedy=REMEDY)


def _is_in_word(text: str, offset: int) -> bool:
    """Return whether letters of one word stand on both sides; Chinese has no spaces."""
    around = text[max(0, offset - 1) : offset + 1]
    return len(around) == 2 and around.isalnum() and not re.search(f"[{IDEOGRAPHS}]", around)


def _prove_text(table: TomlTable, note: Note, references: References, file: str) -> None:
    text = table.words("text")
    author = table.words("by")
    what = f"the note at “{table.words('lemma')}”"
    words = [*source_words(text), *map(SourceWord, split(author))]
    prove_words(words, printed_words((note.inlines,)), what, file, table.line, references.of(text))
    if split(author) != split(note.author):
        message = f"{what} is by “{author}”, and the edition says “{note.author}”"
        raise ProofError(message, file=file, line=table.line, remedy=REMEDY)
