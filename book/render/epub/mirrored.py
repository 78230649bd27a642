"""The style sheet of the e-book for languages that run from right to left.

Reading systems of old know left and right, but neither start and end of a line (CSS Logical
Properties 1) nor `direction`, which EPUB forbids in style sheets (EPUB 3.3, 6.3.1.1).
"""

import re

from book.text.direction import direction_of

# Each declaration of a side, and of four values of which the second and the last are sides.
SIDE = re.compile(
    r"(?P<before>\b(?:margin|padding|border)-|\b(?:text-align|float|clear):\s*)"
    r"(?P<side>left|right)\b"
)
FOUR = re.compile(r"\b((?:margin|padding):\s*[\w.%-]+) ([\w.%-]+) ([\w.%-]+) ([\w.%-]+)(?=\s*[;}])")
NO_SLANT = "html { font-synthesis: weight }\n"  # Hebrew and Arabic have no italics
OTHER = {"left": "right", "right": "left"}


def style_for(language: str, style: str) -> str:
    """Return a style sheet for a language, with left and right exchanged if it asks for it.

    >>> style_for("he", "p { margin: 0 1em 0 2em; text-align: left }")
    'html { font-synthesis: weight }\\np { margin: 0 2em 0 1em; text-align: right }'
    """
    if direction_of(language) == "ltr":
        return style
    style = NO_SLANT + SIDE.sub(lambda match: match["before"] + OTHER[match["side"]], style)
    return FOUR.sub(r"\1 \4 \3 \2", style)
