"""Read a TEI document: the header, then the text, element by element."""

from collections.abc import Callable

from book.read.builder import DocumentBuilder
from book.read.facts.header import note_header
from book.read.tei.blocks import TeiBlocks
from book.read.tei.header import read_header
from book.read.tei.parse import descendants, name, parse_tei
from book.read.tei.rendition import renditions
from book.read.tei.stray import join_stray_words

Neighbor = Callable[[str], bytes | None]


def read_tei(
    builder: DocumentBuilder, content: bytes, file: str, encoding: str, neighbor: Neighbor
) -> None:
    """Read TEI into a builder. Raise EditionError if it is not TEI, or not whole."""
    root = parse_tei(content, file, encoding)
    note_header(root, builder)
    for header in descendants(root, "teiHeader"):
        if not any(name(each) == "teiHeader" for each in header.iterancestors()):
            read_header(header, builder)
    join_stray_words(root)
    blocks = TeiBlocks(builder, root, file, renditions(root), neighbor)
    blocks.walk(root)
    blocks.end()
