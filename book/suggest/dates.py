"""Dates: those that no note explains, and those that the chronology lacks."""

import re
from collections.abc import Iterator

from book.model import DraftEvent, DraftNote, Suggestion
from book.suggest.reading import AnalyzedParagraph, AnalyzedText
from book.text.typography import fold

YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2})"
HAN_DATE = re.compile(rf"{YEAR}年(?:(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?)?")
ISO_DATE = re.compile(rf"(?<![\d-]){YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-2]\d|3[01])(?![\d-])")
ALONE = re.compile(rf"(?<![\w.,/§№-]){YEAR}(?![\w/-]|[.,]\d)")
BEFORE = {
    "in",
    "since",
    "of",
    "by",
    "until",
    "from",
    "to",
    "and",
    "or",
    "before",
    "after",
    "around",
    "about",
    "between",
    "year",
    "years",
}
BEFORE |= {
    "im",
    "jahr",
    "jahre",
    "jahres",
    "seit",
    "bis",
    "von",
    "und",
    "en",
    "de",
    "depuis",
    "et",
    "año",
    "anno",
    "nel",
    "dal",
}
# What only a reader of that day understands (English).
ALLUSION = re.compile(
    r"\b(?:yesterday|today|tomorrow|last (?:week|month|year|night)|this (?:week|month|year)|the other day|recently|in recent years|"
    r"(?:on|last|next) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.IGNORECASE,
)


def suggest_dates(
    reading: AnalyzedText, notes: tuple[DraftNote, ...], events: tuple[DraftEvent, ...]
) -> Iterator[Suggestion]:
    """List allusions to a time without a note in their sentence, and dates that are not in the chronology."""
    known = [event.date for event in events]
    lemmas = [fold(note.lemma) for note in notes]
    for paragraph in reading.paragraphs:
        if reading.language == "en":
            for match in ALLUSION.finditer(paragraph.text):
                if not _is_noted(paragraph.sentence(match.start()), lemmas):
                    lemma = reading.lemma(paragraph, *match.span())
                    yield Suggestion(
                        "date",
                        match.group(),
                        str(paragraph.place),
                        reading.count(match.group()),
                        lemma=lemma,
                    )
        for at, date in _dates(paragraph, reading):
            if not any(date.startswith(other) or other.startswith(date) for other in known):
                known.append(date)
                yield Suggestion("event", date, str(paragraph.place), 1, paragraph.sentence(at))


def _is_noted(sentence: str, lemmas: list[str]) -> bool:
    folded = fold(sentence)
    return any(lemma and lemma in folded for lemma in lemmas)


def _dates(paragraph: AnalyzedParagraph, reading: AnalyzedText) -> list[tuple[int, str]]:
    """Find the dates of a paragraph: where, and what in the form of ISO 8601; a part of a longer one is none of its own."""
    months = "|".join(map(re.escape, reading.months))
    spelt = (
        re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)? (?P<name>{months}),? {YEAR}"),
        re.compile(rf"(?P<name>{months}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?, {YEAR}"),
        re.compile(rf"(?P<name>{months}),? {YEAR}"),
    )
    found: dict[tuple[int, int], str] = {}
    for pattern in (ISO_DATE, HAN_DATE, *spelt, ALONE):
        for match in pattern.finditer(paragraph.text):
            taken = any(start < match.end() and match.start() < end for start, end in found)
            if not taken and (
                pattern is not ALONE or _is_year(paragraph.text, match.start(), match.end())
            ):
                found[match.span()] = _iso(match.groupdict(), reading.months)
    return sorted((start, date) for (start, _), date in found.items())


def _is_year(text: str, start: int, end: int) -> bool:
    """Say whether a number of four figures is a year: “in 1848”, “1848, 1849”, and not “Resolution 1540” or “1540 men”."""
    before = re.search(r"([\w]+)[,–(]?\s*\(?$", text[:start])
    word = before[1].lower() if before else ""
    return (
        word in BEFORE
        or (word.isdigit() and len(word) == 4)
        or text[start - 1 : end + 1] == f"({text[start:end]})"
    )


def _iso(parts: dict[str, str | None], months: list[str]) -> str:
    name = parts.get("name")
    month = months.index(name) + 1 if name else int(parts.get("month") or 0)
    day = int(parts.get("day") or 0)
    return (
        str(parts["year"])
        + (f"-{month:02}" if month else "")
        + (f"-{day:02}" if month and day else "")
    )
