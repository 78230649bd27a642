"""Compare formulas in TeX by what they say, however they are written."""

import re

# Commands that only say how large or in which type something is, or where limits stand.
LOOKS = re.compile(
    r"\\(?:left|right|limits|nolimits|displaystyle|textstyle|text|mathrm|mathit|mathbf|mathnormal"
    r"|operatorname|big|Big|bigg|Bigg)(?![A-Za-z])"
)
SIGNS = re.compile(r"\\[,;:! ]|[{}\\_^&~\s]")


def formula_letters(tex: str) -> str:
    r"""Return the letters, the digits and the names of commands of a formula in TeX.

    >>> formula_letters(r"\sum\limits_{i = 1}^{n} a_{i}"), formula_letters(r"\sum_{i=1}^n a_i")
    ('sumi=1nai', 'sumi=1nai')
    """
    return SIGNS.sub("", LOOKS.sub("", tex))
