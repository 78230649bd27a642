"""Find the passages of a row that a witness has in another order than the base text."""

import re
from collections import Counter

from book.collate.row_alignment import Interval, RowAlignment
from book.model import Form

SENTENCE_END = re.compile(r"[.!?。！？]\W*$")
FARTHEST = 24  # words between the two places of a transposition
FEWEST_LETTERS = 4  # of words that may be transposed over more than NEAR words
NEAR = 2


def join_transposed(alignment: RowAlignment, witness: int) -> list[tuple[Interval, Form]]:
    """Return the runs of columns in which a witness differs, each with its form.

    Two runs that only exchange their places are one.
    """
    joined: list[tuple[Interval, Form]] = []
    for run in alignment.differing(witness):
        if joined and not joined[-1][1] and _is_exchange(alignment, witness, joined[-1][0], run):
            joined[-1] = ((joined[-1][0][0], run[1]), "transposed")
        else:
            joined.append((run, "transposed" if _is_reordered(alignment, witness, run) else ""))
    return joined


def _is_reordered(alignment: RowAlignment, witness: int, columns: Interval) -> bool:
    """Return whether a witness has the same words in some columns, in another order."""
    ours, theirs = alignment.numbers(0, columns), alignment.numbers(witness, columns)
    return len(ours) > 1 and ours != theirs and Counter(ours) == Counter(theirs)


def _is_exchange(alignment: RowAlignment, witness: int, first: Interval, second: Interval) -> bool:
    """Return whether what each of two runs lacks stands in the other, in the same sentence."""
    distance = len(alignment.words(0, (first[1], second[0])))
    if distance > FARTHEST or not _has_same_words(alignment, witness, first, second):
        return False
    # Otherwise, a small word is left out at one place and added at another.
    letters = alignment.letters(0, first) + alignment.letters(0, second)
    is_substantial = len(letters) >= FEWEST_LETTERS or distance <= NEAR
    return is_substantial and _is_in_sentence(alignment, (first[0], second[1]))


def _has_same_words(
    alignment: RowAlignment, witness: int, first: Interval, second: Interval
) -> bool:
    """Return whether a witness has the words of the base text in two runs, however divided."""
    ours = alignment.numbers(0, first) + alignment.numbers(0, second)
    theirs = alignment.numbers(witness, first) + alignment.numbers(witness, second)
    return Counter(ours) == Counter(theirs)


def _is_in_sentence(alignment: RowAlignment, columns: Interval) -> bool:
    base = alignment.base
    words = (base.text_of([word]) for word in alignment.words(0, columns)[:-1])
    return not any(SENTENCE_END.search(word) for word in words)
