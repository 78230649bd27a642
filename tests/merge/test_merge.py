"""The merged edition: parts, sections, lacunae and forewords at their places, in the witnesses' words."""

import re

import pytest

from book.ledger import compile_ledger
from book.merge import merge
from book.model import Division, Edition, Paragraph, Subheading, Supplied, Work
from book.text.inlines import text_of
from book.text.plaintext import plain_heading
from book.verify.proof.prove_ledger import prove_ledger
from tests.factories import IMPRINT, LABELS, WORK, collation, edition, text

ONE = "The law of the land is old, and those who made it are not known."
TWO = "The order of the house is older than the law, as children know."


def outline(divisions: tuple[Division, ...]) -> list[object]:
    """Write divisions as heading, kind, number of paragraphs, divisions."""
    return [
        (
            plain_heading(d),
            d.kind,
            sum(isinstance(b, Paragraph) for b in d.blocks),
            *([outline(d.divisions)] if d.divisions else []),
        )
        for d in divisions
    ]


def ids(divisions: tuple[Division, ...]) -> list[str]:
    return [
        i
        for d in divisions
        for i in (
            d.id,
            *(b.id for b in d.blocks if isinstance(b, Paragraph | Subheading)),
            *ids(d.divisions),
        )
    ]


LISTED = ("I. Law", "II. Order", "III. Peace", "IV. War")


def test_parts_that_no_witness_has_are_lacunae_at_their_places() -> None:
    work = Work("", "", "", LISTED)
    made = edition(text("A", "II. Order", ONE, "III. Peace", TWO, work=work), work=work)
    assert outline(made.divisions) == [
        ("I. Law", "lacuna", 1),
        ("II. Order", "part", 1),
        ("III. Peace", "part", 1),
        ("IV. War", "lacuna", 1),
    ]
    assert text_of(made.divisions[0].blocks[0].inlines) == "No witness has this part."  # type: ignore[union-attr]


def test_a_lacuna_names_the_witness_whose_contents_list_names_it() -> None:
    made = edition(text("A", *LISTED, ONE, "II. Order", TWO))
    lacuna = made.divisions[1]
    assert lacuna.kind == "lacuna"
    assert isinstance(lacuna.blocks[0], Paragraph)
    assert lacuna.blocks[0].inlines == (Supplied(lacuna.blocks[0].inlines[0].inlines),)  # type: ignore[union-attr]
    assert text_of(lacuna.blocks[0].inlines) == "No witness has this part; A names it."


def test_sections_stand_in_their_parts_and_paragraphs_before_them() -> None:
    made = edition(
        text(
            "A",
            TWO,
            "I. Law",
            ONE,
            "1. Old",
            ONE,
            "A. Very",
            TWO,
            "B. Not so",
            TWO,
            "2. New",
            TWO,
            "II. Order",
            TWO,
        )
    )
    assert outline(made.divisions) == [
        ("[Preface]", "preface", 1),
        (
            "I. Law",
            "part",
            1,
            [
                ("1. Old", "section", 1, [("A. Very", "section", 1), ("B. Not so", "section", 1)]),
                ("2. New", "section", 1),
            ],
        ),
        ("II. Order", "part", 1),
    ]


def test_a_part_without_a_heading_of_its_own_gets_it_in_brackets() -> None:
    listed = ("I. Law .... 3", "II. Order .... 9")
    made = edition(text("A", *listed, "Coda follows.", "II. Order", TWO), text("B", "I. Law", ONE))
    assert [d.kind for d in made.divisions] == ["preface", "part", "part"]


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
    texts = (text("A", "I. Law", ONE, row, TWO),)
    work = Work("", "", "", ("I. Law",))
    found = collation(*texts, work=work)
    made = merge(found, texts, IMPRINT, work, LABELS)
    printed = made.divisions[0].divisions[0] if made.divisions[0].divisions else made.divisions[1]
    assert re.sub(r"\W", "", plain_heading(printed)) == re.sub(r"\W", "", row)
    prove_ledger(made, compile_ledger(texts, found))


@pytest.mark.parametrize(
    "row", ["Part II: Order", "# II. Order", "Chapter Two", "2. Order", "ORDER AND THE HOUSE"]
)
def test_the_heading_of_a_part_is_printed_as_its_witness_writes_it(row: str) -> None:
    work = Work("", "", "", (row.strip("# "),))
    texts = (text("A", row, TWO, work=work),)
    found = collation(*texts, work=work)
    made = merge(found, texts, IMPRINT, work, LABELS)
    assert re.sub(r"\W", "", plain_heading(made.divisions[0])) == re.sub(r"\W", "", row)
    prove_ledger(made, compile_ledger(texts, found))


def test_all_anchors_differ_though_numbers_repeat() -> None:
    rows = ("I. Law", "1. Old", ONE, "2. New", TWO, "1. Newer", ONE, "II. Order", "1. House", TWO)
    found = ids(edition(text("A", *rows)).divisions)
    assert len(found) == len(set(found)) == 10


def foreword(*rows: str) -> Division:
    made: Edition = edition(text("A", "I. Law", ONE), text("B", *rows, role="commentary"))
    assert made.divisions[0].kind == "foreword"
    return made.divisions[0].divisions[0]


def test_a_commentary_is_a_foreword_with_its_title_author_and_credit() -> None:
    piece = foreword("On Law", "By Jane Doe", "May 2, 2020", ONE, "1. Of Order", TWO, "(Reuters)")
    assert plain_heading(piece) == "On Law"
    written = [
        (type(b).__name__, getattr(b, "style", ""), text_of(b.inlines))
        for b in piece.blocks
        if isinstance(b, Paragraph | Subheading)
    ]
    assert written == [
        ("Paragraph", "byline", "Jane Doe"),
        ("Paragraph", "date", "2 May 2020"),
        ("Paragraph", "text", ONE),
        ("Subheading", "", "1. Of Order"),
        ("Paragraph", "text", TWO),
        ("Paragraph", "credit", "(Reuters)"),
    ]


def test_a_commentary_without_title_gets_one_in_brackets() -> None:
    assert plain_heading(foreword(ONE, TWO)) == "[Untitled]"


def test_each_paragraph_names_its_witnesses() -> None:
    made = edition(text("A", "I. Law", ONE), text("B", "I. Law", ONE, TWO), work=WORK)
    assert [b.sigla for b in made.divisions[0].blocks if isinstance(b, Paragraph)] == [
        ("A", "B"),
        ("B",),
    ]
