"""Search lines with regular expressions in bounded time: those that editors write, above all.

`regex` reads the syntax of Python's `re`, which has no limit of time: `(a|aa)+$` can take it years.
"""

from collections.abc import Iterator

import regex

SECONDS = 1.0  # for a line; a pattern takes microseconds, unless it tries all ways to divide a line


class LinePattern:
    """A pattern that is searched for in one line after the other.

    `search` and `spans` raise TimeoutError if a line takes more than a second.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = regex.compile(pattern)

    def search(self, line: str) -> bool:
        """Return whether the pattern matches somewhere in a line.

        >>> LinePattern("^Page [0-9]+$").search("Page 12")
        True
        """
        return self._pattern.search(line, timeout=SECONDS) is not None

    def spans(self, line: str) -> Iterator[tuple[int, int]]:
        """Yield the first and the last character (half open) of each match that is not empty."""
        for match in self._pattern.finditer(line, timeout=SECONDS):
            if match.group():
                yield match.span()


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
    try:
        regex.compile(pattern)
    except regex.error as error:
        return str(error)
    return ""
