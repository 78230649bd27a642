"""Link terms and events with the text: to the glossary, and back from it and the chronology."""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from book.annotate.anchors import SearchedPassages, set_anchors
from book.model import DraftEvent, DraftTerm, Edition, Inlines, Locator, Term
from book.text.inlines import with_term
from book.text.locators import term_id
from book.text.passages import (
    Passage,
    WordPosition,
    find_words,
    passages_of,
    rewrite_passages,
    word_pattern,
)
from book.text.typography import write_date

Locators = tuple[Locator, ...]


def mark_terms(
    edition: Edition, terms: tuple[DraftTerm, ...]
) -> tuple[Edition, tuple[Locators, ...]]:
    """Mark each term at its first mention in each chapter; return the locators of each term.

    A mention in the text comes before one in the notes. One link in a chapter is enough, as terms
    are usually explained: a reader of its third page needs none at each word.
    """
    changed: dict[str, Inlines] = {}
    locators: list[list[Locator]] = [[] for _ in terms]
    for division in edition.divisions:
        passages = sorted(passages_of(edition, (division,)), key=lambda passage: bool(passage.note))
        for number, term in enumerate(terms):
            name = f"mention-{number + 1}-{len(locators[number]) + 1}"
            mention = Term(name, term_id(number), term.expansion, ())
            locators[number] += _mark_first(term.term, mention, passages, changed)
    changes = {key: partial(_replacement, inlines) for key, inlines in changed.items()}
    return rewrite_passages(edition, changes), tuple(map(tuple, locators))


def _replacement(new: Inlines, _: Inlines) -> Inlines:
    return new


def _mark_first(
    term: str, mention: Term, passages: Iterable[Passage], changed: dict[str, Inlines]
) -> Locators:
    """Mark the first mention that can be marked, in `changed`; return its locator, if any.

    Case matters: “us” is not the term “US”.
    """
    pattern = re.compile(word_pattern(term).pattern)
    for passage in passages:
        inlines = changed.get(passage.key, passage.inlines)
        for match in pattern.finditer(passage.straight):
            marked = with_term(inlines, match.start(), match.end(), mention)
            if marked:
                changed[passage.key] = marked
                return (Locator(mention.id, passage.place, passage.note),)
    return ()


def mark_events(
    edition: Edition, events: tuple[DraftEvent, ...], file: str
) -> tuple[Edition, tuple[Locators, ...]]:
    """Mark where text and notes mention an event; return the locators of each event.

    A mention is the words that the event names, or else its date in words. A year alone is not
    searched for: it would match much that has nothing to do with the event. Raise EditionError if
    the words of an event are not found; `file` is where the events were read.
    """
    searched = SearchedPassages(edition)
    mentions = [_first_mentions(event, searched, edition.labels, file) for event in events]
    distinct = searched.sort({position for positions in mentions for position in positions})
    anchors = {position: f"date-{number}" for number, position in enumerate(distinct, 1)}
    locators = tuple(
        tuple(searched.locator(position, anchors[position]) for position in positions)
        for positions in mentions
    )
    return set_anchors(edition, anchors), locators


def _first_mentions(
    event: DraftEvent, searched: SearchedPassages, labels: dict[str, str], file: str
) -> list[WordPosition]:
    """Return the first mention of an event in each passage, in reading order."""
    mentions = _mentions(event, searched.passages, labels, file)
    return _first_in_each(searched.sort(mentions))


def _first_in_each(positions: Iterable[WordPosition]) -> list[WordPosition]:
    first: dict[str, int] = {}
    for key, offset in positions:
        first.setdefault(key, offset)
    return list(first.items())


def _mentions(
    event: DraftEvent, passages: tuple[Passage, ...], labels: dict[str, str], file: str
) -> Iterable[WordPosition]:
    if event.matches:
        date = write_date(event.date, labels)
        return find_words(event.matches, passages, date, file, event.line)
    patterns = tuple(_date_patterns(event.date, labels))
    return {
        (passage.key, offset) for passage in passages for offset in _date_offsets(passage, patterns)
    }


def _date_offsets(passage: Passage, patterns: Iterable[re.Pattern[str]]) -> Iterator[int]:
    text = passage.text.replace("\N{NO-BREAK SPACE}", " ")
    for pattern in patterns:
        yield from (match.start() for match in pattern.finditer(text))


def _date_patterns(date: str, labels: dict[str, str]) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of a day or a month in words; that of a month matches none of its days.

    >>> labels = dict.fromkeys(("months", "months-alone"), "I II III")
    >>> labels |= {"date": "{day} {month} {year}", "date-month": "{month} {year}"}
    >>> labels |= {"date-also": "{month} {day}, {year}", "first-day": "1"}
    >>> text = "On 5 III 1968, or III 5, 1968, in III 1968, but 15 III 1968."
    >>> def offsets(date):
    ...     return [[m.start() for m in p.finditer(text)] for p in _date_patterns(date, labels)]
    >>> offsets("1968-03-05"), offsets("1968-03")
    ([[3], [18]], [[34]])
    """
    if len(date) == len("1968"):
        return
    forms = (labels["date"], labels["date-also"]) if len(date) == len("1968-03-05") else ("",)
    for written in dict.fromkeys(write_date(date, labels | {"date": form}) for form in forms):
        words = written.replace("\N{NO-BREAK SPACE}", " ")
        yield re.compile(rf"(?<![\w-])(?<!\d )(?<!\d\. ){re.escape(words)}(?![\w-])")
