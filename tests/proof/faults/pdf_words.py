"""Faults in the PDF: its words, their order, its spaces and hyphens, its pages."""

import pikepdf

from tests.proof.fault import OutputFault, Place
from tests.proof.pdf_edits import (
    Plant,
    ShownText,
    append,
    at_words,
    edited,
    find,
    glyph,
    glyph_items,
    instruction,
    texts_of,
    without,
)


def _altered(words: tuple[str, str], letter: str, other: str) -> Plant:
    """Return a function that puts another letter in the place of one in a word."""

    def edit(_: pikepdf.Pdf, text: ShownText) -> None:
        word = next(each for each in words if each in text.text)
        operand = text.operand
        operand[glyph_items(text, word)[word.index(letter)]] = glyph(text, other)
        text.show(operand)

    return at_words(words, edit)


def _numbered(page: int, numbers: tuple[tuple[str, str], tuple[str, str]]) -> Plant:
    """Return a function that writes another number on a page, the first that is this number."""

    def edit(pdf: pikepdf.Pdf, place: Place) -> None:
        number, other = numbers[place]
        text = next(each for each in texts_of(pdf.pages[page], {}) if each.text == number)
        text.show([glyph(text, digit) for digit in other])
        text.write(pdf)

    return edited(edit)


def _without_mark(pairs: tuple[str, str], mark: str) -> Plant:
    """Return a function that removes the glyph of a space or a hyphen in a pair of words."""

    def edit(_: pikepdf.Pdf, text: ShownText) -> None:
        pair = next(each for each in pairs if each in text.text)
        gone = glyph_items(text, pair)[pair.index(mark)]
        text.show([part for item, part in enumerate(text.operand) if item != gone])

    return at_words(pairs, edit)


def _squeezed(words: tuple[str, str]) -> Plant:
    """Return a function that takes the room of the space in two words, and keeps its glyph."""

    def edit(_: pikepdf.Pdf, text: ShownText) -> None:
        pair = next(each for each in words if each in text.text)
        item = glyph_items(text, pair)[pair.index(" ")]
        operand = text.operand
        width = text.font.widths[int.from_bytes(bytes(operand[item]))]
        text.show([*operand[: item + 1], width + 400, *operand[item + 1 :]])

    return at_words(words, edit)


def _swapped(lines: tuple[tuple[str, str], tuple[str, str]]) -> Plant:
    """Return a function that puts two lines in each other's place."""

    def edit(pdf: pikepdf.Pdf, place: Place) -> None:
        matrices = []
        for words in lines[place]:
            text = find(pdf, words)
            matrices.append(list(text.instructions[text.last("Tm")].operands))
        for words, matrix in zip(lines[place], reversed(matrices), strict=True):
            text = find(pdf, words)
            text.instructions[text.last("Tm")] = instruction("Tm", *matrix)
            text.write(pdf)

    return edited(edit)


def _without_texts(texts: tuple[tuple[str, ...], tuple[str, ...]]) -> Plant:
    def edit(pdf: pikepdf.Pdf, place: Place) -> None:
        for words in texts[place]:
            text = find(pdf, words)
            text.show([])
            text.write(pdf)

    return edited(edit)


def _torn(words: tuple[str, str]) -> Plant:
    """Return a function that makes a gap after the third letter of a word."""

    def edit(_: pikepdf.Pdf, text: ShownText) -> None:
        item = glyph_items(text, next(each for each in words if each in text.text))[2]
        operand = text.operand
        text.show([*operand[: item + 1], -400, *operand[item + 1 :]])

    return at_words(words, edit)


def _laid_over(lines: tuple[tuple[str, str], tuple[str, str]]) -> Plant:
    def edit(pdf: pikepdf.Pdf, place: Place) -> None:
        first, second = lines[place]
        one, text = find(pdf, first), find(pdf, second)
        matrix = list(one.instructions[one.last("Tm")].operands)
        matrix[5] = float(matrix[5]) + 1
        text.instructions[text.last("Tm")] = instruction("Tm", *matrix)
        text.write(pdf)

    return edited(edit)


def _headed(pdf: pikepdf.Pdf, place: Place) -> None:
    text = find(pdf, ("trellised vine", "supperless")[place])
    codes = b"".join(bytes(glyph(text, letter)) for letter in "Foxes")
    font = f"{text.font_name} 10 Tf 1 0 0 1 100 620 Tm <{codes.hex()}> Tj"
    append(pdf, (12, 15)[place], f"/Artifact BMC BT 0 g {font} ET EMC")


def _page_lost(pdf: pikepdf.Pdf, place: Place) -> None:
    del pdf.pages[(12, 15)[place]]


def _pages_swapped(pdf: pikepdf.Pdf, place: Place) -> None:
    first, second = ((12, 13), (14, 15))[place]
    one, other = pdf.pages[first].obj, pdf.pages[second].obj
    one.Contents, other.Contents = other.Contents, one.Contents


LINES = (("The pieces that", "copies have them"), ("He sang the", "And danced when"))
NOTES = (("words (", "the Greek has only"), ("A well-known emblem",))
OVER = (("trellised vine", "in vain"), ("efforts were", "dropped"))

FAULTS: tuple[OutputFault, ...] = (
    OutputFault("a word lost", "pdf", without(("famished", "thirst")), ("famished", "thirst")),
    OutputFault(
        "a letter altered",
        "pdf",
        _altered(("famished", "collected"), "e", "a"),
        ("page 1: expected “edFox.*found “adFox", "page 2: expected “ected.*found “acted"),
    ),
    OutputFault(
        "a space lost",
        "pdf",
        _without_mark(("in vain", "many stones"), " "),
        ("page 1: .*invain", "page 2: .*manystones"),
    ),
    OutputFault(
        "a space too narrow to be seen",
        "pdf",
        _squeezed(("hiding her", "within his")),
        ("page vii: .*hidingher", "page 2: .*withinhis"),
    ),
    OutputFault(
        "a word torn",
        "pdf",
        _torn(("hiding", "carry")),
        ("page vii: .*hid ing", "page 2: .*car ry"),
    ),
    OutputFault(
        "a hyphen lost",
        "pdf",
        _without_mark(("wide-bellied", "grape-vine"), "-"),
        ("page 2: .*widebellied", "page 7: .*grapevine"),
    ),
    OutputFault(
        "a note dropped",
        "pdf",
        _without_texts(NOTES),
        ("page 4: expected “’?swords", "the note source-note-iii-2-n1 is missing"),
    ),
    OutputFault(
        "two lines swapped",
        "pdf",
        _swapped(LINES),
        ("page vii: “copies have.*is drawn before", "page 4: “And danced.*is drawn before"),
    ),
    OutputFault(
        "two lines on each other",
        "pdf",
        _laid_over(OVER),
        ("page 1: .*trellised.*over each other", "page 2: .*efforts.*over each other"),
    ),
    OutputFault(
        "a wrong page number in the contents",
        "pdf",
        _numbered(6, (("4", "9"), ("8", "3"))),
        ("page v: expected “4", "page v: expected “8Index.*found “3Index"),
    ),
    OutputFault(
        "a wrong page number in the index",
        "pdf",
        _numbered(20, (("3n1", "3n2"), ("viii", "xi"))),
        ("page 9: expected “3n1|page 9: expected “1", "page 9: expected “viii"),
    ),
    OutputFault(
        "a page lost",
        "pdf",
        edited(_page_lost),
        ("broken references in the .*: part-i", "broken references in the .*: part-iv"),
    ),
    OutputFault("two pages swapped", "pdf", edited(_pages_swapped), ("page 1: ", "page 3: ")),
    OutputFault(
        "a head where none should be",
        "pdf",
        edited(_headed),
        ("page 1: the running head is “Foxes", "page 4: the running head is “Foxes"),
    ),
)
