"""Read and write the preview of an edition: drafts of its PDF and e-book in build/, with records.

The record of the PDF holds a digest of each page's picture, that of the e-book one of each of its
documents: by these it is found what changed.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from book.runtime import files, workspace

PREVIEW_FILE, EBOOK_FILE, FAILURE_FILE = "preview.json", "ebook.json", "error.txt"


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


@dataclass(frozen=True, slots=True)
class DraftChapter:
    """A document of a draft of the e-book: its path in the container, its title and its digest."""

    path: str
    title: str
    digest: str


@dataclass(frozen=True, slots=True)
class EbookPreview:
    """The record of a draft of the e-book: the digest of its file, and its documents in order."""

    epub: str
    chapters: tuple[DraftChapter, ...]


def preview_folder(slug: str, root: Path = workspace.ROOT) -> Path:
    return root / "build" / slug / "preview"


def draft_path(slug: str, root: Path = workspace.ROOT, kind: str = "pdf") -> Path:
    """Return the path of the draft of the PDF or, by its kind, of the e-book ("epub")."""
    return preview_folder(slug, root) / f"{slug}.{kind}"


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


def write_ebook(
    slug: str, content: bytes, chapters: tuple[DraftChapter, ...], root: Path = workspace.ROOT
) -> None:
    """Write a draft of the e-book, then its record."""
    path = draft_path(slug, root, "epub")
    files.write_file(path, content)
    record = EbookPreview(hashlib.sha256(content).hexdigest(), chapters)
    files.write_file(path.with_name(EBOOK_FILE), json.dumps(asdict(record)).encode())


def read_ebook(slug: str, root: Path = workspace.ROOT) -> EbookPreview | None:
    """Return the record of the e-book's draft; None if it is missing, or that of another file."""
    record = files.read_if_there(preview_folder(slug, root) / EBOOK_FILE) or b""
    try:
        values = json.loads(record)
        chapters = tuple(DraftChapter(**chapter) for chapter in values["chapters"])
        preview = EbookPreview(str(values["epub"]), chapters)
    except (ValueError, KeyError, TypeError):
        return None
    return preview if _digest(draft_path(slug, root, "epub")) == preview.epub else None


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
