"""The tiny edition, held against what it gave before, in tests/golden/.

When a change of these files is meant, write them anew, and look at the difference before you commit it:

    python -m pytest tests/render/test_golden.py --overwrite-golden && git diff tests/golden
"""

import io
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.manuscripts import render_manuscript, render_tei_document
from book.pipeline.printing import render_print
from book.render import tables
from book.render.print.documents import render_documents
from book.verify.readback.pdf import read_pdf
from tests.conftest import ROOT, SLUG, TINY, ebook_of

GOLDEN = ROOT / "tests" / "golden"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> AssembledEdition:
    root = tmp_path_factory.mktemp("golden")
    shutil.copytree(TINY, root / "sources")
    return assemble_edition(SLUG, BuildContext(root))


@pytest.fixture
def overwrite(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--overwrite-golden"))


def compare(found: Mapping[str, bytes], folder: Path, overwrite: bool) -> None:
    """Hold the files in `folder` against what was found: the same names, the same bytes."""
    if overwrite:
        shutil.rmtree(folder, ignore_errors=True)
        for name, content in found.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    there = {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }
    assert sorted(found) == sorted(there)
    for name, content in found.items():
        assert content.decode() == there[name].read_text("utf-8"), (
            f"{name} is not as in tests/golden/: see the head of this file"
        )


def test_the_data_files_are_as_before(made: AssembledEdition, overwrite: bool) -> None:
    found = {
        "ledger.json": tables.render_ledger_json(made.ledger),
        "variants.csv": tables.render_variants_csv(made.edition),
        f"{SLUG}.md": render_manuscript(made.edition, "md"),
        f"{SLUG}.tei.xml": render_tei_document(made),
    }
    compare(found, GOLDEN / "data", overwrite)


def test_the_print_sheets_are_as_before(made: AssembledEdition, overwrite: bool) -> None:
    compare(
        {f"{sheet.name}.html": sheet.body.encode() for sheet in render_documents(made.edition, {})},
        GOLDEN / "sheets",
        overwrite,
    )


def test_the_chapters_of_the_ebook_are_as_before(made: AssembledEdition, overwrite: bool) -> None:
    with zipfile.ZipFile(io.BytesIO(ebook_of(made))) as archive:
        found = {
            Path(name).name: archive.read(name)
            for name in archive.namelist()
            if name.endswith((".xhtml", ".opf", ".ncx"))
        }
    compare(found, GOLDEN / "epub", overwrite)


def test_the_words_on_the_pages_are_as_before(made: AssembledEdition, overwrite: bool) -> None:
    """The words that a reader's program finds in the PDF; white space is that of lines, which the page decides."""
    reading = read_pdf(render_print(made.edition, made.assets))
    pages = [
        f"[{label}]\n{' '.join(page.split())}\n"
        for label, page in zip(reading.labels, reading.pages, strict=True)
    ]
    compare({"pages.txt": "\n".join(pages).encode()}, GOLDEN / "pdf", overwrite)


def test_the_tiny_edition_has_something_of_everything(made: AssembledEdition) -> None:
    """What the golden files can show only if it is there."""
    edition = made.edition
    assert {(v.kind, v.lemma) for v in edition.variants} >= {
        ("substantive", "clusters"),
        ("accidental", "grapes"),
    }
    notes = [("note", "The Grapes are sour"), ("note", "his own in size"), ("note", "shadow")]
    assert [(n.kind, n.lemma) for n in edition.notes] == [("variant", "clusters"), *notes]
    kinds = {d.kind for d in edition.divisions}
    assert kinds >= {
        "foreword",
        "introduction",
        "part",
        "lacuna",
        "chronology",
        "glossary",
        "bibliography",
        "index",
    }
    fates = {entry.fate for account in made.ledger.accounts for entry in account.entries}
    assert fates == {"printed", "same", "variant", "metadata", "removed"}
