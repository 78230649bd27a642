"""Watch what editions are made from, and at each save make a preview: a draft of the print edition, proven word by word.

An editor wants to see the page that was just edited. So the PDF alone is made, without what is attached to it, and each word and
note is proven, as what is lost must be known at once; e-book, records and the judges of the standards take longer than all else,
and are the build's. This process keeps its modules and workers, and what was laid out is kept as in a build: an edit costs the
reading of the sources and the layout of what it changed.
"""

import hashlib
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from watchfiles import watch as watch_files

from book.errors import EditionError
from book.pipeline.edition import assemble_edition
from book.pipeline.outputs import check_glyphs, set_print
from book.runtime import fingerprint, workspace
from book.runtime.cache import open_cache
from book.runtime.events import EventHandler, Part, Previewed, Started, failed_event, stages
from book.runtime.workers import Workers, start_workers
from book.serve.preview_store import (
    Preview,
    changed_pages,
    read_preview,
    write_failure,
    write_preview,
)
from book.verify.readback.page_digests import digest_pages
from book.verify.readback.pdf import read_labels_and_anchors

if TYPE_CHECKING:
    from book.render.print.layout_pool import Laid

QUIET = 60  # milliseconds without a change, after which a burst of them is over: editors write, rename and touch at one save
LONGEST = 1000  # milliseconds after which it is no longer waited for the end of a burst
FIRST = 200  # milliseconds after which it says that it watches, if nothing was changed
AGAIN = 0.1  # seconds after which files are read again that went away while they were read


def watch(
    edition: str | None,
    on_event: EventHandler,
    root: Path = workspace.ROOT,
    saves: Iterable[object] | None = None,
) -> None:
    """Make the preview of an edition, or of all, whenever one of its files was saved; tell of errors, and go on. Ctrl-C ends it.

    `saves` gives something whenever there may be something new. Raise EditionError if there is no such edition to begin with.
    """
    tried: dict[str, str] = {}  # what was last tried to be made, by edition
    if edition:
        workspace.find_folder(edition, root)
    try:
        with start_workers() as workers:
            for _ in changes(edition, root) if saves is None else saves:
                renew(edition, tried, on_event, workers, root)
    except KeyboardInterrupt:
        return


def changes(edition: str | None, root: Path, stop: Event | None = None) -> Iterator[object]:
    """Give something as soon as it is watched, and after each burst of changes below sources/ and templates/.

    The folders are watched, as files are replaced.
    """
    slugs = (
        [edition]
        if edition
        else [path.parent.name for path in (root / "sources").glob("*/edition.toml")]
    )
    folders = {(root / "sources").resolve(), workspace.find_templates(root).resolve()}
    folders |= {
        found for slug in slugs if (found := (root / "sources" / slug).resolve()).is_dir()
    }  # it may be a link
    is_begun = False
    how: dict[str, Any] = {
        "debounce": LONGEST,
        "step": QUIET,
        "rust_timeout": FIRST,
        "yield_on_timeout": True,
    }
    for burst in watch_files(*sorted(folders), watch_filter=None, stop_event=stop, **how):
        if burst or not is_begun:
            is_begun = True
            yield burst


def renew(
    edition: str | None, tried: dict[str, str], on_event: EventHandler, workers: Workers, root: Path
) -> None:
    """Make the previews whose inputs are not those that were tried; by contents, as many a change is none."""
    try:
        slugs = (edition,) if edition else workspace.editions(root)
    except EditionError as error:
        on_event(failed_event(error, ""))
        return
    for slug in slugs:
        wanted = _inputs(slug, root)
        if tried.get(slug) == str(wanted):
            continue
        tried[slug] = str(wanted)
        try:
            if isinstance(wanted, Exception):
                raise wanted
            _preview(slug, wanted, on_event, workers, root)
            write_failure(slug, "", root)
        except (EditionError, OSError) as error:
            on_event(failed_event(error, slug))
            write_failure(slug, str(error), root)


def _inputs(slug: str, root: Path) -> str | EditionError | OSError:
    """Digest what an edition is made from, or say why that cannot be; a file may be gone for a moment while it is replaced."""
    for wait in (AGAIN, 0):
        try:
            return fingerprint.inputs_digest(fingerprint.inputs(slug, root))
        except (EditionError, OSError) as error:
            wrong = error
        time.sleep(wait)
    return wrong


def _preview(slug: str, digest: str, on_event: EventHandler, workers: Workers, root: Path) -> None:
    began, former = time.monotonic(), read_preview(slug, root)
    on_event(Started(slug))
    if former and former.inputs == digest:
        on_event(
            Previewed(slug, f"build/{slug}/preview/{slug}.pdf", len(former.page_digests), (), (), 0)
        )
        return

    def told(sheet: "Laid") -> None:
        on_event(Part(slug, "layout", sheet.name, sheet.kept, sheet.done, sheet.total))

    at = stages(on_event, slug)
    made = assemble_edition(slug, root, at)
    check_glyphs(made)
    content = set_print(
        made.edition, made.assets, workers=workers, cache=open_cache(slug, root), told=told, at=at
    ).content
    preview = _look_at(content, digest, former)
    path = write_preview(slug, content, preview, root)
    took = round(time.monotonic() - began, 2)
    labels = tuple(preview.labels[number - 1] for number in preview.changed)
    on_event(
        Previewed(
            slug,
            path.relative_to(root).as_posix(),
            len(preview.page_digests),
            preview.changed,
            labels,
            took,
        )
    )


def _look_at(content: bytes, inputs: str, former: Preview | None) -> Preview:
    found = digest_pages(content)
    looks, sizes = (
        tuple(look.digest for look in found),
        tuple((look.width, look.height) for look in found),
    )
    return Preview(
        hashlib.sha256(content).hexdigest(),
        inputs,
        read_labels_and_anchors(content).labels,
        sizes,
        looks,
        changed_pages(former, looks),
    )
