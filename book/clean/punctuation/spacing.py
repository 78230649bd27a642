"""The spaces that French has inside quotation marks and before high punctuation."""

import re

from book.model import Punctuation
from book.text.conventions import conventions_of
from book.text.quotation_marks import NO_BREAK_SPACE

AT_MARKS = re.compile(r"(?<=«) | (?=[»;:!?](?:[\s»”’)\]…,.!?]|$))")


def spacing(text: str, style: Punctuation) -> str:
    """Let no line end at the spaces of French punctuation; where there is none, add none.

    >>> spacing("« Quoi ? » dit-il ; puis: non", Punctuation("fr"))
    '«\\xa0Quoi\\xa0?\\xa0» dit-il\\xa0; puis: non'
    """
    has_spaces = conventions_of(style.language).has_high_spaces
    return AT_MARKS.sub(NO_BREAK_SPACE, text) if has_spaces else text
