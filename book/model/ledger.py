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


@dataclass(frozen=True, slots=True)
class Ledger:
    accounts: tuple[Account, ...]
    form: FormAccount = NO_FORM
