"""Say what of the sources an edition does not carry."""

from collections import Counter

from book.model import Ledger
from book.text.counts import counted

KIND_NAMES = {
    "emphasis": "words in italics",
    "strong": "words in bold",
    "small-capitals": "words in small capitals",
    "superscript": "superscripts",
    "subscript": "subscripts",
    "underline": "underlined words",
    "deletion": "words deleted",
    "insertion": "words inserted",
    "code": "words of code",
    "foreign": "words in another language",
    "link": "words of links",
    "ruby": "words of ruby annotations",
    "formula": "words of formulas",
    "quotation": "words quoted",
    "verse-lines": "lines of verse",
    "items": "items of lists",
    "stage-directions": "stage directions",
    "scene-breaks": "scene breaks",
    "breaks": "line breaks",
}
PICTURE = "picture"
UNCOUNTED = {"headings", "asides"}  # what is a heading, cleaning decides


def name_of_kind(kind: str) -> str:
    """Return what an account counts for a kind of form.

    >>> name_of_kind("emphasis"), name_of_kind("tables")
    ('words in italics', 'tables')
    """
    return KIND_NAMES.get(kind, kind)


def list_losses(ledger: Ledger) -> tuple[str, ...]:
    """Return what is not carried into the edition, in words: nothing if the accounts are complete.

    Words that no place of the edition has are named with the reason; form that was read from no
    file, though the file states it, with the witness.
    """
    words = (_in_words(reason, number) for reason, number in count_not_carried(ledger))
    form = (
        f"{number} {name_of_kind(kind)} of {siglum}" for siglum, kind, number in lost_form(ledger)
    )
    return (*words, *form)


def _in_words(reason: str, number: int) -> str:
    if reason != PICTURE:
        return f"{number} × {reason}"
    pictures = "picture" if number == 1 else "pictures"
    return f"{number} {pictures} not in the files, or of no known kind"


def count_not_carried(ledger: Ledger) -> tuple[tuple[str, int], ...]:
    """Return the reasons for which words are not carried, each with the number of passages."""
    reasons = Counter(
        PICTURE if PICTURE in entry.rule else entry.rule
        for account in ledger.accounts
        for entry in account.entries
        if entry.fate == "not carried"
    )
    return tuple(sorted(reasons.items()))


def lost_form(ledger: Ledger) -> tuple[tuple[str, str, int], ...]:
    """Return the form that no rule accounts for: siglum, kind and number."""
    return tuple(
        (witness.siglum, each.count.kind, each.count.lost)
        for witness in ledger.form.witnesses
        for each in witness.kinds
        if each.count.lost and each.count.kind not in UNCOUNTED
    )


def ledger_summary(ledger: Ledger) -> str:
    """Return in words how many lines and sources a ledger accounts for, and what is not carried."""
    lines = sum(len(account.witness.lines) for account in ledger.accounts)
    losses = list_losses(ledger)
    sources = counted(len(ledger.accounts), "source")
    carried = f"; not carried: {'; '.join(losses)}" if losses else ""
    return f"ledger: accounts for {counted(lines, 'line')} of {sources}{carried}"
