"""The print edition: typeset, proven letter by letter, as a screen reader says it, and in form."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from book.model import Edition, PageStart
from book.pipeline.context import BuildContext, validate_content
from book.pipeline.drawings import with_rasters
from book.pipeline.edition import AssembledEdition
from book.pipeline.explain import LayoutRecord
from book.render.print.documents import PrintDocuments
from book.runtime.cache import submit_with_cache
from book.runtime.workers import start_thread
from book.source.witness_files import WitnessFile
from book.verify.proof.line_numbers import print_form, prove_line_numbers
from book.verify.proof.pages import printed_numbers
from book.verify.proof.pagination import page_starts
from book.verify.proof.placed_anchors import texts_of_anchors
from book.verify.proof.prove_area import prove_area
from book.verify.proof.prove_furnishing import prove_attachments, prove_metadata
from book.verify.proof.prove_heads import prove_heads
from book.verify.proof.prove_links import prove_links
from book.verify.proof.prove_order import prove_directions, prove_order
from book.verify.proof.prove_print import prove_pdf
from book.verify.proof.prove_print_form import prove_print_form
from book.verify.proof.prove_speech import prove_speech
from book.verify.proof.prove_visible import prove_ink, prove_visible
from book.verify.proof.spoken_form import SpokenForm
from book.verify.readback.pdf import PdfReading, read_pdf
from book.verify.readback.speech import TaggedBook, read_book
from book.verify.validators.verdict import Verdict

if TYPE_CHECKING:
    from book.render.print.engine.attachments import Attachment
    from book.render.print.layout_pool import DocumentProgress

Files = Sequence[tuple[str, bytes]]  # by name
Styles = tuple[str, ...]
PAPER: Styles = ("print.css",)
SCREEN: Styles = ("print.css", "screen.css")
ALONE = BuildContext()


@dataclass(frozen=True, slots=True)
class TypesetEdition:
    """The print edition: its PDF, what was read back from it, and where its pages begin.

    `layout` records what each document was made from. `attached` are the files in it. `tagged` is
    the PDF along its structure tree, if a worker is reading it, and `verdict` what the validator
    finds in the PDF, if it is validated.
    """

    content: bytes
    reading: PdfReading
    starts: tuple[PageStart, ...]
    layout: LayoutRecord
    attached: Files = ()
    tagged: Future[TaggedBook] | None = None
    verdict: Future[Verdict] | None = None


def typeset(
    edition: Edition,
    assets: Mapping[str, bytes],
    context: BuildContext = ALONE,
    *,
    sources: Sequence[WitnessFile] = (),
    tei: bytes = b"",
    styles: Styles = PAPER,
    validates: bool = False,
) -> TypesetEdition:
    """Return the PDF with `sources` and the TEI document attached, every letter of it proven.

    Raise ProofError if the PDF lacks, repeats or adds anything. What a screen reader says is proven
    by `prove_spoken`, because a worker reads it meanwhile; with `validates` the PDF is validated
    meanwhile too.
    """
    slug, layout = edition.imprint.slug, LayoutRecord()
    attachments = _attachments(edition, sources, tei)
    with context.stage(slug, "layout"):
        content = _render(edition, assets, context, layout, styles, attachments)
    worker, cache = context.workers[0] if context.workers else None, context.cache
    tagged = submit_with_cache(worker, cache, read_book, content) if worker else None
    verdict = _begin_validation(content, f"{slug}.pdf", context) if validates else None
    with context.stage(slug, "proof"):
        reading = read_printed(edition, content, f"{slug}.pdf", tagged)
        starts = prove_pages(edition, reading, f"{slug}.pdf")
    attached = tuple((each.name, each.content) for each in attachments)
    return TypesetEdition(content, reading, starts, layout, attached, tagged, verdict)


def _begin_validation(content: bytes, name: str, context: BuildContext) -> Future[Verdict]:
    return start_thread(validate_content, context.validators.pdf, name, content)


def _render(
    edition: Edition,
    assets: Mapping[str, bytes],
    context: BuildContext,
    layout: LayoutRecord,
    styles: Styles,
    attachments: "list[Attachment]",
) -> bytes:
    """Return the PDF with its attachments; note in `layout` what its documents are made from."""
    # WeasyPrint takes a second to import, and most tasks do not need it.
    from book.render.print.engine.attachments import attach
    from book.render.print.pdf import PdfOptions, render_pdf

    def on_document(document: "DocumentProgress") -> None:
        layout.note(document)
        context.on_document(edition.imprint.slug, document)

    printed = with_rasters(edition, context)
    options = PdfOptions(styles, before_write=partial(attach, attachments=attachments))
    documents = PrintDocuments(printed)
    return render_pdf(
        printed, documents, assets, options, context.workers, context.cache, on_document
    )


def _attachments(
    edition: Edition, sources: Sequence[WitnessFile], tei: bytes
) -> "list[Attachment]":
    from book.render.print.engine.attachments import tei_attachment

    attachments = _source_attachments(edition, sources)
    if tei:
        name = f"{edition.imprint.slug}.tei.xml"
        attachments.append(tei_attachment(name, tei, edition.imprint.date))
    return attachments


def _source_attachments(edition: Edition, sources: Sequence[WitnessFile]) -> "list[Attachment]":
    from book.render.print.engine.attachments import witness_attachment

    date = edition.imprint.date
    return [witness_attachment(source.witness, source.content, date) for source in sources]


def prove_pages(edition: Edition, reading: PdfReading, file: str) -> tuple[PageStart, ...]:
    """Return where the pages of a PDF begin.

    Raise ProofError if it lacks, repeats or adds anything.
    """
    return page_starts(edition, prove_pdf(edition, reading, file))


def prove_spoken(edition: Edition, typeset_edition: TypesetEdition) -> None:
    """Raise ProofError if a screen reader would say anything but the edition, or form is lost."""
    tagged = typeset_edition.tagged
    book = tagged.result() if tagged else read_book(typeset_edition.content)
    attached, file = typeset_edition.attached, f"{edition.imprint.slug}.pdf"
    prove_tagged(edition, book, typeset_edition.reading, attached, file)


def prove_tagged(
    edition: Edition, book: TaggedBook, reading: PdfReading, attached: Files, file: str
) -> None:
    """Raise ProofError if the PDF shows or says anything but the edition, or form is lost.

    Its links, running heads, metadata and attached files are proven too.
    """
    edition = print_form(edition, reading)
    prove_visible(book.pages, reading.labels, file)
    prove_ink(reading, file)
    prove_speech(edition, book.document, reading, file)
    prove_directions(book, reading.labels, file)
    prove_order(edition, book.document, reading, file)
    spoken = SpokenForm(book.document)
    prove_print_form(edition, book, spoken, reading, file)
    starts = texts_of_anchors(edition, spoken, printed_numbers(reading))
    prove_links(edition, book, starts, reading, file)
    prove_heads(edition, book, reading, starts, file)
    prove_area(edition, book.pages, reading.labels, file)
    prove_metadata(edition, book.furnishing, file)
    prove_attachments(attached, book.furnishing, file)


def render_print(
    edition: Edition,
    assets: Mapping[str, bytes],
    context: BuildContext = ALONE,
    *,
    sources: Sequence[WitnessFile] = (),
    styles: Styles = PAPER,
) -> bytes:
    """Return the PDF with `sources` attached, proven in full.

    Raise ProofError as `typeset` does.
    """
    typeset_edition = typeset(edition, assets, context, sources=sources, styles=styles)
    prove_spoken(edition, typeset_edition)
    return typeset_edition.content


def read_published_starts(assembled: AssembledEdition, folder: Path) -> tuple[PageStart, ...]:
    """Return where the pages of the published PDF begin.

    Raise ProofError if it is not this edition's.
    """
    content, file = (folder / f"{assembled.slug}.pdf").read_bytes(), assembled.published("pdf")
    return prove_pages(assembled.edition, read_printed(assembled.edition, content, file), file)


def read_printed(
    edition: Edition, content: bytes, file: str, tagged: Future[TaggedBook] | None = None
) -> PdfReading:
    """Read the PDF of an edition; if its notes are keyed to lines, prove the numbers of these.

    `tagged` is the PDF along its structure tree, if a worker is reading it.
    """
    return with_line_numbers(edition, read_pdf(content), content, file, tagged)


def with_line_numbers(
    edition: Edition,
    reading: PdfReading,
    content: bytes,
    file: str,
    tagged: Future[TaggedBook] | None = None,
) -> PdfReading:
    """Return what was read of a PDF, with the numbers of lines if notes are keyed to them."""
    if edition.apparatus.is_keyed_to_lines:
        book = tagged.result() if tagged else read_book(content)
        return prove_line_numbers(edition, book, reading, file)
    return reading
