"""The ledger: an account of every line of every witness."""

from dataclasses import dataclass
from typing import Literal

from book.model.form_account import NO_FORM, FormAccount
from book.model.witness import Span, Witness

Fate = Literal["printed", "same", "variant", "metadata", "removed", "not carried"]


@dataclass(frozen=True, slots=True)
class Entry:
    """The fate of the characters of `span`, the place where they went, or the rule applied."""

    span: Span
    fate: Fate
    place: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    witness: Witness
    entries: tuple[Entry, ...]


# What became of a line that the editor wrote: its words are in the book; they are in the metadata
# of the outputs; they set how the edition is made; they are a remark in the file, or the edition
# does not use them.
EditorialFate = Literal["printed", "metadata", "setting", "comment", "not printed"]


@dataclass(frozen=True, slots=True)
class EditorialEntry:
    """The fate of a line of one of the editor's files, and the place where its words went.

    `key` is what the line states, such as "note.text"; without a place, it says where and why.
    """

    line: int
    fate: EditorialFate
    key: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class EditorialAccount:
    """What became of each line of one of the editor's files that is not blank."""

    file: str
    sha256: str
    entries: tuple[EditorialEntry, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The account of the witnesses, of their form, and of what the editor wrote."""

    accounts: tuple[Account, ...]
    form: FormAccount = NO_FORM
    editorial: tuple[EditorialAccount, ...] = ()
