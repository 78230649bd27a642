"""Read a PDF with pikepdf as a screen reader does, along its structure tree.

The words are those that the file gives for its glyphs; where a glyph stands on the page does not
count.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf

INLINE = ("Span", "Link", "Reference")
OPERATORS = "BDC BMC EMC Tf TJ Tj"
CMAP_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
CMAP_CHARACTER = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
CMAP_BLOCK = re.compile(r"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)

Texts = Mapping[tuple[int, int], str]  # of each marked content, by its page and its number there
PageNumbers = Mapping[tuple[int, int], int]  # the indices of the pages, by their objects
CharacterMap = dict[int, str]
Fonts = dict[tuple[int, int], CharacterMap]  # by their objects


@dataclass(frozen=True, slots=True)
class TaggedElement:
    """A structure element with its type, what the file says of it, and its contents.

    `kids` are its elements and texts in order, `links` what its annotations say of their targets,
    and `pages` the indices of the pages that its own text is on.
    """

    tag: str
    language: str
    id: str
    kids: "tuple[TaggedElement | str, ...]"
    links: tuple[str, ...]
    pages: frozenset[int]

    @property
    def text(self) -> str:
        """Return all text in it; a block is on lines of its own."""
        text = "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)
        return text if self.tag in INLINE else f"\n{text}\n"

    def find(self, tag: str) -> "Iterator[TaggedElement]":
        """Yield the elements of a type in it, in order."""
        for kid in self.kids:
            if isinstance(kid, TaggedElement):
                if kid.tag == tag:
                    yield kid
                yield from kid.find(tag)


def read_structure(content: bytes) -> TaggedElement:
    """Return the root of the structure tree, the element Document."""
    with pikepdf.open(io.BytesIO(content)) as document:
        (root,) = _as_list(document.Root.StructTreeRoot.K)
        return _element(root, _read_texts(document), _page_numbers(document))


def read_speech(content: bytes) -> str:
    """Return all text of the structure tree, in its order."""
    return read_structure(content).text


def _page_numbers(document: pikepdf.Pdf) -> PageNumbers:
    return {page.obj.objgen: index for index, page in enumerate(document.pages)}


def _read_texts(document: pikepdf.Pdf) -> Texts:
    fonts: Fonts = {}
    return {
        (index, mcid): text
        for index, page in enumerate(document.pages)
        for mcid, text in _marked_texts(page, fonts).items()
    }


def _element(element: Any, texts: Texts, numbers: PageNumbers) -> TaggedElement:
    own_page = numbers[element.Pg.objgen] if "/Pg" in element else 0
    kids: list[TaggedElement | str] = []
    links: list[str] = []
    pages: set[int] = set()
    for kid in _as_list(element.K):
        if not isinstance(kid, int) and kid.get("/Type") == "/OBJR":
            links.append(str(kid.Obj.Contents))
        elif not isinstance(kid, int) and kid.get("/Type") != "/MCR":
            kids.append(_element(kid, texts, numbers))
        else:
            place = _content_place(kid, own_page, numbers)
            kids.append(texts[place])
            pages.add(place[0])
    tag, language, name = (str(element.get(key, "")) for key in ("/S", "/Lang", "/ID"))
    return TaggedElement(
        tag.removeprefix("/"), language, name, tuple(kids), tuple(links), frozenset(pages)
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


def _marked_texts(page: pikepdf.Page, fonts: Fonts) -> dict[int, str]:
    """Return the text of each marked content of a page."""
    texts: dict[int, str] = {}
    open_contents: list[int | None] = []
    characters: CharacterMap = {}
    for instruction in pikepdf.parse_content_stream(page, OPERATORS):
        operands = instruction.operands
        match str(instruction.operator):
            case "BDC":
                open_contents.append(_content_number(operands[1]))
                if open_contents[-1] is not None:
                    texts[open_contents[-1]] = ""
            case "BMC":
                open_contents.append(None)
            case "EMC":
                open_contents.pop()
            case "Tf":
                characters = _characters(page.resources.Font[str(operands[0])], fonts)
            case _ if open_contents and (mcid := open_contents[-1]) is not None:
                texts[mcid] += _text(operands[0], characters)
    return texts


def _content_number(properties: Any) -> int | None:
    if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
        return int(properties.MCID)
    return None


def _text(shown: Any, characters: Mapping[int, str]) -> str:
    """Return the text of an operand of Tj or TJ; all fonts of the engine have two-byte codes."""
    parts = _as_list(shown)
    strings = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
    return "".join(
        characters[int.from_bytes(string[i : i + 2])]
        for string in strings
        for i in range(0, len(string), 2)
    )


def _characters(font: Any, known: Fonts) -> CharacterMap:
    """Return the text of each code of a font, by its ToUnicode map (ISO 32000-1, 9.10.3)."""
    if font.objgen not in known:
        known[font.objgen] = dict(_parse_cmap(font.ToUnicode.read_bytes().decode("latin-1")))
    return known[font.objgen]


def _parse_cmap(cmap: str) -> Iterator[tuple[int, str]]:
    for kind, block in CMAP_BLOCK.findall(cmap):
        yield from _parse_characters(block) if kind == "bfchar" else _parse_ranges(block)


def _parse_characters(block: str) -> Iterator[tuple[int, str]]:
    for code, text in CMAP_CHARACTER.findall(block):
        yield int(code, 16), bytes.fromhex(text).decode("utf-16-be")


def _parse_ranges(block: str) -> Iterator[tuple[int, str]]:
    for match in CMAP_RANGE.findall(block):
        first, last, text = (int(number, 16) for number in match)
        for code in range(first, last + 1):
            yield code, chr(code + text - first)
