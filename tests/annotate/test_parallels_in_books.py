"""Notes on parallels stand on both sides of a book, and in its tables."""

import csv
import io
import re
from pathlib import Path

import pytest

from book.model import Note, PageReference, Parallel, Place
from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.render import tables
from book.text.inlines import text_of
from book.text.traversal import paragraph_texts
from book.verify.readback.epub import read_epub
from tests.conftest import SLUG, ebook_of, print_of, substitute
from tests.ledger_pages import ledger_page

TAKEN = (
    "He <b>saw his own shadow in the water, and took it for that of another</b> [Dog](x), "
    "so they say."
)


@pytest.fixture
def borrowed(root: Path) -> Path:
    """Return the root of the tiny edition, whose reflexion takes words of the third fable."""
    substitute(root / "sources" / SLUG / "reflexion.txt", "'Tis matter", f"{TAKEN}\n'Tis matter")
    return root


def parallels_of(root: Path) -> tuple[AssembledEdition, list[Note]]:
    assembled = assemble_edition(SLUG, BuildContext(root))
    return assembled, [note for note in assembled.edition.notes if note.kind == "parallel"]


def test_each_note_leads_to_that_on_the_other_side(borrowed: Path) -> None:
    assembled, notes = parallels_of(borrowed)
    words = {note.id: text_of(note.inlines) for note in notes}
    leads = {
        note.id: [i.locator.target for i in note.inlines if isinstance(i, PageReference)]
        for note in notes
    }
    here, there = notes
    assert [note.place.path[0] for note in notes] == ["Foreword 1", "III"]
    assert leads == {here.id: [there.id], there.id: [here.id]}
    assert words[here.id] == "“saw his … of another”: word for word in the work, ."
    assert (
        words[there.id] == "“saw his … of another”: taken up in the foreword, Roger L’Estrange, ."
    )
    assert [p.words for p in assembled.edition.parallels] == [14]


@pytest.mark.slow
def test_print_and_ebook_have_the_notes(borrowed: Path) -> None:
    assembled, notes = parallels_of(borrowed)
    printed = print_of(assembled.edition, assembled.assets)  # both are proven as they are made
    documents = read_epub(ebook_of(assembled, printed)).documents
    assert sum("word for word in the work" in document for document in documents) == 1
    assert len(notes) == 2


def test_the_table_has_both_passages(borrowed: Path) -> None:
    assembled, _ = parallels_of(borrowed)
    (row,) = csv.DictReader(io.StringIO(tables.render_parallels_csv(assembled.edition).decode()))
    assert (row["place"], row["source"], row["words"], row["share"]) == (
        "Foreword 1 ¶1",
        "III ¶1",
        "14",
        "1.00",
    )
    assert (
        row["passage"]
        == row["source_passage"]
        == "saw his own shadow in the water, and took it for that of another"
    )
    page = ledger_page(assembled).decode()
    assert re.search(r">Foreword 1 ¶1</a> ← <a [^>]*>III ¶1</a> <span [^>]*>14 words in", page)
    assert "<b>saw" not in page


def test_without_parallels_there_are_no_notes_and_rows(root: Path) -> None:
    assembled, notes = parallels_of(root)
    assert (notes, assembled.edition.parallels) == ([], ())
    assert tables.render_parallels_csv(assembled.edition).decode().count("\n") == 1
    assert "Parallels" not in ledger_page(assembled).decode()


def test_the_first_editions_report_repeats_its_preface(first: AssembledEdition) -> None:
    texts = paragraph_texts(first.edition.divisions)
    whole = [
        p
        for p in first.edition.parallels
        if p.share == 1 and p.source.path == ("Preface",) and p.words >= 20
    ]
    assert [(p.place.paragraph, p.words) for p in whole if p.place.path == ("Foreword 1",)] == [
        (4, 34),
        (6, 22),
        (8, 21),
        (9, 44),
    ]
    assert all(same(p, texts) for p in whole)


def same(parallel: Parallel, texts: dict[Place, str]) -> bool:
    here, there = texts[parallel.place], texts[parallel.source]
    return here[parallel.start : parallel.end] == there[parallel.source_start : parallel.source_end]
