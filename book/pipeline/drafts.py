"""One output alone, proven, as a draft in build/: dist/ changes only as a whole."""

from dataclasses import replace
from pathlib import Path

from book.pipeline.context import BuildContext, open_context
from book.pipeline.ebooks import render_ebook, render_kepub
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.glyph_check import check_glyphs
from book.pipeline.manuscripts import render_manuscript, render_tei_document
from book.pipeline.printing import (
    PAPER,
    SCREEN,
    read_published_starts,
    render_cover,
    render_print,
    typeset,
)
from book.runtime import files, fingerprint, workspace
from book.runtime.events import EventHandler, Message, ignore
from book.source.page_size import parse_page_size
from book.text.typography import xml_id

EBOOKS = ("epub", "kepub.epub")


def write_draft(
    slug: str,
    kind: str,
    on_event: EventHandler = ignore,
    root: Path = workspace.ROOT,
    *,
    size: str = "",
    screen: bool = False,
) -> Path:
    """Write one output (pdf, epub, kepub.epub, tei.xml, docx, md) to build/ and return its path.

    `size` is another page size than the edition's, `screen` colors the links. Raise EditionError or
    ProofError as a build does.
    """
    if kind == "pdf" or kind in EBOOKS:
        with open_context(slug, on_event, root) as context:
            content = _render_book(slug, kind, context, size, screen=screen)
    else:
        content = _render_text(assemble_edition(slug, BuildContext(root)), kind)
    suffixes = (xml_id(size) if size else "", "screen" if screen else "")
    name = "-".join(part for part in (slug, *suffixes) if part)
    path = root / "build" / slug / f"{name}.{kind}"
    files.write_file(path, content)
    return path


def _render_text(assembled: AssembledEdition, kind: str) -> bytes:
    if kind == "tei.xml":
        return render_tei_document(assembled)
    return render_manuscript(assembled.edition, kind)


def _render_book(slug: str, kind: str, context: BuildContext, size: str, *, screen: bool) -> bytes:
    assembled = assemble_edition(slug, context)
    if size:
        assembled = replace(
            assembled, edition=replace(assembled.edition, trim=parse_page_size(size))
        )
    check_glyphs(assembled)
    if kind == "pdf":
        styles = SCREEN if screen else PAPER
        return render_print(assembled.edition, assembled.assets, context, styles=styles)
    return _render_ebook(assembled, kind, context)


def _render_ebook(assembled: AssembledEdition, kind: str, context: BuildContext) -> bytes:
    """Return the e-book, with page marks from the published PDF or, if stale, a new one."""
    slug, edition, assets = assembled.slug, assembled.edition, assembled.assets
    if fingerprint.examine(slug, context.root).is_current:
        starts = read_published_starts(assembled, context.root / "dist" / slug)
        source = f"page numbers taken from dist/{slug}/{slug}.pdf, which is current"
    else:
        starts = typeset(edition, assets, context).starts
        source = f"print edition typeset for its page numbers: {len(starts)} pages with text"
    context.on_event(Message(slug, source))
    cover = render_cover(edition, assets, context.cover_width)
    ebook = render_ebook(edition, assets, cover, starts)
    return render_kepub(edition, ebook, starts) if kind == "kepub.epub" else ebook
