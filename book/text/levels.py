"""The notes at the foot of a page: their levels, in the order of the editor, and their labels."""

from book.model import Apparatus, NoteKind

LEVEL_OF_KIND: dict[NoteKind, str] = {
    "source": "source",
    "variant": "variants",
    "parallel": "parallels",
    "note": "notes",
}


def note_levels(apparatus: Apparatus) -> dict[NoteKind, int]:
    """Return the level of each kind of notes, counted from the text down.

    >>> from book.model import DEFAULT_APPARATUS
    >>> note_levels(DEFAULT_APPARATUS)
    {'source': 0, 'variant': 1, 'parallel': 2, 'note': 2}
    """
    return {kind: apparatus.levels.index(_level(kind, apparatus)) for kind in LEVEL_OF_KIND}


def note_layout(kind: NoteKind, apparatus: Apparatus) -> str:
    """Return how the notes of a kind are laid out: one of `NOTE_LAYOUTS`."""
    return dict(apparatus.layouts).get(_level(kind, apparatus), "paragraphs")


def _level(kind: NoteKind, apparatus: Apparatus) -> str:
    """Return the name of a level; parallels without one of their own stand among the notes."""
    level = LEVEL_OF_KIND[kind]
    return level if level in apparatus.levels else "notes"


def note_label(mark: str, *, is_sign: bool) -> str:
    """Return what stands before a note: a number has a full stop, a sign has none.

    >>> note_label("3", is_sign=False), note_label("*", is_sign=True)
    ('3.', '*')
    """
    return mark if is_sign else f"{mark}."
