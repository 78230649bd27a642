"""Say what of the sources an edition does not carry."""

from collections import Counter
from collections.abc import Iterator

from book.model import Ledger

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
    return (*_not_carried(ledger), *_lost_form(ledger))


def _not_carried(ledger: Ledger) -> Iterator[str]:
    reasons = Counter(
        "picture" if "picture" in entry.rule else entry.rule
        for account in ledger.accounts
        for entry in account.entries
        if entry.fate == "not carried"
    )
    for reason, number in sorted(reasons.items()):
        if reason == "picture":
            pictures = "picture" if number == 1 else "pictures"
            yield f"{number} {pictures} not in the files, or of no known kind"
        else:
            yield f"{number} × {reason}"


def _lost_form(ledger: Ledger) -> Iterator[str]:
    for witness in ledger.form.witnesses:
        for each in witness.kinds:
            if each.count.lost and each.count.kind not in UNCOUNTED:
                yield f"{each.count.lost} {name_of_kind(each.count.kind)} of {witness.siglum}"
