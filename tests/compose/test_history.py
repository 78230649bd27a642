"""The history of the edition is in the book, in the TEI, and on the download page."""

import gzip
import shutil
from pathlib import Path

import pytest
from lxml import etree

from book.model import Edition
from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.manuscripts import render_tei_document
from book.pipeline.printing import typeset
from book.text.plaintext import plain_chapters
from book.text.typography import visible_characters
from book.verify.readback.epub import read_epub
from tests import stand_ins
from tests.compose.history_text import HISTORY, LINES, SINCE
from tests.conftest import ROOT, SLUG, TINY, ebook_of, substitute


@pytest.fixture(scope="module")
def assembled(tmp_path_factory: pytest.TempPathFactory) -> AssembledEdition:
    """Return the tiny edition with a history."""
    root = tmp_path_factory.mktemp("told")
    shutil.copytree(TINY, root / "sources")
    (root / "sources" / SLUG / "history.toml").write_text(HISTORY, "utf-8")
    return assemble_edition(SLUG, BuildContext(root))


PLACES = (
    "Places are parts and paragraphs (¶), notes and pages as the release of that date counts them."
)


def history_of(edition: Edition) -> str:
    (chapter,) = (chapter for chapter in plain_chapters(edition) if chapter.id == "history")
    return "\n".join(part for part in chapter.flow if isinstance(part, str))


def test_the_history_stands_before_the_colophon_latest_first(
    assembled: AssembledEdition,
) -> None:
    assert [division.kind for division in assembled.edition.divisions][-3:] == [
        "index",
        "history",
        "colophon",
    ]
    assert history_of(assembled.edition).splitlines() == [
        "Edition History",
        PLACES,
        "1 June 2025",
        "A slip was mended; on the source see (Perry 1952, 15) and III.",
        *LINES,
        "March 2024",
        "The first release.",
    ]


@pytest.mark.slow
def test_the_history_is_proven_in_print_and_ebook(assembled: AssembledEdition) -> None:
    printed = typeset(assembled.edition, assembled.assets)
    assert any("Edition History" in page for page in printed.reading.pages)
    assert any(
        visible_characters(LINES[0]) in visible_characters(document)
        for document in read_epub(ebook_of(assembled, printed)).documents
    )


@pytest.mark.slow
def test_the_tei_with_a_history_is_valid(assembled: AssembledEdition) -> None:
    schema = etree.RelaxNG(
        etree.fromstring(
            gzip.decompress((ROOT / "tests" / "schema" / "tei_all.rng.gz").read_bytes())
        )
    )
    assert schema.validate(etree.fromstring(render_tei_document(assembled))), schema.error_log


def test_the_tei_has_the_history_in_its_header(assembled: AssembledEdition) -> None:
    content = etree.fromstring(render_tei_document(assembled))
    ns = {"t": "http://www.tei-c.org/ns/1.0"}
    assert content.xpath("//t:revisionDesc/t:change/@when", namespaces=ns) == [
        "2025-06-01",
        "2024-03",
    ]
    assert content.xpath("//t:change[1]/t:list/t:item/text()", namespaces=ns) == LINES
    assert content.xpath("//t:change[1]//t:idno/text()", namespaces=ns) == [SINCE]


def test_the_download_page_has_the_history(
    assembled: AssembledEdition,
) -> None:
    page = etree.fromstring(stand_ins.render_files(assembled)["index.html"])
    (section,) = page.xpath("//*[@id='history']")
    text = " ".join("".join(map(str, section.itertext())).split())
    assert text.startswith(
        "Edition History 1 June 2025 A slip was mended; on the source see (Perry 1952, 15) and III."
    )
    assert all(line in text for line in (*LINES, SINCE, "The first release."))
    assert page.xpath("//*[@href='#history']")


def test_without_the_file_there_is_no_history(root: Path) -> None:
    assembled = assemble_edition(SLUG, BuildContext(root))
    assert assembled.edition.history == ()
    assert b"history" not in stand_ins.render_files(assembled)["index.html"]
    assert b"revisionDesc" not in render_tei_document(assembled)


def test_a_german_edition_has_a_german_history(root: Path, folder: Path) -> None:
    (folder / "history.toml").write_text(HISTORY, "utf-8")
    substitute(folder / "edition.toml", 'language = "en-GB"', 'language = "de"')
    text = history_of(assemble_edition(SLUG, BuildContext(root)).edition)
    assert "III ¶1: statt „took“ lies „mistook“" in text
    assert "Seiten 1, 5–6: geändert" in text
