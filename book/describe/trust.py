"""Put the copies of a work in an order of trust: the first one is printed."""

from collections.abc import Sequence

from book.model import PLAIN_FORM, Text
from book.text.typography import tokenize

COMPLETE = 0.5  # the part of the longest copy that a copy has at least, unless it is an excerpt


def order_by_trust(copies: Sequence[Text]) -> list[Text]:
    """Return the copies with the one first that keeps most of the work's form.

    That is the complete copy that states most italics, headings, verse … A PDF states positions,
    not form, and comes first only before plain text. The others stay in the order given.
    """
    if len(copies) < 2:
        return list(copies)
    lengths = {text.witness.siglum: _count_words(text) for text in copies}
    longest = max(lengths.values())
    complete = [text for text in copies if lengths[text.witness.siglum] >= COMPLETE * longest]
    base = max(complete, key=_formed)
    return [base, *(text for text in copies if text is not base)]


def count_form(text: Text) -> int:
    """Return how many marks of form a copy states: styled words, calls, and formed blocks."""
    formed = sum(unit.form != PLAIN_FORM for unit in text.units)
    return formed + sum(len(unit.ranges) for unit in text.units)


def _formed(text: Text) -> tuple[bool, bool, int]:
    marks = count_form(text)
    return marks > 0, not text.witness.file.lower().endswith(".pdf"), marks


def _count_words(text: Text) -> int:
    return sum(len(tokenize(unit.text)) for unit in text.units)
