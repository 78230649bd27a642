"""The files that a printer wants: the inside of the book in black alone, its cover as one sheet in four inks, and what they meet."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from book.errors import EditionError, ProofError
from book.model import Edition
from book.render.press.barcode import find_isbn
from book.render.press.paper import DEFAULT, find_paper
from book.render.press.wrap import Spine, make_spine, wrap_sheet, wrap_trim
from book.render.print.documents import render_documents
from book.render.print.engine.marks import finish_for_press
from book.render.print.pdf import PdfOptions, render_pdf
from book.text.typography import visible_characters
from book.verify.preflight import preflight, report
from book.verify.proof.prove_print import prove_pdf
from book.verify.readback.pdf import read_pdf
from book.verify.readback.press import measure

STYLES = ("print.css", "press.css")
LARGEST_SIGNATURE = 64


def render_press(
    edition: Edition, files: Mapping[str, bytes], paper_name: str = DEFAULT, signature: int = 4
) -> dict[str, bytes]:
    """Make the press files by name: inside, cover, preflight.txt.

    Raise EditionError for a paper, a signature or an ISBN that is none, ProofError for a file that no printer could use.
    """
    slug = edition.imprint.slug
    paper = find_paper(paper_name)
    find_isbn(edition.imprint.identifier)
    inside = render_inside(edition, files, signature)
    measured = measure(inside)
    spine = make_spine(edition, len(measured.pages), paper)
    cover = render_wrap(edition, files, spine)
    findings = preflight(edition, measured, measure(cover), paper, spine, signature)
    faults = [
        f"{finding.part}: {finding.subject}: {finding.says}"
        for finding in findings
        if finding.grave and finding.met is False
    ]
    if faults:
        raise ProofError(
            "the press files are not fit for print", file=slug, remedy="\n  ".join(faults)
        )
    return {
        f"{slug}-press.pdf": inside,
        f"{slug}-cover.pdf": cover,
        "preflight.txt": report(edition, findings).encode(),
    }


def render_inside(edition: Edition, files: Mapping[str, bytes], signature: int) -> bytes:
    """Make the book without its cover, filled up with blank pages to a multiple of `signature`, and prove it."""
    if signature % 2 or not 2 <= signature <= LARGEST_SIGNATURE:
        raise EditionError(
            f"no printer folds a sheet into {signature} pages",
            remedy=f"Give --signature an even number to {LARGEST_SIGNATURE}: 2 for digital print, 4, 8, 16 or 32 for folded sheets.",
        )
    inside = replace(edition, divisions=tuple(d for d in edition.divisions if d.matter != "cover"))
    options = PdfOptions(
        STYLES, variant="", page_multiple=signature, for_paper=True, before_write=finish_for_press
    )
    content = render_pdf(inside, lambda numbers: render_documents(inside, numbers), files, options)
    prove_pdf(inside, read_pdf(content), f"{edition.imprint.slug}-press.pdf")
    return content


def render_wrap(edition: Edition, files: Mapping[str, bytes], spine: Spine) -> bytes:
    """Make the cover's sheet, and prove that all its words are on it. Raise EditionError if they need more than one page."""
    cover = replace(
        edition,
        divisions=tuple(d for d in edition.divisions if d.matter == "cover"),
        notes=(),
        trim=wrap_trim(edition.trim, spine),
    )
    sheet = wrap_sheet(edition, spine)
    folds = (edition.trim.width, edition.trim.width + spine.width)
    options = PdfOptions(
        STYLES,
        variant="",
        for_paper=True,
        before_write=partial(finish_for_press, folds=folds, registration=True),
    )
    content = render_pdf(cover, lambda _: (sheet,), files, options)
    drawn = read_pdf(content).pages
    if len(drawn) != 1 or visible_characters(drawn[0]) != visible_characters(
        sheet.body.striptags()
    ):
        raise ProofError(
            "the cover does not hold its words",
            file=f"{edition.imprint.slug}-cover.pdf",
            remedy="Shorten the description.",
        )
    return content
