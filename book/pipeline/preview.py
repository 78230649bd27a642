"""Preview while an editor writes: at each save a draft of the print edition, proven word by word.

An editor wants to see the page just edited. So the PDF is made first, without attachments, and
every word and note in it is proven, because a loss must be known at once; then the e-book, if it is
shown. The records and the validators take longer than all else, and are left to the build. This
process keeps its modules and workers, and the cache keeps what was laid out: an edit costs reading
the sources and laying out what it changed.
"""

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

from watchfiles import watch as watch_files

from book.errors import EditionError
from book.pipeline.context import BuildContext
from book.pipeline.cover import cover_job
from book.pipeline.ebooks import Starts, render_ebook
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.glyph_check import check_glyphs
from book.pipeline.printing import typeset
from book.runtime import fingerprint, workspace
from book.runtime.cache import open_cache
from book.runtime.events import EventHandler, Previewed, Started, failed_event
from book.runtime.workers import Workers, start_workers
from book.serve.preview_store import (
    DraftChapter,
    Preview,
    changed_pages,
    read_ebook,
    read_preview,
    write_ebook,
    write_failure,
    write_preview,
)
from book.verify.readback.epub import read_epub
from book.verify.readback.page_digests import digest_pages
from book.verify.readback.pdf import read_labels_and_anchors

QUIET = 60  # milliseconds without a change that end a burst: one save can be several changes
LONGEST = 1000  # maximum time to coalesce a burst of changes, in milliseconds
FIRST = 200  # milliseconds after which the first burst is reported, if nothing has changed
OPTIONS: dict[str, Any] = {
    "debounce": LONGEST,
    "step": QUIET,
    "rust_timeout": FIRST,
    "yield_on_timeout": True,
}
RETRY = 0.1  # seconds before files are read again that disappeared while they were read


def watch(
    edition: str | None,
    on_event: EventHandler,
    root: Path = workspace.ROOT,
    saves: Iterable[object] | None = None,
    workers: Workers | None = None,
    *,
    shows_ebook: bool = False,
) -> None:
    """Preview an edition, or all, whenever one of its files is saved; report errors and go on.

    With `shows_ebook`, a draft of the e-book follows that of the PDF. Ctrl-C ends it.

    `saves` yields whenever something may have changed; by default the folders are watched. Without
    `workers` processes are started. Raise EditionError if there is no such edition to begin with.
    """
    if edition:
        workspace.find_folder(edition, root)
    bursts = changes(edition, root) if saves is None else saves
    try:
        if workers is not None:
            _Watch(edition, on_event, root, workers, shows_ebook).follow(bursts)
        else:
            with start_workers() as started:
                _Watch(edition, on_event, root, started, shows_ebook).follow(bursts)
    except KeyboardInterrupt:
        return


def changes(edition: str | None, root: Path, stop: Event | None = None) -> Iterator[object]:
    """Yield once watching has begun, and after each burst of changes in sources/ and templates/.

    Folders are watched rather than files, because files are replaced.
    """
    is_first = True
    folders = sorted(_watched_folders(edition, root))
    for burst in watch_files(*folders, watch_filter=None, stop_event=stop, **OPTIONS):
        if burst or is_first:
            is_first = False
            yield burst


def _watched_folders(edition: str | None, root: Path) -> set[Path]:
    watched = {(root / "sources").resolve(), workspace.find_templates(root).resolve()}
    return watched | {folder for folder in _linked_folders(edition, root) if folder.is_dir()}


def _linked_folders(edition: str | None, root: Path) -> set[Path]:
    """Return where the editions' folders really are, because each may be a link."""
    found = (root / "sources").glob("*/edition.toml")
    slugs = [edition] if edition else [path.parent.name for path in found]
    return {(root / "sources" / slug).resolve() for slug in slugs}


@dataclass
class _Watch:
    """Previews editions; `tried` is what was last previewed, or failed to be, by edition."""

    edition: str | None
    on_event: EventHandler
    root: Path
    workers: Workers
    shows_ebook: bool = False
    tried: dict[str, str] = field(default_factory=dict)

    def follow(self, bursts: Iterable[object]) -> None:
        for _ in bursts:
            self.renew()

    def renew(self) -> None:
        """Preview the editions whose inputs have changed; many saves change nothing."""
        try:
            slugs = (self.edition,) if self.edition else workspace.editions(self.root)
        except EditionError as error:
            self.on_event(failed_event(error, ""))
            return
        for slug in slugs:
            inputs = inputs_or_error(slug, self.root)
            if self.tried.get(slug) != str(inputs):
                self.tried[slug] = str(inputs)
                self._try(slug, inputs)

    def _try(self, slug: str, inputs: "str | EditionError | OSError") -> None:
        try:
            if isinstance(inputs, Exception):
                raise inputs
            self._preview(slug, inputs)
            write_failure(slug, "", self.root)
        except (EditionError, OSError) as error:
            self.on_event(failed_event(error, slug))
            write_failure(slug, str(error), self.root)

    def _preview(self, slug: str, inputs_digest: str) -> None:
        began, former = time.monotonic(), read_preview(slug, self.root)
        self.on_event(Started(slug))
        if former and former.inputs == inputs_digest and self._has_ebook(slug):
            self._report(slug, len(former.page_digests), (), (), 0)
            return
        context = BuildContext(self.root, self.workers, open_cache(slug, self.root), self.on_event)
        assembled = assemble_edition(slug, context)
        check_glyphs(assembled)
        typeset_edition = typeset(assembled.edition, assembled.assets, context)
        content = typeset_edition.content
        preview = _describe(content, inputs_digest, former)
        write_preview(slug, content, preview, self.root)
        labels = tuple(preview.labels[number - 1] for number in preview.changed)
        took = round(time.monotonic() - began, 2)
        self._report(slug, len(preview.page_digests), preview.changed, labels, took)
        if self.shows_ebook:
            _write_ebook(assembled, typeset_edition.starts, context)

    def _has_ebook(self, slug: str) -> bool:
        return not self.shows_ebook or read_ebook(slug, self.root) is not None

    def _report(
        self, slug: str, pages: int, changed: tuple[int, ...], labels: tuple[str, ...], took: float
    ) -> None:
        file = f"build/{slug}/preview/{slug}.pdf"
        self.on_event(Previewed(slug, file, pages, changed, labels, took))


def inputs_or_error(slug: str, root: Path, retry: float = RETRY) -> "str | EditionError | OSError":
    """Return the digest of an edition's inputs, or the error that prevents it.

    A file may be missing for a moment while it is replaced, so an error is returned only if it
    persists for `retry` seconds.
    """
    for wait in (retry, 0):
        try:
            return fingerprint.inputs_digest(fingerprint.edition_inputs(slug, root))
        except (EditionError, OSError) as error:
            last = error
        time.sleep(wait)
    return last


def _describe(content: bytes, inputs_digest: str, former: Preview | None) -> Preview:
    pages = digest_pages(content)
    looks = tuple(page.digest for page in pages)
    return Preview(
        hashlib.sha256(content).hexdigest(),
        inputs_digest,
        read_labels_and_anchors(content).labels,
        tuple((page.width, page.height) for page in pages),
        looks,
        changed_pages(former, looks),
    )


def _write_ebook(assembled: AssembledEdition, starts: Starts, context: BuildContext) -> None:
    """Write a draft of the e-book, proven, with a record of its documents."""
    edition, assets = assembled.edition, assembled.assets
    cover = cover_job(edition, assets).draw(context.cache)
    content = render_ebook(edition, assets, cover, starts, context.cache)
    reading = read_epub(content)
    chapters = tuple(
        DraftChapter(head.path, head.title, hashlib.sha256(reading.files[head.path]).hexdigest())
        for head in reading.heads
    )
    write_ebook(assembled.slug, content, chapters, context.root)
