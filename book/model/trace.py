"""Where words of an edition's files went: what `inv where` finds."""

from dataclasses import dataclass

from book.model.form_account import Numbers


@dataclass(frozen=True, slots=True)
class TracedReading:
    """Words of a witness that are not printed, and what is printed in their place."""

    witness: str
    printed: str


@dataclass(frozen=True, slots=True)
class TracedPiece:
    """Words of a line of a file: the characters `column` to `last`, from 1, both included.

    `before` and `after` are the line's words around them. `fate` is the ledger's for a witness; it
    is "written" for the editor's files, "supplied" for the program's own words, and "unprinted" for
    a comment. `rule` is the ledger's, or names the entry and its key. `page` is that of the
    published PDF, "" if it is not known. `readings` are the variants that the words are part of,
    `changes` the character rules that changed their line.
    """

    line: int
    column: int
    last: int
    words: str
    fate: str
    place: str = ""
    rule: str = ""
    page: str = ""
    before: str = ""
    after: str = ""
    readings: tuple[TracedReading, ...] = ()
    changes: Numbers = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """A passage of a file that was searched for, in pieces: one for each line and fate."""

    edition: str
    file: str
    siglum: str
    pieces: tuple[TracedPiece, ...]
