"""Draw a sample of the pages of a PDF, and find the letters that leave no ink.

This follows no instruction of the file: it looks at the picture that pdfium draws, as a reader
does, and so finds what the analysis of the instructions (`visibility`) may not know.
"""

import unicodedata
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

MOST_PAGES = 12  # of a long book, evenly spread, with the first and the last
SCALE = 2  # pixels a point
LEAST_CONTRAST = 24  # of 255, between the lightest and the darkest pixel of a letter
CONTEXT = 12  # characters on either side of a letter that an error quotes


def find_inkless(document: Any) -> Iterator[tuple[int, str]]:
    """Yield the index of each page of the sample with a letter that is not seen, and its words."""
    for index in sample(len(document)):
        if words := _inkless_words(document[index]):
            yield index, words


def sample(pages: int) -> tuple[int, ...]:
    """Return the indices of the pages that are drawn.

    >>> sample(3), sample(100)
    ((0, 1, 2), (0, 9, 18, 27, 36, 45, 54, 63, 72, 81, 90, 99))
    """
    if pages <= MOST_PAGES:
        return tuple(range(pages))
    return tuple(number * (pages - 1) // (MOST_PAGES - 1) for number in range(MOST_PAGES))


def _inkless_words(page: Any) -> str:
    """Return the first letter of a page that leaves no ink, with what stands around it; or ""."""
    picture = page.render(scale=SCALE, grayscale=True).to_pil()
    text = page.get_textpage()
    for index in range(text.count_chars()):
        if _is_visible(text, index) and not _has_ink(picture, text.get_charbox(index)):
            first = max(0, index - CONTEXT)
            words: str = text.get_text_range(first, 2 * CONTEXT)
            return " ".join(words.split())
    return ""


def _is_visible(text: Any, index: int) -> bool:
    """Return whether a character is one that the file draws and that has a shape."""
    if pdfium.FPDFText_IsGenerated(text, index):
        return False
    category = unicodedata.category(chr(pdfium.FPDFText_GetUnicode(text, index)))
    return category[0] in "LNPS" and category != "Lm"


def _has_ink(picture: Any, box: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = (edge * SCALE for edge in box)
    width, height = picture.size
    # A pixel more above and below: two dashes that meet fill the boxes of both.
    area = (
        *(max(0, int(left)), max(0, int(height - top) - 1)),
        *(min(width, int(right) + 1), min(height, int(height - bottom) + 2)),
    )
    if area[0] >= area[2] or area[1] >= area[3]:
        return False
    darkest, lightest = picture.crop(area).getextrema()
    return bool(lightest - darkest >= LEAST_CONTRAST)
