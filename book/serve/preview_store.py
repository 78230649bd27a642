"""The preview of an edition: a draft of its PDF in build/, and beside it what each page looks like, so that changes can be told."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from book.runtime import files, workspace

PREVIEW_FILE, FAILURE_FILE = "preview.json", "error.txt"


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft: the digests of its file and of what it was made from; of each page its label, its size in points, and its looks.

    `changed` are the pages, from 1, that are not as they were in the draft before.
    """

    pdf: str
    inputs: str
    labels: tuple[str, ...]
    sizes: tuple[tuple[float, float], ...]
    looks: tuple[str, ...]
    changed: tuple[int, ...] = ()


def preview_folder(slug: str, root: Path = workspace.ROOT) -> Path:
    return root / "build" / slug / "preview"


def list_previews(root: Path = workspace.ROOT) -> tuple[str, ...]:
    """List the editions that have a preview."""
    return tuple(
        sorted(
            path.parent.parent.name for path in (root / "build").glob(f"*/preview/{PREVIEW_FILE}")
        )
    )


def changed_pages(former: Preview | None, looks: tuple[str, ...]) -> tuple[int, ...]:
    """Name the pages, from 1, that look otherwise than those at their places before. Of a first draft, all.

    >>> changed_pages(None, ("a", "b")), changed_pages(Preview("", "", (), (), ("a", "x")), ("a", "b", "c"))
    ((1, 2), (2, 3))
    """
    before = former.looks if former else ()
    return tuple(n for n, look in enumerate(looks, 1) if n > len(before) or look != before[n - 1])


def write_preview(slug: str, content: bytes, preview: Preview, root: Path = workspace.ROOT) -> Path:
    """Write the draft, and then what is known of it: who reads that finds the draft."""
    path = preview_folder(slug, root) / f"{slug}.pdf"
    files.write_file(path, content)
    files.write_file(path.with_name(PREVIEW_FILE), json.dumps(asdict(preview)).encode())
    return path


def read_preview(slug: str, root: Path = workspace.ROOT) -> Preview | None:
    """Read what is known of the draft; None if there is none, or if it is not the file that lies there."""
    try:
        found = json.loads(files.read_if_there(preview_folder(slug, root) / PREVIEW_FILE) or b"")
        sizes = tuple((float(width), float(height)) for width, height in found["sizes"])
        lists = (
            tuple(map(str, found["labels"])),
            sizes,
            tuple(map(str, found["looks"])),
            tuple(map(int, found["changed"])),
        )
        preview = Preview(str(found["pdf"]), str(found["inputs"]), *lists)
    except (ValueError, KeyError, TypeError):
        return None
    content = files.read_if_there(preview_folder(slug, root) / f"{slug}.pdf") or b""
    return preview if hashlib.sha256(content).hexdigest() == preview.pdf else None


def write_failure(slug: str, said: str, root: Path = workspace.ROOT) -> None:
    """Note why there is no draft of what was saved last; nothing, if there is one."""
    path = preview_folder(slug, root) / FAILURE_FILE
    if said:
        files.write_file(path, said.encode())
    else:
        path.unlink(missing_ok=True)


def read_failure(slug: str, root: Path = workspace.ROOT) -> str:
    return (files.read_if_there(preview_folder(slug, root) / FAILURE_FILE) or b"").decode(
        errors="replace"
    )


def published_digest(slug: str, root: Path = workspace.ROOT) -> str:
    """Tell one published edition from another; nothing, if there is none."""
    manifest = files.read_if_there(root / "dist" / slug / "manifest.json")
    return hashlib.sha256(manifest).hexdigest() if manifest else ""
