"""Find how the divisions of a witness are nested.

The level of a heading is that of the file's own mark. Where marks do not differ, or there are none,
it is that of the kind of division: a book contains chapters. Else a new style of numbering opens a
deeper level, to which it returns later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from book.collate.headings import Section
from book.text.divisions import is_frame
from book.text.grouping import group_values

# What contains what; parts may contain books, and books parts.
RANKS = {"volume": 1, "part": 2, "book": 2, "act": 2, "epilogue": 2, "appendix": 2}
RANKS |= {"scene": 4, "section": 4, "article": 4}
CHAPTER = 3
LISTED = "outline"  # the style of a heading without a number that a list of contents has


def with_levels(sections: Iterable[Section]) -> list[Section]:
    """Return the headings of a witness with their levels, from 1."""
    sections = list(sections)
    marks = _without_idle_ranks([_mark(section) for section in sections])
    nesting = _Nesting([mark.style for mark in marks])
    return [
        replace(section, level=nesting.enter(mark, section.is_adjacent, number))
        for number, (mark, section) in enumerate(zip(marks, sections, strict=True))
    ]


def _without_idle_ranks(marks: "list[LevelMark]") -> "list[LevelMark]":
    """Return the marks; where headings of one depth are of one kind, these have no rank."""
    ranks = group_values((mark.depth, mark.rank) for mark in marks if mark.has_number)
    mixed = {depth for depth, own in ranks.items() if len(set(own)) > 1}
    return [replace(m, rank=0) if m.depth and m.depth not in mixed else m for m in marks]


@dataclass(frozen=True, slots=True)
class LevelMark:
    """What tells the level of a heading: the depth of the file's mark and the rank of its kind.

    Both are 0 if not known. What stands in the `frame` contains only what follows it directly, and
    the numbers that go on from there.
    """

    depth: int
    rank: int
    style: str
    number: int
    is_frame: bool

    @property
    def has_number(self) -> bool:
        return self.number > 0


def _mark(section: Section) -> LevelMark:
    depth = section.style.removeprefix("hash") if section.style.startswith("hash") else ""
    name = section.name
    frame = not name.number and is_frame(name.title)
    rank = RANKS.get(name.kind, CHAPTER) if name.kind else CHAPTER if depth else 0
    style = name.kind or section.style
    return LevelMark(int(depth or 0), 2 if frame else rank, style, name.number, frame)


@dataclass(slots=True)
class _Nesting:
    """The divisions that are open, the outermost first.

    `styles` are those of all headings. `known` are pairs of styles of which the first contains the
    second, `levels` the last level of each style, `framed` the style of what the frame contains.
    """

    styles: Sequence[str]
    outer: list[LevelMark] = field(default_factory=list)
    known: set[tuple[str, str]] = field(default_factory=set)
    levels: dict[str, int] = field(default_factory=dict)
    framed: str = ""

    def enter(self, mark: LevelMark, is_adjacent: bool, number: int) -> int:
        """Open a division, the `number`th heading, and return its level."""
        self.framed = "" if mark.is_frame else self.framed
        while self.outer and not self._contains(self.outer[-1], mark, is_adjacent, number):
            self.outer.pop()
        if self.outer:
            self.known.add((self.outer[-1].style, mark.style))
            self.framed = mark.style if self.outer[-1].is_frame else self.framed
        self.outer.append(mark)
        self.levels[mark.style] = len(self.outer)
        return len(self.outer)

    def _contains(self, top: LevelMark, mark: LevelMark, is_adjacent: bool, number: int) -> bool:
        if top.depth and mark.depth and top.depth != mark.depth:
            return top.depth < mark.depth
        if mark.is_frame or (mark.depth and mark.depth == top.depth and not mark.rank):
            return False
        if top.is_frame:
            goes_on = mark.style == self.framed and mark.number > 1
            return goes_on or (is_adjacent and (top.style, mark.style) not in self.known)
        if top.rank and mark.rank:
            return self._contains_kind(top, mark, is_adjacent)
        if any(mark.style == other.style for other in self.outer):
            return False
        if mark.style == LISTED and LISTED in self.levels:
            return len(self.outer) < self.levels[LISTED]
        if (top.style, mark.style) in self.known:
            return not 0 < mark.rank < CHAPTER
        if top.has_number:
            # A numeral contains chapters if its like comes again below them.
            recurs = top.style in self.styles[number:]
            return not 0 < mark.rank <= CHAPTER or (mark.rank == CHAPTER and recurs)
        return is_adjacent or (mark.has_number and top.style in self.styles[number:])

    def _contains_kind(self, top: LevelMark, mark: LevelMark, is_adjacent: bool) -> bool:
        if top.rank != mark.rank:
            return top.rank < mark.rank
        is_known = (top.style, mark.style) in self.known
        can_nest = top.style != mark.style and mark.rank < CHAPTER
        return can_nest and (is_known or is_adjacent)
