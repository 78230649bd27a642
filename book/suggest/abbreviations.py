"""Suggest abbreviations that the glossary lacks, with the expansion if the text gives it."""

import re
from collections.abc import Iterator
from itertools import takewhile

from book.model import DraftTerm, Suggestion
from book.suggest.reading import OUTSIDE, AnalyzedParagraph, AnalyzedText
from book.text.typography import fold

CAPITALS = "A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽĞİŞΑ-ΩА-ЯЁІЇЄҐ"
ABBREVIATION = re.compile(
    rf"(?<!{OUTSIDE})(?<!-)(?:(?:[{CAPITALS}]\.){{2,}}"
    rf"|[{CAPITALS}][{CAPITALS}0-9]*(?:&[{CAPITALS}]|[{CAPITALS}])[{CAPITALS}0-9]*(?:-\d+)?)"
    rf"(?!{OUTSIDE})"
)
SHOUT = 3  # consecutive words in capitals that are not abbreviations
ROMAN = re.compile(r"[IVXLCDM]+")
BEFORE = 14  # words before the bracket in which the expansion is searched for
# Words whose initials an abbreviation leaves out.
LINK_WORDS = (
    "of the and for on in to an a with de la des du von der und für y e para por del et les pour "
    "i w z na do dla и в на по о об для за και του της των για"
)
LINKS = frozenset(LINK_WORDS.split())


def suggest_abbreviations(text: AnalyzedText, terms: tuple[DraftTerm, ...]) -> Iterator[Suggestion]:
    """Yield the abbreviations that are not in the glossary, each where it first occurs."""
    known = {fold(term.term) for term in terms}
    for paragraph in text.paragraphs:
        for match in ABBREVIATION.finditer(paragraph.text):
            if fold(match[0]) not in known and _is_abbreviation(match, paragraph):
                known.add(fold(match[0]))
                yield _suggestion(match, paragraph, text)


def _suggestion(
    match: re.Match[str], paragraph: AnalyzedParagraph, text: AnalyzedText
) -> Suggestion:
    words, place = match.group(), str(paragraph.place)
    spelled = expansion(paragraph.text, match.start())
    return Suggestion("abbreviation", words, place, text.count(words), spelled)


def _is_abbreviation(match: re.Match[str], paragraph: AnalyzedParagraph) -> bool:
    return not ROMAN.fullmatch(match[0]) and not _is_shouted(paragraph, *match.span())


def _is_shouted(paragraph: AnalyzedParagraph, start: int, end: int) -> bool:
    """Return whether a word is one of several in capitals, as in a heading or for emphasis."""
    before, after = paragraph.text[:start].split()[::-1], paragraph.text[end:].split()
    run = sum(1 for side in (before, after) for _ in takewhile(_is_in_capitals, side[:SHOUT]))
    return run + 1 >= SHOUT


def _is_in_capitals(word: str) -> bool:
    return word.isupper() and word.strip(".,;:“”").isalpha()


def expansion(text: str, position: int) -> str:
    """Return the words before an abbreviation in brackets that begin with its letters, or "".

    `position` is where the abbreviation begins in the text.

    >>> expansion("the Missile Technology Control Regime (MTCR)", 39)
    'Missile Technology Control Regime'
    >>> expansion("a law (ECL)", 7)
    ''
    >>> expansion("the Treaty on the Non-Proliferation of Nuclear Weapons (NPT)", 56)
    ''
    """
    if text[position - 1 : position] not in ("(", "["):
        return ""
    abbreviation = (ABBREVIATION.match(text, position) or [""])[0]
    letters = [c for c in abbreviation if c.isalpha()]
    words = text[: position - 1].split()[-BEFORE:]
    for start in range(len(words) - 1, -1, -1):
        if words[start].lower() not in LINKS and _spells(_initials(words[start:]), letters):
            return " ".join(words[start:]).strip("“”\"'")
    return ""


def _initials(words: list[str]) -> list[str]:
    return [
        initial for word in words if word.lower() not in LINKS for initial in _word_initials(word)
    ]


def _word_initials(word: str) -> list[str]:
    """Return the first letter of each part of a word, or all letters of an abbreviation."""
    if ABBREVIATION.fullmatch(word):
        return [c for c in word if c.isalpha()]
    return [part[0].upper() for part in word.split("-") if part[:1].isalpha()]


def _spells(initials: list[str], letters: list[str]) -> bool:
    """Return whether the letters are among the initials, in order, beginning with the first.

    All initials but one are needed.
    """
    if not initials or initials[0] != letters[0] or len(initials) > len(letters) + 1:
        return False
    rest = iter(initials)
    return all(letter in rest for letter in letters)
