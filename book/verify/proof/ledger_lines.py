"""Prove that a published account of a witness has its pieces as the ledger has them, each once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NoReturn

from book.errors import ProofError
from book.model import Account

CONTEXT = 30  # characters that an error quotes


@dataclass(frozen=True, slots=True)
class AccountedPiece:
    """The characters `start` to `end` of a line, from 0, and what became of them."""

    line: int
    start: int
    end: int
    fate: str
    place: str
    rule: str
    text: str = ""


def pieces_of(account: Account, lines: Mapping[int, str]) -> tuple[AccountedPiece, ...]:
    """Return the pieces of a witness as the ledger has them; `lines` are its lines by number."""
    return tuple(
        AccountedPiece(
            entry.span.line,
            entry.span.start,
            entry.span.end,
            entry.fate,
            entry.place,
            entry.rule,
            lines[entry.span.line][entry.span.start : entry.span.end],
        )
        for entry in account.entries
    )


@dataclass(frozen=True, slots=True)
class AccountProof:
    """Compares the pieces of a witness; `file` is the published one, for errors."""

    siglum: str
    file: str

    def prove(self, pieces: Sequence[AccountedPiece], published: Sequence[AccountedPiece]) -> None:
        """Raise ProofError for the first published piece that is not the ledger's."""
        for expected, shown in zip_longest(pieces, published):
            if expected != shown:
                self._fail_pair(expected, shown)

    def _fail_pair(self, expected: AccountedPiece | None, shown: AccountedPiece | None) -> NoReturn:
        if shown is None or (expected and _position(shown) > _position(expected)):
            assert expected is not None
            self.fail(expected.line, f"{_columns(expected)} is missing{_quoted(expected.text)}")
        if expected is None or _position(shown) < _position(expected):
            self.fail(shown.line, f"{_columns(shown)} is there, but not in the ledger")
        self.fail(expected.line, "; ".join(_differences(expected, shown)))

    def fail(self, line: int, message: str) -> NoReturn:
        """Raise ProofError about a line."""
        message = f"witness {self.siglum}, line {line}: {message}"
        raise ProofError(message, file=self.file, remedy="Run: inv build")

    def prove_text(self, lines: Mapping[int, str], pieces: Iterable[AccountedPiece]) -> None:
        """Raise ProofError if pieces, in order, do not add up to the lines, letter for letter."""
        texts: dict[int, str] = {}
        for piece in pieces:
            texts[piece.line] = texts.get(piece.line, "") + piece.text
        for line, expected in lines.items():
            shown = texts.pop(line, "")
            if shown != expected:
                self.fail(line, f"the pieces do not add up to it: {_altered(expected, shown)}")
        if texts:
            self.fail(min(texts), "the witness has no such line")


def _position(piece: AccountedPiece) -> tuple[int, int]:
    return piece.line, piece.start


def _columns(piece: AccountedPiece) -> str:
    return f"the piece from character {piece.start + 1}" if piece.start else "it"


def _differences(expected: AccountedPiece, shown: AccountedPiece) -> Iterator[str]:
    for name in ("fate", "place", "rule"):
        mine, theirs = getattr(expected, name), getattr(shown, name)
        if mine != theirs:
            yield f"the {name} is “{theirs}”, but “{mine}” in the ledger"
    if expected.text != shown.text:
        yield _altered(expected.text, shown.text)
    elif (expected.start, expected.end) != (shown.start, shown.end):
        given = f"{shown.start + 1}–{shown.end}"
        yield f"the characters are {given}, but {expected.start + 1}–{expected.end} in the ledger"


def _altered(expected: str, shown: str) -> str:
    """Return where two texts differ.

    >>> _altered("the old fox", "the cold fox")
    '“the cold fox” stands where the source has “the old fox”'
    """
    start = next(
        (i for i, (a, b) in enumerate(zip(expected, shown, strict=False)) if a != b),
        min(len(expected), len(shown)),
    )
    first = max(start - CONTEXT // 2, 0)
    there, here = shown[first : start + CONTEXT], expected[first : start + CONTEXT]
    return f"“{there}” stands where the source has “{here}”"


def _quoted(text: str) -> str:
    return f": “{text[:CONTEXT]}”" if text else ""
