"""Compare how much form a file has with how much of it a reader gave."""

from collections import Counter
from collections.abc import Sequence

from book.model import FormCount, Line
from book.verify.intake.gathering import Gathered
from book.verify.intake.lines import words_by_rule
from book.verify.intake.words import Words, compare, split

Rules = dict[str, Words]
# What a reader may recognize in blocks of a kind, which are none of that kind then, and the rule.
RECOGNIZED = {
    **dict.fromkeys(("lists", "items"), (("notes", "list of notes"), ("verse-lines", "verse"))),
    **dict.fromkeys(
        ("tables", "cells"), (("speeches", "play in a table"), ("verse-lines", "verse in a table"))
    ),
    "notes": (("asides", "note in the margin"),),
    "quotations": (("verse-lines", "verse"), ("notes", "note")),
}
SAME_LOOK = {
    "underline": (("underline of a link", "link"),),
    "strong": (("small capitals by the style sheet", "small-capitals"),),
}
# A heading, a speaker, a stage direction … is set in its own way, whatever the file says.
LOOK, LOOK_KINDS = "look of its kind", {"emphasis", "strong", "small-capitals", "underline"}
LOOKS = {"epigraph", "dedication", "cell"}
# The order in which the account lists the kinds: those counted in words, then blocks.
WORD_KINDS = (
    *("emphasis", "strong", "small-capitals", "superscript", "subscript", "underline"),
    *("deletion", "insertion", "code", "foreign", "link", "ruby", "formula", "quotation"),
)
BLOCK_KINDS = (
    *("headings", "stanzas", "verse-lines", "quotations", "lists", "items", "tables", "cells"),
    *("pictures", "notes", "speeches", "stage-directions", "scene-breaks", "breaks"),
)


def compare_form(there: Gathered, given: Gathered, lines: Sequence[Line]) -> tuple[FormCount, ...]:
    """Compare the form of a file with that of the lines that were read from it.

    Form whose words a reader removed by a rule went with them. Of a file whose form is not counted
    the counts say so.
    """
    rules = words_by_rule(lines)
    pictures = sum(line.fate == "not carried" and "picture" in line.rule for line in lines)
    look = Counter(word for line in lines if _has_look(line) for word in split(line.text))
    counts = (
        *(_words(kind, there, given, {**rules, LOOK: look}) for kind in WORD_KINDS),
        *(_blocks(kind, there, given, rules, pictures) for kind in BLOCK_KINDS),
    )
    kept = tuple(count for count in counts if count.found or count.read)
    return (
        tuple(FormCount(each.kind, None, each.read) for each in kept)
        if there.is_uncounted
        else kept
    )


def _has_look(line: Line) -> bool:
    """Return whether a line's kind has a look of its own, which a file states as emphasis."""
    has_kind = line.form.kind not in ("paragraph", "verse")
    own = any(each.kind in LOOKS for each in line.form.containers)
    return line.fate == "open" and (has_kind or own or line.text.startswith("#"))


def _words(kind: str, there: Gathered, given: Gathered, rules: Rules) -> FormCount:
    """Compare words with a form; words that another form gives the same look are not lost."""
    found, read = there.formed.get(kind, []), given.formed.get(kind, [])
    lost = compare(Counter(found), Counter(read)).missing
    removed = []
    for rule, other in SAME_LOOK.get(kind, ()):
        rules = {**rules, rule: Counter(given.formed.get(other, []))}
    for rule, words in rules.items():
        if (number := lost.total()) and (rule != LOOK or kind in LOOK_KINDS):
            lost = compare(lost, words).missing
            removed.append((rule, number - lost.total()))
    left = lost.total()
    if left and kind in there.restyled:
        removed.append(("restyled by the style sheet", left))
        left = 0
    explained = tuple((rule, number) for rule, number in removed if number)
    return FormCount(kind, len(found), len(read), explained, left)


def _blocks(kind: str, there: Gathered, given: Gathered, rules: Rules, pictures: int) -> FormCount:
    """Compare blocks; a rule explains the loss of those whose last word it removed.

    `pictures` is the number of those that are not carried.
    """
    found, read = there.blocks.get(kind, []), given.blocks.get(kind, [])
    left = max(len(found) - len(read), 0)
    ends, removed = Counter(found), []
    for rule, words in rules.items():
        number = min((ends & words).total(), left)
        left -= number
        if number:
            removed.append((rule, number))
    if kind == "pictures" and left and pictures:
        removed.append(("not carried", min(left, pictures)))
        left -= min(left, pictures)
    for other, rule in RECOGNIZED.get(kind, ()):
        if left and _excess(other, there, given):
            removed.append((rule, left))
            left = 0
    return FormCount(kind, len(found), len(read), tuple(removed), left)


def _excess(kind: str, there: Gathered, given: Gathered) -> bool:
    """Return whether a reader gave more blocks of a kind than the file states."""
    return len(given.blocks.get(kind, ())) > len(there.blocks.get(kind, ()))
