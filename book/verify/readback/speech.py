"""Read a PDF with pikepdf as a screen reader does, along its structure tree.

The words are those that the file gives for its glyphs. Where a glyph stands on the page, and in
which font, does not count for them, and is read as well.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import Any

import pikepdf

from book.text.cached import ResultCache, recall
from book.verify.readback.annotations import Annotation, Annotations, read_annotations
from book.verify.readback.drawn import DrawnText, PageContent, read_page
from book.verify.readback.navigation import PdfFurnishing, read_furnishing
from book.verify.readback.page_inputs import page_inputs
from book.verify.readback.pdf_fonts import Fonts

NOTHING = PdfFurnishing((), {}, {}, {}, "", ())
INLINE = ("Span", "Link", "Reference")

PageNumbers = Mapping[tuple[int, int], int]  # the indices of the pages, by their objects


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


@dataclass(frozen=True, slots=True)
class TaggedBook:
    """A PDF along its structure tree, and what its pages draw.

    `pages` have no texts but those of their artifacts: the others are in the tree. `annotations`
    are all of the pages, in the tree or not.
    """

    document: TaggedElement
    pages: tuple[PageContent, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    furnishing: PdfFurnishing = NOTHING

    @property
    def text(self) -> str:
        """Return all text of the structure tree, in its order."""
        return self.document.text

    @property
    def images(self) -> int:
        """Return the number of images that are drawn."""
        return sum(page.images for page in self.pages)

    @property
    def scene_breaks(self) -> int:
        """Return the number of artifacts that are rows of asterisks."""
        return sum(page.scene_breaks for page in self.pages)


def read_book(content: bytes, cache: ResultCache | None = None) -> TaggedBook:
    """Read a PDF along its structure tree; what is drawn on a page may be kept from before."""
    with pikepdf.open(io.BytesIO(content)) as document:
        (root,) = _as_list(document.Root.StructTreeRoot.K)
        annotations = read_annotations(document)
        pages = _read_pages(document, cache)
        numbers = {page.obj.objgen: index for index, page in enumerate(document.pages)}
        element = _TreeReader(pages, numbers, annotations).read(root)
        furnishing = read_furnishing(document)
    for page in pages:
        page.texts = {}
    return TaggedBook(element, tuple(pages), tuple(annotations.values()), furnishing)


def _read_pages(document: pikepdf.Pdf, cache: ResultCache | None) -> list[PageContent]:
    fonts: Fonts = {}
    inputs = page_inputs(document) if cache else repeat(b"")
    return [
        recall(cache, "page as it was read", (own, index), partial(read_page, page, index, fonts))
        for index, (page, own) in enumerate(zip(document.pages, inputs, strict=False))
    ]


def read_structure(content: bytes) -> TaggedElement:
    """Return the root of the structure tree, the element Document."""
    return read_book(content).document


@dataclass(frozen=True, slots=True)
class _TreeReader:
    """Reads the elements of the tree, with the contents and annotations of the pages."""

    contents: list[PageContent]
    numbers: PageNumbers
    annotations: Annotations

    def read(self, element: Any) -> TaggedElement:
        own_page = self.numbers[element.Pg.objgen] if "/Pg" in element else 0
        kids: list[TaggedElement | DrawnText] = []
        links: list[Annotation] = []
        pages: set[int] = set()
        for kid in _as_list(element.K):
            kind = None if isinstance(kid, int) else kid.get("/Type")
            if kind == "/OBJR":
                if link := self.annotations.get(kid.Obj.objgen):
                    links.append(link)
            elif isinstance(kid, int) or kind == "/MCR":
                page, number = _content_place(kid, own_page, self.numbers)
                kids += self.contents[page].texts.get(number) or (DrawnText("", page),)
                pages.add(page)
            else:
                kids.append(self.read(kid))
        tag, *others = (str(element.get(key, "")) for key in ("/S", "/Lang", "/ID", "/Alt"))
        language, name, alternative = others
        return TaggedElement(
            *(tag.removeprefix("/"), language, name, tuple(kids), tuple(links), frozenset(pages)),
            alternative,
        )


def _content_place(kid: Any, own_page: int, numbers: PageNumbers) -> tuple[int, int]:
    """Return the page of a marked content and its number there.

    It is a number on the page of its element, or a reference with a page of its own.
    """
    if isinstance(kid, int):
        return own_page, kid
    return numbers[kid.Pg.objgen], int(kid.MCID)


def _as_list(kids: Any) -> Any:
    return kids if isinstance(kids, pikepdf.Array) else [kids]
