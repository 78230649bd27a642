"""Suggest dates: those that no note explains, and those that the chronology lacks."""

import re
from collections.abc import Iterable, Iterator

from book.model import DraftEvent, DraftNote, Suggestion
from book.suggest.reading import AnalyzedParagraph, AnalyzedText
from book.text.typography import fold

YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2})"
HAN_DATE = re.compile(rf"{YEAR}年(?:(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?)?")
ISO_DATE = re.compile(rf"(?<![\d-]){YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-2]\d|3[01])(?![\d-])")
ALONE = re.compile(rf"(?<![\w.,/§№-]){YEAR}(?![\w/-]|[.,]\d)")
# Words before a number of four digits that make it a year, in several languages.
WORDS_BEFORE_YEARS = (
    "in since of by until from to and or before after around about between year years "
    "im jahr jahre jahres seit bis von und en de depuis et año anno nel dal "
    "em desde até ano op sinds uit w od do roku в с до от по году год года το του από ως yılı"
)
BEFORE = frozenset(WORDS_BEFORE_YEARS.split())
# Allusions to a time that only a reader of that day understands (English).
ALLUSION = re.compile(
    r"\b(?:yesterday|today|tomorrow|last (?:week|month|year|night)|this (?:week|month|year)|"
    r"the other day|recently|in recent years|"
    r"(?:on|last|next) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.IGNORECASE,
)

Span = tuple[int, int]


def suggest_dates(
    text: AnalyzedText, notes: tuple[DraftNote, ...], events: tuple[DraftEvent, ...]
) -> Iterator[Suggestion]:
    """Yield allusions to a time without a note in their sentence, and dates of no known event."""
    known = [event.date for event in events]
    lemmas = [fold(note.lemma) for note in notes]
    for paragraph in text.paragraphs:
        if text.language == "en":
            yield from _allusions(paragraph, text, lemmas)
        for position, date in _dates(paragraph.text, text.months):
            if not any(date.startswith(other) or other.startswith(date) for other in known):
                known.append(date)
                sentence = paragraph.sentence(position)
                yield Suggestion("event", date, str(paragraph.place), 1, sentence)


def _allusions(
    paragraph: AnalyzedParagraph, text: AnalyzedText, lemmas: list[str]
) -> Iterator[Suggestion]:
    """Yield the allusions of a paragraph that no note explains."""
    for match in ALLUSION.finditer(paragraph.text):
        if not _has_note(paragraph.sentence(match.start()), lemmas):
            words, place = match.group(), str(paragraph.place)
            lemma = text.lemma(paragraph, *match.span())
            yield Suggestion("date", words, place, text.count(words), lemma=lemma)


def _has_note(sentence: str, lemmas: list[str]) -> bool:
    folded = fold(sentence)
    return any(lemma and lemma in folded for lemma in lemmas)


def _dates(text: str, months: list[str]) -> list[tuple[int, str]]:
    """Return position and ISO 8601 form of each date; parts of a longer date are left out."""
    dates: dict[Span, str] = {}
    for pattern in (ISO_DATE, HAN_DATE, *_month_patterns(months), ALONE):
        for match in pattern.finditer(text):
            is_date = pattern is not ALONE or _is_year(text, *match.span())
            if is_date and not _overlaps(match.span(), dates):
                dates[match.span()] = _iso_date(match.groupdict(), months)
    return sorted((start, date) for (start, _), date in dates.items())


def _overlaps(span: Span, spans: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in spans)


def _month_patterns(months: list[str]) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of dates with the name of a month, the longest first."""
    name = f"(?P<name>{'|'.join(map(re.escape, months))})"
    yield re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)? {name},? {YEAR}")
    yield re.compile(rf"{name} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?, {YEAR}")
    yield re.compile(rf"{name},? {YEAR}")


def _is_year(text: str, start: int, end: int) -> bool:
    """Return whether a number of four digits is a year.

    It is in “in 1848” and “1848, 1849”, but not in “Resolution 1540” or “1540 men”.
    """
    if text[start - 1 : end + 1] == f"({text[start:end]})":
        return True
    before = re.search(r"([\w]+)[,–(]?\s*\(?$", text[:start])
    word = before[1].lower() if before else ""
    return word in BEFORE or (word.isdigit() and len(word) == 4)


def _iso_date(parts: dict[str, str | None], months: list[str]) -> str:
    """Return a date in ISO 8601, as far as its parts are known."""
    name = parts.get("name")
    month = months.index(name) + 1 if name else int(parts.get("month") or 0)
    day = int(parts.get("day") or 0)
    year = str(parts["year"])
    if not month:
        return year
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
