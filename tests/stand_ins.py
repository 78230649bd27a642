"""Stand-ins for an edition's books: small files in place of the PDF and the e-book.

With them, a test renders the download page and all that stands beside the books, without setting
a page. Only the stand-in e-book's metadata is real.
"""

import io
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.manifest import render_checksums
from book.pipeline.records import render_records
from book.runtime import files
from tests.conftest import SLUG, assemble_tiny

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="EPUB/content.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" xml:lang="en"><metadata>'
    '<meta property="schema:accessMode">textual</meta>'
    '<meta property="schema:accessMode">visual</meta>'
    '<meta property="schema:accessModeSufficient">textual</meta>'
    '<meta property="schema:accessibilityFeature">tableOfContents</meta>'
    '<meta property="schema:accessibilityFeature">pageBreakMarkers</meta>'
    '<meta property="schema:accessibilityHazard">none</meta>'
    '<meta property="schema:accessibilitySummary" xml:lang="en">'
    "All of it is &lt;text&gt; &amp; in order.</meta>"
    '<meta property="schema:accessibilityFeature" refines="#a">audioDescription</meta>'
    "</metadata></package>"
)
DATA = ("ledger.html", "ledger.json", "variants.csv")
WEB_PAGE = b"""<!DOCTYPE html>
<html lang="en"><head><title>A Book</title></head><body><p>A book.</p></body></html>
"""
PAGES = 31
# Every chapter begins on the seventh page of the stand-in PDF, which is labeled 6.
ANCHORS = (
    *("bibliography", "colophon", "foreword", "foreword-1"),
    *("introduction", "part-i", "part-ii", "part-iii"),
)


@cache
def stand_in_pdf() -> bytes:
    """Return a PDF of PAGES empty pages with the anchors in ANCHORS."""
    pdf = Pdf.new()
    for _ in range(PAGES):
        pdf.add_blank_page()
    pdf.Root.PageLabels = Dictionary(Nums=[0, Dictionary(P="cover"), 1, Dictionary(S=Name.D)])
    seventh = Array([pdf.pages[6].obj, Name.Fit])
    names = [part for anchor in sorted(ANCHORS) for part in (String(anchor), seventh)]
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=names))
    file = io.BytesIO()
    pdf.save(file, deterministic_id=True)
    return file.getvalue()


def zip_package(package: str) -> bytes:
    """Return an e-book that has nothing but this package document."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo("META-INF/container.xml"), CONTAINER)
        archive.writestr(zipfile.ZipInfo("EPUB/content.opf"), package)
    return file.getvalue()


def stand_in_cover() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (600, 900), "#17324d").save(file, "PNG")
    return file.getvalue()


def stand_in_books(slug: str = SLUG) -> dict[str, bytes]:
    """Return stand-ins for the outputs that exist before the page is rendered."""
    return {
        f"{slug}.pdf": stand_in_pdf(),
        f"{slug}.epub": zip_package(PACKAGE),
        "cover.png": stand_in_cover(),
        "read/index.html": WEB_PAGE,
        **{name: name.encode() for name in (*DATA, f"{slug}.md")},
    }


def tiny_edition(root: Path | None = None, /, **imprint: Any) -> AssembledEdition:
    """Assemble the tiny edition, with these fields of its imprint replaced."""
    assembled = assemble_edition(SLUG, BuildContext(root)) if root else assemble_tiny()
    changed = replace(assembled.edition.imprint, **imprint)
    return replace(assembled, edition=replace(assembled.edition, imprint=changed))


def render_files(assembled: AssembledEdition) -> dict[str, bytes]:
    """Render all outputs of an edition beside stand-ins for its books."""
    outputs = stand_in_books(assembled.slug)
    return outputs | render_records(assembled, outputs)


def write_files(outputs: dict[str, bytes], folder: Path) -> None:
    """Write outputs into a folder of dist/, with their checksums."""
    files.write_folder({**outputs, "SHA256SUMS": render_checksums(outputs)}, folder)
