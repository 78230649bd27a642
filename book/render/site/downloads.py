"""The published files of an edition: what each is, how large it is, and its checksum."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

# Files for reading, by how their names end after the edition's slug, in the order in which a page offers them.
FORMATS = {
    ".pdf": ("pdf", "application/pdf"),
    ".epub": ("epub", "application/epub+zip"),
    ".kepub.epub": ("kepub", "application/epub+zip"),
    ".docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".md": ("md", "text/markdown"),
    ".tei.xml": ("tei", "application/tei+xml"),
}
# What comes with them: data about the edition, and the proof.
DATA = {
    "ledger.html": ("ledger", "text/html"),
    "ledger.json": ("ledger-data", "application/json"),
    "variants.csv": ("variants", "text/csv"),
    "parallels.csv": ("parallels", "text/csv"),
    "onix.xml": ("onix", "application/xml"),
    "publication.json": ("publication", "application/opds-publication+json"),
    ".bib": ("bibtex", "application/x-bibtex"),
    ".ris": ("ris", "application/x-research-info-systems"),
    ".csl.json": ("csl", "application/vnd.citationstyles.csl+json"),
    "cover.png": ("cover", "image/png"),
    "cover-small.png": ("cover-small", "image/png"),
}
UNITS = ("B", "kB", "MB", "GB")


@dataclass(frozen=True, slots=True)
class Download:
    """A published file; `kind` names what it is, "" for what is not known here, and `size` is in bytes."""

    file: str
    kind: str
    media_type: str
    size: int
    sha256: str
    is_format: bool


def describe_downloads(outputs: Mapping[str, bytes], slug: str) -> tuple[Download, ...]:
    """Describe the outputs: first the formats for reading in their order, then the rest by name."""
    known = {
        slug + end if end.startswith(".") else end: about for end, about in (FORMATS | DATA).items()
    }
    order = [slug + end for end in FORMATS]
    names = sorted(
        outputs, key=lambda name: (order.index(name) if name in order else len(order), name)
    )
    return tuple(
        _download(
            name, outputs[name], *known.get(name, ("", "application/octet-stream")), name in order
        )
        for name in names
    )


def _download(name: str, content: bytes, kind: str, media_type: str, is_format: bool) -> Download:
    return Download(
        name, kind, media_type, len(content), hashlib.sha256(content).hexdigest(), is_format
    )


def format_size(size: int, decimal: str = ".") -> str:
    """Write a number of bytes in decimal units (ISO 80000-13), as shops and file managers do.

    >>> size_words(950), size_words(9_460), size_words(233_350), size_words(1_250_000, ",")
    ('950\\xa0B', '9.5\\xa0kB', '233\\xa0kB', '1,2\\xa0MB')
    """
    amount, unit = float(size), 0
    while amount >= 999.5 and unit < len(UNITS) - 1:
        amount, unit = amount / 1000, unit + 1
    written = f"{amount:.1f}" if unit and amount < 9.95 else f"{amount:.0f}"
    return f"{written.replace('.', decimal)}\N{NO-BREAK SPACE}{UNITS[unit]}"
