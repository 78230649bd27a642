"""The numbers that a word processor prints before paragraphs: a file lacks them as text."""

from collections.abc import Iterable, Iterator

from book.text.typography import letter_label, roman_numeral

MOST = 2000  # paragraphs of which the numbers are listed
FIRST = 60  # numbers that those of lower levels may repeat, as "3" in "3.1" and "3.2"
LEVELS = 9


def automatic_numbers(texts: Iterable[str], paragraphs: int) -> Iterator[str]:
    """Yield what a reader may write before so many numbered paragraphs.

    `texts` are what the levels of lists print besides numbers, such as "Chapter".

    >>> list(automatic_numbers(["§"], 1))[-1]
    '§'
    """
    around = sorted(set(texts))
    paragraphs = min(paragraphs, MOST)
    for number in range(1, paragraphs + 1):
        times = max(paragraphs, LEVELS) if number <= FIRST else LEVELS
        for form in (str(number), roman_numeral(number), letter_label(number)):
            yield f"{form} " * times
        yield from around
