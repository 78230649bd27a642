"""Compare releases of an edition: what is published, and what a build would publish now. Nothing is written but what was laid out."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from book.compare import find_alterations, find_page_changes
from book.errors import EditionError
from book.model import Differences
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.outputs import make_tei, set_print
from book.runtime import files, fingerprint, workspace
from book.runtime.cache import open_cache
from book.runtime.events import EventHandler, Part, stages
from book.runtime.workers import start_workers
from book.source import history_file, history_record
from book.source.folder import read_text
from book.verify.readback.pdf import PageText, read_page_texts
from book.verify.readback.release import read_release
from book.verify.readback.release.values import ReleaseReading

if TYPE_CHECKING:
    from book.render.print.layout_pool import Laid


@dataclass(frozen=True, slots=True)
class Published:
    """A release as it was published: its date, the SHA-256 of its SHA256SUMS, what the manifest says, the text, the pages."""

    folder: str
    sha256: str
    inputs: str
    engines: Mapping[str, str]
    release: ReleaseReading
    pdf: bytes


def compare(
    slug: str,
    former: Path | None = None,
    *,
    pages: bool = True,
    on_event: EventHandler = lambda _: None,
    root: Path = workspace.ROOT,
) -> Differences:
    """Compare what a build would publish now with what is published, or with another release in the folder `former`.

    The new edition's text is read out of its TEI, as the former one's is; for its pages it is laid out, but for those parts that
    are in the store. Raise EditionError where there is no release that can be read.
    """
    workspace.find_folder(slug, root)
    if former and not former.is_dir():
        raise EditionError(
            "there is no such folder",
            file=str(former),
            remedy="Name one in which a release was published, as dist/ has it.",
        )
    was = read_published(former or root / "dist" / slug, slug, root)
    unchanged = Differences(
        slug, was.folder, was.sha256, was.release.date, was.release.date, (), () if pages else None
    )
    if was.inputs == fingerprint.inputs_digest(fingerprint.inputs(slug, root)):
        return replace(unchanged, same_inputs=True)
    made = assemble_edition(slug, root, stages(on_event, slug))
    now = read_release(make_tei(made))
    changed = (
        find_page_changes(_pages(was.pdf, was.folder), _laid_out(made, on_event, root))
        if pages
        else None
    )
    return replace(
        unchanged,
        date=now.date,
        alterations=find_alterations(was.release, now),
        pages=changed,
        engines=tuple(_engines(was.engines)),
    )


def record(found: Differences, said: str, root: Path = workspace.ROOT) -> str:
    """Add a release to the edition's history.toml, with what the editor says of it; give the file's name."""
    name = f"sources/{found.slug}/{history_file.FILE}"
    path = root / name
    text = read_text(path, name) if path.is_file() else ""
    files.write_file(path, history_record.add_release(text, said, found, name).encode())
    return name


def _laid_out(made: AssembledEdition, on_event: EventHandler, root: Path) -> tuple[PageText, ...]:
    """Give the pages of the print edition as it would be now."""
    slug, cache = made.slug, open_cache(made.slug, root)

    def told(sheet: "Laid") -> None:
        on_event(Part(slug, "layout", sheet.name, sheet.kept, sheet.done, sheet.total))

    with start_workers() as workers:
        printed = set_print(
            made.edition,
            made.assets,
            workers=workers,
            cache=cache,
            told=told,
            at=stages(on_event, slug),
        )
    return read_page_texts(printed.content)


def _engines(before: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Give the engines that both releases name, and that have another version now: which are named is the program's affair."""
    return [
        (name, before[name], version)
        for name, version in fingerprint.engines().items()
        if before.get(name, version) != version
    ]


def read_published(folder: Path, slug: str, root: Path = workspace.ROOT) -> Published:
    """Read a release from the folder in which it was published. Raise EditionError if there is none, or not a whole one."""
    name = folder.relative_to(root).as_posix() if folder.is_relative_to(root) else str(folder)
    if not folder.is_dir():
        raise EditionError(
            "nothing is published here yet",
            file=name,
            remedy=f"The first release is made by: inv build --edition {slug}",
        )
    if harmed := files.damaged(folder):
        shown = ", ".join(harmed[:3]) + (f" and {len(harmed) - 3} more" if len(harmed) > 3 else "")
        remedy = f"Nothing can be compared with it. To publish anew: inv build --edition {slug}"
        raise EditionError(f"what is published is damaged: {shown}", file=name, remedy=remedy)
    sums, tei, pdf = (
        files.read_if_there(folder / found)
        for found in ("SHA256SUMS", f"{slug}.tei.xml", f"{slug}.pdf")
    )
    try:
        manifest = _manifest(folder)
        if manifest.get("edition", slug) != slug:
            raise EditionError(
                f"this is a release of another edition: {manifest['edition']}", file=name
            )
        release = read_release(tei) if tei else _lacking("it has no TEI document")
    except ValueError as error:
        message = (
            f"this release was made by another version of the program, and cannot be read: {error}"
        )
        remedy = (
            f"Publish with this one first, and compare from then on: inv build --edition {slug}"
        )
        raise EditionError(message, file=f"{name}/{slug}.tei.xml", remedy=remedy) from error
    return Published(
        name,
        hashlib.sha256(sums or b"").hexdigest(),
        manifest["inputs_sha256"],
        manifest["engines"],
        release,
        pdf or b"",
    )


def _manifest(folder: Path) -> dict[str, Any]:
    manifest = json.loads(files.read_if_there(folder / "manifest.json") or b"{}")
    for key, kind in (("inputs_sha256", str), ("engines", dict)):
        if not isinstance(manifest, dict) or not isinstance(manifest.get(key), kind):
            _lacking(f"its manifest has no {key!r}")
    return dict(manifest)


def _lacking(what: str) -> NoReturn:
    raise ValueError(what)


def _pages(pdf: bytes, folder: str) -> tuple[PageText, ...]:
    try:
        return read_page_texts(pdf)
    except ValueError as error:
        raise EditionError(
            "its PDF cannot be read",
            file=folder,
            remedy="To compare all but the pages: inv diff --no-pages",
        ) from error
