"""Quotation marks and apostrophes for the straight ones, by the language."""

import re

from book.clean.punctuation.doubles import Turns, find_sides, find_turns
from book.clean.punctuation.elisions import elisions_of
from book.clean.punctuation.singles import find_pairs
from book.model import Punctuation
from book.text.quotation_marks import QuotationMarks, quotation_marks

FEET_INCHES = re.compile(r"(?<=\d)'(\s?\d{1,2}(?:\.\d+)?)\"")
IN_WORD = re.compile(r"(?<=[^\W_])'(?=[^\W_])")
STRAIGHT = re.compile("[\"']")
# What closes a mark that stood in the text already, where the language has another one.
PARTNERS = dict(zip("“„«»「", "”“»«」", strict=True))
Replacements = dict[int, str]


def quotes(text: str, style: Punctuation) -> str:
    """Set the quotation marks and apostrophes of a language; leave a mark that cannot be told.

    >>> quotes('the "China\\'s" \\'plan\\' of the \\'90s', Punctuation())
    'the “China’s” ‘plan’ of the ’90s'
    >>> quotes('Er sagte: "Ich hab\\' \\'s."', Punctuation("de"))
    'Er sagte: „Ich hab’ ’s.“'
    >>> quotes('Il dit: "Non!"', Punctuation("fr"))
    'Il dit: «\\xa0Non!\\xa0»'
    >>> quotes('6\\'2" tall, a 12" plate', Punctuation())
    '6′2″ tall, a 12″ plate'
    """
    if not STRAIGHT.search(text):
        return text
    text = IN_WORD.sub("’", FEET_INCHES.sub(r"′\1″", text))
    marks = quotation_marks(style.language, style.marks)
    sides = find_sides(text)
    turns = find_turns(text, sides)
    marked = _curl_doubles(text, turns, marks)
    if "'" in text:
        marked |= _curl_singles(
            text, find_pairs(text, sides, turns, elisions_of(style.language)), marks
        )
    return STRAIGHT.sub(lambda match: marked.get(match.start(), match[0]), text)


def _curl_doubles(text: str, turns: Turns, marks: QuotationMarks) -> Replacements:
    """Return what stands for each straight double mark whose turn can be told."""
    replacements: Replacements = {}
    opened: list[str] = []
    for at, turn in turns.items():
        opening, closing = _spaced(text, at, marks.outer, marks.space)
        if turn == "open":
            opened.append(text[at])
        before = opened.pop() if turn == "close" and opened else ""
        if text[at] == '"':
            closing = PARTNERS.get(before, closing) if before != marks.outer[0] else closing
            told = {"open": opening, "close": closing, "inches": "″", "": '"'}
            replacements[at] = told[turn]
    return replacements


def _spaced(text: str, at: int, pair: tuple[str, str], space: str) -> tuple[str, str]:
    """Return a pair with the space inside « and », unless the text has one there."""
    if not space or pair[0] != "«":
        return pair
    opening, closing = pair
    has_space = text[at + 1 : at + 2].isspace(), text[at - 1 : at].isspace()
    return opening + ("" if has_space[0] else space), ("" if has_space[1] else space) + closing


def _curl_singles(text: str, pairs: Turns, marks: QuotationMarks) -> Replacements:
    """Return what stands for each straight single mark; one alone between spaces stays."""
    inner = {"open": marks.inner[0], "close": marks.inner[1]}
    return {
        match.start(): inner.get(pairs.get(match.start(), ""), "’")
        for match in re.finditer("(?<!\\s)'|'(?!\\s)", text)
    }
