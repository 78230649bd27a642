"""Prove that each note of notes.toml is called at its lemma, with its own words."""

import re
from collections.abc import Sequence

from book.errors import ProofError
from book.model import Edition, Note
from book.text.typography import IDEOGRAPHS, STRAIGHT
from book.verify.editor.markdown import SourceWord, source_words
from book.verify.editor.passages import ReadPassage, read_paragraphs
from book.verify.editor.statements import TomlTable
from book.verify.editor.words import REMEDY, References, printed_words, prove_words
from book.verify.intake.words import split

# What may stand between a lemma and its call: the rest of the word, and its punctuation
# (Chicago Manual of Style 14.26).
REST = rf"(?:[^\s—–{IDEOGRAPHS}]*|[^\w\s—–]*)"
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
    paragraphs = read_paragraphs(edition)
    places = []
    for table in tables:
        note, passage = _called_note(table, notes, paragraphs, file)
        notes.remove(note)
        _prove_call(table, note, passage, file)
        _prove_text(table, note, references, file)
        places.append(f"{passage.place}, n. {note.mark}")
    return tuple(places)


def _called_note(
    table: TomlTable, notes: Sequence[Note], paragraphs: Sequence[ReadPassage], file: str
) -> tuple[Note, ReadPassage]:
    """Return the note of an entry, and the paragraph that calls it."""
    lemma, wanted = table.words("lemma"), table.words("place").strip()
    for note in notes:
        if note.lemma == lemma and _is_within(note, wanted):
            passage = next((each for each in paragraphs if note.id in each.calls), None)
            if passage is None:
                message = f"the note at “{lemma}” is called nowhere in the edition"
                raise ProofError(message, file=file, line=table.line, remedy=REMEDY)
            return note, passage
    message = f"the note at “{lemma}” is not in the edition"
    raise ProofError(message, file=file, line=table.line, remedy=REMEDY)


def _is_within(note: Note, wanted: str) -> bool:
    section = ".".join(note.place.path)
    return not wanted or wanted in (str(note.place), section) or section.startswith(f"{wanted}.")


def _prove_call(table: TomlTable, note: Note, passage: ReadPassage, file: str) -> None:
    lemma = " ".join(table.words("lemma").split()).translate(STRAIGHT)
    offset = passage.calls[note.id]
    before = passage.text[:offset]
    if _is_in_word(passage.text, offset) or not re.search(f"{re.escape(lemma)}{REST}$", before):
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
