"""Faults in the PDF: texts that are drawn, and that nobody sees."""

import struct
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.proof.fault import OutputFault, Place
from tests.proof.pdf_edits import (
    Plant,
    ShownText,
    append,
    around,
    at_words,
    box_of,
    edited,
    find,
    instruction,
    outside,
)

# Two lines of the book, each drawn in one piece: of the text, and of a note.
LINES = ("trellised vine", "half-starved")
HIDDEN = (
    r"page 1: “trellised vine.*” is not visible: ",
    r"page 1: “.*half-starved.*” is not visible: ",
)


OVER_TEXT = "(FreeText|leaves no ink)"  # the latter on a page of the sample that is drawn
GUTTER = "“.*” stands outside the type area: .* to the left of it"


def _hidden(name: str, plant: Plant, reason: str) -> OutputFault:
    return OutputFault(name, "pdf", plant, (HIDDEN[0] + reason, HIDDEN[1] + reason))


# ── What is not seen ─────────────────────────────────────────────────────────────────────────────


def _shrunk(pdf: pikepdf.Pdf, text: ShownText) -> None:
    small = instruction("Tf", text.font_name, 0.1)
    around((small,), (instruction("Tf", text.font_name, text.font_size),))(pdf, text)


def _transparent(pdf: pikepdf.Pdf, text: ShownText) -> None:
    text.page.resources.ExtGState[Name("/clear")] = Dictionary(ca=0)
    opaque = instruction("gs", Name("/a1.0"))
    around((instruction("gs", Name("/clear")),), (opaque,))(pdf, text)


def _moved(to: Callable[[list[Any]], list[Any]]) -> Callable[[pikepdf.Pdf, ShownText], None]:
    def edit(_: pikepdf.Pdf, text: ShownText) -> None:
        index = text.last("Tm")
        numbers = to([float(number) for number in text.instructions[index].operands])
        text.instructions[index] = instruction("Tm", *numbers)

    return edit


def _optional(pdf: pikepdf.Pdf, text: ShownText) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Notes"))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(Order=Array([]), OFF=Array([layer]))
    )
    text.page.obj.Resources.Properties = Dictionary(Layer=layer)
    begin = instruction("BDC", Name("/OC"), Name("/Layer"))
    around((begin,), (instruction("EMC"),))(pdf, text)


def _covered(pdf: pikepdf.Pdf, place: Place) -> None:
    index, (left, bottom, right, top) = box_of(pdf, LINES[place])
    area = f"{left} {bottom} {right - left} {top - bottom} re"
    append(pdf, index, f"q 1 1 1 rg {area} f Q")


def _pictured(pdf: pikepdf.Pdf, place: Place) -> None:
    index, (left, bottom, right, top) = box_of(pdf, LINES[place])
    picture = pdf.make_stream(b"\xff", Type=Name.XObject, Subtype=Name.Image)
    picture.update({"/Width": 1, "/Height": 1, "/ColorSpace": Name.DeviceGray})
    picture.BitsPerComponent = 8
    pdf.pages[index].obj.Resources.XObject[Name("/white")] = picture
    matrix = f"{right - left} 0 0 {top - bottom} {left} {bottom} cm"
    append(pdf, index, f"q {matrix} /white Do Q")


def _annotated(pdf: pikepdf.Pdf, place: Place) -> None:
    index, box = box_of(pdf, LINES[place])
    white = pdf.make_stream(b"1 1 1 rg 0 0 999 999 re f", Subtype=Name.Form, BBox=list(box))
    note = Dictionary(Subtype=Name.FreeText, Rect=list(box), AP=Dictionary(N=white))
    pdf.pages[index].obj.Annots.append(pdf.make_indirect(note))


def _trimmed(pdf: pikepdf.Pdf, place: Place) -> None:
    index, box = ((12, [0, 0, 432, 400]), (13, [0, 100, 432, 648]))[place]
    pdf.pages[index].obj.TrimBox = Array(box)


def _blanked(letters: tuple[str, str]) -> Plant:
    """Return a function that takes the outline of a letter out of the font."""

    def edit(pdf: pikepdf.Pdf, place: Place) -> None:
        text = find(pdf, letters[place])
        code = next(c for c, each in text.font.characters.items() if each == letters[place][0])
        font = text.page.resources.Font[str(text.font_name)]
        program = font.DescendantFonts[0].FontDescriptor.FontFile2
        program.write(_without_outline(program.read_bytes(), code))

    return edited(edit)


def _without_outline(font: bytes, code: int) -> bytes:
    tables = {}
    for index in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * index)
        tables[tag] = offset
    is_long = struct.unpack_from(">h", font, tables[b"head"] + 50)[0]
    size = 4 if is_long else 2
    start = tables[b"loca"] + size * code
    changed = bytearray(font)
    changed[start : start + size] = font[start + size : start + 2 * size]
    return bytes(changed)


WHITE, BLACK = instruction("rg", 1, 1, 1), instruction("rg", 0, 0, 0)
CLIP = (instruction("q"), instruction("re", 0, 0, 1, 1), instruction("W"), instruction("n"))
FAULTS: tuple[OutputFault, ...] = (
    _hidden("white text", at_words(LINES, around((WHITE,), (BLACK,))), "white on white"),
    _hidden("tiny text", at_words(LINES, _shrunk), "0.1 points high"),
    _hidden(
        "invisible text",
        at_words(LINES, around((instruction("Tr", 3),), (instruction("Tr", 0),))),
        ".*rendering mode 3",
    ),
    _hidden("transparent text", at_words(LINES, _transparent), "white on white"),
    _hidden("clipped text", at_words(LINES, outside(CLIP, (instruction("Q"),))), "clipped"),
    _hidden(
        "text off the paper",
        at_words(LINES, _moved(lambda m: [*m[:4], m[4] - 900, m[5]])),
        "off the page",
    ),
    OutputFault(
        "text in the gutter",
        "pdf",
        at_words((LINES[0], LINES[0]), _moved(lambda m: [*m[:4], m[4] - 20, m[5]])),
        (f"page 1: {GUTTER}", f"page 1: {GUTTER}"),
    ),
    OutputFault(
        "text outside the trim",
        "pdf",
        edited(_trimmed),
        ("page 1: “I.” is not visible: off the page", "page 2: “.*” is not visible: off the page"),
    ),
    _hidden("covered text", edited(_covered), "covered"),
    _hidden("text under a picture", edited(_pictured), "covered"),
    _hidden("text in a layer", at_words(LINES, _optional), "in a layer"),
    _hidden(
        "mirrored text",
        at_words(LINES, _moved(lambda m: [-m[0], *m[1:4], m[4] + 300, m[5]])),
        "mirrored",
    ),
    OutputFault(
        "text under an annotation",
        "pdf",
        edited(_annotated),
        (f"page 1: .*{OVER_TEXT}", f"page 1: .*{OVER_TEXT}"),
    ),
    OutputFault(
        "an empty glyph",
        "pdf",
        _blanked(("famished", "clusters")),
        ("draws nothing for .*f", "draws nothing for .*c"),
    ),
)
