"""Suggest which headings of the index to divide: those with a long row of bare locators."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from book.model import DraftEntry, DraftNote, Suggestion
from book.suggest.reading import AnalyzedText
from book.text.passages import word_pattern
from book.text.typography import STRAIGHT

# A reader who looks up more than six gives up (Chicago Manual of Style, 17th ed., 16.10, asks for
# sub-entries after five or six).
MOST_LOCATORS = 6
DETAIL = "divide it by `sub`: a reader looks up no more than six places in a row"


def suggest_divisions(
    text: AnalyzedText, notes: Sequence[DraftNote], entries: Iterable[DraftEntry]
) -> Iterator[Suggestion]:
    """Yield each entry with more than six locators, the most crowded first.

    The pages are not known yet, so each note counts as one locator, and so do paragraphs that
    follow each other.
    """
    crowded = [
        Suggestion("crowded", _name(entry), place, count, DETAIL, line=entry.line)
        for entry in entries
        for place, count in _locators(text, notes, entry)
    ]
    return iter(sorted(crowded, key=lambda suggestion: -suggestion.count))


def _name(entry: DraftEntry) -> str:
    return f"{entry.heading}: {entry.sub}" if entry.sub else entry.heading


def _locators(
    text: AnalyzedText, notes: Sequence[DraftNote], entry: DraftEntry
) -> Iterator[tuple[str, int]]:
    """Yield the first place and the number of the locators, if there are too many."""
    patterns = [word_pattern(match) for match in entry.matches if match.strip("* ")]
    found = [
        number
        for number, paragraph in enumerate(text.paragraphs)
        if any(pattern.search(paragraph.text.translate(STRAIGHT)) for pattern in patterns)
    ]
    in_notes = sum(
        any(pattern.search(note.text.translate(STRAIGHT)) for pattern in patterns) for note in notes
    )
    runs = len(found) - sum(after == before + 1 for before, after in pairwise(found))
    if runs + in_notes > MOST_LOCATORS:
        yield (str(text.paragraphs[found[0]].place) if found else ""), runs + in_notes
