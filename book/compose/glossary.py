"""Set the editor's lists: the glossary by the alphabet, the chronology by date."""

from book.errors import EditionError
from book.model import (
    Block,
    Definition,
    Definitions,
    DraftEvent,
    DraftTerm,
    Emphasis,
    Inlines,
    Locator,
    Plain,
)
from book.text.inlines import plain_inlines
from book.text.locators import term_id
from book.text.sorting import Alphabet
from book.text.typography import write_date

STOPS = (".", "!", "?", "…")


def check_terms(terms: tuple[DraftTerm, ...], file: str) -> None:
    """Raise EditionError for a term that is there twice, and for one of which nothing is said."""
    first: dict[str, int] = {}
    for term in terms:
        if term.term in first:
            remedy = f"Join it to that of line {first[term.term]}."
            raise EditionError(
                f"the term “{term.term}” is there already", file=file, line=term.line, remedy=remedy
            )
        if not (term.expansion or term.definition):
            remedy = "Give it an `expansion`, a `definition`, or both."
            raise EditionError(
                f"nothing is said of the term “{term.term}”",
                file=file,
                line=term.line,
                remedy=remedy,
            )
        first[term.term] = term.line


Located = tuple[tuple[Locator, ...], ...]


def set_glossary(
    terms: tuple[DraftTerm, ...],
    rendered: tuple[Inlines, ...],
    located: Located,
    alphabet: Alphabet,
) -> tuple[Block, ...]:
    """Set the terms in the order of the alphabet; `rendered` and `located`: their definitions and places, in the order of `terms`."""
    order = sorted(
        enumerate(zip(terms, rendered, located, strict=True)),
        key=lambda pair: alphabet.key(pair[1][0].term),
    )
    items = tuple(
        Definition(
            plain_inlines(term.term), _said(term.expansion, inlines), term_id(number), places
        )
        for number, (term, inlines, places) in order
    )
    return (Definitions(items, "glossary"),) if items else ()


def _said(expansion: str, definition: Inlines) -> Inlines:
    if not expansion:
        return definition
    stop = "" if expansion.endswith(STOPS) or not definition else "."
    return Emphasis(plain_inlines(expansion)), *(
        (Plain(f"{stop} "), *definition) if definition else ()
    )


def set_chronology(
    events: tuple[DraftEvent, ...],
    rendered: tuple[Inlines, ...],
    located: Located,
    labels: dict[str, str],
) -> tuple[Block, ...]:
    """Set the events in the order of their dates, those of one date as the editor has them; a year comes before its months."""
    order = sorted(zip(events, rendered, located, strict=True), key=lambda found: found[0].date)
    items = tuple(
        Definition((Plain(write_date(event.date, labels)),), inlines, "", places)
        for event, inlines, places in order
    )
    return (Definitions(items, "chronology"),) if items else ()
