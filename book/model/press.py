"""What the printer's files must measure, as printer, edition, paper and sheets decide it."""

from dataclasses import dataclass

from book.model.settings import Trim


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """What a printer asks for; lengths are in points, and 0 where nothing is asked.

    `has_marks` tells whether the files have marks for trimming and folding. `paper` is the name of
    the usual paper, "" if it must be given: `spine_advice` says how. `spine_extra` is added to the
    thickness of the leaves. `gutters` are the least inner margins, each with the most pages that it
    serves; `edge` is the least distance of print from the other edges, `cover_edge` that of words
    on the cover. With `ends_blank` the last page is empty. `most_ink` is the most of the four inks
    together, in percent. `sources` are the documents that say so.
    """

    name: str
    title: str
    sources: tuple[str, ...]
    has_marks: bool = False
    inside_bleed: float = 0
    cover_bleed: float = 0
    signature: int = 2
    paper: str = ""
    spine_extra: float = 0
    spine_advice: str = ""
    least_pages: int = 0
    most_pages: int = 0
    gutters: tuple[tuple[int, float], ...] = ()
    edge: float = 0
    cover_edge: float = 0
    least_spine_pages: int = 79
    ends_blank: bool = False
    most_ink: float = 0

    def gutter(self, pages: int) -> float:
        """Return the least inner margin of a book of this many pages."""
        return next((width for most, width in self.gutters if pages <= most), 0)


@dataclass(frozen=True, slots=True)
class PressSpec:
    """What the printer's files must measure and say; lengths in points unless said otherwise.

    `trim` is that of the inside, `cover_trim` that of back, spine and front as one sheet. The pages
    are a multiple of `signature`. `paper` is its name, `leaf` the thickness of a leaf in
    micrometers. `spine_words` are set in `spine_type` points. `cover_text` has all words of the
    cover. `barcode` has the ISBN's 95 modules, "1" for a bar; it and `isbn`, thirteen digits, are
    "" if the edition has no ISBN.
    """

    trim: Trim
    cover_trim: Trim
    profile: PrinterProfile
    signature: int
    paper: str
    leaf: float
    spine_width: float
    spine_words: tuple[str, ...]
    spine_type: float
    cover_text: str
    isbn: str
    barcode: str
