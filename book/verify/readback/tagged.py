"""The elements of the structure tree of a PDF, as they are read."""

from collections.abc import Iterator
from dataclasses import dataclass

from book.verify.readback.annotations import Annotation
from book.verify.readback.drawn import DrawnText

INLINE = ("Span", "Link", "Reference")


@dataclass(frozen=True, slots=True)
class TaggedElement:
    """A structure element with its type, what the file says of it, and its contents.

    `kids` are its elements and texts in order, `links` its annotations, and `pages` the indices of
    the pages that its own text is on. `alternative` is the text that stands for a picture.
    """

    tag: str
    language: str
    id: str
    kids: "tuple[TaggedElement | DrawnText, ...]"
    links: tuple[Annotation, ...]
    pages: frozenset[int]
    alternative: str = ""

    @property
    def text(self) -> str:
        """Return all text in it; a block is on lines of its own."""
        text = "".join(kid.text for kid in self.kids)
        return text if self.tag in INLINE else f"\n{text}\n"

    def find(self, tag: str) -> "Iterator[TaggedElement]":
        """Yield the elements of a type in it, in order."""
        for kid in self.kids:
            if isinstance(kid, TaggedElement):
                if kid.tag == tag:
                    yield kid
                yield from kid.find(tag)
