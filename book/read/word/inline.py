"""Write the pieces of a paragraph as the text and the ranges of a block."""

import re
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from book.model import RangeKind
from book.read.builder import DocumentBuilder
from book.read.word.document import PLAIN_LOOK, Dropped, LineEnd, Look, NoteReference, Piece, Run

LETTER = re.compile(r"[^\W\d_]")
ADDRESS = re.compile(r"(?:https?|mailto|ftp):", re.IGNORECASE)
LINE_START = " \t\u00a0\u2002\u2003"
EM_OF_SPACE = {"\t": 2.0, "\u2003": 1.0}


def write_pieces(pieces: Sequence[Piece], builder: DocumentBuilder, *, is_code: bool) -> None:
    """Add the words of a paragraph to the block that is open."""
    writer = _RunWriter(builder)
    for piece in pieces:
        match piece:
            case Run():
                writer.run(piece)
            case LineEnd() if is_code:
                builder.text("\n")
            case LineEnd(indent):
                writer.close()
                builder.line_break(indent)
            case NoteReference(note):
                builder.note_call(note)
            case Dropped():
                drop(piece, builder)
    writer.close()


def drop(dropped: Dropped, builder: DocumentBuilder) -> None:
    """Record words that are not text."""
    match dropped.fate:
        case "metadata":
            builder.metadata(dropped.field, dropped.text, dropped.rule)
        case "not carried":
            builder.not_carried(dropped.text, dropped.rule)
        case _:
            builder.removed(dropped.text, dropped.rule)


class _RunWriter:
    """Writes runs; what neighbors have in common becomes one range.

    A run of spaces leaves the ranges as they are: a word processor often gives it another look.
    """

    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self._open: dict[tuple[RangeKind, str], AbstractContextManager[None]] = {}

    def run(self, run: Run) -> None:
        if not run.text.strip():
            self._builder.text(run.text)
            return
        self.close(except_for=() if run.alone else run.look)
        for key in sorted(run.look - self._open.keys()):
            manager = self._builder.range(*key)
            manager.__enter__()
            self._open[key] = manager
        self._builder.text(run.text)
        if run.alone:
            self.close()

    def close(self, except_for: Iterable[tuple[RangeKind, str]] = ()) -> None:
        kept = set(except_for)
        for key in [key for key in self._open if key not in kept]:
            self._open.pop(key).__exit__(None, None, None)


def join_runs(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return pieces, neighbors of one kind joined: word processors divide words anywhere."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        match last, piece:
            case Run(before, look, False), Run(after, other, False) if look == other:
                joined[-1] = Run(before + after, look)
            case Dropped(before, rule, fate), Dropped(after, other_rule) if rule == other_rule:
                joined[-1] = Dropped(before + after, rule, fate)
            case _:
                joined.append(piece)
    return tuple(joined)


def common_value(pieces: Iterable[Piece], kind: RangeKind) -> str:
    """Return the language or the direction that all words of a paragraph have, "" if there is none.

    >>> run = Run("der Hund", frozenset({("foreign", "de")}))
    >>> common_value((run, Run(", ")), "foreign"), common_value((run, Run("a fox")), "foreign")
    ('de', '')
    """
    values = {
        next((value for each, value in piece.look if each == kind), "")
        for piece in pieces
        if isinstance(piece, Run) and LETTER.search(piece.text)
    }
    return values.pop() if len(values) == 1 else ""


def without(pieces: Iterable[Piece], kind: RangeKind) -> tuple[Piece, ...]:
    """Return pieces whose looks lack a kind."""
    return tuple(
        replace(piece, look=frozenset(each for each in piece.look if each[0] != kind))
        if isinstance(piece, Run)
        else piece
        for piece in pieces
    )


def indent_lines(pieces: Sequence[Piece], indent: int = 0) -> tuple[int, tuple[Piece, ...]]:
    """Return the indent of the first line of verse, and the pieces with those of the others.

    Spaces and tabs at the start of a line indent it, besides the `indent` of its paragraph.

    >>> indent_lines((Run("\ta fox"), LineEnd()))[0]
    2
    """
    first, line, at_start = indent, -1, True
    result: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, LineEnd):
            line, at_start = len(result), True
            result.append(LineEnd(piece.indent or indent))
        elif at_start and isinstance(piece, Run):
            words = piece.text.lstrip(LINE_START)
            width = _width(piece.text[: len(piece.text) - len(words)])
            at_start = not words
            if line < 0:
                first += width
            elif isinstance(end := result[line], LineEnd):
                result[line] = LineEnd(end.indent + width)
            result += [replace(piece, text=words)] if words else []
        else:
            result.append(piece)
    return first, tuple(result)


def _width(spaces: str) -> int:
    return round(sum(EM_OF_SPACE.get(space, 0.5) for space in spaces))


def link_look(address: str) -> Look:
    """Return the look of a link; one without a known scheme leads nowhere."""
    return frozenset({("link", address)}) if ADDRESS.match(address) else PLAIN_LOOK
