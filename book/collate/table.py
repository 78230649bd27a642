"""Lay the words of all witnesses of a passage into one table: a column a place, in each the word of each witness or none.

Each witness is aligned with all that stands in the table by then, and not with the base text alone, so that what two witnesses
add is one column (progressive alignment, as Feng and Doolittle 1987; nearest witness first as its guide). Witnesses that read
the same are aligned once.
"""

from collections.abc import Callable, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from book.text.alignment import Numbers, differences

Column = tuple[int, ...]
Columns = list[list[int]]
NONE = -1
SMALL = 2_500  # cells up to which what differs is aligned word by word
PAIRED, BESIDE = (
    1.0,
    0.75,
)  # what it costs to put a word beside another one; beside one that the guide does not have
UNLIKE = 0.2  # what two words that share no letter cost more than two that are nearly the same
Letters = Callable[[int], str]


def tabulate(texts: Sequence[Numbers], letters: Letters = str) -> tuple[Column, ...]:
    """Give the columns; each has, for each text, the index of its word there, or NONE. `letters` writes a word.

    >>> tabulate(((1, 2, 3), (1, 3), (1, 4, 5, 3)))
    ((0, 0, 0), (1, -1, 1), (-1, -1, 2), (2, 1, 3))
    """
    distinct = list(dict.fromkeys(map(tuple, texts)))
    columns: Columns = [[index] for index in range(len(distinct[0]))]
    for number in range(1, len(distinct)):
        _enter(columns, distinct, number, letters)
    of = {text: number for number, text in enumerate(distinct)}
    order = [of[tuple(text)] for text in texts]
    return tuple(tuple(column[number] for number in order) for column in columns)


def _enter(columns: Columns, texts: list[tuple[int, ...]], number: int, letters: Letters) -> None:
    """Align one more text with its guide, and what differs from the guide with all; each column gets a cell for it."""
    text, guide = texts[number], _nearest(texts, number)
    known = [n for n, column in enumerate(columns) if column[guide] != NONE]
    made: Columns = []
    at = word = 0
    for start, end, first, last in [
        *differences(texts[guide], text),
        (len(known), len(known), len(text), len(text)),
    ]:
        left = max(at, known[start - 1] + 1) if start else 0
        right = known[end] if end < len(known) else len(columns)
        for column in columns[at:left]:
            has = column[guide] != NONE
            made.append([*column, word if has else NONE])
            word += has
        made += _gap(columns[left:right], texts, number, range(first, last), guide, letters)
        at, word = right, last
    columns[:] = made


def _nearest(texts: list[tuple[int, ...]], number: int) -> int:
    if number == 1:
        return 0
    return min(
        range(number), key=lambda n: Levenshtein.normalized_distance(texts[n], texts[number])
    )


def _gap(
    columns: Columns,
    texts: list[tuple[int, ...]],
    number: int,
    words: range,
    guide: int,
    letters: Letters,
) -> Columns:
    """Align what differs: a word goes into a column in which any text has it, else into one with the word most like it."""
    empty = [NONE] * number
    if not columns or not words:
        return [*([*c, NONE] for c in columns), *([*empty, w] for w in words)]
    if len(columns) * len(words) > SMALL:
        shared = min(len(columns), len(words))
        return [
            *([*c, w] for c, w in zip(columns, words, strict=False)),
            *([*c, NONE] for c in columns[shared:]),
            *([*empty, w] for w in words[shared:]),
        ]
    text = texts[number]
    inside = [
        {texts[n][index] for n, index in enumerate(column) if index != NONE} for column in columns
    ]
    costs = [PAIRED if column[guide] != NONE else BESIDE for column in columns]
    steps = _steps(
        [float(column[guide] != NONE) for column in columns],
        [
            [
                0.0 if text[w] in here else cost + min(_unlike(letters, text[w], x) for x in here)
                for w in words
            ]
            for cost, here in zip(costs, inside, strict=True)
        ],
    )
    made: Columns = []
    at, word = 0, words.start
    for step in steps:
        made.append([*(columns[at] if "c" in step else empty), word if "w" in step else NONE])
        at, word = at + ("c" in step), word + ("w" in step)
    return made


def _unlike(letters: Letters, word: int, other: int) -> float:
    return UNLIKE * (1 - fuzz.ratio(letters(word), letters(other)) / 100)


def _steps(skipped: list[float], paired: list[list[float]]) -> list[str]:
    """Find the cheapest way through columns and words (Needleman and Wunsch 1970): “c” a column alone, “w” a word alone, “cw” both.

    `skipped` is what a column without a word costs, `paired` what a column costs with a word; a word alone costs 1.
    """
    width = len(paired[0])
    best = [[float(width - w) for w in range(width + 1)] for _ in range(len(skipped) + 1)]
    for c in reversed(range(len(skipped))):
        best[c][width] = best[c + 1][width] + skipped[c]
        for w in reversed(range(width)):
            best[c][w] = min(
                best[c + 1][w + 1] + paired[c][w], best[c + 1][w] + skipped[c], best[c][w + 1] + 1
            )
    steps: list[str] = []
    c = w = 0
    while c < len(skipped) or w < width:
        if c < len(skipped) and w < width and best[c][w] == best[c + 1][w + 1] + paired[c][w]:
            steps.append("cw")
        elif c < len(skipped) and best[c][w] == best[c + 1][w] + skipped[c]:
            steps.append("c")
        else:
            steps.append("w")
        c, w = c + ("c" in steps[-1]), w + ("w" in steps[-1])
    return steps
