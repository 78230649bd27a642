"""Find the cheapest way through columns and words (Needleman and Wunsch 1970).

Each beginning of a run of equal words costs something (an affine gap, Gotoh 1982). So an omission
stands beside another difference rather than apart, and one small word that is equal by chance does
not divide a passage that is replaced.
"""

from collections.abc import Sequence

Step = tuple[bool, bool]  # whether a step takes a column, and a word
Pairing = tuple[float, bool]  # what a word costs in a column, and whether it is equal there
Costs = list[list[float]]
START = 0.35  # what the beginning of a run of equal words costs
BOTH, COLUMN, WORD = (True, True), (True, False), (False, True)


def cheapest_steps(
    skipping: Sequence[float], adding: Sequence[float], pairing: Sequence[Sequence[Pairing]]
) -> list[Step]:
    """Return the steps that cost least; of those that cost the same, the one that takes both.

    `skipping` is what each column costs without a word, `adding` each word without a column, and
    `pairing` each column with each word. Equal words precede the first and follow the last.

    >>> cheapest_steps([1, 1], [1], [[(1.6, False)], [(0, True)]])
    [(True, False), (True, True)]
    """
    within, apart = _remaining_costs(skipping, adding, pairing)
    steps: list[Step] = []
    c = w = 0
    is_within = True  # a run of equal words
    while c < len(skipping) and w < len(adding):
        cost, is_equal = pairing[c][w]
        rest = within if is_equal else apart
        start = START if is_equal and not is_within else 0.0
        least = (within if is_within else apart)[c][w]
        if least == cost + rest[c + 1][w + 1] + start:
            step = BOTH
        else:
            step = COLUMN if least == skipping[c] + apart[c + 1][w] else WORD
        is_within = step == BOTH and is_equal
        steps.append(step)
        c, w = c + step[0], w + step[1]
    return [*steps, *[COLUMN] * (len(skipping) - c), *[WORD] * (len(adding) - w)]


def _remaining_costs(
    skipping: Sequence[float], adding: Sequence[float], pairing: Sequence[Sequence[Pairing]]
) -> tuple[Costs, Costs]:
    """Return the least cost of all that follows, for each number of columns and words passed.

    The first costs are those after an equal pair, the second those after a difference.
    """
    height, width = len(skipping), len(adding)
    last = [START]
    for cost in reversed(adding):
        last.append(cost + last[-1])
    apart = [last[::-1]]
    within = [[*apart[0][:-1], 0.0]]
    for c in reversed(range(height)):
        below, below_within, pairs, skip = apart[-1], within[-1], pairing[c], skipping[c]
        cost = skip + below[width]
        line, line_within = [cost], [cost]
        for w in reversed(range(width)):
            pair, is_equal = pairs[w]
            cost = min(skip + below[w], adding[w] + line[-1])
            if is_equal:
                pair += below_within[w + 1]
                line_within.append(min(cost, pair))
                line.append(min(cost, pair + START))
            else:
                cost = min(cost, pair + below[w + 1])
                line_within.append(cost)
                line.append(cost)
        apart.append(line[::-1])
        within.append(line_within[::-1])
    return within[::-1], apart[::-1]
