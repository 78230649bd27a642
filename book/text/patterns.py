"""Search lines with regular expressions in bounded time: those that editors write, above all.

`regex` reads the syntax of Python's `re`, which has no limit of time: `(a|aa)+$` can take it years.
"""

import time
from collections.abc import Iterator

import regex

from book.text.pattern_size import size_problem

SECONDS = 1.0  # for a line; a pattern takes microseconds, unless it tries all ways to divide a line
SECONDS_IN_ALL, CHARACTERS_A_SECOND = 2.0, 200_000  # of a processor


class LinePattern:
    """A pattern that is searched for in one line after the other.

    `search` and `spans` raise TimeoutError if a line takes more than a second, or all of them more
    than two and a further one for each 200,000 characters.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = regex.compile(pattern)
        self._left = SECONDS_IN_ALL

    def search(self, line: str) -> bool:
        """Return whether the pattern matches somewhere in a line.

        >>> LinePattern("^Page [0-9]+$").search("Page 12")
        True
        """
        start = time.thread_time()
        match = self._pattern.search(line, timeout=SECONDS)
        self._spend(line, start)
        return match is not None

    def spans(self, line: str) -> Iterator[tuple[int, int]]:
        """Yield the first and the last character (half open) of each match that is not empty."""
        start = time.thread_time()
        matches = list(self._pattern.finditer(line, timeout=SECONDS))
        self._spend(line, start)
        yield from (match.span() for match in matches if match.group())

    def _spend(self, line: str, start: float) -> None:
        """Take the time of a search in a line from what is left for all lines."""
        self._left += (len(line) + 10) / CHARACTERS_A_SECOND - (time.thread_time() - start)
        if self._left < 0:
            raise TimeoutError


def longest_run_of_marks(text: str, least: int) -> int:
    """Return the length of the longest run of combining marks, 0 if none has at least so many.

    >>> longest_run_of_marks("e\u0301\u0301", 2), longest_run_of_marks("e\u0301", 2)
    (2, 0)
    """
    runs = regex.finditer(rf"\p{{M}}{{{least},}}+", text)
    return max((len(run.group()) for run in runs), default=0)


def pattern_problem(pattern: str) -> str:
    """Return what is wrong with a pattern, or "".

    >>> pattern_problem("(a")
    'missing ) at position 2'
    """
    if problem := size_problem(pattern):
        return problem
    try:
        regex.compile(pattern)
    except regex.error as error:
        return str(error)
    return ""
