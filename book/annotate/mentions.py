"""Link terms and events with the text: to the glossary, and back from it and the chronology."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter

from book.annotate.anchors import SearchedPassages, set_anchors
from book.model import DraftEvent, DraftTerm, Edition, Inlines, Locator, Term
from book.text.inlines import with_term
from book.text.locators import term_id
from book.text.passages import (
    IndexedPassages,
    Passage,
    WordPosition,
    find_words,
    passages_of,
    rewrite_passages,
    word_pattern,
)
from book.text.typography import write_date

Locators = tuple[Locator, ...]
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def mark_terms(
    edition: Edition, terms: tuple[DraftTerm, ...]
) -> tuple[Edition, tuple[Locators, ...]]:
    """Mark each term at its first mention in each chapter; return the locators of each term.

    A mention in the text comes before one in the notes. One link in a chapter is enough, as terms
    are usually explained: a reader of its third page needs none at each word.
    """
    if not terms:
        return edition, ()
    chapters = [
        sorted(passages_of(edition, (division,)), key=lambda passage: bool(passage.note))
        for division in edition.divisions
    ]
    chapter_of = [number for number, chapter in enumerate(chapters) for _ in chapter]
    indexed = IndexedPassages(passage for chapter in chapters for passage in chapter)
    changed: dict[str, Inlines] = {}
    locators = []
    for number, term in enumerate(terms):
        found = [(chapter_of[place], passage) for place, passage in indexed.having(term.term)]
        locators.append(tuple(_mark_in_chapters(number, term, found, changed)))
    changes = {key: partial(_replacement, inlines) for key, inlines in changed.items()}
    return rewrite_passages(edition, changes), tuple(locators)


def _mark_in_chapters(
    number: int,
    term: DraftTerm,
    passages: Iterable[tuple[int, Passage]],
    changed: dict[str, Inlines],
) -> Iterator[Locator]:
    """Mark the first mention in each chapter; yield the locators of the mentions.

    `passages` are those that may have the term, each after the number of its chapter.
    """
    count = 0
    for _, chapter in groupby(passages, key=itemgetter(0)):
        mention = Term(f"mention-{number + 1}-{count + 1}", term_id(number), term.expansion, ())
        for locator in _mark_first(term.term, mention, (each for _, each in chapter), changed):
            count += 1
            yield locator


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
    mentions = _mentions(event, searched.indexed, labels, file)
    return _first_in_each(searched.sort(mentions))


def _first_in_each(positions: Iterable[WordPosition]) -> list[WordPosition]:
    first: dict[str, int] = {}
    for key, offset in positions:
        first.setdefault(key, offset)
    return list(first.items())


def _mentions(
    event: DraftEvent, passages: IndexedPassages, labels: dict[str, str], file: str
) -> Iterable[WordPosition]:
    if event.matches:
        date = write_date(event.date, labels)
        return find_words(event.matches, passages, date, file, event.line)
    return {
        (passage.key, match.start())
        for words in _date_forms(event.date, labels)
        for _, passage in passages.having(words)
        for match in _date_pattern(words).finditer(passage.text.replace(NO_BREAK_SPACE, " "))
    }


def _date_forms(date: str, labels: dict[str, str]) -> Iterable[str]:
    """Return the forms of a day or a month in words; none for a year."""
    if len(date) == len("1968"):
        return ()
    forms = (labels["date"], labels["date-also"]) if len(date) == len("1968-03-05") else ("",)
    written = (write_date(date, labels | {"date": form}) for form in forms)
    return dict.fromkeys(words.replace(NO_BREAK_SPACE, " ") for words in written)


def _date_pattern(words: str) -> re.Pattern[str]:
    """Return the pattern of a date in words; that of a month matches none of its days.

    >>> text = "On 5 III 1968, or III 5, 1968, in III 1968, but 15 III 1968."
    >>> def offsets(words):
    ...     return [match.start() for match in _date_pattern(words).finditer(text)]
    >>> offsets("5 III 1968"), offsets("III 5, 1968"), offsets("III 1968")
    ([3], [18], [34])
    """
    return re.compile(rf"(?<![\w-])(?<!\d )(?<!\d\. ){re.escape(words)}(?![\w-])")
