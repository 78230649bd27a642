"""The spaces that French has inside quotation marks and before high punctuation."""

import re

from book.model import Punctuation
from book.text.quotation_marks import NO_BREAK_SPACE, has_spaces

AT_MARKS = re.compile(r"(?<=«) | (?=[»;:!?](?:[\s»”’)\]…,.!?]|$))")


def spacing(text: str, style: Punctuation) -> str:
    """Let no line end at the spaces of French punctuation; where there is none, add none.

    >>> spacing("« Quoi ? » dit-il ; puis: non", Punctuation("fr"))
    '«\\xa0Quoi\\xa0?\\xa0» dit-il\\xa0; puis: non'
    """
    return AT_MARKS.sub(NO_BREAK_SPACE, text) if has_spaces(style.language) else text
