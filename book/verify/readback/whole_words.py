"""Read a word that is drawn with its letters as ActualText (ISO 32000-1, 14.9.4): Indic ones are.

Their signs stand before the letters that they follow, so the glyphs have no order of reading.
"""

from collections.abc import Sequence

from book.text.scripts import INDIC_LETTER
from book.verify.readback.shown import Shown


def is_whole(words: str) -> bool:
    """Tell whether letters are those of a whole word, and not of a cluster of it.

    >>> is_whole("किताब"), is_whole("ש")
    (True, False)
    """
    return bool(INDIC_LETTER.search(words))


def read_whole(drawn: Sequence[Shown], word: str) -> None:
    """Give the first glyph of a word all its letters, and the others none."""
    for shown in drawn:
        shown.glyphs = [word if not index else "" for index in range(len(shown.glyphs))]
        word = "" if shown.glyphs else word
