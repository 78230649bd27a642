"""An edition with two versions on facing pages: its PDF, TEI and e-book."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from markupsafe import Markup

from book.model import Collation, Edition
from book.pipeline.cover import render_cover
from book.pipeline.ebooks import render_ebook
from book.pipeline.edition import assemble_edition
from book.pipeline.manuscripts import render_tei_document
from book.pipeline.printing import typeset
from book.pipeline.proofs import PublishedEdition
from book.render.print.documents import PrintDocument, PrintDocuments
from book.render.print.pdf import render_pdf
from tests.conftest import COVER_WIDTH, quick_context
from tests.proof.altering import in_part
from tests.proof.conftest import SOURCES
from tests.proof.fault import OutputFault, Place, StageFault, in_archive, replacing

SLUG = "two-versions"
PARTS = ("part-i", "part-ii")


def facing_root(folder: Path) -> Path:
    shutil.copytree(SOURCES / SLUG, folder / "sources" / SLUG)
    return folder


def publish_facing(root: Path) -> PublishedEdition:
    """Return the edition with the outputs that differ where two versions face each other."""
    assembled = assemble_edition(SLUG, quick_context(root))
    edition, assets = assembled.edition, assembled.assets
    tei = render_tei_document(assembled)
    printed = typeset(edition, assets, sources=assembled.folder.witnesses, tei=tei)
    cover = render_cover(edition, assets, COVER_WIDTH)
    ebook = render_ebook(edition, assets, cover, printed.starts)
    outputs = {"pdf": printed.content, "tei.xml": tei, "epub": ebook}
    named = {assembled.output(kind): content for kind, content in outputs.items()}
    return PublishedEdition(assembled, {**named, "cover.png": cover}, "dist")


def print_out_of_step(published: PublishedEdition, place: Place) -> bytes:
    """Return a PDF in which a paragraph of the version begins a page too late."""
    edition, late = published.assembled.edition, ("p-facing-i-2", "p-facing-ii-2")[place]
    documents = PrintDocuments(edition)

    def out_of_step(numbers: Mapping[str, str]) -> tuple[PrintDocument, ...]:
        return tuple(_with_break(document, late) for document in documents(numbers))

    return render_pdf(edition, out_of_step, published.assembled.assets)


def _with_break(document: PrintDocument, anchor: str) -> PrintDocument:
    facing, paragraph = document.facing, f'id="{anchor}"'
    if facing is None or paragraph not in facing.body:
        return document
    broken = str(facing.body).replace(paragraph, f'{paragraph} style="break-before:page"')
    return replace(document, facing=replace(facing, body=Markup(broken)), passages={})  # noqa: S704


def _swapped(collation: Collation, place: Place) -> Collation:
    """Return the collation with two passages in each other's place."""
    assert collation.facing
    passages = list(collation.facing.passages)
    first = (0, 4)[place]
    passages[first : first + 2] = passages[first + 1], passages[first]
    return replace(collation, facing=replace(collation.facing, passages=tuple(passages)))


def _without_row(collation: Collation, place: Place) -> Collation:
    assert collation.facing
    rows = [row for row in collation.facing.rows if str(row.place) != FACING_PLACES[place]]
    return replace(collation, facing=replace(collation.facing, rows=tuple(rows)))


def _without_paragraph(edition: Edition, place: Place) -> Edition:
    return in_part(edition, f"part-facing-{('i', 'ii')[place]}", lambda blocks: blocks[1:])


FACING_PLACES = ("Facing I ¶2", "Facing II ¶3")
COLLATING: Any = "book.pipeline.witnesses.with_facing"
STAGE_FAULTS = (
    StageFault(
        "two passages swapped",
        COLLATING,
        _swapped,
        ("I ¶1 is not aligned in its order", "II ¶2 is not aligned in its order"),
    ),
    StageFault(
        "a paragraph of the version dropped",
        COLLATING,
        _without_row,
        ("german.md:7: collation lost", "german.md:23: collation lost"),
    ),
    StageFault(
        "a paragraph of the version not merged",
        "book.pipeline.edition.merge",
        _without_paragraph,
        ("merging lost Facing I ¶1", "merging lost Facing II ¶1"),
    ),
)
FILES = ("text/part-i.xhtml", "text/part-facing-ii.xhtml")
OUTPUT_FAULTS = (
    OutputFault(
        "a link to another paragraph of the other version",
        "epub",
        in_archive(
            FILES,
            replacing(
                ("part-facing-i.xhtml#p-facing-i-2", "part-facing-i.xhtml#p-facing-i-3"),
                ("part-ii.xhtml#p-ii-3", "part-ii.xhtml#p-ii-2"),
            ),
        ),
        ("“¶2” .*leads to .*“¶?.*Wer ist da", "“¶3” .*leads to"),
    ),
    OutputFault(
        "a word of the version altered",
        "epub",
        in_archive(
            ("text/part-facing-i.xhtml",) * 2,
            replacing(("Brettern", "Balken"), ("Schilf", "Gras")),
        ),
        ("expected “Brettern", "expected “Schilf"),
    ),
    OutputFault(
        "a pointer to another paragraph",
        "tei.xml",
        replacing(('corresp="#p-i-1"', 'corresp="#p-i-2"'), ('corresp="#p-ii-3"', "")),
        ("p-facing-i-1 corresponds to #p-i-1, and not to #p-i-2", "to #p-ii-3, and not to nothing"),
    ),
    OutputFault(
        "a word of the version altered",
        "tei.xml",
        replacing(("Brettern", "Balken"), ("Zollhaus", "Zollamt")),
        ("Brettern", "Zollhaus"),
    ),
)
