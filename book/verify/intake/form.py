"""Compare how much form a file has with how much of it a reader gave."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from book.model import FormCount, Line
from book.verify.intake.gathering import Gathered
from book.verify.intake.lines import words_by_rule
from book.verify.intake.words import Words, compare

# What a reader may recognize in blocks of a kind, which are none of that kind then, and the rule.
RECOGNIZED = {
    **dict.fromkeys(("lists", "items"), ("notes", "list of notes")),
    **dict.fromkeys(("tables", "cells"), ("speeches", "play in a table")),
}
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
    pictures = sum(line.fate == "not carried" and "picture" in line.rule for line in lines)
    compared = [
        *(_words(kind, there, given, rules) for kind in WORD_KINDS),
        *(_blocks(kind, there, given, rules, pictures) for kind in BLOCK_KINDS),
    ]
    counts = tuple(count for count, _ in compared if count.found or count.read)
    return FormComparison(counts, tuple(lost for _, lost in compared if lost.number))


def _words(kind: str, there: Gathered, given: Gathered, rules: Rules) -> Compared:
    found, read = there.formed.get(kind, []), given.formed.get(kind, [])
    lost = compare(Counter(found), Counter(read)).missing
    removed = []
    if kind == "underline":
        rules = {**rules, "look of a link": Counter(given.formed.get("link", []))}
    for rule, words in sorted(rules.items()):
        if number := lost.total():
            lost = compare(lost, words).missing
            removed.append((rule, number - lost.total()))
    explained = tuple((rule, number) for rule, number in removed if number)
    return FormCount(kind, len(found), len(read), explained), Shortfall(kind, lost.total(), lost)


def _blocks(kind: str, there: Gathered, given: Gathered, rules: Rules, pictures: int) -> Compared:
    """Compare blocks; a rule explains the loss of those whose last word it removed.

    `pictures` is the number of those that are not carried.
    """
    found, read = there.blocks.get(kind, []), given.blocks.get(kind, [])
    left = max(len(found) - len(read), 0)
    ends, removed = Counter(found), []
    for rule, words in sorted(rules.items()):
        number = min((ends & words).total(), left)
        left -= number
        if number:
            removed.append((rule, number))
    if kind == "pictures" and left and pictures:
        removed.append(("not carried", min(left, pictures)))
        left -= min(left, pictures)
    if left and kind in RECOGNIZED and _excess(RECOGNIZED[kind][0], there, given):
        removed.append((RECOGNIZED[kind][1], left))
        left = 0
    ends = Counter({word: number for word, number in ends.items() if word})
    return FormCount(kind, len(found), len(read), tuple(removed)), Shortfall(kind, left, ends)


def _excess(kind: str, there: Gathered, given: Gathered) -> bool:
    """Return whether a reader gave more blocks of a kind than the file states."""
    return len(given.blocks.get(kind, ())) > len(there.blocks.get(kind, ()))
