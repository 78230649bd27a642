"""The character rules: functions from text to text, in the order in which they are applied.

The function names are printed in the ledger. To add a rule, write such a function with a doctest,
enter it in `FIXERS`, and add its cases as `tests/clean/cases/characters/NAME.txt`. What depends on
the language is in `book/clean/punctuation/`.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from book.clean.punctuation import RULES
from book.clean.punctuation.dashes import dashes
from book.model import DEFAULT_PUNCTUATION, Punctuation
from book.text.invisible import CONTROLS, drop_invisible

Fixed = tuple[str, tuple[tuple[str, int], ...]]

NO_BREAK = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
# Includes page and line breaks that do not end a line of the file: they too divide words.
SPACES = re.compile(r"[ \t\n\x0b-\r\x1c-\x1f\x85\u2000-\u200a\u2028\u2029\u205f\u3000]+")
# No-break spaces stay where typesetters set them: inside guillemets, before high punctuation and
# beside a number. Web pages have others for no reason.
LOOSE_NO_BREAK = re.compile(
    rf"(?<![«\d])[{NO_BREAK}]+(?![!?;:»%\d])|[{NO_BREAK}](?=[\s])|(?<=\s)[{NO_BREAK}]"
)
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
LIGATURE = re.compile(f"[{''.join(LIGATURES)}]")


def controls(text: str) -> str:
    """Drop control characters, and code points that are no characters.

    >>> controls("export\\x07")
    'export'
    """
    return CONTROLS.sub("", text)


def invisible(text: str) -> str:
    """Drop characters that cannot be seen; joiners stay in the scripts that need them.

    >>> invisible("ex\\u200bport\\u200e, wo\\u200dman")
    'export, woman'
    """
    return drop_invisible(text)


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
    return LIGATURE.sub(lambda match: LIGATURES[match[0]], text)


def spaces(text: str) -> str:
    """Collapse each run of spaces to one, and strip the ends.

    >>> spaces("  on  export\\N{NO-BREAK SPACE}control ")
    'on export control'
    """
    return SPACES.sub(" ", LOOSE_NO_BREAK.sub(" ", text)).strip(" " + NO_BREAK)


FIXERS: tuple[Callable[[str], str], ...] = (
    controls,
    invisible,
    composed,
    ligatures,
    spaces,
)


# Signs of code within a line, and the private characters that stand for them meanwhile.
SHIELDED = {
    sign: chr(0xF0000 + ord(sign)) for sign in map(chr, range(0x21, 0x7F)) if not sign.isalnum()
}
SIGNS = {private: sign for sign, private in SHIELDED.items()}
# Code keeps its spaces and signs.
CODE_FIXERS = (controls, invisible)


def fix(text: str, style: Punctuation = DEFAULT_PUNCTUATION) -> Fixed:
    """Apply the character rules and those of the punctuation; count what each rule changed.

    Return the text, and a pair of rule and number of characters for each that changed any.

    >>> fix("China's  own")
    ('China’s own', (('spaces', 1), ('quotes', 1)))
    """
    text, counts = _apply(FIXERS, text)
    rules = [rule for rule in RULES if rule.__name__ in style.rules]
    text, punctuation = _apply(rules, text, style)
    return text, counts + punctuation


def shield(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text whose signs in these spans, of code, no rule of punctuation knows.

    `unshield` brings them back. A text that has private characters of its own stays as it is.
    """
    if not SIGNS.keys().isdisjoint(text):
        return text
    characters = list(text)
    for start, end in spans:
        characters[start:end] = [SHIELDED.get(each, each) for each in text[start:end]]
    return "".join(characters)


def unshield(text: str) -> str:
    """Return a text with the signs of code as they were.

    >>> unshield(fix_lines([shield('the "key = "A5""', [(5, 15)])], DEFAULT_PUNCTUATION)[0])
    'the “key = "A5"”'
    """
    return "".join(SIGNS.get(each, each) for each in text)


def fix_code(text: str) -> Fixed:
    """Apply the character rules that do not ruin code, as `fix` does."""
    return _apply(CODE_FIXERS, text)


def fix_lines(lines: Sequence[str], style: Punctuation) -> Fixed:
    """Apply all rules to lines that are joined, those of the dashes to each line by itself.

    >>> fix_lines(["I could not stop --", 'for "Death"'], DEFAULT_PUNCTUATION)[0]
    'I could not stop— for “Death”'
    """
    before = " ".join(lines)
    if len(lines) == 1 or dashes.__name__ not in style.rules:
        return fix(before, style)
    after = " ".join(dashes(line, style) for line in lines)
    others = tuple(rule for rule in style.rules if rule != dashes.__name__)
    text, counts = fix(after, replace(style, rules=others))
    changed = _count_changes(before, after)
    return text, ((dashes.__name__, changed), *counts) if changed else counts


def _apply(fixers: Iterable[Callable[..., str]], text: str, *style: Punctuation) -> Fixed:
    counts = []
    for fixer in fixers:
        before, text = text, fixer(text, *style)
        if text != before:
            counts.append((fixer.__name__, _count_changes(before, text)))
    return text, tuple(counts)


def _count_changes(before: str, after: str) -> int:
    """Return the larger of the numbers of characters dropped and added, whatever their order.

    An edit distance would take hours for a book that is one line.
    """
    old, new = Counter(before), Counter(after)
    return max((old - new).total(), (new - old).total())
