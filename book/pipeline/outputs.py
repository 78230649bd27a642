"""Every output of an edition, rendered, proven and validated."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from book.model import Edition
from book.pipeline.context import BuildContext, validate_content
from book.pipeline.cover import cover_job
from book.pipeline.ebooks import Starts, render_ebook, render_kepub
from book.pipeline.edition import AssembledEdition
from book.pipeline.explain import LayoutRecord
from book.pipeline.glyph_check import check_glyphs
from book.pipeline.manuscripts import MANUSCRIPTS, render_manuscript, render_tei_document
from book.pipeline.printing import TypesetEdition, prove_spoken, typeset
from book.pipeline.proofs import PublishedEdition, prove_rest
from book.pipeline.records import render_records
from book.pipeline.web import render_web_edition
from book.pipeline.web_script import render_web_script
from book.render import tables
from book.render.site.ledger.page import render_ledger_page
from book.runtime.cache import Cache, submit_with_cache
from book.runtime.workers import InlineExecutor
from book.verify.validators.verdict import Verdict, raise_on_failures

Manuscripts = Mapping[str, Future[bytes]]  # by kind
Validated = dict[str, tuple[bytes, Verdict]]  # e-books by name, each with its verdict


@dataclass(frozen=True)
class RenderedOutputs:
    """All outputs of an edition by name; how many pages the book has; what the validators found."""

    files: dict[str, bytes]
    layout: LayoutRecord
    pages: int
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True)
class _EbookJob:
    """What a worker needs to render the e-books."""

    edition: Edition
    assets: Mapping[str, bytes]
    cover: bytes
    starts: Starts
    kepub: bool
    validate: Callable[[Path], Verdict]


def render_outputs(assembled: AssembledEdition, context: BuildContext) -> RenderedOutputs:
    """Return every output that is published, except the manifest and the checksums.

    The first worker draws the cover while the print edition is begun here, and then makes the
    e-book, which needs its pages; a long print edition is laid out by all workers. A validator has
    the print edition while the rest is rendered. Raise ProofError for anything lost, or for a fault
    that a validator found.
    """
    check_glyphs(assembled)
    with _begun_manuscripts(assembled, context) as manuscripts:
        return _render_all(assembled, manuscripts, context)


@contextmanager
def _begun_manuscripts(assembled: AssembledEdition, context: BuildContext) -> Iterator[Manuscripts]:
    """Yield the manuscripts, by kind, as a thread renders them: it mostly waits for pandoc."""
    thread = ThreadPoolExecutor(1)
    try:
        yield {
            kind: thread.submit(render_manuscript, assembled.edition, kind, context.cache)
            for kind in MANUSCRIPTS
        }
    finally:
        thread.shutdown(wait=False, cancel_futures=True)


def _render_all(
    assembled: AssembledEdition, manuscripts: Manuscripts, context: BuildContext
) -> RenderedOutputs:
    cover = _start_cover(assembled, context)
    with context.stage(assembled.slug, "tei"):
        tei = render_tei_document(assembled)
    printed = _typeset(assembled, tei, context)
    with context.stage(assembled.slug, "ebook"):
        job = _ebook_job(assembled, cover.result(), printed.starts, context)
        ebooks = submit_with_cache(context.workers[0], context.cache, _render_ebooks, job)
        outputs = _render_others(assembled, printed, tei, job, context)
        outputs |= _finish_manuscripts(assembled, manuscripts, context)
        outputs |= _render_web(assembled, printed, job, context)
        validated = ebooks.result()
    outputs |= _valid(validated)
    with context.stage(assembled.slug, "site"):
        outputs |= render_records(assembled, outputs, context.cache)
    with context.stage(assembled.slug, "proof"):
        prove_rest(PublishedEdition(assembled, outputs, assembled.slug))
    verdicts = (
        _print_verdict(assembled, printed, context),
        *(verdict for _, verdict in validated.values()),
    )
    return RenderedOutputs(outputs, printed.layout, len(printed.reading.labels), verdicts)


def _start_cover(assembled: AssembledEdition, context: BuildContext) -> Future[bytes]:
    """Let the first worker draw the cover, unless it is kept."""
    job = cover_job(assembled.edition, assembled.assets, context.cover_width)
    worker = InlineExecutor() if job.is_kept(context.cache) else context.workers[0]
    return submit_with_cache(worker, context.cache, job.draw)


def _typeset(assembled: AssembledEdition, tei: bytes, context: BuildContext) -> TypesetEdition:
    sources = assembled.folder.witnesses
    return typeset(
        assembled.edition, assembled.assets, context, sources=sources, tei=tei, validates=True
    )


def _print_verdict(
    assembled: AssembledEdition, printed: TypesetEdition, context: BuildContext
) -> Verdict:
    """Wait for the verdict on the print edition. Raise ProofError if veraPDF found a fault."""
    assert printed.verdict
    with context.stage(assembled.slug, "verapdf"):
        verdict = printed.verdict.result()
    raise_on_failures(verdict, assembled.output("pdf"))
    return verdict


def _render_others(
    assembled: AssembledEdition,
    printed: TypesetEdition,
    tei: bytes,
    job: _EbookJob,
    context: BuildContext,
) -> dict[str, bytes]:
    """Return what needs no e-book, while a worker renders that."""
    with context.stage(assembled.slug, "speech"):
        prove_spoken(assembled.edition, printed)
    with context.stage(assembled.slug, "tables"):
        return _written(assembled, printed, tei, job.cover, context.cache)


def _render_web(
    assembled: AssembledEdition, printed: TypesetEdition, job: _EbookJob, context: BuildContext
) -> dict[str, bytes]:
    with context.stage(assembled.slug, "web"):
        pages = render_web_edition(
            assembled.edition, assembled.assets, job.cover, printed.starts, context.cache
        )
        return pages | render_web_script(assembled, pages, context.cache)


def _finish_manuscripts(
    assembled: AssembledEdition, manuscripts: Manuscripts, context: BuildContext
) -> dict[str, bytes]:
    with context.stage(assembled.slug, "manuscripts"):
        return {assembled.output(kind): each.result() for kind, each in manuscripts.items()}


def _valid(ebooks: Validated) -> dict[str, bytes]:
    """Return the e-books. Raise ProofError if EPUBCheck found a fault in one."""
    for name, (_, verdict) in ebooks.items():
        raise_on_failures(verdict, name)
    return {name: content for name, (content, _) in ebooks.items()}


def _ebook_job(
    assembled: AssembledEdition, cover: bytes, starts: Starts, context: BuildContext
) -> _EbookJob:
    kepub, validate = assembled.folder.kepub, context.validators.epub
    outputs = assembled.edition, assembled.assets, cover, starts
    return _EbookJob(*outputs, kepub, validate)


def _render_ebooks(job: _EbookJob, cache: Cache | None) -> Validated:
    """Return the e-books, proven, each with its verdict. Runs in a worker."""
    slug = job.edition.imprint.slug
    ebook = render_ebook(job.edition, job.assets, job.cover, job.starts, cache)
    ebooks = {f"{slug}.epub": ebook}
    if job.kepub:
        ebooks[f"{slug}.kepub.epub"] = render_kepub(job.edition, ebook, job.cover, job.starts)
    return {
        name: (content, validate_content(job.validate, name, content))
        for name, content in ebooks.items()
    }


def _written(
    assembled: AssembledEdition,
    printed: TypesetEdition,
    tei: bytes,
    cover: bytes,
    cache: Cache | None,
) -> dict[str, bytes]:
    """Return all outputs except the e-books, the manuscripts, the page and the records."""
    slug, edition = assembled.slug, assembled.edition
    ledger, starts = assembled.ledger, printed.reading.starts
    return {
        f"{slug}.pdf": printed.content,
        f"{slug}.tei.xml": tei,
        "cover.png": cover,
        "variants.csv": tables.render_variants_csv(edition),
        "parallels.csv": tables.render_parallels_csv(edition),
        "ledger.json": tables.render_ledger_json(ledger),
        "ledger.html": render_ledger_page(edition, ledger, starts, assembled.assets, cache),
    }
