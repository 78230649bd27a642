"""The links that the proof expects of an edition: their words, targets and order."""

from collections.abc import Sequence
from dataclasses import replace

from book.model import (
    Block,
    ContentsEntry,
    ContentsList,
    Definition,
    Definitions,
    Division,
    IndexEntry,
    IndexGroup,
    Link,
    Locator,
    Mark,
    Note,
    NoteCall,
    PageReference,
    Paragraph,
    Place,
    Plain,
    Reference,
    Term,
)
from book.verify.proof.expected_links import ExpectedLink, expected_links
from tests.factories import edition, text

LAW = Locator("mark-law", "I ¶1")
UN = (Plain("UN"),)
SENTENCE = (
    Mark(LAW.target, (Plain("Law"),)),
    Plain(", the "),
    Term("mark-un", "term-1", "", UN),
    NoteCall("n1"),
    Plain(" and "),
    Link("https://un.example/", (Plain("its site"),)),
)
NOTE = Note("n1", "note", "1", "UN", Place(("I",), 1), (Plain("See "), PageReference(LAW)))
BLOCKS: Sequence[Block] = (
    ContentsList((ContentsEntry("law", "I", (Plain("Law"),), 1),)),
    Paragraph(SENTENCE),
    Definitions((Definition(UN, (Plain("A union"),), "term-1", (LAW,)),), "glossary"),
    IndexGroup((IndexEntry("e-1", "law", (LAW,), see_also=(Reference("e-2", "UN"),)),)),
)
DIVISIONS = tuple(
    Division(f"d{number}", "section", blocks=(block,)) for number, block in enumerate(BLOCKS)
)
SMALL = edition(text("A", "I. Law", "A word."))
LABELS = {"page": "p. {page}", "mentions": "See", "see-also": "See also"}
BOOK = replace(SMALL, divisions=DIVISIONS, notes=(NOTE,), labels=SMALL.labels | LABELS)


def _link(words: str, target: str, holder: str) -> ExpectedLink:
    return ExpectedLink(words, target, holder)


def test_links_of_print_are_in_the_order_of_reading() -> None:
    assert expected_links(BOOK, {"law": "5", LAW.target: "7"}) == (
        _link("I. Law", "#law", "d0"),
        _link("1", "#n1", "d1"),
        _link("its site", "https://un.example/", "d1"),
        _link("1.", "#call-n1", "n1"),
        _link("p. 7", "#mark-law", "n1"),
        _link("7", "#mark-law", "d3"),
        _link("UN", "#e-2", "d3"),
    )


def test_a_book_without_pages_links_terms_and_names_places() -> None:
    links = expected_links(BOOK)
    assert _link("UN", "#term-1", "d1") in links
    assert _link("I ¶1", "#mark-law", "d2") in links
    assert _link("I ¶1", "#mark-law", "n1") in links
