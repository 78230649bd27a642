"""A text that a page shows: its glyphs, and where and how they are drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import hypot

from book.verify.readback.colors import Color
from book.verify.readback.geometry import Box, Matrix, place, placed_box
from book.verify.readback.pdf_fonts import DrawnFont

# The body of a letter, from the baseline up, in thousandths of the size: the height of an x.
BODY = 400
# In thousandths of the size: a space that is narrower is not seen, as a quarter is usual; a gap
# within a word that is wider looks like a space.
TIGHT, TORN = 80, 250


@dataclass(slots=True)
class Shown:
    """A text that is shown by one instruction.

    `glyphs` is the text of each glyph, `starts` and `ends` are where they begin and end along the
    line, in thousandths of the font's size; `matrix` places these on the page. `order` is its place
    in the order of drawing. `is_optional` is true in a layer, which can be switched off.
    """

    glyphs: list[str]
    starts: Sequence[float]
    ends: Sequence[float]
    matrix: Matrix
    baseline: float
    font: DrawnFont
    font_size: float
    order: int
    clip: Box
    color: Color | None
    alpha: float
    mode: int
    is_optional: bool
    has_blank: bool
    ink: Box  # around the outlines of its glyphs on the page; without area if it has none
    content: int = 0  # of text that runs from right to left, the number of its marked content
    first: int = field(init=False)  # the index of the first glyph that is no space
    last: int = field(init=False)  # that of the last one
    box: Box = field(init=False)  # the place of the bodies of its letters on the page

    def __post_init__(self) -> None:
        count = len(self.glyphs)
        self.first = next((n for n in range(count) if not self.glyphs[n].isspace()), count)
        self.last = next((n for n in range(count - 1, -1, -1) if not self.glyphs[n].isspace()), -1)
        self.box = self.box_of(*self._ends()) if self.is_inked else self.box_of(0, 0)

    @property
    def text(self) -> str:
        return "".join(self.glyphs)

    @property
    def size(self) -> float:
        """Return the smaller of the height and the width that the font's size has on the page."""
        a, b, c, d, *_ = self.matrix
        return 1000 * min(hypot(a, b), hypot(c, d))

    @property
    def is_mirrored(self) -> bool:
        a, b, c, d, *_ = self.matrix
        return a * d - b * c < 0

    @property
    def is_inked(self) -> bool:
        """Return whether anything but spaces is shown."""
        return self.first < len(self.glyphs)

    @property
    def extent(self) -> tuple[float, float]:
        """Return where the first letter begins and the last one ends along the line, in points."""
        a, b, *_ = self.matrix
        length = hypot(a, b) or 1
        points = (place(self.matrix, x, 0) for x in self._ends())
        left, right = ((x * a + y * b) / length for x, y in points)
        return left, right

    def _ends(self) -> tuple[float, float]:
        if self.is_inked:
            return self.starts[self.first], self.ends[self.last]
        return (self.starts[0], self.ends[-1]) if self.starts else (0, 0)

    def box_of(self, start: float, end: float) -> Box:
        return placed_box(self.matrix, (start, 0, end, BODY))

    def words(self) -> Iterator[tuple[str, Box]]:
        """Yield each word with its place."""
        word: list[int] = []
        for index, glyph in enumerate((*self.glyphs, " ")):
            if not glyph.isspace():
                word.append(index)
            elif word:
                box = self.box_of(self.starts[word[0]], self.ends[word[-1]])
                yield "".join(self.glyphs[each] for each in word), box
                word = []

    def gaps(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the indices of the spaces that are too narrow, and of letters after a wide gap."""
        tight, torn = [], []
        place, space, before = 0, -1, -1  # in the text, the last space in it, the last letter
        for index, glyph in enumerate(self.glyphs):
            if glyph.isspace():
                space = place
            elif not glyph:  # a further one of a word that is read as a whole
                before = index
            else:
                gap = self.starts[index] - self.ends[before] if before >= 0 else 0
                if before >= 0 and space >= 0 and gap < TIGHT:
                    tight.append(space)
                elif gap > TORN and space < 0 and (self.glyphs[before][-1:] + glyph[0]).isalnum():
                    torn.append(place)
                before, space = index, -1
            place += len(glyph)
        return tuple(tight), tuple(torn)
