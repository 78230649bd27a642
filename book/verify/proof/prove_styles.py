"""Prove that the style sheets of an e-book show all its words."""

from collections.abc import Iterator

from lxml import etree

from book.errors import ProofError
from book.verify.readback.epub import EpubReading
from book.verify.readback.hidden_words import StyledDocuments
from book.verify.readback.xhtml import OPS, XHTML, resolver

# Lists that a reading system offers by a command of its own, in place of the document.
OFFERED = {"page-list", "landmarks"}
Sheets = tuple[str, ...]


def prove_styles(reading: EpubReading, file: str) -> None:
    """Raise ProofError for the first words that are hidden.

    They may be hidden by a rule, an attribute or a style of their own, in any of the circumstances
    that the style sheets tell apart.
    """
    styled: dict[Sheets, StyledDocuments] = {}
    for path, root in reading.roots.items():
        sheets = tuple(_sheets(root, path, reading))
        if sheets not in styled:
            styled[sheets] = StyledDocuments(sheets)
        name = "/".join(path.split("/")[-2:])
        for hidden in styled[sheets].hidden_words(root, _is_offered):
            raise ProofError(f"{name}: {hidden}", file=file)


def _sheets(root: etree._Element, path: str, reading: EpubReading) -> Iterator[str]:
    """Yield the style sheets of a document, linked or in it, in their order."""
    resolve = resolver(path)
    for element in root.iter(f"{XHTML}link", f"{XHTML}style"):
        if element.tag == f"{XHTML}style":
            sheet = element.text or ""
        elif "stylesheet" in element.get("rel", "").split():
            name = resolve(element.get("href", "")).removesuffix("#")
            if name not in reading.files:
                raise ProofError(f"{path} names the style sheet {name}, which is not in the e-book")
            sheet = reading.files[name].decode()
        else:
            continue
        media = element.get("media")
        yield f"@media {media} {{ {sheet} }}" if media else sheet


def _is_offered(element: etree._Element, reason: str) -> bool:
    around = (element, *element.iterancestors(f"{XHTML}nav"))
    return reason == "display: none" and any(each.get(OPS) in OFFERED for each in around)
