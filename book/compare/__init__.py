"""Find the differences between two releases of an edition, in what each of them publishes.

The modules, in the order of the data:

    words       differences between two texts, word by word       (`matching`: of two lists)
    spots       these differences with some words around each
    passages    each passage of the old release in the new one, by its words
    note_matching   each note, by the words it is called at or by its own
    places      the places of the old release by their names in the new one
    texts       what became of the passages
    notes       what became of the notes
    witnesses   what became of the witnesses
    readings    what became of the apparatus
    lists       what became of chronology, glossary, bibliography, index
    pages       what became of the pages of the print edition

Nothing is identified by its number: inserting text before others does not change their identity.
A change of numbers alone is reported once, for a range of them.
"""

from book.compare.lists import list_changes
from book.compare.note_matching import match_notes
from book.compare.notes import note_changes
from book.compare.pages import find_page_changes
from book.compare.passages import match_passages
from book.compare.places import PlaceNames
from book.compare.readings import reading_changes
from book.compare.texts import text_changes
from book.compare.witnesses import match_witnesses, witness_changes
from book.model import Alteration, AlterationSubject
from book.verify.readback.release.values import ReleaseReading

__all__ = ["find_alterations", "find_page_changes"]
ORDER: tuple[AlterationSubject, ...] = (
    *("witness", "text", "reading", "note", "commentary", "introduction"),
    *("chronology", "glossary", "bibliography", "index", "matter", "history"),
)


def find_alterations(old: ReleaseReading, new: ReleaseReading) -> tuple[Alteration, ...]:
    """Return the differences of two releases in text, notes, apparatus and lists, in ORDER.

    There are none if and only if none of these differ.
    """
    passages = match_passages(old.blocks, new.blocks)
    notes = match_notes(old, new, passages)
    witnesses = match_witnesses(old.sources, new.sources)
    names = PlaceNames(old, new, passages, notes)
    alterations = [
        *witness_changes(old, new, witnesses),
        *text_changes(old, new, passages, names),
        *reading_changes(old, new, passages, witnesses),
        *note_changes(old, new, notes, [names.translate(note.words) for note in old.notes]),
        *list_changes(list(names.old_entries()), list(names.new_entries())),
    ]
    return tuple(sorted(alterations, key=lambda alteration: ORDER.index(alteration.subject)))
