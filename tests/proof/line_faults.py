"""Faults in a PDF whose notes are keyed to lines: in the margin, in the notes, in the index."""

import pikepdf

from tests.proof.fault import OutputFault, Place
from tests.proof.pdf_edits import Plant, ShownText, edited, glyph, instruction, texts_of

FIRST, THIRD, INDEX = 12, 14, 20  # indices of pages
MARGIN = ((FIRST, "5"), (THIRD, "5"))


def _last(pdf: pikepdf.Pdf, page: int, words: str) -> ShownText:
    """Return the last text of a page with these words: the numbers of lines follow all others."""
    return [text for text in texts_of(pdf.pages[page], {}) if text.text == words][-1]


def _first(pdf: pikepdf.Pdf, page: int, words: str) -> ShownText:
    return next(text for text in texts_of(pdf.pages[page], {}) if text.text == words)


def _margin_altered(pdf: pikepdf.Pdf, place: Place) -> None:
    text = _last(pdf, *MARGIN[place])
    text.show([glyph(text, "4")])
    text.write(pdf)


def _margin_lost(pdf: pikepdf.Pdf, place: Place) -> None:
    text = _last(pdf, *MARGIN[place])
    text.show([])
    text.write(pdf)


def _margin_moved(pdf: pikepdf.Pdf, place: Place) -> None:
    """Put the number beside the line above its own."""
    text = _last(pdf, *MARGIN[place])
    matrix = list(text.instructions[text.last("Tm")].operands)
    matrix[5] = float(matrix[5]) - 14 * 96 / 72
    text.instructions[text.last("Tm")] = instruction("Tm", *matrix)
    text.write(pdf)


def _rewritten(texts: tuple[tuple[int, str, str], tuple[int, str, str]]) -> Plant:
    """Return a function that writes other digits on a page, where these are first."""

    def edit(pdf: pikepdf.Pdf, place: Place) -> None:
        page, digits, others = texts[place]
        text = _first(pdf, page, digits)
        text.show([glyph(text, character) for character in others])
        text.write(pdf)

    return edited(edit)


LINE_FAULTS: tuple[OutputFault, ...] = (
    OutputFault(
        "a wrong number in the margin",
        "pdf",
        edited(_margin_altered),
        ("page 1: the margin has 4 at line 5", "page 3: the margin has 4 at line 5"),
    ),
    OutputFault(
        "a number lost in the margin",
        "pdf",
        edited(_margin_lost),
        ("page 1: the number of line 5 is not in", "page 3: the number of line 5 is not in"),
    ),
    OutputFault(
        "a number in the margin at another line",
        "pdf",
        edited(_margin_moved),
        ("page 1: the number of line 5 is not in", "page 3: the number of line 5 is not in"),
    ),
    OutputFault(
        "a note keyed to another line",
        "pdf",
        _rewritten(((FIRST, "1", "2"), (THIRD, "4", "3"))),
        ("page 1: .*found “2clusters", "page 3: .*found “3“both"),
    ),
    OutputFault(
        "a wrong line in the index",
        "pdf",
        _rewritten(((INDEX, "2.7", "2.5"), (INDEX, "3.4", "3.1"))),
        ("page 9: expected “7,2.8.*found “5,", "page 9: expected “4,3.5.*found “1,"),
    ),
)
