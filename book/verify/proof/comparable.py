"""Compare what is printed with the lines of a witness, to the very space and hyphen.

What cleaning may change is brought to one form on both sides: quotation marks, dashes, ellipses,
ligatures, the spaces at French marks, invisible characters. At the seams, where one line was joined
to the next, a space may stand or not, and a hyphen may be gone.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from book.text.invisible import without_invisible

SEAM = "\ufdd0"  # a noncharacter, which no text holds: cleaning removes it
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd1-\ufdef\ufffe\uffff]")
OUTER_SPACES = re.compile(r"(?<=[«‹]) | (?=[»›;:!?])")
QUOTES = re.compile("[\"'`´‘’‚‛‹›“”„‟«»′″]+")
DASHES = re.compile(r"(?: ?(?:-{2,}|[‒–—―⸺⸻]+|(?<= )-(?= )) ?)+")
# A hyphen between two spaces, of which one is the end of a line.
EDGE_DASH = re.compile(rf"(?<= )-(?={SEAM})|(?<={SEAM})-(?= )")
HYPHENS = str.maketrans("‐‑¬", "---")
STOPS = re.compile(r"\.(?: ?\.){2,}")
SPACES = re.compile(r"\s+")
SIGNS = re.compile(r"^[#\s]+")


def comparable(text: str) -> str:
    """Return a text in the one form in which cleaning changes nothing.

    >>> comparable('"Who --  he?" asked … I') == comparable("“Who—he ?” asked ... I")
    True
    >>> comparable("this -- - that") == comparable("this —– that")
    True
    >>> comparable("well-known man") == comparable("well known man")
    False
    """
    text = CONTROLS.sub("", unicodedata.normalize("NFKC", text))
    text = OUTER_SPACES.sub("", SPACES.sub(" ", without_invisible(text)))
    text = DASHES.sub("—", QUOTES.sub("'", text)).translate(HYPHENS)
    return STOPS.sub("...", text).strip()


def first_difference(printed: str, pieces: Sequence[str]) -> tuple[int, int] | None:
    """Return where a printed text and the pieces of lines that it was joined from first differ.

    These are offsets in the printed text and in the joined pieces, as `comparable` returns both,
    with SEAM between pieces; None if the texts are the same.

    >>> first_difference("The control law", ["The con-", "trol law"])
    >>> first_difference("The controllaw", ["The con-", "trol law"])
    (11, 13)
    >>> first_difference("first the – may", ["first the -", "may"])
    """
    if printed == " ".join(pieces):
        return None  # most texts; the others take longer
    own = SIGNS.sub("", comparable(printed.replace(SEAM, "")))
    return _walk(own, comparable_pieces(pieces))


def comparable_pieces(pieces: Iterable[str]) -> str:
    """Return pieces of lines in the form that `comparable` gives a text, with SEAM between them."""
    text = EDGE_DASH.sub("—", SEAM.join(piece.replace(SEAM, "").strip() for piece in pieces))
    return SIGNS.sub("", comparable(text))


def _walk(own: str, source: str) -> tuple[int, int] | None:
    here = there = 0
    while there < len(source):
        character = source[there]
        is_same = here < len(own) and own[here] == character
        if character in " -" and source[there + 1 : there + 2] == SEAM and not is_same:
            there += 1  # a hyphen, or a space, at a line's end
        elif character == SEAM:
            there += 1
            if own[here : here + 1] == " " and source[there : there + 1] != " ":
                here += 1
        elif is_same:
            here, there = here + 1, there + 1
        elif character == " " and source[there - 1 : there] == SEAM:
            there += 1
        else:
            return here, there
    return None if here == len(own) else (here, there)
