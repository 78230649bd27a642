"""Read a PDF with pikepdf as a screen reader does, along its structure tree.

The words are those that the file gives for its glyphs. Where a glyph stands on the page, and in
which font, does not count for them, and is read as well.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import repeat
from typing import Any

import pikepdf

from book.text.cached import ResultCache, recall
from book.text.direction import has_rtl_letters
from book.text.typography import visible_characters
from book.verify.readback.annotations import Annotation, Annotations, read_annotations
from book.verify.readback.directions import MisplacedText, follow_directions
from book.verify.readback.drawn import DrawnText, PageContent, read_page
from book.verify.readback.leftwards import leftward_contents
from book.verify.readback.navigation import PdfFurnishing, read_furnishing
from book.verify.readback.page_inputs import page_inputs
from book.verify.readback.pdf_fonts import Fonts
from book.verify.readback.tagged import TaggedElement

NOTHING = PdfFurnishing((), {}, {}, {}, "", ())

PageNumbers = Mapping[tuple[int, int], int]  # the indices of the pages, by their objects


@dataclass(frozen=True, slots=True)
class TaggedBook:
    """A PDF along its structure tree, and what its pages draw.

    `pages` have no texts but those of their artifacts: the others are in the tree. `annotations`
    are all of the pages, in the tree or not. `misplaced` are texts that do not stand where they are
    read, on lines in which words run from right to left.
    """

    document: TaggedElement
    pages: tuple[PageContent, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    furnishing: PdfFurnishing = NOTHING
    misplaced: tuple[MisplacedText, ...] = ()

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
        reader = _TreeReader(pages, numbers, annotations)
        element = reader.read(root)
        furnishing = read_furnishing(document)
    for page in pages:
        page.texts = {}
    element, misplaced = follow_directions(element, pages)
    misplaced = (*reader.misread, *misplaced)
    return TaggedBook(element, tuple(pages), tuple(annotations.values()), furnishing, misplaced)


def _read_pages(document: pikepdf.Pdf, cache: ResultCache | None) -> list[PageContent]:
    fonts: Fonts = {}
    inputs = page_inputs(document) if cache else repeat(b"")
    leftward = leftward_contents(document)
    pages: list[PageContent] = []
    for index, (page, own) in enumerate(zip(document.pages, inputs, strict=False)):
        numbers = tuple(leftward.get(index, ()))
        read = partial(read_page, page, index, fonts, numbers)
        key = (own, index, *numbers)
        pages.append(recall(cache, "page as it was read", key, read))
    return pages


def read_structure(content: bytes) -> TaggedElement:
    """Return the root of the structure tree, the element Document."""
    return read_book(content).document


@dataclass(frozen=True, slots=True)
class _TreeReader:
    """Reads the elements of the tree, with the contents and annotations of the pages."""

    contents: list[PageContent]
    numbers: PageNumbers
    annotations: Annotations
    misread: list[MisplacedText] = field(default_factory=list)

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
                kids += self._texts(page, number, element)
                pages.add(page)
            else:
                kids.append(self.read(kid))
        tag, *others = (str(element.get(key, "")) for key in ("/S", "/Lang", "/ID", "/Alt"))
        language, name, alternative = others
        return TaggedElement(
            *(tag.removeprefix("/"), language, name, tuple(kids), tuple(links), frozenset(pages)),
            alternative,
        )

    def _texts(self, page: int, number: int, element: Any) -> Sequence[DrawnText]:
        """Return the texts of a content, and compare them with what its element says they are."""
        texts = self.contents[page].texts.get(number) or (DrawnText("", page),)
        if "/ActualText" in element:
            said, seen = str(element.ActualText), "".join(text.text for text in texts)
            if visible_characters(said) != visible_characters(seen):
                fault = f"is seen, where a screen reader says “{said.strip()}”"
                self.misread.append(MisplacedText(page, seen.strip(), fault))
        return texts


def _content_place(kid: Any, own_page: int, numbers: PageNumbers) -> tuple[int, int]:
    """Return the page of a marked content and its number there.

    It is a number on the page of its element, or a reference with a page of its own.
    """
    if isinstance(kid, int):
        return own_page, kid
    return numbers[kid.Pg.objgen], int(kid.MCID)


def _as_list(kids: Any) -> Any:
    return kids if isinstance(kids, pikepdf.Array) else [kids]


def read_pieces_leftwards(content: bytes) -> Iterator[Iterator[tuple[int, str]]]:
    """Yield for each page the number and the text of each marked content, in their order."""
    with pikepdf.open(io.BytesIO(content)) as document:
        yield from _pieces_leftwards(document)


def _pieces_leftwards(document: pikepdf.Pdf) -> Iterator[Iterator[tuple[int, str]]]:
    fonts: Fonts = {}
    leftward = leftward_contents(document)
    for index, page in enumerate(document.pages):
        texts = read_page(page, index, fonts, leftward.get(index, {})).texts
        yield ((mark, text.text) for mark, drawn in texts.items() for text in drawn)


def read_pages_leftwards(content: bytes, read: Sequence[str]) -> Iterator[str]:
    """Yield the text of each page; those without letters that run leftwards stay as they are read.

    `read` is the text of the pages as another reader found it. Where the document is bound on the
    right, pdfium reverses the words of pages that run the other way too.
    """
    with pikepdf.open(io.BytesIO(content)) as document:
        preferences = document.Root.get("/ViewerPreferences") or pikepdf.Dictionary()
        is_bound_right = preferences.get("/Direction") == "/R2L"
        for pieces, other in zip(_pieces_leftwards(document), read, strict=True):
            is_rtl = is_bound_right or has_rtl_letters(other)
            yield "".join(text for _, text in pieces) if is_rtl else other
