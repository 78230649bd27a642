"""The input of the layout engine: a print document as HTML, and the settings of the whole book."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from book.model import DEFAULT_MICROTYPOGRAPHY, Microtypography, Trim
from book.render.print.page_numbers import take_out_numbers


@dataclass(frozen=True, slots=True)
class LineNumbering:
    """How lines are counted, by "page" or "section", and which have their numbers in the margin.

    These are in the digits of a language.
    """

    count: str
    step: int
    language: str = ""


@dataclass(frozen=True, slots=True)
class LayoutSettings:
    """What all documents of a book share.

    `files` has style sheets, fonts and their pictures by name, `styles` the names of the style
    sheets in the order of the cascade; `variant` is WeasyPrint's name of a PDF variant, or "".
    `pictures` are those of the figures, each under an address that its content decides. `lines` is
    None if no lines are counted.
    """

    trim: Trim
    files: Mapping[str, bytes]
    styles: tuple[str, ...]
    variant: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    microtypography: Microtypography = DEFAULT_MICROTYPOGRAPHY
    lines: LineNumbering | None = None


@dataclass(frozen=True, slots=True)
class LayoutJob:
    """A print document to lay out: its HTML, and the anchors of its notes in the order of calls.

    `source` has stand-in digits for `page_numbers`, which are filled in when it has been rendered.
    A job with `facing`, a job of its own, is laid out in step with it, on left-hand pages; the page
    numbers are those of both. `passages` numbers what corresponds by the anchors of paragraphs.
    """

    name: str
    source: str
    note_anchors: tuple[str, ...]
    page_numbers: tuple[str, ...] = ()
    facing: "LayoutJob | None" = None
    passages: tuple[tuple[str, int], ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """All that decides the layout: not the page numbers."""
        own = (self.source, self.note_anchors)
        return (*own, self.facing.key, self.passages) if self.facing else own

    @property
    def length(self) -> int:
        """The characters of HTML to lay out."""
        return len(self.source) + (self.facing.length if self.facing else 0)

    def beside(self, facing: "LayoutJob", passages: Mapping[str, int]) -> "LayoutJob":
        """Return the job with another one on the pages that face it."""
        numbers = (*self.page_numbers, *facing.page_numbers)
        return replace(self, page_numbers=numbers, facing=facing, passages=tuple(passages.items()))

    @classmethod
    def from_html(cls, name: str, html: str, note_anchors: tuple[str, ...]) -> "LayoutJob":
        """Return the job for HTML in which the page numbers are written."""
        source, page_numbers = take_out_numbers(html)
        return cls(name, source, note_anchors, page_numbers)
