"""Glossary, chronology and index stand in the book, its e-book and its manuscript."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from book.annotate.index import build_index
from book.model import Definitions, Division, DraftEntry, Edition, Mark, Paragraph, Plain
from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.manuscripts import render_manuscript
from book.text.inlines import marks_of, text_of
from book.text.sorting import Alphabet
from tests.compose.lists import FILES, entries
from tests.conftest import SLUG


def test_the_lists_are_in_the_order_of_the_book(listed: AssembledEdition) -> None:
    assert [d.id for d in listed.edition.divisions if d.matter == "back"] == [
        "chronology",
        "glossary",
        "bibliography",
        "index",
        "colophon",
    ]


def test_without_the_files_the_book_has_no_lists(root: Path, folder: Path) -> None:
    for name in FILES:
        (folder / name).unlink()
    edition = assemble_edition(SLUG, BuildContext(root)).edition
    assert [d.id for d in edition.divisions if d.matter == "back"] == ["bibliography", "colophon"]
    assert not [m for d in edition.divisions for m in marks_in(d)]


def marks_in(division: Division) -> Iterator[str]:
    for block in division.blocks:
        if isinstance(block, Paragraph):
            yield from marks_of(block.inlines)
    for inner in division.divisions:
        yield from marks_in(inner)


def items(edition: Edition, kind: str) -> list[tuple[str, str]]:
    blocks = [
        b
        for d in edition.divisions
        if d.kind == kind
        for b in d.blocks
        if isinstance(b, Definitions)
    ]
    return [(text_of(item.term), text_of(item.inlines)) for block in blocks for item in block.items]


def test_terms_are_in_order_and_events_by_date(listed: AssembledEdition) -> None:
    assert items(listed.edition, "glossary") == [
        ("Äsop", "Aesop"),
        ("Zeuxis", "A painter of grapes (Perry 1952)."),
    ]
    assert [date for date, _ in items(listed.edition, "chronology")] == [
        "1692",
        "5 March 1692",
        "1867",
    ]


def test_works_cited_in_the_lists_are_in_the_bibliography(full: Path, folder: Path) -> None:
    for name in ("notes.toml", "index.toml"):
        (folder / name).unlink()
    edition = assemble_edition(SLUG, BuildContext(full)).edition
    assert any(d.kind == "bibliography" for d in edition.divisions)


def test_entries_lead_to_paragraphs_and_notes(listed: AssembledEdition) -> None:
    index = entries(listed.edition)
    assert list(index) == ["fox", "grapes", "vine", "water"]
    assert [r.heading for r in index["fox"].see_also] == ["grapes"]
    assert index["vine"].see[0].target == index["grapes"].id
    assert [e.heading for e in index["grapes"].entries] == ["sour"]
    assert [(x.place, x.note) for x in index["water"].locators] == [("III n2", "n2")]


def test_a_mark_is_one_word_and_two_entries_share_it(listed: AssembledEdition) -> None:
    index = entries(listed.edition)
    sour = index["grapes"].entries[0].locators[0].target
    assert sour in [x.target for x in index["grapes"].locators]
    blocks = [b for d in listed.edition.divisions for b in d.blocks]
    paragraphs = [b for b in blocks if isinstance(b, Paragraph)]
    marked = [i for p in paragraphs for i in p.inlines if isinstance(i, Mark) and i.id == sour]
    assert marked == [Mark(sour, (Plain("Grapes"),))]


def test_a_group_has_one_letter(listed: AssembledEdition) -> None:
    drafts = tuple(
        DraftEntry(h, 1, ("Fox",)) for h in ("Ökonomie", "Oper", "1540", "§ 3", "Zorn", "ottern")
    )
    _, groups = build_index(listed.edition, drafts, Alphabet("de"), "index.toml")
    assert [[e.heading for e in g.entries] for g in groups] == [
        ["§ 3", "1540"],
        ["Ökonomie", "Oper", "ottern"],
        ["Zorn"],
    ]


def test_an_article_is_sorted_unless_the_editor_says_so(listed: AssembledEdition) -> None:
    drafts = (
        DraftEntry("The Fox", 1, ("Fox",), sort_as="Fox"),
        DraftEntry("grapes", 2, ("grapes",)),
        DraftEntry("The vine", 3, ("Fox",)),
    )
    _, groups = build_index(listed.edition, drafts, Alphabet("en"), "index.toml")
    assert [e.heading for g in groups for e in g.entries] == ["The Fox", "grapes", "The vine"]


# ── In the outputs ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_the_ebook_names_places_and_links_to_them(
    listed: AssembledEdition, listed_ebook: bytes
) -> None:
    with zipfile.ZipFile(io.BytesIO(listed_ebook)) as archive:
        index, glossary = (
            archive.read(f"EPUB/text/{name}.xhtml").decode() for name in ("index", "glossary")
        )
        home, mark = re.findall(r'href="([^"#]+)#([^"]+)">III n2</a>', index)[0]
        assert f'id="{mark}"' in archive.read(f"EPUB/text/{home}").decode()
    assert ">Äsop</dfn></dt>" in glossary
    assert "><em>Aesop</em></dd>" in glossary


def test_the_manuscript_has_the_lists(listed: AssembledEdition) -> None:
    written = render_manuscript(listed.edition, "md").decode()
    assert "# Index" in written
    assert "- vine. *See* grapes" in written
