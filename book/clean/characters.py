"""The character rules: named functions from text to text, in the order in which they are applied."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

NBSP = "\N{NO-BREAK SPACE}"
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")
INVISIBLE = re.compile(
    "[\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}\N{SOFT HYPHEN}]"
)
# Page and line breaks that are no line ends of the file still divide words.
SPACES = re.compile(r"[ \t\n\x0b-\r\x1c-\x1f\x85\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
# French sets a fixed space inside guillemets and before high punctuation: those stay.
LOOSE_NBSP = re.compile(rf"(?<!«){NBSP}(?![!?;:»%])")
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
OPENING_DOUBLE = re.compile(r"""(?:^|(?<=[\s(\[{—–“‘])|(?<=^')|(?<=[\s(\[{—–]'))"(?=\S)""")
OPENING_SINGLE = re.compile(r"(?:^|(?<=[\s(\[{—–“‘]))'(?=\S)")
# Chinese has no spaces that would tell an opening quote from a closing one.
HAN_PAIR = re.compile(r"""(?<=[\u3000-\u9fff\uff00-\uffef])"([^"“”]+)\"""")
GERMAN = re.compile(r"„([^\"“”„]*)\"")
ELIDED = re.compile(
    r"(?<![\w’'])'(?=(?:tis|twas|em|til|n|\d\ds?)\b|cause\b(?![^']*\w'(?!\w)))", re.IGNORECASE
)
FEET_INCHES = re.compile(r"(?<=\d)'(\s?\d{1,2}(?:\.\d+)?)\"")
LONE_HYPHEN = re.compile(r"(?<=\S )-(?= \S)")
DOUBLE_HYPHEN = re.compile(
    r"""(?<=[\w”’.,!?;:)\]"'])(?: --(?!-) |--(?!-))(?=[\w“‘(\["'])(?!["'](?:\s|$))"""
)


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
    >>> quotes('6\\'2" tall')
    '6′2″ tall'
    """
    for pattern, mended in (
        (FEET_INCHES, r"′\1″"),
        (GERMAN, r"„\1“"),
        (HAN_PAIR, r"“\1”"),
        (ELIDED, "’"),
    ):
        text = pattern.sub(mended, text)
    text = OPENING_DOUBLE.sub("“", text).replace('"', "”")
    return OPENING_SINGLE.sub("‘", text).replace("'", "’")


def dashes(text: str) -> str:
    """Make a hyphen that stands for a dash a dash; a double one must stand alike on both sides, or it is a program's option.

    >>> dashes("three sessions - all in Asia -- were held, 2015-2019")
    'three sessions – all in Asia—were held, 2015-2019'
    """
    return DOUBLE_HYPHEN.sub("—", LONE_HYPHEN.sub("–", text))


def ellipses(text: str) -> str:
    """Make three full stops an ellipsis.

    >>> ellipses("and so on...")
    'and so on…'
    """
    return re.sub(r"(?<!\.)\.\.\.(?!\.)", "…", text)


FIXERS: tuple[Callable[[str], str], ...] = (
    controls,
    composed,
    ligatures,
    spaces,
    dashes,
    quotes,
    ellipses,
)


def fix(text: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """Apply all character rules; also give, for each that changed something, how many characters.

    >>> fix("China's  own")
    ('China’s own', (('spaces', 1), ('quotes', 1)))
    """
    counts = []
    for fixer in FIXERS:
        before, text = text, fixer(text)
        if text != before:
            counts.append((fixer.__name__, _changed(before, text)))
    return text, tuple(counts)


def _changed(before: str, after: str) -> int:
    """Count the characters that went or came, whichever are more; an edit distance would take hours on a book in one line."""
    old, new = Counter(before), Counter(after)
    return max((old - new).total(), (new - old).total())
