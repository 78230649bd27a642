"""The engine pikepdf: it reads a PDF as a screen reader does, along the structure tree.

The words are those that the file says its glyphs are. Nothing is taken from where a glyph stands on the page.
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
Numbers = Mapping[tuple[int, int], int]  # of the pages, by their objects


@dataclass(frozen=True, slots=True)
class TaggedElement:
    """A structure element as it is found: its type, what the file says of it, and in order what it holds, elements and text.

    `links` are the words that its annotations have for where they lead; `pages` are the pages (index) that its own text is on.
    """

    tag: str
    language: str
    id: str
    kids: "tuple[TaggedElement | str, ...]"
    links: tuple[str, ...]
    pages: frozenset[int]

    @property
    def text(self) -> str:
        """Give all that it says; what stands apart is on lines of its own."""
        apart = "" if self.tag in INLINE else "\n"
        return (
            apart + "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids) + apart
        )

    def find(self, tag: str) -> "Iterator[TaggedElement]":
        """Give all elements of a type in it, in order."""
        for kid in (kid for kid in self.kids if isinstance(kid, TaggedElement)):
            if kid.tag == tag:
                yield kid
            yield from kid.find(tag)


def read_structure(content: bytes) -> TaggedElement:
    """Read the structure tree from its root, the element Document."""
    with pikepdf.open(io.BytesIO(content)) as document:
        numbers = {page.obj.objgen: index for index, page in enumerate(document.pages)}
        fonts: dict[tuple[int, int], dict[int, str]] = {}
        texts = {
            (index, mcid): text
            for index, page in enumerate(document.pages)
            for mcid, text in _marked(page, fonts).items()
        }
        (root,) = _listed(document.Root.StructTreeRoot.K)
        return _said(root, texts, numbers)


def read_speech(content: bytes) -> str:
    """Give all that the structure tree says, in its order."""
    return read_structure(content).text


def _said(element: Any, texts: Texts, numbers: Numbers) -> TaggedElement:
    own = numbers[element.Pg.objgen] if "/Pg" in element else 0
    kids: list[TaggedElement | str] = []
    links: list[str] = []
    pages: set[int] = set()
    for kid in _listed(element.K):
        if not isinstance(kid, int) and kid.get("/Type") == "/OBJR":
            links.append(str(kid.Obj.Contents))
        elif not isinstance(kid, int) and kid.get("/Type") != "/MCR":
            kids.append(_said(kid, texts, numbers))
        else:
            page, mcid = (
                (own, kid) if isinstance(kid, int) else (numbers[kid.Pg.objgen], int(kid.MCID))
            )
            kids.append(texts[page, mcid])
            pages.add(page)
    about = [str(element.get(key, "")) for key in ("/S", "/Lang", "/ID")]
    return TaggedElement(
        about[0].removeprefix("/"), about[1], about[2], tuple(kids), tuple(links), frozenset(pages)
    )


def _listed(kids: Any) -> Any:
    return kids if isinstance(kids, pikepdf.Array) else [kids]


def _marked(page: pikepdf.Page, fonts: dict[tuple[int, int], dict[int, str]]) -> dict[int, str]:
    """Give the text of each marked content of a page."""
    texts: dict[int, str] = {}
    open_: list[int | None] = []
    characters: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page, OPERATORS):
        operands = instruction.operands
        match str(instruction.operator):
            case "BDC":
                open_.append(_number(operands[1]))
                texts |= {} if open_[-1] is None else {open_[-1]: ""}
            case "BMC":
                open_.append(None)
            case "EMC":
                open_.pop()
            case "Tf":
                characters = _characters(page.resources.Font[str(operands[0])], fonts)
            case _ if open_ and (mcid := open_[-1]) is not None:
                texts[mcid] += _text(operands[0], characters)
    return texts


def _number(properties: Any) -> int | None:
    return (
        int(properties.MCID)
        if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
        else None
    )


def _text(shown: Any, characters: Mapping[int, str]) -> str:
    strings = [
        bytes(item)
        for item in (shown if isinstance(shown, pikepdf.Array) else [shown])
        if isinstance(item, pikepdf.String)
    ]
    return "".join(
        characters[int.from_bytes(string[i : i + 2])]
        for string in strings
        for i in range(0, len(string), 2)
    )


def _characters(font: Any, known: dict[tuple[int, int], dict[int, str]]) -> dict[int, str]:
    """Read what a font's codes mean from its ToUnicode (ISO 32000-1, 9.10.3). All fonts of the engine have codes of two bytes."""
    if font.objgen not in known:
        known[font.objgen] = dict(_mapped(font.ToUnicode.read_bytes().decode("latin-1")))
    return known[font.objgen]


def _mapped(cmap: str) -> Iterator[tuple[int, str]]:
    for kind, block in CMAP_BLOCK.findall(cmap):
        if kind == "bfchar":
            yield from (
                (int(code, 16), bytes.fromhex(text).decode("utf-16-be"))
                for code, text in CMAP_CHARACTER.findall(block)
            )
        else:
            for first, last, text in CMAP_RANGE.findall(block):
                yield from (
                    (code, chr(int(text, 16) + code - int(first, 16)))
                    for code in range(int(first, 16), int(last, 16) + 1)
                )
