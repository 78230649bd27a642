"""The character rules: functions from text to text, in the order in which they are applied.

The function names are printed in the ledger. To add a rule, write such a function with a doctest,
enter it in `FIXERS`, and add its cases as `tests/clean/cases/characters/NAME.txt`.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

from book.text.invisible import INVISIBLE

NBSP = "\N{NO-BREAK SPACE}"
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")
# Includes page and line breaks that do not end a line of the file: they too divide words.
SPACES = re.compile(r"[ \t\n\x0b-\r\x1c-\x1f\x85\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
# French sets a no-break space inside guillemets and before high punctuation: those stay.
LOOSE_NBSP = re.compile(rf"(?<!«){NBSP}(?![!?;:»%])")
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
OPENING_DOUBLE = re.compile(r"""(?:^|(?<=[\s(\[{—–“‘])|(?<=^')|(?<=[\s(\[{—–]'))"(?=\S)""")
OPENING_SINGLE = re.compile(r"(?:^|(?<=[\s(\[{—–“‘]))'(?=\S)")
# Chinese has no spaces to distinguish an opening quote from a closing one.
HAN_PAIR = re.compile(r"""(?<=[\u3000-\u9fff\uff00-\uffef])"([^"“”]+)\"""")
GERMAN = re.compile(r"„([^\"“”„]*)\"")
ELIDED = re.compile(
    r"(?<![\w’'])'(?=(?:tis|twas|em|til|n|\d\ds?)\b|cause\b(?![^']*\w'(?!\w)))", re.IGNORECASE
)
FEET_INCHES = re.compile(r"(?<=\d)'(\s?\d{1,2}(?:\.\d+)?)\"")
# Applied before the general rule for quotes.
SPECIAL_QUOTES = (
    (FEET_INCHES, r"′\1″"),
    (GERMAN, r"„\1“"),
    (HAN_PAIR, r"“\1”"),
    (ELIDED, "’"),
)
LONE_HYPHEN = re.compile(r"(?<=\S )-(?= \S)")
DOUBLE_HYPHEN = re.compile(
    r"""(?<=[\w”’.,!?;:)\]"'])(?: --(?!-) |--(?!-))(?=[\w“‘(\["'])(?!["'](?:\s|$))"""
)
THREE_STOPS = re.compile(r"(?<!\.)\.\.\.(?!\.)")


def controls(text: str) -> str:
    """Drop control characters.

    >>> controls("export\\x07")
    'export'
    """
    return CONTROLS.sub("", text)


def invisible(text: str) -> str:
    """Drop characters that cannot be seen; joiners stay in the scripts that need them.

    >>> invisible("ex\\u200bport\\u200e, wo\\u200dman")
    'export, woman'
    """
    return INVISIBLE.sub("", text)


def composed(text: str) -> str:
    """Compose letters and accents (Unicode Normalization Form C, UAX #15).

    >>> composed("e\\u0301") == "é"
    True
    """
    return unicodedata.normalize("NFC", text)


def ligatures(text: str) -> str:
    """Replace ligature characters by letters; the edition's font forms its own ligatures.

    >>> ligatures("scientiﬁc")
    'scientific'
    """
    return "".join(LIGATURES.get(c, c) for c in text)


def spaces(text: str) -> str:
    """Collapse each run of spaces to one, and strip the ends.

    >>> spaces("  on  export\\N{NO-BREAK SPACE}control ")
    'on export control'
    """
    return SPACES.sub(" ", LOOSE_NBSP.sub(" ", text)).strip(" " + NBSP)


def quotes(text: str) -> str:
    """Curl straight quotes and apostrophes; set prime marks for feet and inches.

    >>> quotes('the "China\\'s" \\'plan\\' of the \\'90s')
    'the “China’s” ‘plan’ of the ’90s'
    >>> quotes("already “curly’s” here")
    'already “curly’s” here'
    >>> quotes('6\\'2" tall')
    '6′2″ tall'
    """
    for pattern, replacement in SPECIAL_QUOTES:
        text = pattern.sub(replacement, text)
    text = OPENING_DOUBLE.sub("“", text).replace('"', "”")
    return OPENING_SINGLE.sub("‘", text).replace("'", "’")


def dashes(text: str) -> str:
    """Set dashes for the hyphens that stand for them: an en dash for “ - ”, an em dash for “--”.

    A double hyphen must have a space on both sides or on neither; otherwise it may be the option
    of a program.

    >>> dashes("three sessions - all in Asia -- were held, 2015-2019")
    'three sessions – all in Asia—were held, 2015-2019'
    """
    return DOUBLE_HYPHEN.sub("—", LONE_HYPHEN.sub("–", text))


def ellipses(text: str) -> str:
    """Set an ellipsis for exactly three full stops.

    >>> ellipses("and so on...")
    'and so on…'
    """
    return THREE_STOPS.sub("…", text)


FIXERS: tuple[Callable[[str], str], ...] = (
    controls,
    invisible,
    composed,
    ligatures,
    spaces,
    dashes,
    quotes,
    ellipses,
)


# Code keeps its spaces and signs.
CODE_FIXERS = (controls, invisible)


def fix(
    text: str, fixers: Iterable[Callable[[str], str]] = FIXERS
) -> tuple[str, tuple[tuple[str, int], ...]]:
    """Apply all character rules; return the text and how many characters each rule changed.

    Rules that changed none are left out.

    >>> fix("China's  own")
    ('China’s own', (('spaces', 1), ('quotes', 1)))
    """
    counts = []
    for fixer in fixers:
        before, text = text, fixer(text)
        if text != before:
            counts.append((fixer.__name__, _count_changes(before, text)))
    return text, tuple(counts)


def _count_changes(before: str, after: str) -> int:
    """Return the larger of the numbers of characters dropped and added, whatever their order.

    An edit distance would take hours for a book that is one line.
    """
    old, new = Counter(before), Counter(after)
    return max((old - new).total(), (new - old).total())
