"""Set the editor's lists: the glossary in alphabetical order, the chronology by date."""

from collections.abc import Mapping

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
from book.text.sorting import Alphabet, check_readings
from book.text.typography import write_date

STOPS = (".", "!", "?", "…")

Locators = tuple[Locator, ...]


def check_terms(terms: tuple[DraftTerm, ...], language: str, file: str) -> None:
    """Raise EditionError if a term occurs twice, or lacks its explanation or its reading."""
    check_readings(((term.sort_as or term.term, term.line) for term in terms), language, file)
    first: dict[str, int] = {}
    for term in terms:
        if term.term in first:
            problem = f"the term “{term.term}” occurs twice"
            remedy = f"Merge it with the term in line {first[term.term]}."
            raise EditionError(problem, file=file, line=term.line, remedy=remedy)
        if not (term.expansion or term.definition):
            problem = f"the term “{term.term}” has no explanation"
            remedy = "Give it an `expansion`, a `definition`, or both."
            raise EditionError(problem, file=file, line=term.line, remedy=remedy)
        first[term.term] = term.line


def set_glossary(
    terms: tuple[DraftTerm, ...],
    rendered: tuple[Inlines, ...],
    locators: tuple[Locators, ...],
    alphabet: Alphabet,
) -> tuple[Block, ...]:
    """Return the glossary in alphabetical order; no block if there are no terms.

    `rendered` and `locators` are the definitions and mentions, in the order of `terms`.
    """
    items = [
        Definition(
            plain_inlines(term.term), _explain(term.expansion, definition), term_id(number), places
        )
        for number, (term, definition, places) in enumerate(
            zip(terms, rendered, locators, strict=True)
        )
    ]
    keys = [alphabet.heading_key(term.term, term.sort_as) for term in terms]
    order = sorted(range(len(terms)), key=keys.__getitem__)
    return (Definitions(tuple(items[number] for number in order), "glossary"),) if items else ()


def _explain(expansion: str, definition: Inlines) -> Inlines:
    """Return the expansion in italics, followed by the definition."""
    if not expansion:
        return definition
    spelled = Emphasis(plain_inlines(expansion))
    if not definition:
        return (spelled,)
    stop = "" if expansion.endswith(STOPS) else "."
    return spelled, Plain(f"{stop} "), *definition


def set_chronology(
    events: tuple[DraftEvent, ...],
    rendered: tuple[Inlines, ...],
    locators: tuple[Locators, ...],
    labels: Mapping[str, str],
) -> tuple[Block, ...]:
    """Return the chronology in the order of dates; no block if there are no events.

    A year comes before its months; events of one date keep the editor's order. `rendered` and
    `locators` are the texts and mentions, in the order of `events`.
    """
    order = sorted(zip(events, rendered, locators, strict=True), key=lambda event: event[0].date)
    items = tuple(
        Definition((Plain(write_date(event.date, labels)),), text, "", places)
        for event, text, places in order
    )
    return (Definitions(items, "chronology"),) if items else ()
