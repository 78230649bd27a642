"""What the printer's files must measure, as the edition, the paper and the sheets decide it."""

from dataclasses import dataclass

from book.model.settings import Trim


@dataclass(frozen=True, slots=True)
class PressSpec:
    """What the printer's files must measure and say; lengths in points unless said otherwise.

    `trim` is that of the inside, `cover_trim` that of back, spine and front as one sheet. The pages
    are a multiple of `signature`. `paper` is its name, `leaf` the thickness of a leaf in
    micrometers. `spine_words` are set in `spine_type` points; books of fewer than
    `least_spine_pages` have none. `cover_text` has all words of the cover. `barcode` has the ISBN's
    95 modules, "1" for a bar; it and `isbn`, thirteen digits, are "" if the edition has no ISBN.
    """

    trim: Trim
    cover_trim: Trim
    bleed: float
    signature: int
    paper: str
    leaf: float
    spine_width: float
    spine_words: tuple[str, ...]
    spine_type: float
    least_spine_pages: int
    cover_text: str
    isbn: str
    barcode: str
