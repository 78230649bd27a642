"""An edition that names no editor, publisher, rights or date of the work has no empty words."""

import gzip
import json
from pathlib import Path

import pytest
from lxml import etree

from book.pipeline.catalog import render_catalog
from book.pipeline.context import Validators
from book.pipeline.edition import AssembledEdition
from book.pipeline.manuscripts import render_tei_document
from book.verify.readback.release import read_release
from tests import stand_ins
from tests.conftest import ROOT, SLUG, build_quickly, substitute

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
LEFT_OUT = (
    'editor = "the Test Editors"\n',
    'publisher = "Test Press"\n',
    'rights = "The texts are in the public domain."\n',
    'date = "1867"\n',
)


@pytest.fixture
def nameless(root: Path, folder: Path) -> Path:
    for line in LEFT_OUT:
        substitute(folder / "edition.toml", line, "")
    return root


@pytest.fixture
def assembled(nameless: Path) -> AssembledEdition:
    return stand_ins.tiny_edition(nameless)


def test_title_page_and_imprint_have_no_empty_words(assembled: AssembledEdition) -> None:
    pages = {division.kind: division.blocks for division in assembled.edition.divisions}
    styles = [getattr(block, "style", "") for block in pages["title-page"]]
    assert styles == ["title", "subtitle", "author", "date"]
    assert "2024-02-29" in str(pages["imprint"])
    assert ", 2024-02-29" not in str(pages["imprint"])


def test_the_program_answers_for_what_is_supplied(assembled: AssembledEdition) -> None:
    document = etree.fromstring(render_tei_document(assembled))
    (responsible,) = document.xpath("//*[@xml:id='editor']", namespaces=TEI)
    assert responsible.findtext("t:name", "", TEI) == "Variorum"
    assert not document.xpath("//t:titleStmt/t:editor | //t:publisher", namespaces=TEI)


def test_it_can_be_compared_with_a_later_release(assembled: AssembledEdition) -> None:
    assert read_release(render_tei_document(assembled)).date == "2024-02-29"


def test_the_records_state_no_publisher(assembled: AssembledEdition) -> None:
    outputs = stand_ins.render_files(assembled)
    record = json.loads(outputs["publication.json"])["metadata"]
    assert not {"publisher", "editor"} & record.keys()
    assert "publisher" not in json.loads(outputs[f"{SLUG}.csl.json"])[0]
    catalog = render_catalog({SLUG: json.loads(outputs["publication.json"])})
    assert "publisher" not in catalog["opds.xml"].decode()
    page = outputs["index.html"].decode()
    assert '<p class="editor">2024-02-29</p>' in page
    assert '"publisher":' not in page


@pytest.mark.slow
def test_it_is_published_and_valid(nameless: Path) -> None:
    """The trade's record alone is left out: only a publisher can send one."""
    assert build_quickly(nameless, validators=Validators())
    names = {path.name for path in (nameless / "dist" / SLUG).iterdir()}
    assert f"{SLUG}.epub" in names
    assert "onix.xml" not in names
    with gzip.open(ROOT / "tests" / "schema" / "tei_all.rng.gz") as file:
        schema = etree.RelaxNG(etree.parse(file))
    document = etree.parse(nameless / "dist" / SLUG / f"{SLUG}.tei.xml")
    assert schema.validate(document), schema.error_log
