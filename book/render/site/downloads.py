"""The published files of an edition: the type, size and checksum of each."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

# Files for reading, by the end of their name after the edition's slug, in the order of the page.
FORMATS = {
    ".pdf": ("pdf", "application/pdf"),
    ".epub": ("epub", "application/epub+zip"),
    ".kepub.epub": ("kepub", "application/epub+zip"),
    ".docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".md": ("md", "text/markdown"),
    ".tei.xml": ("tei", "application/tei+xml"),
}
# Files that come with them: data about the edition, and the proof.
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
    "spread.png": ("spread", "image/png"),
}
UNKNOWN = ("", "application/octet-stream")


@dataclass(frozen=True, slots=True)
class Download:
    """A published file.

    `kind` is "" for a file that is not listed here; `size` is in bytes. `is_format` is true for a
    file for reading.
    """

    file: str
    kind: str
    media_type: str
    size: int
    sha256: str
    is_format: bool


def describe_downloads(outputs: Mapping[str, bytes], slug: str) -> tuple[Download, ...]:
    """Describe the outputs: first the files for reading in their order, then the rest by name."""
    types = {_named(ending, slug): type_ for ending, type_ in (FORMATS | DATA).items()}
    formats = [slug + ending for ending in FORMATS]

    def order(name: str) -> tuple[int, str]:
        return formats.index(name) if name in formats else len(formats), name

    return tuple(
        _describe(name, outputs[name], types.get(name, UNKNOWN), is_format=name in formats)
        for name in sorted(outputs, key=order)
        if "/" not in name  # the web edition, which is read where it is
    )


def _named(ending: str, slug: str) -> str:
    return slug + ending if ending.startswith(".") else ending


def _describe(name: str, content: bytes, type_: tuple[str, str], *, is_format: bool) -> Download:
    kind, media_type = type_
    checksum = hashlib.sha256(content).hexdigest()
    return Download(name, kind, media_type, len(content), checksum, is_format)


def format_size(size: int, labels: Mapping[str, str]) -> str:
    """Write a number of bytes in decimal units (ISO 80000-13), as shops and file managers do.

    >>> labels = {"byte-units": "o ko Mo Go", "decimal": ","}
    >>> [format_size(size, labels) for size in (950, 9_460, 233_350, 1_250_000)]
    ['950\\xa0o', '9,5\\xa0ko', '233\\xa0ko', '1,2\\xa0Mo']
    """
    amount, unit, units = float(size), 0, labels["byte-units"].split()
    while amount >= 999.5 and unit < len(units) - 1:
        amount, unit = amount / 1000, unit + 1
    digits = f"{amount:.1f}" if unit and amount < 9.95 else f"{amount:.0f}"
    return f"{digits.replace('.', labels['decimal'])}\N{NO-BREAK SPACE}{units[unit]}"
