"""Read a PDF with pikepdf as a screen reader does, along its structure tree.

The words are those that the file gives for its glyphs. Where a glyph stands on the page, and in
which font, does not count for them, and is read as well.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf

from book.verify.readback.drawn import DrawnText, Fonts, PageContent, read_page

INLINE = ("Span", "Link", "Reference")

PageNumbers = Mapping[tuple[int, int], int]  # the indices of the pages, by their objects


@dataclass(frozen=True, slots=True)
class TaggedElement:
    """A structure element with its type, what the file says of it, and its contents.

    `kids` are its elements and texts in order, `links` what its annotations say of their targets,
    and `pages` the indices of the pages that its own text is on. `alternative` is the text that
    stands for a picture.
    """

    tag: str
    language: str
    id: str
    kids: "tuple[TaggedElement | DrawnText, ...]"
    links: tuple[str, ...]
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
    """A PDF along its structure tree, and what it draws besides.

    `images` is the number of images drawn, `scene_breaks` that of the artifacts that are rows of
    asterisks.
    """

    document: TaggedElement
    images: int
    scene_breaks: int

    @property
    def text(self) -> str:
        """Return all text of the structure tree, in its order."""
        return self.document.text


def read_book(content: bytes) -> TaggedBook:
    """Read a PDF along its structure tree."""
    fonts: Fonts = {}
    with pikepdf.open(io.BytesIO(content)) as document:
        (root,) = _as_list(document.Root.StructTreeRoot.K)
        pages = [read_page(page, index, fonts) for index, page in enumerate(document.pages)]
        numbers = {page.obj.objgen: index for index, page in enumerate(document.pages)}
        element = _element(root, pages, numbers)
    images, breaks = sum(page.images for page in pages), sum(page.scene_breaks for page in pages)
    return TaggedBook(element, images, breaks)


def read_structure(content: bytes) -> TaggedElement:
    """Return the root of the structure tree, the element Document."""
    return read_book(content).document


def read_speech(content: bytes) -> str:
    """Return all text of the structure tree, in its order."""
    return read_book(content).text


def _element(element: Any, contents: list[PageContent], numbers: PageNumbers) -> TaggedElement:
    own_page = numbers[element.Pg.objgen] if "/Pg" in element else 0
    kids: list[TaggedElement | DrawnText] = []
    links: list[str] = []
    pages: set[int] = set()
    for kid in _as_list(element.K):
        if not isinstance(kid, int) and kid.get("/Type") == "/OBJR":
            links.append(str(kid.Obj.Contents))
        elif not isinstance(kid, int) and kid.get("/Type") != "/MCR":
            kids.append(_element(kid, contents, numbers))
        else:
            page, mcid = _content_place(kid, own_page, numbers)
            kids += contents[page].texts[mcid] or (DrawnText("", page),)
            pages.add(page)
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
