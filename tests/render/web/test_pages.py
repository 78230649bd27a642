"""The pages of the web edition: their addresses, notes and links; and their proof."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from book.errors import ProofError
from book.model import Edition, Note, Paragraph
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.web import prove_web_edition, render_web_edition
from book.runtime.workspace import read_assets
from tests import stand_ins
from tests.conftest import ROOT, quick_context
from tests.render.formed_book import formed_book

ASSETS = {name: content for name, content in read_assets(ROOT).items() if name != "read.js"}
ADDRESS = re.compile(r'id="(t-[\w-]+|note-[\w-]+)"')
BESIDE = {"index.html": b'<p xmlns="http://www.w3.org/1999/xhtml" id="cite"><b id="formats"/></p>'}


SETTINGS = """[edition]
slug = "short"
title = "A Short Text"
language = "en"
date = "2026"
identifier = "urn:uuid:5e1f8a1e-6f3f-5d0a-8a55-0d6d1d3b7c30"

[work]
title = "A Short Text"
author = "Nobody"

[[witness]]
siglum = "A"
file = "a.txt"
role = "text"
"""


def render(edition: Edition) -> dict[str, bytes]:
    return render_web_edition(edition, ASSETS, stand_ins.stand_in_cover(), ())


def prove(edition: Edition, files: dict[str, bytes]) -> int:
    return prove_web_edition(edition, {**BESIDE, **files}, (), "a-book")


def addresses(page: bytes) -> list[str]:
    return ADDRESS.findall(page.decode())


@pytest.fixture(scope="module")
def pages(tiny: AssembledEdition) -> dict[str, bytes]:
    return render(tiny.edition)


def test_the_pages_are_the_edition(tiny: AssembledEdition, pages: dict[str, bytes]) -> None:
    assert prove(tiny.edition, pages) == 11


def test_a_book_with_every_form_is_proven() -> None:
    edition = formed_book()
    assert prove(edition, render(edition))


def test_a_text_without_headings_has_pages(tmp_path: Path) -> None:
    folder = tmp_path / "sources" / "short"
    folder.mkdir(parents=True)
    (folder / "edition.toml").write_text(SETTINGS, "utf-8")
    (folder / "a.txt").write_text("It has no chapters, and it is very short.\n", "utf-8")
    edition = assemble_edition("short", quick_context(tmp_path)).edition
    assert "text" in {division.id for division in edition.divisions}
    assert prove(edition, render(edition)) > 1


@pytest.mark.parametrize("language", ["he", "ar"])
def test_a_book_from_right_to_left_says_so(tiny: AssembledEdition, language: str) -> None:
    edition = replace(tiny.edition, imprint=replace(tiny.edition.imprint, language=language))
    files = render(edition)
    assert prove(edition, files)
    assert f'<html lang="{language}" dir="rtl"'.encode() in files["read/part-i.html"]


def test_addresses_stay_when_a_paragraph_and_a_note_are_added(tiny: AssembledEdition) -> None:
    before = addresses(render(tiny.edition)["read/part-i.html"])
    part = next(each for each in tiny.edition.divisions if each.id == "part-i")
    first = next(block for block in part.blocks if isinstance(block, Paragraph) and block.place)
    added = replace(first, inlines=first.inlines[:1], id="p-new", place=None)
    longer = replace(part, blocks=(added, *part.blocks))
    divisions = tuple(longer if each is part else each for each in tiny.edition.divisions)
    after = addresses(render(replace(tiny.edition, divisions=divisions))["read/part-i.html"])
    assert [name for name in after if name in before] == before
    assert len(after) == len(before) + 1


def test_the_address_of_a_note_is_not_its_number_or_its_text(tiny: AssembledEdition) -> None:
    def renumbered(note: Note) -> Note:
        return replace(note, mark=f"9{note.mark}", inlines=(*note.inlines[:-1],))

    edition = replace(tiny.edition, notes=tuple(map(renumbered, tiny.edition.notes)))
    name = "read/part-i.html"
    assert addresses(render(edition)[name]) == addresses(render(tiny.edition)[name])


def test_pages_load_nothing_and_run_nothing(pages: dict[str, bytes]) -> None:
    for name, content in pages.items():
        if name.endswith(".html"):
            root = etree.fromstring(content)
            assert root.xpath("//@src | //*[local-name()='script'] | //@onclick") == []
            assert root.xpath("//*[local-name()='link'][@rel='stylesheet']/@href") == ["read.css"]


def test_the_first_view_is_small(pages: dict[str, bytes]) -> None:
    """At most 150 kB, without the fonts."""
    style = len(pages["read/read.css"])
    largest = max(len(content) for name, content in pages.items() if name.endswith(".html"))
    assert largest + style < 60_000


def test_each_element_that_html_does_not_close_itself_has_an_end_tag(
    pages: dict[str, bytes],
) -> None:
    closed = re.findall(r"<(\w+)[^>]*/>", pages["read/part-i.html"].decode())
    assert set(closed) <= {"meta", "link", "br", "hr", "img"}


def test_a_note_that_is_left_out_is_missed(tiny: AssembledEdition, pages: dict[str, bytes]) -> None:
    name = "read/part-i.html"
    content = re.sub(rb'<div class="note.*?</div>\n', b"", pages[name], count=1)
    with pytest.raises(ProofError, match=r"read/part-i|part-i\.html"):
        prove(tiny.edition, {**pages, name: content})


def test_a_file_that_nothing_leads_to_is_refused(
    tiny: AssembledEdition, pages: dict[str, bytes]
) -> None:
    with pytest.raises(ProofError, match="nothing leads to this file"):
        prove(tiny.edition, {**pages, "read/old.html": b"<p/>"})
