"""Read and write the preview of an edition: a draft of its PDF in build/ and a record of its pages.

The record holds a digest of each page's picture, by which changed pages are found.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from book.runtime import files, workspace

PREVIEW_FILE, FAILURE_FILE = "preview.json", "error.txt"


@dataclass(frozen=True, slots=True)
class Preview:
    """The record of a draft: `pdf` and `inputs` are digests of its file and of all it depends on.

    Each page has a label, a size in points (width, height) and a digest of its picture. `changed`
    are the numbers, from 1, of the pages that differ from those of the former draft.
    """

    pdf: str
    inputs: str
    labels: tuple[str, ...]
    sizes: tuple[tuple[float, float], ...]
    page_digests: tuple[str, ...]
    changed: tuple[int, ...] = ()


def preview_folder(slug: str, root: Path = workspace.ROOT) -> Path:
    return root / "build" / slug / "preview"


def draft_path(slug: str, root: Path = workspace.ROOT) -> Path:
    return preview_folder(slug, root) / f"{slug}.pdf"


def list_previews(root: Path = workspace.ROOT) -> tuple[str, ...]:
    """Return the slugs of the editions that have a preview, in order."""
    paths = (root / "build").glob(f"*/preview/{PREVIEW_FILE}")
    return tuple(sorted(path.parent.parent.name for path in paths))


def changed_pages(former: Preview | None, page_digests: tuple[str, ...]) -> tuple[int, ...]:
    """Return the numbers, from 1, of the pages that look different; all of a first draft.

    >>> changed_pages(None, ("a", "b"))
    (1, 2)
    >>> changed_pages(Preview("", "", (), (), ("a", "x")), ("a", "b", "c"))
    (2, 3)
    """
    before = former.page_digests if former else ()
    pairs = zip_longest(page_digests, before[: len(page_digests)])
    return tuple(number for number, (new, old) in enumerate(pairs, 1) if new != old)


def write_preview(slug: str, content: bytes, preview: Preview, root: Path = workspace.ROOT) -> Path:
    """Write a draft, then its record, so that whoever reads the record finds the draft.

    Return the path of the draft.
    """
    path = draft_path(slug, root)
    files.write_file(path, content)
    files.write_file(path.with_name(PREVIEW_FILE), json.dumps(asdict(preview)).encode())
    return path


def read_preview(slug: str, root: Path = workspace.ROOT) -> Preview | None:
    """Return the record of the draft; None if it is missing, damaged or that of another file."""
    record = files.read_if_there(preview_folder(slug, root) / PREVIEW_FILE) or b""
    try:
        preview = _preview(json.loads(record))
    except (ValueError, KeyError, TypeError):
        return None
    return preview if _digest(draft_path(slug, root)) == preview.pdf else None


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file; "" if it is missing."""
    content = files.read_if_there(path)
    return hashlib.sha256(content).hexdigest() if content else ""


def _preview(record: dict[str, Any]) -> Preview:
    return Preview(
        pdf=str(record["pdf"]),
        inputs=str(record["inputs"]),
        labels=tuple(map(str, record["labels"])),
        sizes=tuple((float(width), float(height)) for width, height in record["sizes"]),
        page_digests=tuple(map(str, record["page_digests"])),
        changed=tuple(map(int, record["changed"])),
    )


def write_failure(slug: str, message: str, root: Path = workspace.ROOT) -> None:
    """Record why the last save has no draft; "" removes the record."""
    path = preview_folder(slug, root) / FAILURE_FILE
    if message:
        files.write_file(path, message.encode())
    else:
        path.unlink(missing_ok=True)


def read_failure(slug: str, root: Path = workspace.ROOT) -> str:
    """Return why the last save has no draft; "" if it has one."""
    message = files.read_if_there(preview_folder(slug, root) / FAILURE_FILE)
    return (message or b"").decode(errors="replace")


def published_digest(slug: str, root: Path = workspace.ROOT) -> str:
    """Return a digest that identifies what is published of an edition; "" if nothing is."""
    return _digest(root / "dist" / slug / "manifest.json")
