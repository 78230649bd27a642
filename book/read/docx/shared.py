"""What the modules that read a DOCX share: where they stand, and the reader of all parts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from lxml import etree

from book.read.docx.looks import Properties, Styles
from book.read.docx.numbering import Lists
from book.read.docx.package import Package
from book.read.pictures import Pictures
from book.read.word.document import PLAIN_LOOK, Look, Piece, WordBlock
from book.read.word.fields import Fields


@dataclass(frozen=True, slots=True)
class Context:
    """Where runs stand: the part of the file, the paragraph's style, what holds them."""

    part: str
    style: str = ""
    base: Properties = field(default_factory=dict)
    look: Look = PLAIN_LOOK
    rule: str = ""  # that removes all that is inside


class PartReader(Protocol):
    """What reads the parts of a DOCX that others name: notes, comments, pictures."""

    package: Package
    styles: Styles
    lists: Lists
    fields: Fields
    pictures: Pictures
    mark_follows: str

    def blocks(self, parent: etree._Element, context: Context) -> Iterator[WordBlock]:
        """Yield the blocks of an element."""

    def drawing_blocks(self, drawing: etree._Element, context: Context) -> Iterator[WordBlock]:
        """Yield what a drawing holds."""

    def words(self, blocks: Iterable[WordBlock]) -> Iterator[str]:
        """Yield the words of blocks."""

    def foreign_part(self, element: etree._Element, context: Context) -> Iterator[WordBlock]:
        """Yield what a document of another format, embedded in this one, becomes."""

    def note_reference(
        self, element: etree._Element, kind: str, context: Context
    ) -> Iterator[Piece]:
        """Yield the call of a note."""

    def take_mark(self, text: str) -> tuple[str, str]:
        """Divide text after the call of a note with a mark of its own: the mark, and the rest."""

    def comment(self, comment_id: str) -> Iterator[Piece]:
        """Yield the words of a comment."""
