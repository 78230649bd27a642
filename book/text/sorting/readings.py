"""The headings whose order their characters do not tell: those in Japanese and Korean with Han."""

import re
from collections.abc import Iterable

from book.errors import EditionError

HAN = re.compile("[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# The language, how its words are sorted, and an example.
READ = {"ja": ("kana", "とうきょう"), "ko": ("Hangul", "자유")}
MOST = 5

Heading = tuple[str, int]  # the words by which it is sorted, and its line


def check_readings(headings: Iterable[Heading], language: str, file: str) -> None:
    """Raise EditionError if headings are to be sorted by their sound, which is not written."""
    script, example = READ.get(language.split("-")[0].lower(), ("", ""))
    unread = [heading for heading in headings if script and HAN.search(heading[0])]
    if not unread:
        return
    names = ", ".join(f"“{words}”" for words, _ in unread[:MOST])
    more = f" and {len(unread) - MOST} more" if len(unread) > MOST else ""
    problem = f"no reading in {script}, by which it is sorted: {names}{more}"
    remedy = f'Give each its reading, as in sort_as = "{example}".'
    raise EditionError(problem, file=file, line=unread[0][1], remedy=remedy)
