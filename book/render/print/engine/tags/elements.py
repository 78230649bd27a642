"""Structure elements, and what they hold (ISO 32000-1, 14.7)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """A marked-content sequence: the index of its page, its number there, the text of its box.

    ISO 32000-1, 14.7.4.2.
    """

    page: int
    mcid: int
    text: str

    @property
    def place(self) -> tuple[int, int]:
        """The index of its page, and its number there."""
        return self.page, self.mcid


@dataclass(frozen=True, slots=True)
class LinkAnnotation:
    """The annotation of a link: the index of its page, and its index among the links of the page.

    A link that is broken over lines has several.
    """

    page: int
    link: int


@dataclass(eq=False, slots=True)
class StructureElement:
    """A structure element that is being read.

    `source` is its element of HTML, `continuations` are those that continue it: a note in pieces.
    `language`, `alternative` and `expansion` are "" if they need not be written. `heads_row` is
    true for a head of a row, rather than a column, of a table; `columns` and `rows` are what a cell
    spans.
    """

    tag: str
    parent: "StructureElement | None" = None
    source: Any = None
    language: str = ""
    alternative: str = ""
    expansion: str = ""
    id: str = ""
    heads_row: bool = False
    columns: int = 1
    rows: int = 1
    kids: "list[Kid]" = field(default_factory=list)
    continuations: list[Any] = field(default_factory=list)

    def add(self, tag: str, source: Any = None) -> "StructureElement":
        """Add an element at the end, and return it."""
        element = StructureElement(tag, self, source)
        self.kids.append(element)
        return element

    def ancestors(self) -> "Iterator[StructureElement]":
        """Yield the element itself and the elements around it, inside out."""
        element: StructureElement | None = self
        while element:
            yield element
            element = element.parent

    def child_elements(self) -> "Iterator[StructureElement]":
        return (kid for kid in self.kids if isinstance(kid, StructureElement))

    def contents(self) -> Iterator[MarkedContent]:
        """Yield the marked content of the element and of all in it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, StructureElement):
                yield from kid.contents()
            elif isinstance(kid, MarkedContent):
                yield kid

    def inherited_language(self) -> str:
        return next(element.language for element in self.ancestors() if element.language)

    def forget_source(self) -> None:
        """Drop the references to HTML and boxes, here and in all elements below."""
        self.parent, self.source, self.continuations = None, None, []
        for index, kid in enumerate(self.kids):
            if isinstance(kid, StructureElement):
                kid.forget_source()
            elif isinstance(kid, MarkedContent):
                self.kids[index] = replace(kid, text="")


Kid = StructureElement | MarkedContent | LinkAnnotation


@dataclass(frozen=True, slots=True)
class TaggedStructure:
    """The structure of a document, independent of WeasyPrint's boxes; see `StructureReader`.

    `words` are those of marked content that runs from right to left, by its place.
    """

    kids: tuple[Kid, ...]
    artifacts: tuple[MarkedContent, ...]
    redundant: tuple[LinkAnnotation, ...]
    pages: int
    words: Mapping[tuple[int, int], str]
