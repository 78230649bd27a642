"""The index in print: a heading is repeated where its sub-entries go on in another column."""

from dataclasses import replace

import pytest

from book.errors import ProofError
from book.model import DraftEntry, Edition
from book.pipeline.printing import prove_spoken, typeset
from book.runtime import workspace
from book.text.typography import visible_characters
from book.verify.readback.speech import TaggedBook, read_book
from tests.bench.synthetic import synthetic_edition

HEADING = "fables, by their beasts"
SUBENTRIES = 140  # more than two columns hold
CONTINUED = visible_characters(f"{HEADING} (continued)")


def edition_with_long_entry() -> Edition:
    entries = tuple(
        DraftEntry(HEADING, number, ("the",), sub=f"beast {number:03}, and what became of it")
        for number in range(SUBENTRIES)
    )
    return synthetic_edition(parts=1, paragraphs=2, index=entries)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return edition_with_long_entry()


def repeated(book: TaggedBook) -> int:
    """Return how often the heading is repeated, all of it outside the text of the book."""
    artifacts = "".join(text.text for page in book.pages for text in page.artifacts)
    return visible_characters(artifacts).count(CONTINUED)


def test_heading_is_repeated_where_its_entries_go_on(edition: Edition) -> None:
    """Once in each column but the first; it is no text of the book, and all entries are there."""
    made = typeset(edition, workspace.read_assets())
    prove_spoken(edition, made)
    book = read_book(made.content)
    assert repeated(book) >= 3
    assert book.document.text.count("(continued)") == 0
    assert book.document.text.count("and what became of it") == SUBENTRIES


def test_wrong_continuation_stops_the_build(edition: Edition) -> None:
    made = typeset(edition, workspace.read_assets())
    other = replace(edition, labels={**edition.labels, "continued": "carried on"})
    with pytest.raises(ProofError, match=r"in the index stands “.*continued.*” instead of"):
        prove_spoken(other, made)


def test_missing_continuation_stops_the_build(edition: Edition) -> None:
    assets = workspace.read_assets()
    assets["print.css"] += b"ul.index li.continued { display: none }"
    made = typeset(edition, assets)
    with pytest.raises(ProofError, match="in the index stands “”"):
        prove_spoken(edition, made)
