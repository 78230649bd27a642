"""The stream of changes to a preview, as server-sent events (HTML Standard, 9.2).

Changes are noticed on the disk, whichever process made them: `inv watch` or a build.
"""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict
from pathlib import Path

from watchfiles import awatch

from book.serve import preview_store

DIGEST_LENGTH = 16  # characters of a page's digest in addresses
POLL = 300  # milliseconds between two looks at whether the server is stopping
KEEP_ALIVE = 50  # polls without a change, after which a comment keeps the connection open
COMMENT = b": still here\n\n"


async def preview_events(
    slug: str, root: Path, is_stopping: Callable[[], bool]
) -> AsyncIterator[bytes]:
    """Yield the state of a preview as an event, at once and whenever it changes."""
    stream = _StateStream(slug, root)
    folder = preview_store.preview_folder(slug, root)
    folder.mkdir(parents=True, exist_ok=True)
    if event := stream.changed_state():
        yield event
    async for event in _watch(stream, [folder, root / "dist"], is_stopping):
        yield event


async def _watch(
    stream: "_StateStream", folders: list[Path], is_stopping: Callable[[], bool]
) -> AsyncIterator[bytes]:
    idle, is_first = 0, True
    async for has_changes in _polls(folders):
        if is_stopping():
            return
        idle = 0 if has_changes else idle + 1
        # Something may have changed before the first poll, when nothing was watched yet.
        event = stream.changed_state() if has_changes or is_first else b""
        is_first = False
        if event:
            yield event
        elif idle % KEEP_ALIVE == KEEP_ALIVE - 1:
            yield COMMENT


async def _polls(folders: list[Path]) -> AsyncIterator[bool]:
    """Yield at each poll whether something has changed in the folders that exist."""
    async for changes in awatch(
        *filter(Path.is_dir, folders),
        watch_filter=None,
        step=20,
        debounce=200,
        rust_timeout=POLL,
        yield_on_timeout=True,
    ):
        yield bool(changes)


class _StateStream:
    """The state of a preview, compared with the last one that was sent."""

    def __init__(self, slug: str, root: Path) -> None:
        self.slug, self.root, self.sent = slug, root, ""

    def changed_state(self) -> bytes:
        """Return the state as an event if it differs from the last one; b"" if not."""
        state = _state(self.slug, self.root)
        if not state or state == self.sent:
            return b""
        self.sent = state
        return f"data: {state}\n\n".encode()


def _state(slug: str, root: Path) -> str:
    """Return the state of a preview as one line of JSON; "" while a draft is being replaced."""
    record = preview_store.preview_folder(slug, root) / preview_store.PREVIEW_FILE
    preview = preview_store.read_preview(slug, root)
    if not preview and record.is_file():
        return ""
    pages = _pages(preview) if preview else {}
    return json.dumps(_edition(slug, root) | pages | _ebook(slug, root))


def _edition(slug: str, root: Path) -> dict[str, object]:
    return {
        "error": preview_store.read_failure(slug, root),
        "published": preview_store.published_digest(slug, root),
    }


def _ebook(slug: str, root: Path) -> dict[str, object]:
    """Return the part of the state that templates/preview/preview.js shows as the e-book."""
    ebook = preview_store.read_ebook(slug, root)
    return {"chapters": [asdict(chapter) for chapter in ebook.chapters]} if ebook else {}


def _pages(preview: preview_store.Preview) -> dict[str, object]:
    """Return the part of the state that templates/preview/preview.js shows as pages."""
    return {
        "pdf": preview.pdf,
        "labels": preview.labels,
        "sizes": preview.sizes,
        "looks": [digest[:DIGEST_LENGTH] for digest in preview.page_digests],
    }
