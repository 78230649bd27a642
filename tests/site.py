"""An edition with all that stands beside its books, without the books: their bytes are stand-ins, an e-book's metadata is real."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from PIL import Image

from book.pipeline import build, publish
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.runtime import files
from book.verify.readback.pdf import PdfReading
from tests.conftest import SLUG, TINY

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="EPUB/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" xml:lang="en"><metadata>'
    '<meta property="schema:accessMode">textual</meta><meta property="schema:accessMode">visual</meta>'
    '<meta property="schema:accessModeSufficient">textual</meta>'
    '<meta property="schema:accessibilityFeature">tableOfContents</meta>'
    '<meta property="schema:accessibilityFeature">pageBreakMarkers</meta>'
    '<meta property="schema:accessibilityHazard">none</meta>'
    '<meta property="schema:accessibilitySummary" xml:lang="en">All of it is &lt;text&gt; &amp; in order.</meta>'
    '<meta property="schema:accessibilityFeature" refines="#a">audioDescription</meta>'
    "</metadata></package>"
)


def epub_stand_in() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(zipfile.ZipInfo("META-INF/container.xml"), CONTAINER)
        archive.writestr(zipfile.ZipInfo("EPUB/content.opf"), PACKAGE)
    return made.getvalue()


def cover_stand_in() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (600, 900), "#17324d").save(made, "PNG")
    return made.getvalue()


def books(slug: str = SLUG) -> dict[str, bytes]:
    """Stand-ins for what is there before the page is made."""
    data = {
        name: name.encode() for name in ("ledger.html", "ledger.json", "variants.csv", f"{slug}.md")
    }
    return {
        f"{slug}.pdf": b"%PDF-1.7 " * 40,
        f"{slug}.epub": epub_stand_in(),
        "cover.png": cover_stand_in(),
        **data,
    }


@contextmanager
def pages(count: int = 31) -> Iterator[None]:
    """Let a PDF be one of `count` pages, in which all chapters begin on the seventh, page 5."""
    labels = tuple(str(number - 1) for number in range(1, count + 1))
    anchors = dict.fromkeys(
        (
            "foreword",
            "introduction",
            "part-i",
            "part-ii",
            "part-iii",
            "bibliography",
            "colophon",
            "foreword-1",
        ),
        6,
    )
    with patch.object(publish, "read_places", lambda _: PdfReading((), labels, anchors)):
        yield


def made(root: Path | None = None, /, **imprint: Any) -> AssembledEdition:
    """Make the tiny edition, with some of what edition.toml says of it changed."""
    found = assemble_edition(SLUG, root or TINY.parent)
    return replace(
        found, edition=replace(found.edition, imprint=replace(found.edition.imprint, **imprint))
    )


def site(found: AssembledEdition) -> dict[str, bytes]:
    """Make all outputs of an edition, with stand-ins for its books."""
    outputs = books(found.slug)
    with pages():
        return outputs | publish.render_site(found, outputs)


def put(outputs: dict[str, bytes], folder: Path) -> None:
    """Publish outputs in a folder of dist/, with their sums."""
    files.write_folder({**outputs, "SHA256SUMS": build.sums(outputs)}, folder)
