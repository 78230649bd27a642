"""Measure a regular expression before it is compiled: repetitions are written out in memory."""

import re

LONGEST = 10_000  # characters of a pattern
DEEPEST = 100  # groups within each other
LARGEST = 100_000  # characters after {n} is written out
# An escape, a class of characters, a repetition, the start or the end of a group, a character.
PARTS = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(?P<least>\d*)(?:,(?P<most>\d*))?\}|(?P<mark>[()])|.",
    re.DOTALL,
)


def size_problem(pattern: str) -> str:
    """Return why a pattern is too large, or "".

    >>> size_problem(r"^Page \\d{1,4}$"), size_problem("((a{1000}){1000}){1000}")
    ('', 'its repetitions come to more than 100,000 characters')
    """
    if len(pattern) > LONGEST:
        return f"it has more than {LONGEST:,} characters"
    sizes, last = [0], 0  # of each open group, and of what a repetition would repeat
    for part in PARTS.finditer(pattern):
        if part["mark"] == "(":
            sizes.append(0)
            last = 0
        elif part["mark"] and len(sizes) > 1:
            last = sizes.pop()
            sizes[-1] += last
        elif part["least"] is not None:
            times = max(_number(part["least"]), _number(part["most"] or ""), 1)
            sizes[-1] += last * (times - 1)
            last *= times
        else:
            last = 1
            sizes[-1] += 1
        if len(sizes) > DEEPEST:
            return f"it has groups more than {DEEPEST} deep"
        if sizes[-1] > LARGEST:
            return f"its repetitions come to more than {LARGEST:,} characters"
    return ""


def _number(digits: str) -> int:
    return int(digits[:9] or 0)
