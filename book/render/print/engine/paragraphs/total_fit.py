"""Choose the ends of all lines of a paragraph together, so that its spaces are even.

The method is that of Knuth and Plass (*Breaking Paragraphs into Lines*, Software: Practice and
Experience 11, 1981). Their badness grows with the sixth power of the stretch. Here the cost of a
line is the square of how far its spaces are from the ideal width, in units of that width, so that
what is least is the variance of the spaces on a page, plus its fourth power against single bad
lines. The letters of a line may be wider or narrower by a small part; they are before its spaces
are.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf, sqrt

from book.render.print.engine.paragraphs.quality import LineQuality

SINGLE = 4.0  # weight of the fourth power of a deviation
TINY = 0.01  # CSS pixels


@dataclass(slots=True, eq=False)  # not frozen: there are many, and to make those takes long
class Breakpoint:
    """Where a line may end.

    `end` is the index after its last character, `start` that of the first one of the next line,
    `added` the width of the hyphen that is added, `hangs` how far its end hangs into the margin,
    `kerned` what the last character would lose to the kerning with the next one.
    `word` and `next_word` are those on both sides, so that no word is stacked on itself. If it
    `is_forced`, a line ends here in any case.
    """

    end: int
    start: int
    cost: float = 0.0
    added: float = 0.0
    hangs: float = 0.0
    kerned: float = 0.0
    is_hyphen: bool = False
    is_forced: bool = False
    word: str = ""
    next_word: str = ""


@dataclass(frozen=True, slots=True)
class UnbrokenParagraph:
    """A paragraph to break: lengths in any one unit, an entry for each character and one more.

    `x` is where a character begins if all stand in one line, `spaces` the width of the spaces
    before it. `hangs` is how far a line that begins with a character hangs into the margin, for
    those that do. `breakpoints` are in the order of their places; the last is the end.
    """

    x: Sequence[float]
    spaces: Sequence[float]
    hangs: Mapping[int, float]
    breakpoints: Sequence[Breakpoint]
    em: float


@dataclass(frozen=True, slots=True)
class FittedLine:
    """A line: what it ends with, the width that its letters and natural spaces need, its spaces.

    `space` is the width of a space as it is set, in natural ones.
    """

    start: int
    breakpoint: Breakpoint
    natural: float
    spaces: float
    space: float
    is_last: bool


@dataclass(slots=True)
class _ActiveNode:
    """The best way to end a line at a breakpoint, with spaces of about one width."""

    start: int
    x: float  # where the next line begins
    spaces: float
    number: int  # of lines before it
    cost: float
    space: float  # the width of the spaces of the line that ends here
    breakpoint: Breakpoint | None
    former: "_ActiveNode | None"


@dataclass(slots=True)
class _Search:
    """The search for the best lines with spaces up to a width."""

    paragraph: UnbrokenParagraph
    quality: LineQuality
    first: float
    full: float
    widest: float
    lines: int | None
    most: float
    active: list[_ActiveNode] = field(default_factory=list)


def fit(
    paragraph: UnbrokenParagraph,
    start: int,
    first: float,
    full: float,
    quality: LineQuality,
    lines: int | None = None,
    most: float = inf,
) -> list[FittedLine]:
    """Return the lines of a paragraph from the character `start` on; none if there is no way.

    `first` is the width of the first line, `full` that of the others. With `lines`, there are just
    so many. Together they cost less than `most`.
    """
    # A line with wider spaces than this costs too much by itself.
    limit = quality.ideal + sqrt(most)
    for widest in dict.fromkeys(min(limit, each) for each in quality.tolerances):
        search = _Search(paragraph, quality, first, full, widest, lines, most)
        if end := _best_end(search, start):
            return list(_lines_of(paragraph, end))
    return []


def _best_end(search: _Search, start: int) -> _ActiveNode | None:
    paragraph = search.paragraph
    x, spaces = paragraph.x[start] + paragraph.hangs.get(start, 0.0), paragraph.spaces[start]
    search.active = [_ActiveNode(start, x, spaces, 0, 0.0, search.quality.ideal, None, None)]
    at = bisect_left(paragraph.breakpoints, start + 1, key=lambda each: each.end)
    last = paragraph.breakpoints[-1]
    for point in paragraph.breakpoints[at:]:
        if point.is_forced:
            ends = list(_last_lines(search, point))
            if search.lines is not None and point is last:
                ends = [node for node in ends if node.number == search.lines]
            search.active = [min(ends, key=lambda node: node.cost)] if ends else []
        else:
            search.active += _ends(search, point)
        if not search.active:
            return None
    return search.active[0]


def _ends(search: _Search, point: Breakpoint) -> list[_ActiveNode]:
    """Return the best ways to end a line at a breakpoint, and forget lines that are too long.

    Active nodes are in the order of their places: each that follows has less on its line.
    """
    paragraph, quality, active = search.paragraph, search.quality, search.active
    end = paragraph.x[point.end] + point.added + point.kerned - point.hangs
    end_spaces = paragraph.spaces[point.end]
    best: dict[tuple[int, int], _ActiveNode] = {}
    too_long = 0
    for node in active:
        natural, spaces = end - node.x, end_spaces - node.spaces
        space = _space(search, node, natural, spaces)
        if space < quality.narrowest:
            # A hyphen makes a line longer than the point after it would.
            too_long += point.added == 0
            continue
        if space > search.widest:
            if node.former is None:
                continue  # the width of a first line is another one
            break
        cost = node.cost + _cost(quality, node, point, space)
        if cost >= search.most:
            continue
        key = (round(2 * space), node.number if search.lines is not None else 0)
        if key not in best or cost < best[key].cost:
            best[key] = _next(paragraph, node, point, cost, space)
    del active[:too_long]
    return list(best.values())


def _space(search: _Search, node: _ActiveNode, natural: float, spaces: float) -> float:
    """Return the width that spaces have if a line is set, infinite if it has none to stretch.

    The letters fill what they can: see `letter_fit`.
    """
    quality = search.quality
    width = search.full if node.former else search.first
    missing = width - natural - (quality.ideal - 1) * spaces
    by_letters = quality.most_by_letters * natural
    if abs(missing) <= by_letters + TINY:
        return quality.ideal
    missing -= by_letters if missing > 0 else -by_letters
    spaces = quality.rag * width or spaces
    return quality.ideal + missing / spaces if spaces else missing * inf


def letter_fit(quality: LineQuality, natural: float, spaces: float, width: float) -> float:
    """Return by which part letters take more or less room, so that spaces have their ideal width.

    `natural` is the width of the line without that, `spaces` the part of it that is spaces.
    """
    most = quality.most_by_letters
    missing = width - natural - (quality.ideal - 1) * spaces
    return min(most, max(-most, missing / natural)) if natural else 0.0


def _cost(quality: LineQuality, node: _ActiveNode, point: Breakpoint, space: float) -> float:
    off = (space - quality.ideal) ** 2
    cost = off + SINGLE * off * off + point.cost
    cost += quality.contrast * (space - node.space) ** 2
    former = node.breakpoint
    if point.is_hyphen:
        cost += quality.hyphen
        if former and former.is_hyphen:
            cost += quality.ladder
    if former and _is_stacked(former, point):
        cost += quality.stacked
    return cost


def _is_stacked(former: Breakpoint, latter: Breakpoint) -> bool:
    """Tell whether two lines that follow each other end or begin with the same word."""
    pairs = ((former.word, latter.word), (former.next_word, latter.next_word))
    return any(word and word == other for word, other in pairs)


def _next(
    paragraph: UnbrokenParagraph, node: _ActiveNode, point: Breakpoint, cost: float, space: float
) -> _ActiveNode:
    start = point.start
    x, spaces = paragraph.x[start] + paragraph.hangs.get(start, 0.0), paragraph.spaces[start]
    return _ActiveNode(start, x, spaces, node.number + 1, cost, space, point, node)


def _last_lines(search: _Search, point: Breakpoint) -> Iterator[_ActiveNode]:
    """Yield the ways to end the last line, which need not be full."""
    paragraph, quality = search.paragraph, search.quality
    end = paragraph.x[point.end] - point.hangs
    for node in search.active:
        natural = end - node.x
        spaces = paragraph.spaces[point.end] - node.spaces
        space = min(quality.ideal, _space(search, node, natural, spaces))
        if space < quality.narrowest:
            continue
        cost = node.cost + (space - quality.ideal) ** 2
        if natural < quality.shortest_last * paragraph.em and node.former:
            cost += quality.runt
        if node.breakpoint and node.breakpoint.is_hyphen:
            cost += quality.last_hyphen
        if cost < search.most:
            yield _next(paragraph, node, point, cost, space)


def _lines_of(paragraph: UnbrokenParagraph, end: _ActiveNode) -> Iterator[FittedLine]:
    nodes = [end]
    while nodes[-1].former:
        nodes.append(nodes[-1].former)
    for former, latter in pairwise(reversed(nodes)):
        point = latter.breakpoint
        assert point is not None
        x = paragraph.x[point.end] + point.added + point.kerned - point.hangs
        spaces = paragraph.spaces[point.end] - former.spaces
        is_last = point.is_forced
        yield FittedLine(former.start, point, x - former.x, spaces, latter.space, is_last)
