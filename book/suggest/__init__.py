"""Suggest what a new edition may still need: glosses, notes, dates, headings of the index; from the text itself.

What is found is a list to choose from. Names and phrases are told by capitals and by frequency: it works best for
English, and `limits` says what it cannot do for a language.
"""

from book.model import DraftEntry, DraftEvent, DraftNote, DraftTerm, Edition, Suggestion
from book.suggest.abbreviations import suggest_abbreviations
from book.suggest.dates import suggest_dates
from book.suggest.headings import suggest_headings
from book.suggest.lemmas import suggest_lemmas
from book.suggest.names import find_names
from book.suggest.reading import AnalyzedText, read_paragraphs

CASELESS = ("zh", "ja", "ko", "th", "ar", "he", "fa", "hi", "ka")


def suggest(
    edition: Edition,
    notes: tuple[DraftNote, ...] = (),
    terms: tuple[DraftTerm, ...] = (),
    events: tuple[DraftEvent, ...] = (),
    entries: tuple[DraftEntry, ...] = (),
) -> tuple[Suggestion, ...]:
    """Suggest what a merged edition lacks, beside what its editor has written; those of a kind are in the order of the book."""
    reading = AnalyzedText(
        read_paragraphs(edition), edition.imprint.language.split("-")[0].lower(), edition.labels
    )
    found = find_names(reading)
    return (
        *suggest_lemmas(reading, notes),
        *suggest_abbreviations(reading, terms),
        *(s for s in found if not reading.is_explained(s.words, notes, terms)),
        *suggest_dates(reading, notes, events),
        *suggest_headings(reading, found, entries),
    )


def limits(language: str) -> tuple[str, ...]:
    """Say what the suggestions for a language leave out."""
    short = language.split("-")[0].lower()
    if short in CASELESS:
        return (
            "This language has no capitals: names are sought in 《》 and by Latin letters alone, phrases not at all.",
        )
    if short == "de":
        return (
            "German writes all nouns with capitals: only names of two words and more are sought.",
        )
    if short != "en":
        return (
            "Names are told by their capitals, and common words by their length: expect more that is of no use than in English.",
        )
    return ()
