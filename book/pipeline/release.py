"""Compare releases of an edition: what is published, and what a build would publish now.

Only the cache is written.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from book.compare import find_alterations, find_page_changes
from book.errors import EditionError
from book.model import Differences, PageChange
from book.pipeline.context import BuildContext, open_context
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.manifest import read_manifest
from book.pipeline.manuscripts import render_tei_document
from book.pipeline.printing import typeset
from book.pipeline.published import check_edition, check_folder, check_whole, name_folder
from book.runtime import files, fingerprint, workspace
from book.runtime.events import EventHandler, ignore
from book.source import history_file, history_record
from book.source.folder import read_text
from book.verify.readback.pdf import PageText, read_page_texts
from book.verify.readback.release import read_release
from book.verify.readback.release.values import ReleaseReading


@dataclass(frozen=True, slots=True)
class PublishedRelease:
    """A release as it was published, in `folder`: its text, its PDF, and what its manifest records.

    `sha256` is that of its SHA256SUMS, `inputs_digest` that of its inputs.
    """

    folder: str
    sha256: str
    inputs_digest: str
    engines: Mapping[str, str]
    release: ReleaseReading
    pdf: bytes


def compare_releases(
    slug: str,
    former: Path | None = None,
    *,
    pages: bool = True,
    on_event: EventHandler = ignore,
    root: Path = workspace.ROOT,
) -> Differences:
    """Return how a build would differ from dist/, or from the release in the folder `former`.

    Both texts are read from TEI documents. For `pages` the book is laid out, except for what the
    cache has. Raise EditionError if there is no release that can be read.
    """
    workspace.find_folder(slug, root)
    if former:
        check_folder(former)
    published = read_published(former or root / "dist" / slug, slug, root)
    if published.inputs_digest == _current_digest(slug, root):
        return replace(_no_differences(slug, published, pages=pages), same_inputs=True)
    return _differences(slug, published, on_event, root, pages=pages)


def _current_digest(slug: str, root: Path) -> str:
    return fingerprint.inputs_digest(fingerprint.edition_inputs(slug, root))


def record_release(differences: Differences, text: str, root: Path = workspace.ROOT) -> str:
    """Add a release to history.toml, with the editor's `text` about it; return the file's name."""
    name = f"sources/{differences.slug}/{history_file.FILE}"
    path = root / name
    history = read_text(path, name) if path.is_file() else ""
    content = history_record.add_release(history, text, differences, name)
    files.write_file(path, content.encode())
    return name


def _no_differences(slug: str, published: PublishedRelease, *, pages: bool) -> Differences:
    date = published.release.date
    return Differences(
        slug, published.folder, published.sha256, date, date, (), () if pages else None
    )


def _differences(
    slug: str, published: PublishedRelease, on_event: EventHandler, root: Path, *, pages: bool
) -> Differences:
    if not pages:
        assembled = assemble_edition(slug, BuildContext(root, on_event=on_event))
        return _text_differences(slug, published, assembled)
    with open_context(slug, on_event, root) as context:
        assembled = assemble_edition(slug, context)
        differences = _text_differences(slug, published, assembled)
        return replace(differences, pages=_page_changes(published, assembled, context))


def _text_differences(
    slug: str, published: PublishedRelease, assembled: AssembledEdition
) -> Differences:
    """Return everything that differs except the pages."""
    release = read_release(render_tei_document(assembled))
    return replace(
        _no_differences(slug, published, pages=False),
        date=release.date,
        alterations=find_alterations(published.release, release),
        engines=_changed_engines(published.engines),
    )


def _page_changes(
    published: PublishedRelease, assembled: AssembledEdition, context: BuildContext
) -> tuple[PageChange, ...]:
    former = _page_texts(published)
    content = typeset(assembled.edition, assembled.assets, context).content
    return find_page_changes(former, read_page_texts(content))


def _page_texts(published: PublishedRelease) -> tuple[PageText, ...]:
    try:
        return read_page_texts(published.pdf)
    except ValueError as error:
        raise EditionError(
            "its PDF cannot be read",
            file=published.folder,
            remedy="To compare everything except the pages: inv diff --no-pages",
        ) from error


def _changed_engines(before: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Return name, old and new version of the engines that both releases name and that changed.

    Which engines are named depends on the program, so one that only one release names is no change.
    """
    return tuple(
        (name, before[name], version)
        for name, version in fingerprint.engines().items()
        if before.get(name, version) != version
    )


# ── Reading a release ────────────────────────────────────────────────────────────────────────────


def read_published(folder: Path, slug: str, root: Path = workspace.ROOT) -> PublishedRelease:
    """Return the release in a folder.

    Raise EditionError if there is none, or it is damaged or unreadable.
    """
    name = name_folder(folder, root)
    check_whole(folder, slug, name)
    try:
        manifest = read_manifest(folder)
        check_edition(manifest, slug, name)
        release = _read_text(folder / f"{slug}.tei.xml")
    except ValueError as error:
        raise _of_another_version(error, slug, name) from error
    return PublishedRelease(
        name,
        _digest(folder / "SHA256SUMS"),
        manifest.inputs_digest,
        manifest.engines,
        release,
        files.read_if_there(folder / f"{slug}.pdf") or b"",
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(files.read_if_there(path) or b"").hexdigest()


def _of_another_version(error: ValueError, slug: str, name: str) -> EditionError:
    """Return the error for a release that this version of the program cannot read."""
    remedy = f"Publish with this version first, then compare: inv build --edition {slug}"
    return EditionError(
        f"this release was made by another version of the program and cannot be read: {error}",
        file=f"{name}/{slug}.tei.xml",
        remedy=remedy,
    )


def _read_text(path: Path) -> ReleaseReading:
    content = files.read_if_there(path)
    if content is None:
        raise ValueError("it has no TEI document")
    return read_release(content)
