"""Read what the pages of a PDF draw: each marked content's texts, with their fonts and places."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from book.text.direction import has_rtl_letters
from book.verify.readback.geometry import Box, area, common
from book.verify.readback.graphics import GraphicsReader
from book.verify.readback.leftwards import read_cluster, read_leftwards
from book.verify.readback.pdf_fonts import Fonts, read_font
from book.verify.readback.shown import Shown
from book.verify.readback.visibility import HiddenText, find_hidden, find_overprinted
from book.verify.readback.whole_words import is_whole, read_whole

SCENE_BREAK = re.compile(r"\*(?:\s*\*)+")
PAGE_BOXES = ("/MediaBox", "/CropBox", "/TrimBox")


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A text as it is drawn.

    `font` is the name of its font without the tag of the subset, and `size` its size; `page` is the
    index of its page, and `baseline` the height there, downwards, in the same unit as the size.
    `left` and `right` are where its first and last visible glyphs begin and end along its line, and
    `box` is the place of the body of its letters, both in points. `tight` are the indices of its
    spaces that are too narrow to be seen, `torn` of the letters before which there is a gap. A text
    that `is_rtl` is read from right to left, from where its glyphs stand.
    """

    text: str
    page: int
    font: str = ""
    size: float = 0
    baseline: float = 0
    is_underlined: bool = False
    is_struck: bool = False
    left: float = 0
    right: float = 0
    box: Box = (0, 0, 0, 0)
    tight: tuple[int, ...] = ()
    torn: tuple[int, ...] = ()
    is_rtl: bool = False


@dataclass(frozen=True, slots=True)
class PageInk:
    """What leaves ink on a page, and the box around it in points: a text, a rule or a picture.

    `kind` is "text", "rule" or "picture"; `text` is that of a text.
    """

    kind: str
    box: Box
    text: str = ""


@dataclass(slots=True)
class PageContent:
    """What a page draws: the texts of each marked content, and what is no text of the book.

    `artifacts` are the texts that are not the book's, such as running heads; `scene_breaks` is the
    number of those that are rows of asterisks. `hidden` are texts that cannot be seen,
    `overprinted` are pairs of texts on the same spot, and `unread` are the operators that the
    reader does not know. `box` is what is seen of the page when it is trimmed, `ink` all that is
    drawn.
    """

    texts: dict[int, list[DrawnText]] = field(default_factory=dict)
    artifacts: list[DrawnText] = field(default_factory=list)
    images: int = 0
    scene_breaks: int = 0
    hidden: tuple[HiddenText, ...] = ()
    overprinted: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()
    box: Box = (0, 0, 0, 0)
    ink: tuple[PageInk, ...] = ()


def read_page(
    page: pikepdf.Page, index: int, fonts: Fonts, leftward: Collection[int] = ()
) -> PageContent:
    """Return what a page draws; `fonts` are those known, and is filled with the page's.

    `leftward` are the numbers of the contents that run from right to left, as the structure says.
    """
    resources = page.obj.get("/Resources", pikepdf.Dictionary())
    reader = _PageReader(index, resources, fonts, leftward)
    for instruction in pikepdf.parse_content_stream(page):
        reader.read(str(instruction.operator), instruction.operands)
    content, graphics = reader.content, reader.graphics
    content.box = visible_part(page.obj)
    content.unread = tuple(sorted(graphics.unread))
    content.images = sum(paint.is_picture for paint in graphics.paints)
    content.hidden = tuple(find_hidden(graphics.shown, graphics.paints, content.box))
    content.overprinted = tuple(find_overprinted(graphics.shown))
    content.ink = tuple(_ink_of(graphics))
    return content


def _ink_of(graphics: GraphicsReader) -> Iterator[PageInk]:
    for shown in graphics.shown:
        if shown.is_inked and area(shown.ink):
            yield PageInk("text", shown.ink, shown.text.strip())
    for paint in graphics.paints:
        if paint.alpha > 0:
            yield PageInk("picture" if paint.is_picture else "rule", paint.box)


def visible_part(page: Any) -> Box:
    """Return what is seen of a page: what all its boxes hold (ISO 32000-1, 14.11.2)."""
    boxes = [tuple(map(float, page[name])) for name in PAGE_BOXES if name in page]
    left, bottom, right, top = boxes[0]
    visible: Box = (left, bottom, right, top)
    for x1, y1, x2, y2 in boxes[1:]:
        visible = common(visible, (x1, y1, x2, y2))
    return visible


@dataclass(slots=True)
class _OpenContent:
    """A marked content that is open; its number is None if it is no content of the structure."""

    number: int | None
    words: str | None = None  # its ActualText
    drawn: list[Shown] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)  # the heights of the level lines in it


class _PageReader:
    """Reads the instructions of a page: the marked contents, and through `graphics` the drawing."""

    def __init__(self, index: int, resources: Any, fonts: Fonts, leftward: Collection[int]) -> None:
        self.index, self.leftward = index, leftward
        self.leftwards = 0  # the count of contents that ran from right to left
        self.content = PageContent()
        self.graphics = GraphicsReader(resources, lambda font: read_font(font, fonts))
        self.open = [_OpenContent(None)]
        self.height = 0.0  # at which a line begins

    def read(self, operator: str, operands: Any) -> None:
        match operator:
            case "TJ" | "Tj":
                self.open[-1].drawn.append(self.graphics.show(operands[0]))
            case "BDC":
                self._begin(str(operands[0]), *_properties(operands[1]))
            case "BMC":
                self._begin(str(operands[0]), None)
            case "EMC" if len(self.open) > 1:
                self._end(self.open.pop())
            case _:
                self._note_rule(operator, operands)
                self.graphics.read(operator, operands)

    def _note_rule(self, operator: str, operands: Any) -> None:
        if operator == "m":
            self.height = float(operands[1])
        elif operator == "l" and float(operands[1]) == self.height:
            self.open[-1].rules.append(self.height)

    def _begin(self, tag: str, number: int | None, words: str | None = None) -> None:
        self.open.append(_OpenContent(number, words))
        self.graphics.open_content(tag)

    def _end(self, ended: _OpenContent) -> None:
        self.graphics.close_content()
        if ended.words is not None and ended.number is None and len(self.open) > 1:
            (read_whole if is_whole(ended.words) else read_cluster)(ended.drawn, ended.words)
            self.open[-1].drawn += ended.drawn
            return
        drawn = list(self._texts(ended))
        if ended.number is not None:
            self.content.texts.setdefault(ended.number, []).extend(drawn)
            return
        self.content.artifacts += drawn
        if drawn and SCENE_BREAK.fullmatch("".join(each.text for each in drawn).strip()):
            self.content.scene_breaks += 1

    def _texts(self, ended: _OpenContent) -> Iterator[DrawnText]:
        """Yield the texts of a content."""
        is_rtl = ended.number in self.leftward or any(
            has_rtl_letters(shown.text) for shown in ended.drawn
        )
        if not is_rtl:
            yield from (self._text(shown, ended.rules) for shown in ended.drawn)
            return
        self.leftwards += 1
        for shown in ended.drawn:
            shown.content = self.leftwards
        for line in read_leftwards(ended.drawn):
            text = self._text(line.shown, ended.rules)
            tight, torn = line.gaps()
            yield replace(
                text,
                text=line.text,
                left=line.left,
                right=line.right,
                tight=tight,
                torn=torn,
                is_rtl=True,
            )

    def _text(self, shown: Shown, rules: Sequence[float]) -> DrawnText:
        below = any(height > shown.baseline for height in rules)
        through = any(height < shown.baseline for height in rules)
        looks = self.index, shown.font.name, shown.font_size, shown.baseline, below, through
        return DrawnText(shown.text, *looks, *shown.extent, shown.box, *shown.gaps())


def _properties(properties: Any) -> tuple[int | None, str | None]:
    """Return the number of a marked content and its words, None for what it has not."""
    if not isinstance(properties, pikepdf.Dictionary):
        return None, None
    number = int(properties.MCID) if "/MCID" in properties else None
    words = str(properties.ActualText) if "/ActualText" in properties else None
    return number, words
