"""The character rules: named functions from text to text, in the order in which they are applied."""

import re
import unicodedata
from collections.abc import Callable

from rapidfuzz.distance import Levenshtein

NBSP = "\N{NO-BREAK SPACE}"
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
INVISIBLE = re.compile("[\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}\N{SOFT HYPHEN}]")
SPACES = re.compile(r"[ \t\u2000-\u200a\u202f\u205f\u3000]+")
# French sets a fixed space inside guillemets and before high punctuation: those stay.
LOOSE_NBSP = re.compile(rf"(?<!«){NBSP}(?![!?;:»%])")
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
OPENS_AFTER = re.compile(r"(?:^|(?<=[\s(\[{—–“‘]))(?=\S)")
ELIDED = re.compile(r"(?<![\w’'])'(?=(?:tis|twas|em|til|cause|n|\d0s)\b)", re.IGNORECASE)
LONE_HYPHEN = re.compile(r"(?<=\S) - (?=\S)")
DOUBLE_HYPHEN = re.compile(r"(?<=[\w”’.,]) ?--(?!-) ?(?=[\w“‘])")


def controls(text: str) -> str:
    """Drop control characters and characters that cannot be seen.

    >>> controls("ex\\u200bport\\x07")
    'export'
    """
    return INVISIBLE.sub("", CONTROLS.sub("", text))


def composed(text: str) -> str:
    """Compose letters and their accents (Unicode normalization form C).

    >>> composed("e\\u0301") == "é"
    True
    """
    return unicodedata.normalize("NFC", text)


def ligatures(text: str) -> str:
    """Write letters for the ligatures of old fonts; the edition's own font makes its own.

    >>> ligatures("scientiﬁc")
    'scientific'
    """
    return "".join(LIGATURES.get(c, c) for c in text)


def spaces(text: str) -> str:
    """Make every run of spaces one, and none at the ends.

    >>> spaces("  on  export\\N{NO-BREAK SPACE}control ")
    'on export control'
    """
    return SPACES.sub(" ", LOOSE_NBSP.sub(" ", text)).strip(" " + NBSP)


def quotes(text: str) -> str:
    """Make straight quotes and apostrophes curly.

    >>> quotes('the "China\\'s" \\'plan\\' of the \\'90s')
    'the “China’s” ‘plan’ of the ’90s'
    >>> quotes("already “curly’s” here")
    'already “curly’s” here'
    """
    text = ELIDED.sub("’", text)
    for straight, opening, closing in (('"', "“", "”"), ("'", "‘", "’")):
        text = re.sub(OPENS_AFTER.pattern + straight, opening, text)
        text = text.replace(straight, closing)
    return text


def dashes(text: str) -> str:
    """Make a hyphen that stands for a dash a dash.

    >>> dashes("three sessions - all in Asia -- were held, 2015-2019")
    'three sessions – all in Asia—were held, 2015-2019'
    """
    return DOUBLE_HYPHEN.sub("—", LONE_HYPHEN.sub(" – ", text))


def ellipses(text: str) -> str:
    """Make three full stops an ellipsis.

    >>> ellipses("and so on...")
    'and so on…'
    """
    return re.sub(r"(?<!\.)\.\.\.(?!\.)", "…", text)


FIXERS: tuple[Callable[[str], str], ...] = (controls, composed, ligatures, spaces, quotes, dashes, ellipses)


def fix(text: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """Apply all character rules; also give, for each that changed something, how many characters.

    >>> fix("China's  own")
    ('China’s own', (('spaces', 1), ('quotes', 1)))
    """
    counts = []
    for fixer in FIXERS:
        before, text = text, fixer(text)
        if text != before:
            counts.append((fixer.__name__, Levenshtein.distance(before, text)))
    return text, tuple(counts)
