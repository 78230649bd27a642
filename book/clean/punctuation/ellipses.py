"""Ellipses for three full stops."""

import re

from book.model import Punctuation

THREE_STOPS = re.compile(r"(?<!\.)\.\.\.(?!\.)")


def ellipses(text: str, style: Punctuation) -> str:
    """Set an ellipsis for exactly three full stops.

    >>> ellipses("and so on...", Punctuation())
    'and so on…'
    """
    return THREE_STOPS.sub("…", text)
