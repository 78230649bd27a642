"""Explain why an edition is built: what differs from the last build, by the record that it left."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from book.runtime.cache import ResultCounts
from book.runtime.events import Why
from book.runtime.fingerprint import Freshness, is_file


@dataclass(frozen=True, slots=True)
class DocumentDigests:
    """The digests of what a document of the print edition was made from.

    `setting` is page, fonts and style sheets; `text` its own words; `page_numbers` those printed in
    it.
    """

    setting: str
    text: str
    page_numbers: str


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """What a build was made from: digests of files, versions of engines, and its documents."""

    inputs: Mapping[str, str]
    documents: Mapping[str, DocumentDigests]


class LaidOut(Protocol):
    """A document of the print edition, as the layout reports it."""

    @property
    def name(self) -> str: ...
    @property
    def setting(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def page_numbers(self) -> str: ...
    @property
    def kept(self) -> bool: ...


class LayoutRecord:
    """What the layout reports of the documents, in one round or more.

    `laid_out` names those not from the cache.
    """

    def __init__(self) -> None:
        self.documents: dict[str, DocumentDigests] = {}
        self.laid_out: set[str] = set()

    def note(self, document: LaidOut) -> None:
        """Record a document.

        Its text is that of the first round: later rounds print page numbers in it.
        """
        first = self.documents.get(document.name)
        text = first.text if first else document.text
        self.documents[document.name] = DocumentDigests(
            document.setting, text, document.page_numbers
        )
        if not document.kept:
            self.laid_out.add(document.name)


def write_record(record: BuildRecord) -> bytes:
    """Return a record as JSON."""
    documents = {
        name: [digests.setting, digests.text, digests.page_numbers]
        for name, digests in record.documents.items()
    }
    return json.dumps({"inputs": dict(record.inputs), "documents": documents}, indent=1).encode()


def read_record(content: bytes | None) -> BuildRecord | None:
    """Return the record in a file's content, or None if it is not one."""
    try:
        return _parse_record(json.loads(content or b""))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _parse_record(fields: Any) -> BuildRecord:
    inputs = {str(name): str(digest) for name, digest in fields["inputs"].items()}
    documents = {
        str(name): DocumentDigests(*map(str, digests))
        for name, digests in fields["documents"].items()
    }
    return BuildRecord(inputs, documents)


# ── Why an edition is built ──────────────────────────────────────────────────────────────────────


def why_built(former: BuildRecord | None, freshness: Freshness) -> Iterator[Why]:
    """Yield the reasons why an edition is built."""
    slug = freshness.slug
    if former is None:
        yield Why(slug, "edition", "not built here before")
        return
    changes = [why for why in _changes(slug, former.inputs, freshness.inputs) if why.names]
    yield from changes
    if not changes and freshness.damaged == ("SHA256SUMS",):
        yield Why(slug, "edition", "not published, or without its checksums")
    elif not changes:
        yield Why(slug, "edition", "damaged since it was published", freshness.damaged)


def _changes(slug: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Why]:
    changed = [name for name in sorted(old.keys() & new.keys()) if old[name] != new[name]]
    versions = (f"{name} {old[name]} → {new[name]}" for name in changed if not is_file(name))
    yield Why(slug, "input", "changed", tuple(name for name in changed if is_file(name)))
    yield Why(slug, "input", "new", tuple(sorted(new.keys() - old.keys())))
    yield Why(slug, "input", "removed", tuple(sorted(old.keys() - new.keys())))
    yield Why(slug, "engine", "version changed", tuple(versions))


# ── What was kept from before ────────────────────────────────────────────────────────────────────


def why_kept(slug: str, former: BuildRecord | None, results: ResultCounts) -> Iterator[Why]:
    """Yield what was taken from the cache, and what was made; nothing for a first build."""
    kept, made = results.kept, results.made
    if former is None:
        return
    for reason, counts in (("taken from the cache", kept), ("made anew", made)):
        names = tuple(f"{kind}: {counts[kind]} of {kept[kind] + made[kind]}" for kind in counts)
        if names:
            yield Why(slug, "result", reason, tuple(sorted(names)))


# ── Why its documents are laid out ───────────────────────────────────────────────────────────────


def why_laid_out(slug: str, former: BuildRecord | None, layout: LayoutRecord) -> Iterator[Why]:
    """Yield why documents were laid out or renumbered; nothing for a first build."""
    if former is None:
        return
    names_by_reason: dict[str, list[str]] = {}
    for name, digests in layout.documents.items():
        before = former.documents.get(name)
        if reason := _reason(before, digests, is_laid_out=name in layout.laid_out):
            names_by_reason.setdefault(reason, []).append(name)
    for reason, names in names_by_reason.items():
        yield Why(slug, "document", reason, tuple(names))


def _reason(before: DocumentDigests | None, now: DocumentDigests, *, is_laid_out: bool) -> str:
    """Return why a document was laid out, or "" if it was not and has the same page numbers."""
    if not is_laid_out:
        return _renumbered(before, now)
    if before is None:
        return "laid out: new"
    if before.setting != now.setting:
        return "laid out: the page size, fonts, style sheets or program changed"
    if before.text != now.text:
        return "laid out: its text changed"
    if before.page_numbers != now.page_numbers:
        return "laid out: a page number in it gained or lost a digit"
    return "laid out: no longer in the cache"


def _renumbered(before: DocumentDigests | None, now: DocumentDigests) -> str:
    if before is None or (before.setting, before.text) != (now.setting, now.text):
        return ""
    if before.page_numbers == now.page_numbers:
        return ""
    return "page numbers updated, not laid out again"
