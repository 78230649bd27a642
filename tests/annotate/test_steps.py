"""To place notes, terms, entries and events takes steps in proportion to the book, not its square.

A step is a passage that is looked into. Twice the chapters with twice the notes, terms, entries and
events are to take twice the steps.
"""

from collections.abc import Callable, Sequence

import pytest

from book.annotate import searched_text
from book.annotate.index import build_index
from book.annotate.locate import locate_notes
from book.annotate.mentions import mark_events, mark_terms
from book.model import (
    Division,
    DraftEntry,
    DraftEvent,
    DraftNote,
    DraftTerm,
    Edition,
    Paragraph,
    Place,
    Plain,
)
from book.source.labels import read_labels
from book.text.sorting import Alphabet
from book.text.word_index import WordIndex
from tests.factories import IMPRINT, WORK

PARAGRAPHS = 5  # a chapter, each with words of its own
SIZE = 20  # chapters
ENTRIES_PER_CHAPTER = 4


def book(chapters: int) -> Edition:
    divisions = tuple(
        Division(
            f"part-{chapter}",
            "part",
            (Plain(f"Part {chapter}"),),
            str(chapter),
            blocks=tuple(paragraph(chapter, number) for number in range(1, PARAGRAPHS + 1)),
        )
        for chapter in range(1, chapters + 1)
    )
    return Edition(IMPRINT, WORK, (), divisions, labels=read_labels("en"))


def paragraph(chapter: int, number: int) -> Paragraph:
    name = f"{chapter}x{number}"
    text = (
        f"In the boat the fox{name} saw a crow{name} on {number} May {1000 + chapter}, and rowed."
    )
    return Paragraph((Plain(text),), id=f"p-{name}", place=Place((str(chapter),), number))


def names(chapters: int) -> list[str]:
    pairs = ((c, n) for c in range(1, chapters + 1) for n in range(1, ENTRIES_PER_CHAPTER + 1))
    return [f"{chapter}x{number}" for chapter, number in pairs]


def place_notes(edition: Edition, chapters: int) -> None:
    drafts = (DraftNote(f"saw a crow{name}", f"Of {name}.", 1) for name in names(chapters))
    assert len(locate_notes(edition, tuple(drafts), "notes.toml")) == len(names(chapters))


def link_terms(edition: Edition, chapters: int) -> None:
    terms = tuple(DraftTerm(f"fox{name}", "", "A fox.", 1) for name in names(chapters))
    _, locators = mark_terms(edition, terms)
    assert all(len(own) == 1 for own in locators)


def list_entries(edition: Edition, chapters: int) -> None:
    drafts = tuple(
        DraftEntry(name, 1, (f"the fox{name}", f"crow{name}")) for name in names(chapters)
    )
    _, (*groups,) = build_index(edition, drafts, Alphabet("en"), "index.toml")
    assert sum(len(group.entries) for group in groups) == len(drafts)


def link_events(edition: Edition, chapters: int) -> None:
    events = tuple(
        DraftEvent(f"{1000 + chapter}-05-0{number}", "It rowed.", 1)
        for chapter in range(1, chapters + 1)
        for number in range(1, ENTRIES_PER_CHAPTER + 1)
    )
    _, locators = mark_events(edition, events, "chronology.toml")
    assert all(len(own) == 1 for own in locators)


def count_steps(
    work: Callable[[Edition, int], None], chapters: int, patch: pytest.MonkeyPatch
) -> int:
    """Return the number of passages that are looked into."""
    steps = 0
    real, real_starts = WordIndex.candidates, searched_text._starts

    def candidates(self: WordIndex, words: str) -> Sequence[int]:
        nonlocal steps
        numbers = real(self, words)
        steps += len(numbers)
        return numbers

    def starts(text: str, lemma: str) -> object:
        nonlocal steps
        steps += text.count("\n") + 1  # the whole text has a paragraph on each line
        return real_starts(text, lemma)

    patch.setattr(WordIndex, "candidates", candidates)
    patch.setattr(searched_text, "_starts", starts)
    edition = book(chapters)
    work(edition, chapters)
    patch.undo()
    return steps


@pytest.mark.parametrize("work", [place_notes, link_terms, list_entries, link_events])
def test_twice_the_book_takes_twice_the_steps(
    work: Callable[[Edition, int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    once, twice = (count_steps(work, size, monkeypatch) for size in (SIZE, 2 * SIZE))
    assert 0 < once < 20 * len(names(SIZE))
    assert twice <= 2.2 * once
