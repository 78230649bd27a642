"""The second edition: what its introduction and its notes say of the copies is so."""

import re
from collections import Counter
from pathlib import Path

import pytest

from book.model import Note, Variant
from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.text.inlines import text_of
from book.text.keyed import keyed_edition
from tests.conftest import ROOT

FOLDER = ROOT / "sources" / "scarrow-sound"
NUMBERS = {"two": 2, "four": 4, "five": 5}


@pytest.fixture(scope="module")
def second() -> AssembledEdition:
    return assemble_edition("scarrow-sound", BuildContext(ROOT))


@pytest.fixture(scope="module")
def introduction() -> str:
    return (FOLDER / "introduction.md").read_text("utf-8")


def omitted_by(edition: AssembledEdition, siglum: str) -> list[Variant]:
    """Return the variants by which a copy lacks a whole paragraph, a stanza or a caption."""
    whole = {row.place: row.text for row in edition.collation.rows}
    return [
        variant
        for variant in edition.edition.variants
        if variant.lemma == whole[variant.place]
        and any(siglum in r.sigla and not r.text for r in variant.readings)
    ]


def test_the_table_has_the_counts_of_the_collation(
    second: AssembledEdition, introduction: str
) -> None:
    rows = re.findall(r"^\| (\w) and (\w) +\| ([\d,]+) +\| (\d+) +\|$", introduction, re.MULTILINE)
    assert [(a, b, int(words.replace(",", "")), int(n)) for a, b, words, n in rows] == [
        (each.first, each.second, each.words, each.substantive)
        for each in second.edition.agreements
    ]


def test_the_entries_that_are_explained_are_entries_of_the_apparatus(
    second: AssembledEdition, introduction: str
) -> None:
    items = re.findall(r"^- (.*\\\].*)$", introduction, re.MULTILINE)
    assert len(items) == 5
    entries = {_entry(note) for note in keyed_edition(second.edition).notes}
    assert not [item for item in items if re.sub(r"[*\\]", "", item) not in entries]


def _entry(note: Note) -> str:
    return f"{note.key} {text_of(note.inlines)}".replace("\N{NO-BREAK SPACE}", " ")


def test_the_witnesses_have_three_formats_and_the_tale_five_thousand_words(
    second: AssembledEdition,
) -> None:
    assert {Path(text.witness.file).suffix for text in second.texts} == {".docx", ".xml", ".html"}
    assert sum(len(row.text.split()) for row in second.collation.rows) >= 5000


def test_each_copy_lacks_what_is_said_of_it(second: AssembledEdition, introduction: str) -> None:
    said = re.search(r"so that (\w+) paragraphs are lost", introduction)
    assert said
    lost = [v.place for v in omitted_by(second, "F") if "R" in sigla_of(second, v)]
    assert sum(str(place).startswith("VI") for place in lost) == NUMBERS[said[1]]
    in_r_alone = [r.place for r in second.collation.rows if [s for s, _ in r.units] == ["R"]]
    assert [place.path[0] for place in in_r_alone] == ["1", "1", "IX"]
    missing = Counter(kind_of(second, variant) for variant in omitted_by(second, "S"))
    said = re.search(r"a stanza of the ballad, (\w+) notes and (\w+) of the pictures", introduction)
    assert said
    assert missing["verse"] == 1
    assert missing["note"] == NUMBERS[said[1]]
    assert missing["figure"] == NUMBERS[said[2]]


def sigla_of(second: AssembledEdition, variant: Variant) -> list[str]:
    row = next(row for row in second.collation.rows if row.place == variant.place)
    return [siglum for siglum, _ in row.units]


def kind_of(second: AssembledEdition, variant: Variant) -> str:
    form = next(r.units[0][1].form for r in second.collation.rows if r.place == variant.place)
    return next((kind for kind in ("note", "figure") if form.container(kind)), form.kind)


def test_each_choice_has_a_reason_and_their_number_is_said(
    second: AssembledEdition, introduction: str
) -> None:
    chosen = [variant for variant in second.edition.variants if variant.chosen]
    said = re.search(r"^In (\w+) places F is", introduction, re.MULTILINE)
    assert said
    assert len(chosen) == NUMBERS[said[1]]
    assert all(variant.reason for variant in chosen)


def test_variants_of_every_kind_are_there(second: AssembledEdition) -> None:
    variants = [v for v in second.edition.variants if v.kind == "substantive"]
    readings = [(variant, reading) for variant in variants for reading in variant.readings]
    assert any(not v.lemma and r.text for v, r in readings), "addition"
    assert any(v.lemma and not r.text for v, r in readings), "omission"
    assert any(r.form == "transposed" for _, r in readings), "transposition"
    assert any(len(v.readings) > 1 for v in variants), "three readings"
    assert any(v.place.note for v in variants), "in a note of the author's"
    assert {v.kind for v in second.edition.variants} >= {"substantive", "accidental", "formal"}


def test_the_spelling_of_the_serial_is_no_variant(second: AssembledEdition) -> None:
    assert not [v for v in second.edition.variants if v.lemma.startswith(("grey", "harbour"))
                and v.kind == "substantive" and v.place.path[0] == "I"]  # fmt: skip


def test_nothing_of_the_web_page_is_printed(second: AssembledEdition) -> None:
    text = " ".join(row.text for row in second.collation.rows)
    assert not re.search(r"Share|continued|Previous tale|Reading Room|Tale of the Survey", text)
