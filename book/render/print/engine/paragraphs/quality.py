"""What a good line is: of justified, ragged, and Chinese text."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LineQuality:
    """What a good line is. Widths of spaces are in parts of the natural width.

    `expansion` is the part by which letters may be wider or narrower, `tracking` the part of a line
    by which they may stand further apart or closer besides; `ideal` is the width of a space that
    costs nothing, `narrowest` the least that is set. In ragged text, the room that a line leaves is
    measured by `rag`, a part of its width, in place of its spaces.
    """

    expansion: float = 0.02
    tracking: float = 0.01
    ideal: float = 1.05
    narrowest: float = 0.68
    rag: float = 0.0
    tolerances: tuple[float, ...] = (2.0, 4.0)  # widest spaces of a first and a second attempt
    hyphen: float = 0.2  # costs, in squares of the natural width of a space
    ladder: float = 1.5
    contrast: float = 0.3
    stacked: float = 0.3
    runt: float = 3.0
    last_hyphen: float = 0.3
    shortest_last: float = 4.1  # ems
    widens_gaps: bool = False  # between characters, which count as spaces
    measures_spaces: bool = False  # which may be of another font than the words beside them
    most_by_letters: float = field(init=False)

    def __post_init__(self) -> None:
        # Asked for at each possible line.
        object.__setattr__(self, "most_by_letters", self.expansion + self.tracking)


JUSTIFIED = LineQuality()
FIXED = LineQuality(expansion=0.0, tracking=0.0)
GAPS = LineQuality(
    expansion=0.0,
    tracking=0.0,
    ideal=1.0,
    narrowest=0.999,
    tolerances=(2.0, 4.0, 12.0, 100.0),
    shortest_last=2.1,
    widens_gaps=True,
)
KOREAN = LineQuality(tolerances=(2.0, 4.0, 100.0))  # its words are not divided, however long
RAGGED = LineQuality(
    expansion=0.0, tracking=0.0, ideal=1.0, narrowest=0.999, rag=0.2, tolerances=(2.0, 3.0, 6.0)
)
