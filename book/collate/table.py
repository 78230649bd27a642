"""Align the words of all witnesses of a row in columns.

A column has the word of each witness at a place, or none. Each witness is aligned with the whole
table so far and not with the base text alone, so that what two witnesses add is one column
(progressive alignment as in Feng and Doolittle 1987, guided by the nearest witness). Witnesses that
read the same are aligned once.
"""

from collections.abc import Callable, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from book.text.alignment import Numbers, differences

Column = tuple[int, ...]
Columns = list[list[int]]
Step = tuple[bool, bool]  # whether a step of an alignment takes a column, and a word
NONE = -1
MOST_CELLS = 2_500  # columns times words up to which a difference is aligned word by word
# What it costs to put a word into a column without an equal one: in which the guide has a word, in
# which only others have; and how much more if two words have no letter in common.
PAIRED, BESIDE = 1.0, 0.75
UNLIKE = 0.2
Letters = Callable[[int], str]


def tabulate(texts: Sequence[Numbers], letters: Letters = str) -> tuple[Column, ...]:
    """Return the columns; each has, for each text, the index of its word there, or NONE.

    `letters` spells the word with a number.

    >>> tabulate(((1, 2, 3), (1, 3), (1, 4, 5, 3)))
    ((0, 0, 0), (1, -1, 1), (-1, -1, 2), (2, 1, 3))
    """
    distinct = list(dict.fromkeys(map(tuple, texts)))
    columns: Columns = [[index] for index in range(len(distinct[0]))]
    for number in range(1, len(distinct)):
        columns = _add_text(columns, distinct, number, letters)
    positions = {text: position for position, text in enumerate(distinct)}
    order = [positions[tuple(text)] for text in texts]
    return tuple(tuple(column[position] for position in order) for column in columns)


def _add_text(
    columns: Columns, texts: list[tuple[int, ...]], number: int, letters: Letters
) -> Columns:
    """Return the columns with a cell for one more text.

    What it shares with its guide goes into the guide's columns; where it differs, it is aligned
    with all texts so far.
    """
    guide = _nearest(texts, number)
    guided = [n for n, column in enumerate(columns) if column[guide] != NONE]
    added: Columns = []
    done = word = 0
    for start, end, first, last in differences(texts[guide], texts[number]):
        left = max(done, guided[start - 1] + 1) if start else 0
        right = guided[end] if end < len(guided) else len(columns)
        added += _extend_equal(columns[done:left], guide, word)
        between = columns[left:right]
        added += _align_difference(between, range(first, last), texts, number, guide, letters)
        done, word = right, last
    return added + _extend_equal(columns[done:], guide, word)


def _extend_equal(columns: Columns, guide: int, word: int) -> Columns:
    """Add the words from `word` on to the columns in which the guide has the same ones."""
    extended: Columns = []
    for column in columns:
        has_word = column[guide] != NONE
        extended.append([*column, word if has_word else NONE])
        word += has_word
    return extended


def _nearest(texts: list[tuple[int, ...]], number: int) -> int:
    """Return the number of the earlier text that is nearest to a text by edit distance."""
    if number == 1:
        return 0
    distance = Levenshtein.normalized_distance
    return min(range(number), key=lambda n: distance(texts[n], texts[number]))


def _align_difference(
    columns: Columns,
    words: range,
    texts: list[tuple[int, ...]],
    number: int,
    guide: int,
    letters: Letters,
) -> Columns:
    """Add the `words` of a text where it differs from its guide.

    A word goes into a column in which any text has it, else into one with the word most like it,
    else into a column of its own. If there are too many, the words go into the columns in order.
    """
    if not columns or not words or len(columns) * len(words) > MOST_CELLS:
        return _align_in_order(columns, words, number)
    skipping = [float(column[guide] != NONE) for column in columns]
    added = [texts[number][word] for word in words]
    pairing = [_pairing_costs(column, added, texts, guide, letters) for column in columns]
    return _follow_steps(_cheapest_steps(skipping, pairing), columns, words.start, number)


def _align_in_order(columns: Columns, words: range, number: int) -> Columns:
    shared = min(len(columns), len(words))
    empty = [NONE] * number
    return [
        *([*column, word] for column, word in zip(columns, words, strict=False)),
        *([*column, NONE] for column in columns[shared:]),
        *([*empty, word] for word in words[shared:]),
    ]


def _pairing_costs(
    column: list[int],
    words: list[int],
    texts: list[tuple[int, ...]],
    guide: int,
    letters: Letters,
) -> list[float]:
    """Return what it costs to put each of the words into a column."""
    present = {texts[n][index] for n, index in enumerate(column) if index != NONE}
    cost = PAIRED if column[guide] != NONE else BESIDE
    return [
        0.0 if word in present else cost + min(_unlikeness(letters, word, x) for x in present)
        for word in words
    ]


def _unlikeness(letters: Letters, word: int, other: int) -> float:
    return UNLIKE * (1 - fuzz.ratio(letters(word), letters(other)) / 100)


def _cheapest_steps(skipping: list[float], pairing: list[list[float]]) -> list[Step]:
    """Return the cheapest way through columns and words (Needleman and Wunsch 1970).

    `skipping` is what a column costs without a word, `pairing` what it costs with each word; a word
    without a column costs 1.
    """
    width = len(pairing[0])
    costs = _remaining_costs(skipping, pairing, width)
    steps: list[Step] = []
    c = w = 0
    while c < len(skipping) or w < width:
        step = _first_step(costs, skipping, pairing, c, w)
        steps.append(step)
        c, w = c + step[0], w + step[1]
    return steps


def _remaining_costs(
    skipping: list[float], pairing: list[list[float]], width: int
) -> list[list[float]]:
    """Return the least cost of all that follows, for each number of columns and words passed."""
    best = [[float(width - w) for w in range(width + 1)] for _ in range(len(skipping) + 1)]
    for c in reversed(range(len(skipping))):
        best[c][width] = best[c + 1][width] + skipping[c]
        for w in reversed(range(width)):
            best[c][w] = min(
                best[c + 1][w + 1] + pairing[c][w],
                best[c + 1][w] + skipping[c],
                best[c][w + 1] + 1,
            )
    return best


def _first_step(
    costs: list[list[float]], skipping: list[float], pairing: list[list[float]], c: int, w: int
) -> Step:
    """Return the next step of the cheapest path; on a tie, prefer the step that advances both."""
    has_column, has_word = c < len(skipping), w < len(pairing[0])
    if has_column and has_word and costs[c][w] == costs[c + 1][w + 1] + pairing[c][w]:
        return True, True
    if has_column and costs[c][w] == costs[c + 1][w] + skipping[c]:
        return True, False
    return False, True


def _follow_steps(steps: list[Step], columns: Columns, word: int, number: int) -> Columns:
    """Return the columns with the words from `word` on, and new columns for words alone."""
    followed: Columns = []
    empty = [NONE] * number
    position = 0
    for takes_column, takes_word in steps:
        column = columns[position] if takes_column else empty
        followed.append([*column, word if takes_word else NONE])
        position += takes_column
        word += takes_word
    return followed
