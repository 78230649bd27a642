"""Whether the lemma of an entry that is found by its line can mean its own words alone."""

import re
from collections.abc import Iterator, Sequence

from book.text.typography import STRAIGHT

NEAR = 75  # characters on either side: as many as there are on a line of prose
ELLIPSIS, STOPS = "…", ".,;:!?"
BESIDE = (
    r"\((?P<before>.+?)\) (?P<lemma>.+)",
    r"(?P<lemma>.+) \((?P<after>.+)\)",
    r"(?P<lemma>.+)",
)


def means_alone(lemma: str, text: str, start: int, end: int, line_ends: Sequence[int] = ()) -> bool:
    """Return whether a lemma means the characters `start` to `end` of a text, and no others nearby.

    Words in parentheses beside it stand beside it in the text; an ellipsis stands for any words.
    `line_ends` are the offsets of the ends of lines of verse; there, only its own lines are near.

    >>> text = "of the law and of the sea"
    >>> means_alone("(law and of) the", text, 18, 21), means_alone("of the", text, 15, 21)
    (True, False)
    """
    offset, last = max(0, start - NEAR), end + NEAR
    if line_ends:
        offset = max((place for place in line_ends if place < start), default=0)
        last = min((place for place in line_ends if place >= end), default=len(text))
    near = text[offset:last].translate(STRAIGHT)
    first, end = start - offset, end - offset
    bare = first + len(
        near[first:end].rstrip(STOPS)
    )  # stops that all readings have may be left out
    spans = (_spans(pattern, near) for pattern in _patterns(lemma.translate(STRAIGHT)))
    return any(found in ([(first, end)], [(first, bare)]) for found in spans)


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Return where each reading of a pattern begins and ends, also of those that overlap."""
    return [match.span("lemma") for match in pattern.finditer(text)]


def _patterns(lemma: str) -> Iterator[re.Pattern[str]]:
    """Yield the ways to read a lemma; parentheses may be its own."""
    for form in BESIDE:
        if match := re.fullmatch(form, lemma):
            parts = {"before": "", "after": "", **match.groupdict()}
            before, after = (_words(parts[side]) for side in ("before", "after"))
            core = rf"(?P<lemma>{_words(parts['lemma'])})"
            whole = r"\W+".join(part for part in (before, core, after) if part)
            yield re.compile(rf"(?<!\w)(?={whole}(?!\w))", re.IGNORECASE | re.DOTALL)


def _words(text: str) -> str:
    pieces = (".*?" if word == ELLIPSIS else re.escape(word) for word in text.split())
    return r"\W+".join(pieces)
