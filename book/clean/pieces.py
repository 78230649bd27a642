"""Pieces of a witness's lines, and what can be done with them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from book.model import Line, Span, Witness, Work

UNSEEN = "\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
EDGES = re.compile(rf"^[\s{UNSEEN}]+|(?<![\s{UNSEEN}])[\s{UNSEEN}]+$")
State = Literal["open", "removed", "metadata", "heading"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of one line. The pieces of a line add up to the line.

    `kept`: the editor keeps it; `continues`: it goes on the paragraph of the piece before it.
    """

    span: Span
    source: str
    state: State = "open"
    rule: str = ""
    field: str = ""
    value: str = ""
    label: str = ""
    style: str = ""
    kept: bool = False
    continues: bool = False

    @property
    def is_open(self) -> bool:
        return self.state == "open" and not self.kept

    @property
    def is_printed(self) -> bool:
        return self.state in ("open", "heading")

    @property
    def text(self) -> str:
        """The piece without what cannot be seen at its ends."""
        return EDGES.sub("", self.source)


Pieces = tuple[Piece, ...]
Rule = Callable[[Pieces, Witness, Work], Pieces]


def pieces_of(lines: tuple[Line, ...]) -> Pieces:
    """Begin with one open piece a line."""
    return tuple(Piece(Span(line.number, 0, len(line.text)), line.text) for line in lines)


def cut(piece: Piece, offset: int) -> tuple[Piece, Piece]:
    """Cut before the character `offset` of the piece."""
    at = piece.span.start + offset
    head = replace(piece, span=replace(piece.span, end=at), source=piece.source[:offset])
    tail = replace(piece, span=replace(piece.span, start=at), source=piece.source[offset:])
    return head, tail


def remove(piece: Piece, rule: str) -> Piece:
    return replace(piece, state="removed", rule=rule)


def describe(piece: Piece, field: str, value: str, rule: str) -> Piece:
    """Make the piece metadata: the witness says `value` for `field`."""
    return replace(piece, state="metadata", field=field, value=value.strip(), rule=rule)


def each_open(pieces: Pieces, decide: Callable[[Piece], Pieces]) -> Pieces:
    """Let `decide` replace each open piece by one or more."""
    return tuple(new for piece in pieces for new in (decide(piece) if piece.is_open else (piece,)))
