"""Read what the pages of a PDF draw: each marked content's texts, with their fonts and places."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

OPERATORS = "BDC BMC EMC Tf TJ Tj Tm m l Do"
SCENE_BREAK = re.compile(r"\*(?:\s*\*)+")
CMAP_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
CMAP_CHARACTER = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
CMAP_BLOCK = re.compile(r"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)

CharacterMap = dict[int, str]


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A text as it is drawn.

    `font` is the name of its font without the tag of the subset, and `size` its size; `page` is the
    index of its page, and `baseline` the height there, downwards, in the same unit as the size.
    """

    text: str
    page: int
    font: str = ""
    size: float = 0
    baseline: float = 0
    is_underlined: bool = False
    is_struck: bool = False


@dataclass(slots=True)
class PageContent:
    """What a page draws: the texts of each marked content, and what is no text of the book.

    `scene_breaks` is the number of artifacts that are rows of asterisks.
    """

    texts: dict[int, list[DrawnText]] = field(default_factory=dict)
    images: int = 0
    scene_breaks: int = 0


@dataclass(frozen=True, slots=True)
class DrawnFont:
    name: str
    characters: CharacterMap


Fonts = dict[tuple[int, int], DrawnFont]  # by their objects


def read_page(page: pikepdf.Page, index: int, fonts: Fonts) -> PageContent:
    """Return what a page draws; `fonts` are those known, and is filled with the page's."""
    reader = _PageReader(page, index, fonts)
    for instruction in pikepdf.parse_content_stream(page, OPERATORS):
        reader.read(str(instruction.operator), instruction.operands)
    return reader.content


class _PageReader:
    """Reads the instructions of a page."""

    def __init__(self, page: pikepdf.Page, index: int, fonts: Fonts) -> None:
        self.page, self.index, self.fonts = page, index, fonts
        self.content = PageContent()
        self.open: list[int | None] = []
        self.now = DrawnText("", index)
        self.characters: CharacterMap = {}
        self.drawn: list[DrawnText] = []  # in the content that is open
        self.height = 0.0  # at which a line begins
        self.rules: list[float] = []  # the heights of the lines in that content

    def read(self, operator: str, operands: Any) -> None:
        match operator:
            case "TJ" | "Tj":
                self.drawn.append(replace(self.now, text=_text(operands[0], self.characters)))
            case "Tm":
                self.now = replace(self.now, baseline=float(operands[5]))
            case "Tf":
                font = _font(self.page.resources.Font[str(operands[0])], self.fonts)
                self.characters = font.characters
                self.now = replace(self.now, font=font.name, size=float(operands[1]))
            case "BDC":
                self._begin(_content_number(operands[1]))
            case "BMC":
                self._begin(None)
            case "EMC":
                self._end(self.open.pop())
            case "m":
                self.height = float(operands[1])
            case "l" if float(operands[1]) == self.height:
                self.rules.append(self.height)
            case "Do":
                drawn = self.page.resources.XObject[str(operands[0])]
                self.content.images += str(drawn.Subtype) == "/Image"

    def _begin(self, number: int | None) -> None:
        self.open.append(number)
        self.drawn, self.rules = [], []

    def _end(self, number: int | None) -> None:
        drawn, self.drawn = self.drawn, []
        if number is not None:
            ruled = (_ruled(text, self.rules) for text in drawn) if self.rules else drawn
            self.content.texts.setdefault(number, []).extend(ruled)
        elif drawn and SCENE_BREAK.fullmatch("".join(each.text for each in drawn).strip()):
            self.content.scene_breaks += 1
        self.rules = []


def _ruled(text: DrawnText, rules: list[float]) -> DrawnText:
    """Return a text with what the lines in its content are to it."""
    below = any(height > text.baseline for height in rules)
    through = any(height < text.baseline for height in rules)
    return replace(text, is_underlined=below, is_struck=through)


def _content_number(properties: Any) -> int | None:
    if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
        return int(properties.MCID)
    return None


def _text(shown: Any, characters: Mapping[int, str]) -> str:
    """Return the text of an operand of Tj or TJ; all fonts of the engine have two-byte codes."""
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    strings = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
    return "".join(
        characters[int.from_bytes(string[i : i + 2])]
        for string in strings
        for i in range(0, len(string), 2)
    )


def _font(font: Any, known: Fonts) -> DrawnFont:
    """Return the name of a font, and the text of each code by its ToUnicode map.

    ISO 32000-1, 9.10.3; 9.6.4 for the tag before the name.
    """
    if font.objgen not in known:
        characters = dict(_parse_cmap(font.ToUnicode.read_bytes().decode("latin-1")))
        name = str(font.get("/BaseFont", "")).removeprefix("/")
        known[font.objgen] = DrawnFont(name.partition("+")[2] or name, characters)
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
