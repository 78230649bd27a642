"""Abbreviations that the glossary lacks, with the expansion if the text gives it."""

import re
from collections.abc import Iterator
from itertools import takewhile

from book.model import DraftTerm, Suggestion
from book.suggest.reading import OUTSIDE, AnalyzedParagraph, AnalyzedText
from book.text.typography import fold

ABBREVIATION = re.compile(
    rf"(?<!{OUTSIDE})(?<!-)(?:(?:[A-Z]\.){{2,}}|[A-Z][A-Z0-9]*(?:&[A-Z]|[A-Z])[A-Z0-9]*(?:-\d+)?)(?!{OUTSIDE})"
)
SHOUT = 3  # words in capitals one after the other
ROMAN = re.compile(r"[IVXLCDM]+")
BEFORE = 14  # words before the brackets in which the expansion is sought
LINKS = {
    "of",
    "the",
    "and",
    "for",
    "on",
    "in",
    "to",
    "a",
    "an",
    "with",
    "de",
    "la",
    "des",
    "du",
    "von",
    "der",
    "und",
    "für",
}


def suggest_abbreviations(
    reading: AnalyzedText, terms: tuple[DraftTerm, ...]
) -> Iterator[Suggestion]:
    """List the abbreviations of the text that are no term of the glossary, each where it first stands."""
    known = {fold(term.term) for term in terms}
    for paragraph in reading.paragraphs:
        for match in ABBREVIATION.finditer(paragraph.text):
            words = match.group()
            if (
                fold(words) not in known
                and not ROMAN.fullmatch(words)
                and not _is_shouted(paragraph, match.start(), match.end())
            ):
                known.add(fold(words))
                spelt = expansion(paragraph.text, match.start())
                yield Suggestion(
                    "abbreviation", words, str(paragraph.place), reading.count(words), spelt
                )


def _is_shouted(paragraph: AnalyzedParagraph, start: int, end: int) -> bool:
    """Say whether the word is one of several in capitals, as in a heading or for emphasis."""
    before, after = paragraph.text[:start].split()[::-1], paragraph.text[end:].split()
    run = sum(1 for side in (before, after) for _ in takewhile(_is_in_capitals, side[:SHOUT]))
    return run + 1 >= SHOUT


def _is_in_capitals(word: str) -> bool:
    return word.isupper() and word.strip(".,;:“”").isalpha()


def expansion(text: str, at: int) -> str:
    """Find the words before an abbreviation in brackets that begin with its letters.

    >>> expansion("the Missile Technology Control Regime (MTCR)", 39)
    'Missile Technology Control Regime'
    >>> expansion("a law (ECL)", 7), expansion("the Treaty on the Non-Proliferation of Nuclear Weapons (NPT)", 56)
    ('', '')
    """
    if text[at - 1 : at] not in ("(", "(", "["):
        return ""
    letters = [c for c in (ABBREVIATION.match(text, at) or [""])[0] if c.isalpha()]
    words = text[: at - 1].split()[-BEFORE:]
    for start in range(len(words) - 1, -1, -1):
        initials = [
            letter
            for word in words[start:]
            if word.lower() not in LINKS
            for letter in _initials(word)
        ]
        if words[start].lower() not in LINKS and _spells(initials, letters):
            return " ".join(words[start:]).strip("“”\"'")
    return ""


def _initials(word: str) -> Iterator[str]:
    """Give the first letter of each part of a word; an abbreviation gives all of its letters."""
    if ABBREVIATION.fullmatch(word):
        yield from (c for c in word if c.isalpha())
    else:
        yield from (part[0].upper() for part in word.split("-") if part[:1].isalpha())


def _spells(initials: list[str], letters: list[str]) -> bool:
    """Say whether the letters are among the initials, in order, from the first on, and nearly all of them are needed."""
    rest = iter(initials)
    in_order = all(letter in rest for letter in letters)
    return (
        bool(initials)
        and initials[0] == letters[0]
        and in_order
        and len(initials) <= len(letters) + 1
    )
