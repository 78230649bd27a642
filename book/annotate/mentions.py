"""Lead from the text to the glossary, and from glossary and chronology to the text: find where it has their words."""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from book.model import DraftEvent, DraftTerm, Edition, Inlines, Locator, Term
from book.text.inlines import with_marks, with_term
from book.text.locators import term_id
from book.text.passages import (
    Passage,
    WordPosition,
    find_words,
    passages_of,
    rewrite_passages,
    word_pattern,
)
from book.text.typography import STRAIGHT, write_date

Located = tuple[tuple[Locator, ...], ...]


def mark_terms(edition: Edition, terms: tuple[DraftTerm, ...]) -> tuple[Edition, Located]:
    """Mark each term where each chapter first has it, in its text or else in its notes; give the places of each term.

    Once a chapter, as it is usual to explain a term: a reader of its third page needs no link at each word.
    """
    written: dict[str, Inlines] = {}
    found: list[list[Locator]] = [[] for _ in terms]
    for division in edition.divisions:
        passages = sorted(passages_of(edition, (division,)), key=lambda passage: bool(passage.note))
        for number, term in enumerate(terms):
            mention = Term(
                f"mention-{number + 1}-{len(found[number]) + 1}",
                term_id(number),
                term.expansion,
                (),
            )
            for passage in passages:
                made = _with_mention(
                    written.get(passage.key, passage.inlines), term.term, mention, passage.text
                )
                if made:
                    written[passage.key] = made
                    found[number].append(Locator(mention.id, passage.place, passage.note))
                    break
    return rewrite_passages(
        edition, {key: partial(_instead, inlines) for key, inlines in written.items()}
    ), tuple(map(tuple, found))


def _instead(inlines: Inlines, _: Inlines) -> Inlines:
    return inlines


def _with_mention(inlines: Inlines, term: str, mention: Term, text: str) -> Inlines | None:
    """Mark the first place that can be marked; “us” is not the term “US”."""
    sought = re.compile(word_pattern(term).pattern)
    marked = (
        with_term(inlines, match.start(), match.end(), mention)
        for match in sought.finditer(text.translate(STRAIGHT))
    )
    return next((made for made in marked if made), None)


def mark_events(
    edition: Edition, events: tuple[DraftEvent, ...], file: str
) -> tuple[Edition, Located]:
    """Mark where the text and the notes have an event: the words that it names, or else its date; give the places of each event.

    Of a year alone too much is said elsewhere. Raise EditionError, with the line of the event, for words that are nowhere.
    """
    passages = tuple(passages_of(edition))
    order = {passage.key: number for number, passage in enumerate(passages)}
    spots = [_firsts(_spots(event, passages, edition.labels, file), order) for event in events]
    everywhere = sorted(
        {spot for found in spots for spot in found}, key=lambda spot: (order[spot[0]], spot[1])
    )
    ids = {spot: f"date-{number}" for number, spot in enumerate(everywhere, 1)}
    points: dict[str, dict[int, str]] = {}
    for (key, at), name in ids.items():
        points.setdefault(key, {})[at] = name
    located = tuple(
        tuple(_locator(ids[spot], passages[order[spot[0]]]) for spot in found) for found in spots
    )
    return rewrite_passages(
        edition, {key: partial(with_marks, points=here) for key, here in points.items()}
    ), located


def _locator(name: str, passage: Passage) -> Locator:
    return Locator(name, passage.place, passage.note)


def _spots(
    event: DraftEvent, passages: tuple[Passage, ...], labels: dict[str, str], file: str
) -> Iterable[WordPosition]:
    if event.matches:
        return find_words(event.matches, passages, write_date(event.date, labels), file, event.line)
    sought = tuple(_dates(event.date, labels))
    return {
        (p.key, m.start())
        for p in passages
        for date in sought
        for m in date.finditer(p.text.replace("\N{NO-BREAK SPACE}", " "))
    }


def _firsts(spots: Iterable[WordPosition], order: dict[str, int]) -> list[WordPosition]:
    """Keep the first spot of each passage, in the order of the book."""
    firsts: dict[str, int] = {}
    for key, at in sorted(spots, key=lambda spot: (order[spot[0]], spot[1])):
        firsts.setdefault(key, at)
    return list(firsts.items())


def _dates(date: str, labels: dict[str, str]) -> Iterator[re.Pattern[str]]:
    """Make the patterns of a day or a month as it is written; a month is not that of a day.

    >>> labels = {"months": "I II III", "date": "{day} {month} {year}"}
    >>> labels["date-also"] = "{month} {day}, {year}"
    >>> text = "On 5 III 1968, or III 5, 1968, in III 1968, but 15 III 1968."
    >>> [[found.start() for found in date.finditer(text)] for date in _dates("1968-03-05", labels)]
    [[3], [18]]
    >>> [[found.start() for found in date.finditer(text)] for date in _dates("1968-03", labels)]
    [[34]]
    """
    if len(date) == len("1968"):
        return
    forms = (labels["date"], labels["date-also"]) if len(date) == len("1968-03-05") else ("",)
    for written in dict.fromkeys(write_date(date, labels | {"date": form}) for form in forms):
        yield re.compile(rf"(?<![\w-])(?<!\d )(?<!\d\. ){re.escape(written)}(?![\w-])")
