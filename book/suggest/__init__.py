"""Suggest what a new edition may still need: glosses, notes, dates, headings of the index.

The suggestions come from the text itself, and are a list to choose from. Names and phrases are
recognized by capitals and frequency, which works best for English; `limits` says what is missing
in a language.
"""

from book.model import DraftEntry, DraftEvent, DraftNote, DraftTerm, Edition, Suggestion
from book.suggest.abbreviations import suggest_abbreviations
from book.suggest.crowded import suggest_divisions
from book.suggest.dates import suggest_dates
from book.suggest.headings import suggest_headings
from book.suggest.lemmas import suggest_lemmas
from book.suggest.names import find_names
from book.suggest.reading import analyze

CASELESS = ("zh", "ja", "ko", "th", "ar", "he", "fa", "hi", "ka")
CASELESS_LIMIT = (
    "This language has no capitals: names are found only in 《》 and in Latin letters, and no "
    "phrases are suggested."
)
GERMAN_LIMIT = "German capitalizes all nouns: only names of two or more words are found."
OTHER_LIMIT = (
    "Names are recognized by their capitals, and common words by their length: expect more "
    "useless suggestions than in English."
)
LIMITS = {**dict.fromkeys(CASELESS, CASELESS_LIMIT), "de": GERMAN_LIMIT, "en": ""}


def suggest(
    edition: Edition,
    notes: tuple[DraftNote, ...] = (),
    terms: tuple[DraftTerm, ...] = (),
    events: tuple[DraftEvent, ...] = (),
    entries: tuple[DraftEntry, ...] = (),
) -> tuple[Suggestion, ...]:
    """Return suggestions for what a merged edition lacks, given what its editor has written.

    They are grouped by kind, in each kind in the order of the book.
    """
    text = analyze(edition)
    names = find_names(text)
    return (
        *suggest_lemmas(text, notes),
        *suggest_abbreviations(text, terms),
        *(name for name in names if not text.is_explained(name.words, notes, terms)),
        *suggest_dates(text, notes, events),
        *suggest_headings(text, names, entries),
        *suggest_divisions(text, notes, entries),
    )


def limits(language: str) -> tuple[str, ...]:
    """Return sentences on what the suggestions for a language leave out."""
    limit = LIMITS.get(language.split("-")[0].lower(), OTHER_LIMIT)
    return (limit,) if limit else ()
