"""The engine pikepdf: it reads a PDF as a screen reader does, along the structure tree.

The words are those that the file says its glyphs are. Nothing is taken from where a glyph stands on the page.
"""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

INLINE = ("/Span", "/Link", "/Reference")
OPERATORS = "BDC BMC EMC Tf TJ Tj"
CMAP_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
CMAP_CHARACTER = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
CMAP_BLOCK = re.compile(r"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)

Texts = Mapping[tuple[int, int], str]  # of each marked content, by its page and its number there


def read_speech(content: bytes) -> str:
    """Give all that the structure tree says, in its order; what stands apart from each other is on lines of its own."""
    with pikepdf.open(io.BytesIO(content)) as document:
        numbers = {page.obj.objgen: index for index, page in enumerate(document.pages)}
        fonts: dict[tuple[int, int], dict[int, str]] = {}
        texts = {(index, mcid): text for index, page in enumerate(document.pages) for mcid, text in _marked(page, fonts).items()}
        return "".join(_spoken(document.Root.StructTreeRoot.K, None, texts, numbers))


def _spoken(kids: Any, page: int | None, texts: Texts, numbers: Mapping[tuple[int, int], int]) -> Iterator[str]:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield texts[page or 0, kid]
        elif kid.get("/Type") == "/MCR":
            yield texts[numbers[kid.Pg.objgen], int(kid.MCID)]
        elif kid.get("/Type") != "/OBJR":
            apart = "" if str(kid.S) in INLINE else "\n"
            own = numbers[kid.Pg.objgen] if "/Pg" in kid else page
            yield apart
            yield from _spoken(kid.K, own, texts, numbers)
            yield apart


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
    return int(properties.MCID) if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties else None


def _text(shown: Any, characters: Mapping[int, str]) -> str:
    strings = [bytes(item) for item in (shown if isinstance(shown, pikepdf.Array) else [shown]) if isinstance(item, pikepdf.String)]
    return "".join(characters[int.from_bytes(string[i : i + 2])] for string in strings for i in range(0, len(string), 2))


def _characters(font: Any, known: dict[tuple[int, int], dict[int, str]]) -> dict[int, str]:
    """Read what a font's codes mean from its ToUnicode (ISO 32000-1, 9.10.3). All fonts of the engine have codes of two bytes."""
    if font.objgen not in known:
        known[font.objgen] = dict(_mapped(font.ToUnicode.read_bytes().decode("latin-1")))
    return known[font.objgen]


def _mapped(cmap: str) -> Iterator[tuple[int, str]]:
    for kind, block in CMAP_BLOCK.findall(cmap):
        if kind == "bfchar":
            yield from ((int(code, 16), bytes.fromhex(text).decode("utf-16-be")) for code, text in CMAP_CHARACTER.findall(block))
        else:
            for first, last, text in CMAP_RANGE.findall(block):
                yield from ((code, chr(int(text, 16) + code - int(first, 16))) for code in range(int(first, 16), int(last, 16) + 1))
