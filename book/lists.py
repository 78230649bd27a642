"""Set the editor's lists: the glossary by the alphabet, the chronology by date."""

from book.alphabet import Alphabet
from book.errors import EditionError
from book.inlines import plain_inlines
from book.model import Block, Definition, Definitions, DraftEvent, DraftTerm, Emphasis, Inlines, Plain

STOPS = (".", "!", "?", "…")


def check_terms(terms: tuple[DraftTerm, ...], file: str) -> None:
    """Raise EditionError for a term that is there twice, and for one of which nothing is said."""
    first: dict[str, int] = {}
    for term in terms:
        if term.term in first:
            remedy = f"Join it to that of line {first[term.term]}."
            raise EditionError(f"the term “{term.term}” is there already", file=file, line=term.line, remedy=remedy)
        if not (term.expansion or term.definition):
            remedy = "Give it an `expansion`, a `definition`, or both."
            raise EditionError(f"nothing is said of the term “{term.term}”", file=file, line=term.line, remedy=remedy)
        first[term.term] = term.line


def glossary(terms: tuple[DraftTerm, ...], rendered: tuple[Inlines, ...], alphabet: Alphabet) -> tuple[Block, ...]:
    """Set the terms in the order of the alphabet; `rendered`: their definitions, in the order of `terms`."""
    order = sorted(zip(terms, rendered, strict=True), key=lambda pair: alphabet.key(pair[0].term))
    items = tuple(Definition(plain_inlines(term.term), _said(term.expansion, inlines)) for term, inlines in order)
    return (Definitions(items, "glossary"),) if items else ()


def _said(expansion: str, definition: Inlines) -> Inlines:
    if not expansion:
        return definition
    stop = "" if expansion.endswith(STOPS) or not definition else "."
    return Emphasis(plain_inlines(expansion)), *((Plain(f"{stop} "), *definition) if definition else ())


def chronology(events: tuple[DraftEvent, ...], rendered: tuple[Inlines, ...], words: dict[str, str]) -> tuple[Block, ...]:
    """Set the events in the order of their dates, those of one date as the editor has them; a year comes before its months."""
    order = sorted(zip(events, rendered, strict=True), key=lambda pair: pair[0].date)
    items = tuple(Definition((Plain(write_date(event.date, words)),), inlines) for event, inlines in order)
    return (Definitions(items, "chronology"),) if items else ()


def write_date(date: str, words: dict[str, str]) -> str:
    """Write a year, a month or a day in words.

    >>> words = {"months": "I II III", "date": "{day}. {month} {year}"}
    >>> [write_date(date, words) for date in ("1968", "1968-03", "1968-03-05")]
    ['1968', 'III 1968', '5. III 1968']
    """
    year, month, day = (*date.split("-"), "", "")[:3]
    if not month:
        return year
    name = words["months"].split()[int(month) - 1]
    return words["date"].format(day=int(day), month=name, year=year) if day else f"{name} {year}"
