"""Read a manuscript for word processors back from its XML (Office Open XML, ECMA-376)."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DC = "{http://purl.org/dc/elements/1.1/}"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
SPACES = {f"{W}tab", f"{W}br", f"{W}cr"}
# What the program that wrote it set at the beginning, from the metadata.
CORE = {"core title": "title", "core author": "creator", "language": "language"}
METADATA_STYLES = {"Title", "Subtitle", "Author", "Date"}


@dataclass(frozen=True, slots=True)
class ManuscriptReading:
    """The text of a manuscript, a line for each paragraph, with each note in the place of its call.

    `metadata` has the title, the author, the language …, by their names.
    """

    text: str
    metadata: Mapping[str, str]


def read_word(content: bytes) -> ManuscriptReading:
    """Read a DOCX."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {
            name: etree.fromstring(archive.read(f"{name}.xml"), PARSER)
            for name in ("word/document", "word/footnotes", "docProps/core")
        }
    notes = {
        note.get(f"{W}id", ""): " ".join(_lines(note, {})).strip()
        for note in parts["word/footnotes"].iter(f"{W}footnote")
    }
    paragraphs = list(parts["word/document"].iter(f"{W}p"))
    head = list(takewhile(_is_of_head, paragraphs))
    text = "\n".join("".join(_pieces(each, notes)) for each in paragraphs[len(head) :])
    metadata = {_style(each).lower(): "".join(_pieces(each, {})) for each in head}
    core = {name: parts["docProps/core"].findtext(f"{DC}{tag}", "") for name, tag in CORE.items()}
    return ManuscriptReading(text, metadata | core)


def _is_of_head(paragraph: etree._Element) -> bool:
    return _style(paragraph) in METADATA_STYLES


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def _lines(part: etree._Element, notes: Mapping[str, str]) -> Iterator[str]:
    for paragraph in part.iter(f"{W}p"):
        yield "".join(_pieces(paragraph, notes))


def _pieces(element: etree._Element, notes: Mapping[str, str]) -> Iterator[str]:
    """Yield the text of a paragraph and, in the place of a call, that of the note."""
    for child in element:
        tag = child.tag
        if tag in (f"{W}t", f"{MATH}t"):
            yield child.text or ""
        elif tag in SPACES:
            yield " "
        elif tag == f"{W}footnoteReference":
            yield "\n" + notes.get(child.get(f"{W}id", ""), "")
        elif tag != f"{W}p" and not _is_label(child):
            yield from _pieces(child, notes)


def _is_label(run: etree._Element) -> bool:
    """Return whether a run has the sign of a note, or the number of an item."""
    style = run.find(f"{W}rPr/{W}rStyle")
    return style is not None and style.get(f"{W}val") == "Label"
