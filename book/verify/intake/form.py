"""Compare how much form a file has with how much of it a reader gave."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from book.model import FormCount, Line
from book.verify.intake.gathering import Gathered
from book.verify.intake.lines import words_by_rule
from book.verify.intake.words import Words, compare

Rules = dict[str, Words]
Compared = tuple[FormCount, "Shortfall"]
# The order in which the account lists the kinds: those counted in words, then blocks.
WORD_KINDS = (
    *("emphasis", "strong", "small-capitals", "superscript", "subscript", "underline"),
    *("deletion", "insertion", "code", "foreign", "link", "ruby", "formula", "quotation"),
)
BLOCK_KINDS = (
    *("headings", "stanzas", "verse-lines", "quotations", "lists", "items", "tables", "cells"),
    *("pictures", "notes", "speeches", "stage-directions", "scene-breaks", "breaks"),
)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Form of a kind that no rule explains the loss of: how much, and its first words."""

    kind: str
    number: int
    words: Words


@dataclass(frozen=True, slots=True)
class FormComparison:
    """The count of each kind of form, and what is missing of it."""

    counts: tuple[FormCount, ...]
    missing: tuple[Shortfall, ...]


def compare_form(there: Gathered, given: Gathered, lines: Sequence[Line]) -> FormComparison:
    """Compare the form of a file with that of the lines that were read from it.

    Form whose words a reader removed by a rule went with them.
    """
    rules = words_by_rule(lines)
    links = {"underline of a link": Counter(given.formed.get("link", []))}
    compared = [
        *(
            _words(
                k,
                there.formed.get(k, []),
                given.formed.get(k, []),
                rules | links if k == "underline" else rules,
            )
            for k in WORD_KINDS
        ),
        *(_blocks(k, there.blocks.get(k, []), given.blocks.get(k, []), rules) for k in BLOCK_KINDS),
    ]
    counts = tuple(count for count, _ in compared if count.found or count.read)
    return FormComparison(counts, tuple(lost for _, lost in compared if lost.number))


def _words(kind: str, found: list[str], read: list[str], rules: Rules) -> Compared:
    lost = compare(Counter(found), Counter(read)).missing
    removed = []
    for rule, words in sorted(rules.items()):
        if number := lost.total():
            lost = compare(lost, words).missing
            removed.append((rule, number - lost.total()))
    explained = tuple((rule, number) for rule, number in removed if number)
    return FormCount(kind, len(found), len(read), explained), Shortfall(kind, lost.total(), lost)


def _blocks(kind: str, found: list[str], read: list[str], rules: Rules) -> Compared:
    """Compare blocks; a rule explains the loss of those whose last word it removed."""
    left = max(len(found) - len(read), 0)
    ends, removed = Counter(found), []
    for rule, words in sorted(rules.items()):
        number = min((ends & words).total(), left)
        left -= number
        if number:
            removed.append((rule, number))
    ends = Counter({word: number for word, number in ends.items() if word})
    return FormCount(kind, len(found), len(read), tuple(removed)), Shortfall(kind, left, ends)
