"""The preflight of the printer's files: what a printer asks for, measured in the files themselves.

findings   a line of the report, and the report
zones      how near print comes to gutter, trim and folds, and what is printed over what
both       what is asked of inside and cover: boxes, marks, fonts, pictures
inside     pages and black
cover      spine, inks, barcode
"""

from dataclasses import replace

from book.errors import ProofError
from book.model import Edition
from book.model.press import PressSpec
from book.text.typography import visible_characters
from book.verify.preflight.both import check_both
from book.verify.preflight.cover import check_cover
from book.verify.preflight.findings import PreflightFinding, write_report
from book.verify.preflight.inside import check_black, check_pages
from book.verify.preflight.zones import check_cover_zones, check_inside_zones, check_overprinted
from book.verify.proof.prove_print import prove_pdf
from book.verify.readback.pdf import PdfReading, read_pdf
from book.verify.readback.press import PressReading, drawn_pages, measure


def preflight_press(
    edition: Edition,
    inside: bytes,
    cover: bytes,
    spec: PressSpec,
    tagged: PdfReading | None = None,
) -> str:
    """Return the report of the preflight of the printer's two files.

    `tagged` is the same book with its structure, if its notes are keyed to lines. Raise ProofError
    if a file lacks or adds a word, or if a printer would reject it.
    """
    slug = edition.imprint.slug
    prove_inside(edition, inside, tagged)
    prove_cover(cover, spec, f"{slug}-cover.pdf")
    pages, wrap = drawn_pages(inside), drawn_pages(cover)
    findings = (
        *check_press(measure(inside), measure(cover), spec),
        *check_inside_zones(pages, spec),
        check_overprinted("inside", pages),
        *check_cover_zones(wrap[0], spec),
        check_overprinted("cover", wrap),
    )
    _require_fit(findings, slug)
    return write_report(edition, findings, spec.profile)


def prove_inside(edition: Edition, inside: bytes, tagged: PdfReading | None = None) -> None:
    """Raise ProofError if the inside is not the edition without its cover, letter by letter."""
    reading = read_pdf(inside)
    if tagged is not None:
        reading = replace(reading, lines=tagged.lines, keys=tagged.keys)
    prove_pdf(_without_cover(edition), reading, f"{edition.imprint.slug}-press.pdf")


def _without_cover(edition: Edition) -> Edition:
    divisions = tuple(d for d in edition.divisions if d.matter != "cover")
    return replace(edition, divisions=divisions)


def prove_cover(cover: bytes, spec: PressSpec, file: str) -> None:
    """Raise ProofError if the cover is not one page that holds its words and no others."""
    pages = [visible_characters(page) for page in read_pdf(cover).pages]
    if pages != [visible_characters(spec.cover_text)]:
        raise ProofError(
            "the cover's text does not fit on the cover",
            file=file,
            remedy="Shorten `description` in edition.toml.",
        )


def check_press(
    inside: PressReading, cover: PressReading, spec: PressSpec
) -> tuple[PreflightFinding, ...]:
    """Return what was found in the two files, as measured, line by line."""
    bleed, has_marks = spec.profile.inside_bleed, spec.profile.has_marks
    return (
        *check_pages(inside, spec),
        *check_both("inside", inside, spec.trim, bleed, has_marks=has_marks),
        *check_black(inside),
        *check_cover(cover, len(inside.pages), spec),
    )


def _require_fit(findings: tuple[PreflightFinding, ...], slug: str) -> None:
    faults = [
        f"{finding.part}: {finding.subject}: {finding.text}"
        for finding in findings
        if finding.is_serious and finding.is_met is False
    ]
    if faults:
        raise ProofError(
            "a printer would reject the press files", file=slug, remedy="\n  ".join(faults)
        )
