"""Remove what a digital library puts around a text, and read what it says of the text."""

from itertools import pairwise

from book.clean.fragments import Fragment, Fragments, as_metadata, remove
from book.model import Witness, Work
from book.text.notices import Notice, NumberedLine, find_notices


def library_notice(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Remove the notices, credits and remarks of a digital library, whatever form they have.

    The fields of its header (“Title: …”) are metadata, and so are those who made the file.
    """
    order = sorted(_undecided(fragments), key=lambda i: _place(fragments[i]))
    lines = _number([fragments[i] for i in order])
    decided = {order[index]: notice for index, notice in find_notices(lines).items()}
    return tuple(
        _decide(fragment, decided[index]) if index in decided and not fragment.kept else fragment
        for index, fragment in enumerate(fragments)
    )


def _undecided(fragments: Fragments) -> list[int]:
    return [i for i, fragment in enumerate(fragments) if fragment.state == "open"]


def _place(fragment: Fragment) -> tuple[int, int]:
    return fragment.span.line, fragment.span.start


def _number(fragments: list[Fragment]) -> list[NumberedLine]:
    """Return the lines; in a file that is no plain text, all gaps between them are the same."""
    numbers = [fragment.span.line for fragment in fragments]
    if not any(after - before == 1 for before, after in pairwise(numbers)):
        numbers = [2 * index for index in range(len(numbers))]
    return [(n, fragment.source) for n, fragment in zip(numbers, fragments, strict=True)]


def _decide(fragment: Fragment, notice: Notice) -> Fragment:
    if notice.field:
        return as_metadata(fragment, notice.field, notice.value, notice.rule)
    return remove(fragment, notice.rule)
