"""The apparatus: at the foot of the page, in a list of its own, and as data."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from book.annotate.notes import annotate
from book.collate import collate
from book.collate.choices import apply_choices
from book.compose.variants import list_variants
from book.merge import merge
from book.model import (
    Apparatus,
    Choice,
    Edition,
    Paragraph,
    Place,
    Reading,
    Subheading,
    Table,
    Text,
    Variant,
)
from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.pipeline.manuscripts import render_manuscript
from book.pipeline.printing import prove_spoken, typeset
from book.render import tables
from book.text.inlines import text_of
from tests.bench.witness_generator import WitnessGenerator, build_witness
from tests.conftest import SLUG, ebook_of, substitute
from tests.factories import IMPRINT, LABELS, WORK, text

ONE = "The law of the land is old, and those who made it are not known to us."
TWO = "The order of the house is older than the law, as children know very well."
THREE = "Nobody has ever seen a state without either of them for longer than a week."
FOUR = "What remains to be said about both will be said by those who come after us."
LAW = "I. Law"


def build_edition(
    *texts: Text, choices: tuple[Choice, ...] = (), style: str = "negative", where: str = "auto"
) -> Edition:
    collation = apply_choices(collate(texts, WORK), choices, "edition.toml")
    return annotate(
        replace(merge(collation, texts, IMPRINT, WORK, LABELS), apparatus=Apparatus(style, where)),
        (),
        (),
    )


def entries(*rows: str, style: str = "negative") -> list[str]:
    """Return the entries at the foot for witnesses of one paragraph."""
    edition = build_edition(
        *(text(siglum, LAW, row, TWO) for siglum, row in zip("ABCD", rows, strict=False)),
        style=style,
    )
    return [text_of(note.inlines) for note in edition.notes]


@pytest.mark.parametrize(
    ("other", "entry"),
    [
        (ONE.replace("land", "town"), "land] town B"),
        (ONE.replace(" of the land", ""), "of the land] om. B"),
        (ONE.replace("is old", "is very old"), "adds very B"),
        (ONE.replace("old, and those", "and old, those"), "old, and] and old, transp. B"),
        (
            ONE.replace("The law of the land is old", "It was new"),
            "The law … is old,] It was new, B",
        ),
    ],
)
def test_an_entry_has_the_usual_form(other: str, entry: str) -> None:
    assert entries(ONE, other) == [entry]


def test_a_positive_apparatus_names_the_witnesses_of_the_lemma() -> None:
    other = ONE.replace("land", "town")
    assert entries(ONE, other, ONE, style="positive") == ["land] A C; town B"]


def test_readings_that_differ_in_marks_alone_are_merged() -> None:
    assert entries(ONE, ONE.replace("old", "new"), ONE.replace("old,", "New,")) == [
        "old,] new, B C"
    ]


def test_a_moved_paragraph_is_transposed() -> None:
    edition = build_edition(
        text("A", LAW, ONE, TWO, THREE, FOUR), text("B", LAW, TWO, THREE, ONE, FOUR)
    )
    assert [(str(n.place), text_of(n.inlines)) for n in edition.notes] == [
        ("I ¶1", "The law … to us.] transp. after I ¶3 B")
    ]


def test_a_choice_in_marks_alone_has_an_entry_with_its_reason() -> None:
    texts = text("A", LAW, ONE), text("B", LAW, ONE.replace("land", "Land"))
    assert build_edition(*texts).notes == ()
    edition = build_edition(*texts, choices=(Choice("I ¶1", "Land", 1, reason="a name"),))
    assert [text_of(note.inlines) for note in edition.notes] == ["Land] land A – a name"]


def test_a_choice_without_a_reason_has_an_entry() -> None:
    edition = build_edition(
        text("A", LAW, ONE),
        text("B", LAW, ONE.replace("land", "Land")),
        choices=(Choice("I ¶1", "Land", 1),),
    )
    assert [text_of(note.inlines) for note in edition.notes] == ["Land] land A"]


LISTED = LABELS | {
    key: key
    for key in (
        "variants-note",
        "variants-formal",
        "variants-place",
        "variants-lemma",
        "variants-readings",
        "variants-substantive",
        "variants-accidental",
    )
}


def listed(edition: Edition) -> list[tuple[str, ...]]:
    """Return the list of variants: its headings, and the lemma and readings of each row."""
    rows: list[tuple[str, ...]] = []
    for block in list_variants(replace(edition, labels=LISTED)):
        match block:
            case Subheading():
                rows.append((text_of(block.inlines),))
            case Table():
                rows += [tuple(map(text_of, row[1:])) for row in block.rows]
            case Paragraph():
                pass
            case _:
                raise AssertionError(block)
    return rows


def test_a_list_begins_with_substantive_variants() -> None:
    rows = ONE, ONE.replace("land is", "town is very").replace("known", "Known")
    edition = build_edition(
        *(text(siglum, LAW, row) for siglum, row in zip("AB", rows, strict=True)), where="list"
    )
    assert edition.notes == ()
    assert listed(edition) == [
        ("variants-substantive",),
        ("land", "town B"),
        ("is …", "adds very B"),
        ("variants-accidental",),
        ("known", "Known B"),
    ]
    assert list_variants(replace(edition, apparatus=Apparatus(placement="foot"))) == ()


def test_variants_in_form_alone_are_left_out_of_the_list_which_says_so() -> None:
    formal = Variant(Place(("I",), 1), "law", 4, 7, (Reading(("B",), "", "emphasized"),), "formal")
    copies = text("A", LAW, ONE), text("B", LAW, ONE.replace("land", "town"))
    edition = build_edition(*copies, where="list")
    both = replace(edition, variants=(*edition.variants, formal))
    assert listed(both) == listed(edition)
    assert list_variants(replace(edition, variants=(formal,))) == ()
    headnotes = [
        text_of(block.inlines)
        for each in (edition, both)
        for block in list_variants(replace(each, labels=LISTED))[:1]
        if isinstance(block, Paragraph)
    ]
    assert headnotes == ["variants-note", "variants-note variants-formal"]


def test_a_lemma_that_recurs_is_listed_with_the_word_before() -> None:
    rows = (
        "The law of the land and of the house is old.",
        "The law of the land and in the house is very old.",
    )
    edition = build_edition(
        *(text(siglum, LAW, row) for siglum, row in zip("AB", rows, strict=True)), where="list"
    )
    assert listed(edition)[1:] == [("(and) of", "in B"), ("is …", "adds very B")]


def test_too_many_variants_for_the_page_are_listed() -> None:
    scribe = WitnessGenerator(5)
    base = scribe.write(900)
    few, many = (
        build_edition(
            build_witness("A", base), build_witness("B", scribe.copy(base, rate, 0).paragraphs)
        )
        for rate in (0.01, 0.1)
    )
    assert few.notes
    assert not listed(few)
    assert not many.notes
    rows = [row for row in listed(many) if len(row) > 1]
    assert len(rows) == len(many.variants) > 20


def test_the_data_describe_moves_in_brackets() -> None:
    edition = build_edition(
        text("A", "# Law", ONE, TWO, THREE, FOUR), text("B", "# LAW", TWO, THREE, ONE, FOUR)
    )
    rows = list(csv.reader(io.StringIO(tables.render_variants_csv(edition).decode())))
    assert rows[0] == ["place", "lemma", "reading", "sigla", "kind"]
    assert not any("#" in cell for row in rows for cell in row)
    assert rows[1:] == [
        ["1", "Law", "LAW", "B", "accidental"],
        ["1 ¶1", ONE, "[transp. after 1 ¶3]", "B", "substantive"],
    ]


def test_an_omission_is_an_empty_reading_in_the_data() -> None:
    variant = Variant(Place(("I",), 1), "law", 0, 3, (Reading(("B",), ""),))
    edition = replace(build_edition(text("A", LAW, ONE)), variants=(variant,))
    assert tables.render_variants_csv(edition).decode().splitlines()[1] == "I ¶1,law,,B,substantive"


@pytest.mark.slow
def test_all_outputs_of_a_book_with_a_list_are_proven(root: Path, folder: Path) -> None:
    """These are print, speech, e-book and manuscript."""
    substitute(
        folder / "edition.toml",
        "[work]",
        '[apparatus]\nwhere = "list"\nstyle = "positive"\n\n[work]',
    )
    built = assemble_edition(SLUG, BuildContext(root))
    division = next(d for d in built.edition.divisions if d.kind == "variants")
    assert [type(block) for block in division.blocks] == [
        Paragraph,
        Subheading,
        Table,
        Subheading,
        Table,
    ]
    assert not [note for note in built.edition.notes if note.kind == "variant"]
    printed = typeset(built.edition, built.assets)
    prove_spoken(built.edition, printed)
    ebook_of(built, printed)
    assert "clusters *A*" in render_manuscript(built.edition, "md").decode()
