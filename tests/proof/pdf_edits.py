"""Edit the pages of a PDF: the texts that they show, by their words."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Operator

from book.verify.readback.drawn import read_page
from book.verify.readback.geometry import Box
from book.verify.readback.pdf_fonts import DrawnFont, Fonts, read_font
from tests.proof.fault import Place

Instructions = list[Any]
Plant = Callable[[bytes, Place], bytes]


@dataclass(frozen=True)
class ShownText:
    """An instruction that shows a text: its page, its index there, its font and the glyphs.

    `glyphs` are the texts of the glyphs, `items` the indices of their strings in the operand.
    """

    page: Any
    instructions: Instructions
    index: int
    font: DrawnFont
    font_name: Any
    font_size: Any
    glyphs: tuple[str, ...]
    items: tuple[int, ...]

    @property
    def text(self) -> str:
        return "".join(self.glyphs)

    @property
    def operand(self) -> list[Any]:
        return list(self.instructions[self.index].operands[0])

    def write(self, pdf: pikepdf.Pdf) -> None:
        """Write the instructions as the content of the page."""
        self.page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(self.instructions))

    def show(self, operand: list[Any]) -> None:
        self.instructions[self.index] = instruction("TJ", Array(operand))

    def last(self, operator: str) -> int:
        """Return the index of the last instruction of this kind before the text."""
        numbers = range(self.index, -1, -1)
        return next(n for n in numbers if str(self.instructions[n].operator) == operator)

    def next(self, operator: str) -> int:
        numbers = range(self.index, len(self.instructions))
        return next(n for n in numbers if str(self.instructions[n].operator) == operator)


def instruction(operator: str, *operands: Any) -> Any:
    return ContentStreamInstruction(list(operands), Operator(operator))


def texts_of(page: Any, fonts: Fonts) -> Iterator[ShownText]:
    """Yield the texts that a page shows."""
    instructions = list(pikepdf.parse_content_stream(page))
    font, name, size = None, None, None
    for index, each in enumerate(instructions):
        if str(each.operator) == "Tf":
            name, size = each.operands
            font = read_font(page.resources.Font[str(name)], fonts)
        elif str(each.operator) == "TJ" and font:
            pairs = list(_glyphs(each.operands[0], font))
            glyphs, items = tuple(g for g, _ in pairs), tuple(i for _, i in pairs)
            yield ShownText(page, instructions, index, font, name, size, glyphs, items)


def _glyphs(operand: Any, font: DrawnFont) -> Iterator[tuple[str, int]]:
    for item, part in enumerate(operand):
        codes = bytes(part) if isinstance(part, pikepdf.String) else b""
        for start in range(0, len(codes), 2):
            yield font.characters[int.from_bytes(codes[start : start + 2])], item


def find(pdf: pikepdf.Pdf, words: str) -> ShownText:
    """Return the first text with these words."""
    fonts: Fonts = {}
    texts = (text for page in pdf.pages for text in texts_of(page, fonts))
    found = next((text for text in texts if words in text.text), None)
    assert found, f"no text has {words!r}"
    return found


def edited(edit: Callable[[pikepdf.Pdf, Place], None]) -> Plant:
    """Return a function that plants a fault by editing the PDF."""

    def plant(content: bytes, place: Place) -> bytes:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            edit(pdf, place)
            changed = io.BytesIO()
            pdf.save(changed)
        return changed.getvalue()

    return plant


def at_words(words: Sequence[str], edit: Callable[[pikepdf.Pdf, ShownText], None]) -> Plant:
    """Return a function that edits the text that has these words, others in each place."""

    def edit_text(pdf: pikepdf.Pdf, place: Place) -> None:
        text = find(pdf, words[place])
        edit(pdf, text)
        text.write(pdf)

    return edited(edit_text)


def around(before: Sequence[Any], after: Sequence[Any]) -> Callable[[pikepdf.Pdf, ShownText], None]:
    """Return an edit that puts instructions before and after the one that shows a text."""

    def edit(_: pikepdf.Pdf, text: ShownText) -> None:
        text.instructions[text.index + 1 : text.index + 1] = after
        text.instructions[text.index : text.index] = before

    return edit


def outside(
    before: Sequence[Any], after: Sequence[Any]
) -> Callable[[pikepdf.Pdf, ShownText], None]:
    """Return an edit that puts instructions before and after the object of a text."""

    def edit(_: pikepdf.Pdf, text: ShownText) -> None:
        end, begin = text.next("ET"), text.last("BT")
        text.instructions[end + 1 : end + 1] = after
        text.instructions[begin:begin] = before

    return edit


def glyph_items(text: ShownText, letters: str) -> list[int]:
    """Return the items of the operand that show these letters."""
    start = text.text.index(letters)
    ends: list[int] = []
    length = 0
    for glyph in text.glyphs:
        length += len(glyph)
        ends.append(length)
    return [
        item
        for item, end in zip(text.items, ends, strict=True)
        if start < end <= start + len(letters)
    ]


def glyph(text: ShownText, letter: str) -> pikepdf.String:
    """Return the string that shows a letter in the font of a text."""
    code = next(code for code, each in text.font.characters.items() if each == letter)
    return pikepdf.String(code.to_bytes(2))


def without(letters: Sequence[str]) -> Plant:
    """Return a function that removes the glyphs of letters, others in each place."""

    def plant(content: bytes, place: Place) -> bytes:
        def edit(_: pikepdf.Pdf, text: ShownText) -> None:
            gone = set(glyph_items(text, letters[place]))
            text.show([part for item, part in enumerate(text.operand) if item not in gone])

        return at_words(letters, edit)(content, place)

    return plant


def box_of(pdf: pikepdf.Pdf, words: str) -> tuple[int, Box]:
    """Return the index of the page and the box of the text that has these words."""
    for index, page in enumerate(pdf.pages):
        for texts in read_page(page, index, {}).texts.values():
            for text in texts:
                if words in text.text:
                    return index, text.box
    raise AssertionError(f"no text has {words!r}")


def append(pdf: pikepdf.Pdf, index: int, content: str) -> None:
    """Draw over a page."""
    pdf.pages[index].contents_add(pdf.make_stream(content.encode()), prepend=False)
