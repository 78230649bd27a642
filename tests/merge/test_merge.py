"""The merged edition has parts, sections, lacunae and forewords in their places and wording."""

import re
from collections.abc import Iterator

import pytest

from book.ledger import compile_ledger
from book.merge import merge
from book.model import Division, Edition, Paragraph, Subheading, Supplied, Text, Work
from book.text.inlines import text_of
from book.text.plaintext import plain_heading
from book.verify.proof.prove_ledger import prove_ledger
from tests.factories import IMPRINT, LABELS, WORK, collation, edition, text

ONE = "The law of the land is old, and those who made it are not known."
TWO = "The order of the house is older than the law, as children know."
LISTED = ("I. Law", "II. Order", "III. Peace", "IV. War")


def headed_blocks(division: Division) -> list[Paragraph | Subheading]:
    return [block for block in division.blocks if isinstance(block, Paragraph | Subheading)]


def outline(divisions: tuple[Division, ...]) -> list[object]:
    """List divisions as heading, kind, number of paragraphs, and divisions if there are any."""
    return [
        (
            plain_heading(division),
            division.kind,
            sum(isinstance(block, Paragraph) for block in division.blocks),
            *([outline(division.divisions)] if division.divisions else []),
        )
        for division in divisions
    ]


def iter_ids(divisions: tuple[Division, ...]) -> Iterator[str]:
    for division in divisions:
        yield division.id
        yield from (block.id for block in headed_blocks(division))
        yield from iter_ids(division.divisions)


def letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def test_parts_that_no_witness_has_are_lacunae_at_their_places() -> None:
    work = Work("", "", "", LISTED)
    merged = edition(text("A", "II. Order", ONE, "III. Peace", TWO, work=work), work=work)
    assert outline(merged.divisions) == [
        ("I. Law", "lacuna", 1),
        ("II. Order", "part", 1),
        ("III. Peace", "part", 1),
        ("IV. War", "lacuna", 1),
    ]
    (note,) = headed_blocks(merged.divisions[0])
    assert text_of(note.inlines) == "No witness has this part."


def test_a_lacuna_names_the_witness_whose_contents_list_names_it() -> None:
    merged = edition(text("A", *LISTED, ONE, "II. Order", TWO))
    lacuna = merged.divisions[1]
    assert lacuna.kind == "lacuna"
    (note,) = headed_blocks(lacuna)
    assert [type(inline) for inline in note.inlines] == [Supplied]
    assert text_of(note.inlines) == "No witness has this part; A names it."


def test_sections_stand_in_their_parts_after_the_paragraphs() -> None:
    sections = ("1. Old", ONE, "A. Very", TWO, "B. Not so", TWO, "2. New", TWO)
    merged = edition(text("A", TWO, "I. Law", ONE, *sections, "II. Order", TWO))
    law = [
        ("1. Old", "section", 1, [("A. Very", "section", 1), ("B. Not so", "section", 1)]),
        ("2. New", "section", 1),
    ]
    assert outline(merged.divisions) == [
        ("[Preface]", "preface", 1),
        ("I. Law", "part", 1, law),
        ("II. Order", "part", 1),
    ]


def test_a_dedication_before_the_first_part_is_not_called_a_preface() -> None:
    merged = edition(text("A", "To my friend", "I. Law", ONE, "II. Order", TWO))
    assert plain_heading(merged.divisions[0]) == "[Preliminaries]"


def test_chapters_of_books_stand_in_them_with_label_and_title() -> None:
    chapters = "CHAPTER I", "THE HERON.", ONE, "CHAPTER II. The Water", TWO
    merged = edition(text("A", "Book the First", "", *spaced(chapters), "", "Book the Second"))
    first = [("CHAPTER I. THE HERON.", "section", 1), ("CHAPTER II. The Water", "section", 1)]
    assert outline(merged.divisions) == [
        ("Book the First", "part", 0, first),
        ("Book the Second", "part", 0),
    ]
    assert [section.label for section in merged.divisions[0].divisions] == [
        "CHAPTER I",
        "CHAPTER II",
    ]


def spaced(rows: tuple[str, ...]) -> list[str]:
    """Return rows with blank lines between them."""
    return [line for row in rows for line in (row, "")][:-1]


def test_a_part_without_a_heading_of_its_own_gets_it_in_brackets() -> None:
    listed = ("I. Law .... 3", "II. Order .... 9")
    merged = edition(
        text("A", *listed, "Coda follows.", "II. Order", TWO), text("B", "I. Law", ONE)
    )
    assert [division.kind for division in merged.divisions] == ["preface", "part", "part"]


def merge_and_prove(texts: tuple[Text, ...], work: Work) -> Edition:
    """Return the merged edition, after the ledger is proved against it."""
    collated = collation(*texts, work=work)
    merged = merge(collated, texts, IMPRINT, work, LABELS)
    prove_ledger(merged, compile_ledger(texts, collated))
    return merged


@pytest.mark.parametrize(
    "row",
    [
        "Article 3 Scope",
        "Chapter IV",
        "Part Two: Order",
        "# Hash",
        "## 2. Hash",
        "2.1 Decimal",
        "一、立场",
        "Kapitel 3: Das Recht",
        "CAPITAL LETTERS",
    ],
)
def test_a_heading_is_printed_with_the_number_that_its_witness_writes(row: str) -> None:
    work = Work("", "", "", ("I. Law",))
    first, *others = merge_and_prove((text("A", "I. Law", ONE, row, TWO),), work).divisions
    printed = first.divisions[0] if first.divisions else others[0]
    assert letters(plain_heading(printed)) == letters(row)


@pytest.mark.parametrize(
    "row", ["Part II: Order", "# II. Order", "Chapter Two", "2. Order", "ORDER AND THE HOUSE"]
)
def test_the_heading_of_a_part_is_printed_as_its_witness_writes_it(row: str) -> None:
    work = Work("", "", "", (row.strip("# "),))
    merged = merge_and_prove((text("A", row, TWO, work=work),), work)
    assert letters(plain_heading(merged.divisions[0])) == letters(row)


def test_all_anchors_differ_though_numbers_repeat() -> None:
    rows = ("I. Law", "1. Old", ONE, "2. New", TWO, "1. Newer", ONE, "II. Order", "1. House", TWO)
    ids = list(iter_ids(edition(text("A", *rows)).divisions))
    assert len(ids) == len(set(ids)) == 10


def commentary(*rows: str) -> Division:
    """Return the division of a commentary with these lines, in the foreword."""
    merged = edition(text("A", "I. Law", ONE), text("B", *rows, role="commentary"))
    assert merged.divisions[0].kind == "foreword"
    return merged.divisions[0].divisions[0]


def test_a_commentary_is_a_foreword_with_its_title_author_and_credit() -> None:
    rows = ("On Law", "By Jane Doe", "May 2, 2020", ONE, "1. Of Order", TWO, "(Reuters)")
    division = commentary(*rows)
    assert plain_heading(division) == "On Law"
    blocks = [
        (type(block).__name__, getattr(block, "style", ""), text_of(block.inlines))
        for block in headed_blocks(division)
    ]
    assert blocks == [
        ("Paragraph", "byline", "Jane Doe"),
        ("Paragraph", "date", "2 May 2020"),
        ("Paragraph", "text", ONE),
        ("Subheading", "", "1. Of Order"),
        ("Paragraph", "text", TWO),
        ("Paragraph", "credit", "(Reuters)"),
    ]


def test_a_commentary_without_title_gets_one_in_brackets() -> None:
    assert plain_heading(commentary(ONE, TWO)) == "[Untitled]"


def test_each_paragraph_names_its_witnesses() -> None:
    merged = edition(text("A", "I. Law", ONE), text("B", "I. Law", ONE, TWO), work=WORK)
    blocks = merged.divisions[0].blocks
    sigla = [block.sigla for block in blocks if isinstance(block, Paragraph)]
    assert sigla == [("A", "B"), ("B",)]
