"""One output alone, proven, as a draft in build/: dist/ changes only as a whole."""

from dataclasses import replace
from pathlib import Path

from book.compose.colophon import with_trim
from book.pipeline.context import BuildContext, open_context
from book.pipeline.cover import cover_job
from book.pipeline.ebooks import Starts, render_ebook, render_kepub
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.glyph_check import check_glyphs
from book.pipeline.manuscripts import render_manuscript, render_tei_document
from book.pipeline.printing import (
    PAPER,
    SCREEN,
    read_published_starts,
    render_print,
    typeset,
)
from book.runtime import files, fingerprint, workspace
from book.runtime.events import EventHandler, Message, ignore
from book.source.page_size import parse_page_size
from book.text.counts import counted
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
    content = _render(slug, kind, on_event, root, size, screen=screen)
    path = root / "build" / slug / _name(slug, kind, size, screen=screen)
    files.write_file(path, content)
    return path


def _name(slug: str, kind: str, size: str, *, screen: bool) -> str:
    suffixes = (xml_id(size) if size else "", "screen" if screen else "")
    return f"{'-'.join(part for part in (slug, *suffixes) if part)}.{kind}"


def _render(
    slug: str, kind: str, on_event: EventHandler, root: Path, size: str, *, screen: bool
) -> bytes:
    if kind != "pdf" and kind not in EBOOKS:
        return _render_text(assemble_edition(slug, BuildContext(root)), kind)
    with open_context(slug, on_event, root) as context:
        return _render_book(slug, kind, context, size, screen=screen)


def _render_text(assembled: AssembledEdition, kind: str) -> bytes:
    if kind == "tei.xml":
        return render_tei_document(assembled)
    return render_manuscript(assembled.edition, kind)


def _render_book(slug: str, kind: str, context: BuildContext, size: str, *, screen: bool) -> bytes:
    assembled = assemble_edition(slug, context)
    if size:
        assembled = _resized(assembled, size)
    check_glyphs(assembled)
    if kind in EBOOKS:
        return _render_ebook(assembled, kind, context)
    styles = SCREEN if screen else PAPER
    return render_print(assembled.edition, assembled.assets, context, styles=styles)


def _resized(assembled: AssembledEdition, size: str) -> AssembledEdition:
    """Return an edition with another page size. Raise EditionError if it is not one."""
    edition = with_trim(assembled.edition, parse_page_size(size))
    return replace(assembled, edition=edition)


def _render_ebook(assembled: AssembledEdition, kind: str, context: BuildContext) -> bytes:
    edition, assets = assembled.edition, assembled.assets
    starts = _page_starts(assembled, context)
    cover = cover_job(edition, assets, context.cover_width).draw(context.cache)
    ebook = render_ebook(edition, assets, cover, starts, context.cache)
    if kind != "kepub.epub":
        return ebook
    return render_kepub(edition, ebook, cover, starts)


def _page_starts(assembled: AssembledEdition, context: BuildContext) -> Starts:
    """Return where pages begin: in the published PDF or, if that is stale, in a new one."""
    slug = assembled.slug
    if fingerprint.examine(slug, context.root).is_current:
        starts = read_published_starts(assembled, context.root / "dist" / slug)
        source = f"page numbers taken from {assembled.published('pdf')}, which is current"
    else:
        starts = typeset(assembled.edition, assembled.assets, context).starts
        source = (
            f"print edition typeset for its page numbers: {counted(len(starts), 'page')} with text"
        )
    context.on_event(Message(slug, source))
    return starts
