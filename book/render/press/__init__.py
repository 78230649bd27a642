"""The printer's files: the inside in black alone, and the cover as one sheet in four inks.

    profiles  what printers ask for, and which documents say so
    paper     how thick a paper is, and so how wide the spine
    barcode   the barcode of an ISBN
    wrap      the cover as one sheet: back, spine and front

`book.verify.preflight` measures what is made here, against the `PressSpec` that comes with it.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from book.errors import EditionError
from book.model import Edition, Trim
from book.model.press import PressSpec, PrinterProfile
from book.render.pictures import grayed, used_pictures
from book.render.press.barcode import modules, parse_isbn
from book.render.press.paper import Paper, find_paper
from book.render.press.profiles import PLAIN
from book.render.press.wrap import Spine, plan_spine, wrap_document, wrap_trim
from book.render.print.documents import PrintDocument, PrintDocuments
from book.render.print.engine.marks import Sheet, count_pages, finish_for_press
from book.render.print.pdf import PdfOptions, render_pdf
from book.text.cached import ResultCache
from book.text.isbn import print_isbn

STYLES = ("print.css", "press.css", "bleed.css")
BLEED = "@page {{ bleed: {:.3f}pt }}"
LARGEST_SIGNATURE = 64
LEAST_OUTER = 36  # points: a narrower outer margin leaves no room for a thumb


@dataclass(frozen=True, slots=True)
class PressFiles:
    """The printer's files, and what they must measure."""

    inside: bytes
    cover: bytes
    spec: PressSpec


def render_press(
    edition: Edition,
    assets: Mapping[str, bytes],
    paper_name: str = "",
    signature: int = 0,
    workers: Sequence[Executor] = (),
    cache: ResultCache | None = None,
    profile: PrinterProfile = PLAIN,
) -> PressFiles:
    """Return the inside and the cover as PDF files, neither proven nor measured.

    Paper and signature are the printer's usual ones unless they are given. `workers` and `cache`
    are those of `render_pdf`: the bytes do not depend on them. Raise EditionError if the paper, the
    signature or the ISBN is invalid.
    """
    paper = _paper(paper_name, profile)
    isbn = parse_isbn(print_isbn(edition.imprint))
    signature = signature or profile.signature
    inside, pages = render_inside(edition, assets, signature, workers, cache, profile)
    trim = trim_for(edition.trim, pages, profile)
    if trim != edition.trim:
        edition = replace(edition, trim=trim)
        inside, pages = render_inside(edition, assets, signature, workers, cache, profile)
    spine = plan_spine(edition, pages, paper, profile)
    document = wrap_document(edition, spine)
    cover = _render_wrap(edition, assets, spine, document, profile)
    spec = PressSpec(
        trim=edition.trim,
        cover_trim=wrap_trim(edition.trim, spine),
        profile=profile,
        signature=signature,
        paper=paper.name,
        leaf=paper.leaf,
        spine_width=spine.width,
        spine_words=spine.words,
        spine_type=spine.type_size,
        cover_text=document.body.striptags(),
        isbn=isbn.digits if isbn else "",
        barcode=modules(isbn.digits) if isbn else "",
    )
    return PressFiles(inside, cover, spec)


def _paper(name: str, profile: PrinterProfile) -> Paper:
    if name or profile.paper:
        return find_paper(name or profile.paper)
    raise EditionError(
        f"the spine of a book for {profile.title} cannot be computed",
        remedy=f"{profile.spine_advice}.",
    )


def trim_for(trim: Trim, pages: int, profile: PrinterProfile) -> Trim:
    """Return a page whose inner margin is as wide as the printer asks for, if it can be.

    The type area moves outwards and keeps its size, so that no line breaks elsewhere.
    """
    gutter = profile.gutter(pages)
    outer = trim.width - trim.measure - gutter
    if gutter <= trim.inner or outer < max(profile.edge, LEAST_OUTER):
        return trim
    return replace(trim, inner=gutter, outer=round(outer, 3))


def render_inside(
    edition: Edition,
    assets: Mapping[str, bytes],
    signature: int,
    workers: Sequence[Executor] = (),
    cache: ResultCache | None = None,
    profile: PrinterProfile = PLAIN,
) -> tuple[bytes, int]:
    """Return the book without its cover, and its number of pages.

    Blank pages fill it up to a multiple of `signature`. Raise EditionError if no sheet can be
    folded into that many pages.
    """
    if signature % 2 or not 2 <= signature <= LARGEST_SIGNATURE:
        raise EditionError(
            f"no sheet can be folded into {signature} pages",
            remedy=f"Give --signature an even number from 2 to {LARGEST_SIGNATURE}: "
            "2 for digital print, 4, 8, 16 or 32 for folded sheets.",
        )
    divisions = tuple(d for d in edition.divisions if d.matter != "cover")
    pictures = tuple(grayed(picture) for picture in used_pictures(edition).values())
    inside = replace(edition, divisions=divisions, pictures=pictures)
    sheet = Sheet(profile.inside_bleed, profile.has_marks)
    finish = _CountingFinish(sheet)
    options = PdfOptions(
        STYLES,
        variant="",
        page_multiple=signature,
        ends_blank=profile.ends_blank,
        for_paper=True,
        before_write=finish,
    )
    files = _with_bleed(assets, sheet)
    content = render_pdf(inside, PrintDocuments(inside), files, options, workers, cache)
    return content, finish.pages


def _with_bleed(assets: Mapping[str, bytes], sheet: Sheet) -> Mapping[str, bytes]:
    """Return the style sheets with one that sets the bleed."""
    return {**assets, "bleed.css": BLEED.format(sheet.bleed).encode()}


class _CountingFinish:
    """Finishes a PDF for the press, and notes how many pages it has."""

    pages = 0

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def __call__(self, pdf: Any) -> None:
        self.pages = count_pages(pdf)
        finish_for_press(pdf, self.sheet)


def render_wrap(
    edition: Edition, assets: Mapping[str, bytes], spine: Spine, profile: PrinterProfile = PLAIN
) -> bytes:
    """Return the cover: back, spine and front as one sheet, with marks for the folds."""
    return _render_wrap(edition, assets, spine, wrap_document(edition, spine), profile)


def _render_wrap(
    edition: Edition,
    assets: Mapping[str, bytes],
    spine: Spine,
    document: PrintDocument,
    profile: PrinterProfile,
) -> bytes:
    divisions = tuple(d for d in edition.divisions if d.matter == "cover")
    trim = wrap_trim(edition.trim, spine)
    cover = replace(edition, divisions=divisions, notes=(), trim=trim)
    folds = (edition.trim.width, edition.trim.width + spine.width)
    sheet = Sheet(profile.cover_bleed, profile.has_marks)
    finish = partial(finish_for_press, sheet=sheet, folds=folds, registration=True)
    options = PdfOptions(STYLES, variant="", for_paper=True, before_write=finish)
    return render_pdf(cover, lambda _: (document,), _with_bleed(assets, sheet), options)
