"""The proof finds whatever a renderer loses, doubles, swaps or moves."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from book.annotate.locate import locate_notes
from book.annotate.notes import annotate
from book.errors import ProofError
from book.ledger import compile_ledger
from book.merge import merge
from book.model import (
    ContentsEntry,
    ContentsList,
    Division,
    DraftNote,
    Edition,
    Paragraph,
    Place,
    Plain,
)
from book.text.plaintext import Chapter, plain_chapters
from book.verify.proof.prove_ledger import prove_ledger
from book.verify.proof.prove_print import prove_pdf
from book.verify.readback.pdf import PdfReading
from tests.factories import IMPRINT, LABELS, WORK, collation, text

ONE = "The law of the land is old, and those who made it are not known."
TWO = "The order of the house is older than the law, as children know."
TEXTS = (text("A", "I. Law", ONE, "II. Order", TWO),)
COLLATION = collation(*TEXTS)


def book() -> Edition:
    """Return a book of a contents list and two parts, with three notes."""
    merged = merge(COLLATION, TEXTS, IMPRINT, WORK, LABELS)
    located = locate_notes(
        merged,
        tuple(DraftNote(lemma, "", 1) for lemma in ("land", "made it", "children")),
        "notes.toml",
    )
    noted = annotate(merged, located, tuple((Plain(f"Note on {x.draft.lemma}."),) for x in located))
    entries = tuple(ContentsEntry(d.id, d.label, d.title, 1) for d in noted.divisions)
    contents = Division(
        "contents",
        "contents",
        (Plain("Contents"),),
        blocks=(ContentsList(entries),),
        matter="front",
    )
    return replace(noted, divisions=(contents, *noted.divisions))


BOOK = book()
NUMBERS = {division.id: number for division, number in zip(BOOK.divisions[1:], "13", strict=True)}
CONTENTS, LAW, ORDER = plain_chapters(BOOK, NUMBERS)


def words_of(chapter: Chapter) -> str:
    return "\n".join(part for part in chapter.flow if isinstance(part, str))


def foot(*notes: int) -> str:
    every = (*LAW.notes, *ORDER.notes)
    return "".join(f"\n{every[n].mark}. {every[n].text}" for n in notes)


FIRST, SECOND = words_of(LAW).split(" of the land", 1)
PAGES = (
    words_of(CONTENTS),
    f"{FIRST} of the land{SECOND.split(', and')[0]}, and{foot(0)}",
    f"{SECOND.split(', and')[1]}{foot(1)}",
    f"{words_of(ORDER)}{foot(2)}",
)
PDF = PdfReading(PAGES, ("i", "1", "2", "3"), {CONTENTS.id: 0, LAW.id: 1, ORDER.id: 3})


def test_a_faithful_pdf_passes_whatever_its_line_ends_and_hyphens() -> None:
    prove_pdf(BOOK, PDF, "small.pdf")
    broken = PAGES[1].replace("law of the land", "law\nof the la\N{HYPHEN}\nnd")
    assert broken != PAGES[1]
    prove_pdf(BOOK, replace(PDF, pages=(PAGES[0], broken, *PAGES[2:])), "small.pdf")


def test_a_note_may_stand_on_the_page_after_its_call() -> None:
    later = (
        PAGES[0],
        PAGES[1].removesuffix(foot(0)),
        PAGES[2].removesuffix(foot(1)) + foot(0, 1),
        PAGES[3],
    )
    prove_pdf(BOOK, replace(PDF, pages=later), "small.pdf")


def on(page: int, change: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(change(text) if number == page else text for number, text in enumerate(PAGES))


@pytest.mark.parametrize(
    "pages",
    [
        on(1, lambda p: p.replace(" old", "")),
        on(1, lambda p: p.replace(" old", " old old")),
        on(1, lambda p: p.replace("old,", "old")),
        on(1, lambda p: p.removesuffix(foot(0))),
        on(3, lambda p: p.removesuffix(foot(2))),
        on(1, lambda p: p + foot(0)),
        on(2, lambda p: p.replace("Note on made", "Note on mad")),
        (
            PAGES[0],
            PAGES[1].removesuffix(foot(0)) + foot(1),
            PAGES[2].removesuffix(foot(1)) + foot(0),
            PAGES[3],
        ),
        (
            PAGES[0],
            PAGES[1].removesuffix(foot(0)),
            PAGES[2].removesuffix(foot(1)) + foot(1, 0),
            PAGES[3],
        ),
        (PAGES[0], PAGES[1] + foot(1), PAGES[2].removesuffix(foot(1)), PAGES[3]),
        (PAGES[0] + foot(0), PAGES[1].removesuffix(foot(0)), PAGES[2], PAGES[3]),
        (PAGES[0], PAGES[2], PAGES[1], PAGES[3]),
        (*PAGES[:3], ""),
        on(0, lambda p: p[:-1] + "4"),
        on(2, lambda p: p + " more"),
    ],
    ids=[
        *(
            "dropped word",
            "doubled word",
            "dropped comma",
            "dropped note",
            "last note dropped",
            "doubled note",
            "letter lost in a note",
        ),
        *(
            "notes swapped over pages",
            "notes swapped on a page",
            "note before its call",
            "note before all text",
            "pages swapped",
        ),
        *("last page lost", "wrong number in the contents", "words added"),
    ],
)
def test_an_unfaithful_pdf_is_refused(pages: tuple[str, ...]) -> None:
    assert pages != PAGES
    with pytest.raises(ProofError) as caught:
        prove_pdf(BOOK, replace(PDF, pages=pages), "small.pdf")
    assert caught.value.file == "small.pdf"


def test_a_number_in_the_contents_that_agrees_with_a_wrong_anchor_is_refused() -> None:
    wrong = replace(
        PDF,
        pages=(words_of(plain_chapters(BOOK, NUMBERS | {ORDER.id: "2"})[0]), *PAGES[1:]),
        anchors=PDF.anchors | {ORDER.id: 2},
    )
    with pytest.raises(ProofError, match=f"2 for {ORDER.id}, which is on page 3"):
        prove_pdf(BOOK, wrong, "small.pdf")


def test_contents_that_lead_to_nothing_are_refused() -> None:
    with pytest.raises(ProofError, match="broken references in the contents"):
        prove_pdf(
            BOOK,
            replace(PDF, anchors={k: v for k, v in PDF.anchors.items() if k != ORDER.id}),
            "small.pdf",
        )


LEDGER = compile_ledger(TEXTS, COLLATION)


def changed(change: Callable[[Paragraph], tuple[Paragraph, ...]]) -> Edition:
    """Change the paragraphs of the first part."""

    def part(division: Division) -> Division:
        blocks = tuple(
            new
            for b in division.blocks
            for new in (change(b) if isinstance(b, Paragraph) else (b,))
        )
        return replace(division, blocks=blocks) if division.label == "I" else division

    return replace(BOOK, divisions=tuple(map(part, BOOK.divisions)))


def test_a_ledger_that_agrees_with_the_edition_passes() -> None:
    prove_ledger(BOOK, LEDGER)


@pytest.mark.parametrize(
    "edition",
    [
        changed(lambda p: (replace(p, inlines=(Plain(ONE.replace(" old", "")),)),)),
        changed(lambda p: (replace(p, inlines=(Plain(ONE.replace("old", "old old")),)),)),
        changed(lambda _: ()),
        changed(lambda p: (p, p)),
        changed(lambda p: (p, replace(p, place=Place(("I",), 2)))),
        changed(lambda p: (replace(p, place=Place(("I",), 2)),)),
        replace(
            BOOK,
            divisions=tuple(
                replace(d, title=(Plain("Lawn"),)) if d.label == "I" else d for d in BOOK.divisions
            ),
        ),
        replace(BOOK, divisions=BOOK.divisions[:-1]),
    ],
    ids=[
        "dropped word",
        "doubled word",
        "dropped paragraph",
        "doubled one",
        "invented one",
        "moved one",
        "other heading",
        "dropped part",
    ],
)
def test_an_edition_that_the_ledger_does_not_describe_is_refused(edition: Edition) -> None:
    with pytest.raises(ProofError):
        prove_ledger(edition, LEDGER)
