"""The picture of the cover: the first page of the print edition, drawn or taken from the cache."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from book.model import Edition
from book.pipeline.context import COVER_WIDTH
from book.render.print.documents import PrintDocument, PrintDocuments
from book.render.print.html_source import document_source
from book.runtime.cache import Cache
from book.text.cached import recall, result_key
from book.verify.readback.pdf import draw_page

KIND = "cover"
STYLES = ("print.css",)


@dataclass(frozen=True)
class CoverJob:
    """What the picture of a cover is drawn from, `width` pixels wide.

    `edition` has nothing but its cover, `document` is the cover for print, and `files` are the
    style sheet, the fonts and the pictures of the style sheet.
    """

    edition: Edition
    document: PrintDocument
    files: Mapping[str, bytes]
    width: int

    def draw(self, cache: Cache | None = None) -> bytes:
        """Return the picture as PNG."""
        return recall(cache, KIND, self._inputs(), self._draw)

    def is_kept(self, cache: Cache | None) -> bool:
        """Return whether the cache has the picture."""
        return cache is not None and cache.has(result_key(cache.seed, KIND, self._inputs()))

    def _inputs(self) -> tuple[object, ...]:
        edition, source = self.edition, document_source(self.edition, self.document)
        files = (part for file in sorted(self.files.items()) for part in file)
        settings = (edition.trim, edition.microtypography, edition.apparatus, edition.line_numbers)
        return (source, *settings, self.width, *files)

    def _draw(self) -> bytes:
        from book.render.print.pdf import render_pdf

        content = render_pdf(self.edition, lambda _: (self.document,), self.files)
        return draw_page(content, 0, self.width)


def cover_job(edition: Edition, assets: Mapping[str, bytes], width: int = COVER_WIDTH) -> CoverJob:
    """Return the job that draws the cover of an edition.

    The bands of the cover show the parts of the work, so it is written from the whole edition.
    """
    from book.render.print.pdf import files_of_styles

    (document,) = PrintDocuments(replace(edition, pictures=()), ("cover",))({})
    divisions = tuple(division for division in edition.divisions if division.kind == "cover")
    alone = replace(edition, divisions=divisions, notes=(), pictures=(), parallels=())
    return CoverJob(alone, document, files_of_styles(assets, STYLES), width)


def render_cover(edition: Edition, assets: Mapping[str, bytes], width: int = COVER_WIDTH) -> bytes:
    """Return the cover of an edition as a PNG image, `width` pixels wide."""
    return cover_job(edition, assets, width).draw()
