"""The outputs of the tiny edition, compared with the files in tests/golden/.

If a change of these files is intended, write them again, and read the difference before committing:

    python -m pytest tests/render/test_golden.py --overwrite-golden && git diff tests/golden
"""

import io
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from book.pipeline.edition import AssembledEdition
from book.pipeline.manuscripts import render_manuscript, render_tei_document
from book.pipeline.printing import TypesetEdition
from book.render import tables
from book.render.print.documents import render_documents
from tests.conftest import ROOT, SLUG

GOLDEN = ROOT / "tests" / "golden"
KINDS = {
    *("foreword", "introduction", "part", "lacuna"),
    *("chronology", "glossary", "bibliography", "index"),
}


Compare = Callable[[Mapping[str, bytes], str], None]


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Compare:
    """Compare files with those of a golden folder, or overwrite the folder if asked to."""
    overwrite = bool(request.config.getoption("--overwrite-golden"))

    def compare(files: Mapping[str, bytes], folder: str) -> None:
        if overwrite:
            write(files, GOLDEN / folder)
        assert_equal(files, GOLDEN / folder)

    return compare


def write(files: Mapping[str, bytes], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        write_file(folder / name, content)


def write_file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def assert_equal(files: Mapping[str, bytes], folder: Path) -> None:
    """Assert that the folder has the same names with the same bytes."""
    golden = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    assert sorted(files) == sorted(golden)
    for name, content in files.items():
        message = f"{name} differs from tests/golden/: see the docstring of this module"
        assert content.decode() == golden[name].read_text("utf-8"), message


def test_the_data_files_are_unchanged(tiny: AssembledEdition, compare: Compare) -> None:
    files = {
        "ledger.json": tables.render_ledger_json(tiny.ledger),
        "variants.csv": tables.render_variants_csv(tiny.edition),
        f"{SLUG}.md": render_manuscript(tiny.edition, "md"),
        f"{SLUG}.tei.xml": render_tei_document(tiny),
    }
    compare(files, "data")


def test_the_print_documents_are_unchanged(tiny: AssembledEdition, compare: Compare) -> None:
    documents = render_documents(tiny.edition, {})
    compare({f"{document.name}.html": document.body.encode() for document in documents}, "sheets")


def test_the_chapters_of_the_ebook_are_unchanged(tiny_ebook: bytes, compare: Compare) -> None:
    with zipfile.ZipFile(io.BytesIO(tiny_ebook)) as archive:
        names = [n for n in archive.namelist() if n.endswith((".xhtml", ".opf", ".ncx"))]
        files = {Path(name).name: archive.read(name) for name in names}
    compare(files, "epub")


def test_the_words_on_the_pages_are_unchanged(tiny_print: TypesetEdition, compare: Compare) -> None:
    """The words that a program finds in the PDF; line ends count as spaces."""
    reading = tiny_print.reading
    pages = zip(reading.labels, reading.pages, strict=True)
    texts = [f"[{label}]\n{' '.join(page.split())}\n" for label, page in pages]
    compare({"pages.txt": "\n".join(texts).encode()}, "pdf")


def test_the_tiny_edition_has_every_feature(tiny: AssembledEdition) -> None:
    """The golden files show only what the tiny edition has."""
    edition = tiny.edition
    variants = {("substantive", "clusters"), ("accidental", "grapes")}
    assert {(v.kind, v.lemma) for v in edition.variants} >= variants
    notes = [("note", "The Grapes are sour"), ("note", "his own in size"), ("note", "shadow")]
    assert [(n.kind, n.lemma) for n in edition.notes] == [("variant", "clusters"), *notes]
    assert {division.kind for division in edition.divisions} >= KINDS
    fates = {entry.fate for account in tiny.ledger.accounts for entry in account.entries}
    assert fates == {"printed", "same", "variant", "metadata", "removed"}
