"""The printer's files: the inside in black alone, and the cover as one sheet in four inks.

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
from book.model import Edition
from book.model.press import PressSpec
from book.render.pictures import grayed, used_pictures
from book.render.press.barcode import Isbn, modules, parse_isbn
from book.render.press.paper import DEFAULT, LEAST_PAGES, Paper, find_paper
from book.render.press.wrap import Spine, plan_spine, wrap_document, wrap_trim
from book.render.print.documents import PrintDocument, PrintDocuments
from book.render.print.engine.marks import BLEED, count_pages, finish_for_press
from book.render.print.layout_cache import LayoutCache
from book.render.print.pdf import PdfOptions, render_pdf

STYLES = ("print.css", "press.css")
LARGEST_SIGNATURE = 64


@dataclass(frozen=True, slots=True)
class PressFiles:
    """The printer's files, and what they must measure."""

    inside: bytes
    cover: bytes
    spec: PressSpec


def render_press(
    edition: Edition,
    assets: Mapping[str, bytes],
    paper_name: str = DEFAULT,
    signature: int = 4,
    workers: Sequence[Executor] = (),
    cache: LayoutCache | None = None,
) -> PressFiles:
    """Return the inside and the cover as PDF files, neither proven nor measured.

    `workers` and `cache` are those of `render_pdf`: the bytes do not depend on them. Raise
    EditionError if the paper, the signature or the ISBN is invalid.
    """
    paper, isbn = find_paper(paper_name), parse_isbn(edition.imprint.identifier)
    inside, pages = render_inside(edition, assets, signature, workers, cache)
    spine = plan_spine(edition, pages, paper)
    document = wrap_document(edition, spine)
    cover = _render_wrap(edition, assets, spine, document)
    return PressFiles(inside, cover, _spec(edition, paper, spine, signature, document, isbn))


def render_inside(
    edition: Edition,
    assets: Mapping[str, bytes],
    signature: int,
    workers: Sequence[Executor] = (),
    cache: LayoutCache | None = None,
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
    finish = _CountingFinish()
    options = PdfOptions(
        STYLES, variant="", page_multiple=signature, for_paper=True, before_write=finish
    )
    content = render_pdf(inside, PrintDocuments(inside), assets, options, workers, cache)
    return content, finish.pages


class _CountingFinish:
    """Finishes a PDF for the press, and notes how many pages it has."""

    pages = 0

    def __call__(self, pdf: Any) -> None:
        self.pages = count_pages(pdf)
        finish_for_press(pdf)


def render_wrap(edition: Edition, assets: Mapping[str, bytes], spine: Spine) -> bytes:
    """Return the cover: back, spine and front as one sheet, with marks for the folds."""
    return _render_wrap(edition, assets, spine, wrap_document(edition, spine))


def _render_wrap(
    edition: Edition, assets: Mapping[str, bytes], spine: Spine, document: PrintDocument
) -> bytes:
    divisions = tuple(d for d in edition.divisions if d.matter == "cover")
    trim = wrap_trim(edition.trim, spine)
    cover = replace(edition, divisions=divisions, notes=(), trim=trim)
    folds = (edition.trim.width, edition.trim.width + spine.width)
    finish = partial(finish_for_press, folds=folds, registration=True)
    options = PdfOptions(STYLES, variant="", for_paper=True, before_write=finish)
    return render_pdf(cover, lambda _: (document,), assets, options)


def _spec(
    edition: Edition,
    paper: Paper,
    spine: Spine,
    signature: int,
    document: PrintDocument,
    isbn: Isbn | None,
) -> PressSpec:
    return PressSpec(
        trim=edition.trim,
        cover_trim=wrap_trim(edition.trim, spine),
        bleed=BLEED,
        signature=signature,
        paper=paper.name,
        leaf=paper.leaf,
        spine_width=spine.width,
        spine_words=spine.words,
        spine_type=spine.type_size,
        least_spine_pages=LEAST_PAGES,
        cover_text=document.body.striptags(),
        isbn=isbn.digits if isbn else "",
        barcode=modules(isbn.digits) if isbn else "",
    )
