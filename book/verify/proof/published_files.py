"""What the page and the records say of each published file: its kind, its type, its size."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

# By the end of a name after the edition's slug, in the page's order, the files for reading; then
# what comes with them. Each has the name of its label, and its media type.
READING = (
    (".pdf", "pdf", "application/pdf"),
    (".epub", "epub", "application/epub+zip"),
    (".kepub.epub", "kepub", "application/epub+zip"),
    (
        ".docx",
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (".md", "md", "text/markdown"),
    (".tei.xml", "tei", "application/tei+xml"),
)
LABELS = {
    "ledger.html": "ledger",
    "ledger.json": "ledger-data",
    "variants.csv": "variants",
    "parallels.csv": "parallels",
    "onix.xml": "onix",
    "publication.json": "publication",
    ".bib": "bibtex",
    ".ris": "ris",
    ".csl.json": "csl",
    "cover.png": "cover",
    "cover-small.png": "cover-small",
    "spread.png": "spread",
}
LISTED_LATER = ("index.html", "manifest.json", "SHA256SUMS")


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file: the name of its label, its media type if it is for reading, its size in bytes."""

    name: str
    label: str
    media_type: str
    size: int
    sha256: str


def describe_files(outputs: Mapping[str, bytes], slug: str) -> tuple[PublishedFile, ...]:
    """Return the files that a page lists: those for reading in their order, the others by name."""
    reading = [slug + ending for ending, *_ in READING if slug + ending in outputs]
    beside = (name for name in outputs if "/" not in name)  # not the files of the web edition
    others = sorted(name for name in beside if name not in (*reading, *LISTED_LATER))
    return tuple(_describe(name, outputs[name], slug) for name in (*reading, *others))


def _describe(name: str, content: bytes, slug: str) -> PublishedFile:
    ending = name.removeprefix(slug)
    known = next(((label, kind) for end, label, kind in READING if end == ending), None)
    label, media_type = known or (LABELS.get(ending, ""), "")
    checksum = hashlib.sha256(content).hexdigest()
    return PublishedFile(name, label, media_type, len(content), checksum)


def shown_size(size: int, labels: Mapping[str, str]) -> str:
    """Return a size as it is shown: with two digits at least, in units of a thousand.

    >>> labels = {"byte-units": "B kB MB GB", "decimal": "."}
    >>> shown_size(950, labels), shown_size(9_460, labels), shown_size(1_250_000, labels)
    ('950\\xa0B', '9.5\\xa0kB', '1.2\\xa0MB')
    """
    units = labels["byte-units"].split()
    for power, unit in enumerate(units):
        amount = size / 1000**power
        if amount < 999.5 or unit == units[-1]:
            break
    is_small = power and amount < 9.95
    digits = f"{amount:.1f}".replace(".", labels["decimal"]) if is_small else f"{amount:.0f}"
    return f"{digits}\N{NO-BREAK SPACE}{unit}"
