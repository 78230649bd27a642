"""Explain why an edition is built: what is not as it was in the last build, by the record that a build leaves of itself."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from book.runtime.events import Why

Inputs = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Document:
    """From what a document of the print edition was made, as digests: page, fonts and style sheets; its words; the page numbers in it."""

    setting: str
    text: str
    figures: str


@dataclass(frozen=True, slots=True)
class Record:
    """What a build was made from: the digests of the inputs and the versions of the engines by name, and its documents by name."""

    inputs: Inputs
    documents: Mapping[str, Document]


class Laid(Protocol):
    """A document that is there, as the layout tells of it."""

    @property
    def name(self) -> str: ...
    @property
    def setting(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def figures(self) -> str: ...
    @property
    def kept(self) -> bool: ...


class Layout:
    """What is told while the documents are laid out, in one round or more."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.anew: set[str] = set()

    def note(self, laid: Laid) -> None:
        """Note a document. Its text is that of the first round: later ones may have page numbers among their words."""
        first = self.documents.get(laid.name)
        self.documents[laid.name] = Document(
            laid.setting, first.text if first else laid.text, laid.figures
        )
        self.anew |= set() if laid.kept else {laid.name}


def write_record(record: Record) -> bytes:
    documents = {name: [d.setting, d.text, d.figures] for name, d in record.documents.items()}
    return json.dumps({"inputs": dict(record.inputs), "documents": documents}, indent=1).encode()


def read_record(content: bytes | None) -> Record | None:
    """Read the record of a build; None for what is none."""
    try:
        found = json.loads(content or b"")
        documents = {
            str(name): Document(*map(str, digests)) for name, digests in found["documents"].items()
        }
        return Record(
            {str(name): str(digest) for name, digest in found["inputs"].items()}, documents
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def why_built(
    slug: str, former: Record | None, inputs: Inputs, damaged: list[str]
) -> Iterator[Why]:
    """Say why an edition is built; `damaged` are the published files that are missing or are not as they were published."""
    if former is None:
        yield Why(slug, "edition", "not built here before")
        return
    old, new = former.inputs, inputs
    both = sorted(old.keys() & new.keys())
    changes = (
        Why(
            slug,
            "input",
            "changed",
            tuple(name for name in both if _is_file(name) and old[name] != new[name]),
        ),
        Why(slug, "input", "new", tuple(sorted(new.keys() - old.keys()))),
        Why(slug, "input", "gone", tuple(sorted(old.keys() - new.keys()))),
        Why(
            slug,
            "engine",
            "other version",
            tuple(f"{n} {old[n]} → {new[n]}" for n in both if not _is_file(n) and old[n] != new[n]),
        ),
    )
    found = [why for why in changes if why.names]
    yield from found
    if not found and damaged == ["SHA256SUMS"]:
        yield Why(slug, "edition", "not published, or without its checksums")
    elif not found:
        yield Why(slug, "edition", "not as it was published", tuple(damaged))


def _is_file(name: str) -> bool:
    return "/" in name  # and an engine has none


def why_laid(slug: str, former: Record | None, layout: Layout) -> Iterator[Why]:
    """Say why documents of the print edition were laid out, and which only got other page numbers; nothing of a first build."""
    reasons: dict[str, list[str]] = {}
    for name, now in layout.documents.items() if former else ():
        if reason := _reason(
            former.documents.get(name) if former else None, now, is_new=name in layout.anew
        ):
            reasons.setdefault(reason, []).append(name)
    for reason, names in reasons.items():
        yield Why(slug, "document", reason, tuple(names))


def _reason(before: Document | None, now: Document, *, is_new: bool) -> str:
    if not is_new:
        other = (
            before
            and (before.setting, before.text) == (now.setting, now.text)
            and before.figures != now.figures
        )
        return "other page numbers put in, not laid out again" if other else ""
    if before is None:
        return "laid out, because it was not there before"
    if before.setting != now.setting:
        return "laid out, because the setting changed (page, fonts, style sheets, or the program)"
    if before.text != now.text:
        return "laid out, because its text changed"
    if before.figures != now.figures:
        return "laid out, because a page number in it has more figures or fewer"
    return "laid out, because it was no longer kept"
