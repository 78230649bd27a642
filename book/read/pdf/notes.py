"""Notes at the foot of the page, in smaller type, and the raised signs that call them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from book.read.pdf.layout import Measures
from book.read.pdf.lines import PdfLine, Piece

LABEL = r"\d{1,3}|[*†‡§]{1,3}|[a-z]"
MARK = re.compile(rf"^\s*[\[(]?({LABEL})[\])]?[.:]?(?:\s+|$)")
RAISED_MARK = re.compile(rf"^\s*[\[(]?({LABEL})[\])]?[.:]?\s*$")
AFTER_MARK = re.compile(r"^\s*[.:)\]]?\s*")
SMALL = 0.95  # of the size of the body


@dataclass(frozen=True, slots=True)
class FootNote:
    """A note: its id, its mark, its lines without the mark, and the page where it begins."""

    id: str
    label: str
    page: int
    lines: tuple[PdfLine, ...]


def foot_of(column: Sequence[PdfLine], measures: Measures) -> int:
    """Return the index of the first line of the notes at the foot of a column."""
    first = len(column)
    while first and column[first - 1].size <= SMALL * measures.size:
        first -= 1
    marked = (i for i in range(first, len(column)) if mark_of(column[i]))
    return first if first and next(marked, None) is not None else len(column)


def mark_of(line: PdfLine) -> str:
    """Return the mark of a note with which a line begins, "" if there is none."""
    first = line.pieces[0]
    is_raised = "superscript" in first.kinds
    match = RAISED_MARK.match(first.text) if is_raised else MARK.match(line.text)
    return match[1] if match else ""


def without_mark(line: PdfLine) -> tuple[PdfLine, str]:
    """Return a line without the mark of a note, and the mark as it stands."""
    first = line.pieces[0]
    match = MARK.match(line.text)
    length = len(first.text) if "superscript" in first.kinds or not match else match.end()
    kept: list[Piece] = []
    for piece in line.pieces:
        rest = piece.text[length:] if length else piece.text
        length = max(length - len(piece.text), 0)
        if rest:
            kept.append(Piece(rest, piece.kinds))
    mark = line.text[: len(line.text) - sum(len(piece.text) for piece in kept)]
    if kept:
        kept[0] = Piece(AFTER_MARK.sub("", kept[0].text), kept[0].kinds)
    return (
        PdfLine(line.page, line.left, line.right, line.base, line.size, tuple(kept)),
        mark.strip(),
    )


def gather_notes(feet: Sequence[Sequence[PdfLine]]) -> tuple[list[FootNote], list[PdfLine]]:
    """Return the notes at the feet of columns, and the lines above the first mark of all.

    Lines without a mark at the top of a foot go on with the note of the page before.
    """
    notes: list[FootNote] = []
    stray: list[PdfLine] = []
    for line in (line for foot in feet for line in foot):
        if label := mark_of(line):
            notes.append(FootNote(f"note-{len(notes) + 1}", label, line.page, (line,)))
        elif notes:
            last = notes[-1]
            notes[-1] = FootNote(last.id, last.label, last.page, (*last.lines, line))
        else:
            stray.append(line)
    return notes, stray


class NoteCalls:
    """Finds the note of a raised sign on a page; each note is called once."""

    def __init__(self, notes: Sequence[FootNote]) -> None:
        self._notes = {(note.page, note.label): note for note in notes}

    def take(self, page: int, piece: Piece) -> FootNote | None:
        """Return the note that a piece of a line on this page calls, or None."""
        if "superscript" not in piece.kinds and not set(piece.text.strip()) <= {*"*†‡§"}:
            return None
        match = RAISED_MARK.match(piece.text)
        if not match:
            return None
        places = ((page, match[1]), (page + 1, match[1]))
        key = next((place for place in places if place in self._notes), None)
        return self._notes.pop(key) if key else None

    def rest(self) -> list[FootNote]:
        """Return the notes that nothing called."""
        return list(self._notes.values())
