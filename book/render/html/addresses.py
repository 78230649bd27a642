"""Set web addresses so that their lines end where a reader can tell what belongs to them.

The Chicago Manual of Style (17th ed., 14.18) breaks an address after a double slash, or before a
single slash; where that is not enough, before another mark. No hyphen is added, and none ends a
line, as it could be either the address's or the printer's.
"""

import re

from markupsafe import Markup

LONGEST_PIECE = 40  # characters that are kept on one line
KEPT = 6  # characters at the beginning of a piece that is cut
SCHEME = r"https?://"
AUTHORITY = re.compile(rf"{SCHEME}[^/\s]+")
# An address in a text; the marks at its end are those of the sentence.
ADDRESS = re.compile(rf"{SCHEME}[^\s<>“”«»]*[^\s<>“”«».,;:!?'’)\]]")
SINGLE_SLASH = re.compile(r"(?<!/)(?=/(?!/))")
OTHER_MARK = re.compile(r"(?=[-~.,_?#%&=])")
UNBROKEN = Markup('<span class="unbroken">{}</span>')
LONG = Markup('<span class="long">{}</span>')
MAY_BREAK = Markup("<wbr/>")


def set_address(address: str) -> Markup:
    """Return an address as HTML with places where a line may end, and none elsewhere.

    >>> print(set_address("https://a.org/b-c/d"))  # doctest: +NORMALIZE_WHITESPACE
    <span class="unbroken">https://a.org</span><wbr/><span
    class="unbroken">/b-c</span><wbr/><span class="unbroken">/d</span>
    """
    return MAY_BREAK.join(map(_set_piece, _pieces(address)))


def _pieces(address: str) -> list[str]:
    """Return the pieces of an address: at its slashes, and of a long one at its other marks.

    >>> _pieces("https://a.org/" + "long-" * 9)[:3]
    ['https://a.org', '/long', '-long']
    """
    return [
        short
        for piece in SINGLE_SLASH.split(address)
        for short in (OTHER_MARK.split(piece) if len(piece) > LONGEST_PIECE else [piece])
        if short
    ]


def _set_piece(piece: str) -> Markup:
    """Return a piece as HTML; one that no line may hold can be cut, but not beside its mark."""
    if len(piece) <= LONGEST_PIECE:
        return UNBROKEN.format(piece)
    return UNBROKEN.format(piece[:KEPT]) + LONG.format(piece[KEPT:])
