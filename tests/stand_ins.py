"""Stand-ins for an edition's books: small files in place of the PDF and the e-book.

With them, a test renders the download page and all that stands beside the books, without setting
a page. Only the stand-in e-book's metadata is real.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from PIL import Image

from book.pipeline import records
from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.manifest import render_checksums
from book.pipeline.records import render_records
from book.runtime import files
from book.verify.readback.pdf import PdfReading
from tests.conftest import SLUG, TINY

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
# Every chapter begins on the seventh page of the stand-in PDF, which is labeled 5.
ANCHORS = dict.fromkeys(
    (
        *("foreword", "introduction", "part-i", "part-ii", "part-iii"),
        *("bibliography", "colophon", "foreword-1"),
    ),
    6,
)


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
        f"{slug}.pdf": b"%PDF-1.7 " * 40,
        f"{slug}.epub": zip_package(PACKAGE),
        "cover.png": stand_in_cover(),
        **{name: name.encode() for name in (*DATA, f"{slug}.md")},
    }


@contextmanager
def fixed_page_numbers(count: int = 31) -> Iterator[None]:
    """Read every PDF as one of `count` pages with the places in ANCHORS."""
    labels = tuple(str(number - 1) for number in range(1, count + 1))
    with patch.object(
        records, "read_labels_and_anchors", lambda _: PdfReading((), labels, ANCHORS)
    ):
        yield


def tiny_edition(root: Path | None = None, /, **imprint: Any) -> AssembledEdition:
    """Assemble the tiny edition, with these fields of its imprint replaced."""
    assembled = assemble_edition(SLUG, BuildContext(root or TINY.parent))
    changed = replace(assembled.edition.imprint, **imprint)
    return replace(assembled, edition=replace(assembled.edition, imprint=changed))


def render_files(assembled: AssembledEdition) -> dict[str, bytes]:
    """Render all outputs of an edition beside stand-ins for its books."""
    outputs = stand_in_books(assembled.slug)
    with fixed_page_numbers():
        return outputs | render_records(assembled, outputs)


def write_files(outputs: dict[str, bytes], folder: Path) -> None:
    """Write outputs into a folder of dist/, with their checksums."""
    files.write_folder({**outputs, "SHA256SUMS": render_checksums(outputs)}, folder)
