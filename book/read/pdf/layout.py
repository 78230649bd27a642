"""The layout of pages: columns, running heads, and the type of the body."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from book.read.pdf.lines import PdfLine, pitches

NUMBER = re.compile(
    r"^[\W_]*(?:(?:page|p\.)\s*)?(?:\d{1,4}|[ivxlc]{1,8})(?:\s*(?:of|/)\s*\d+)?[\W_]*$",
    re.IGNORECASE,
)
DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
SAME_HEIGHT = 3.0  # points
APART = 1.25  # pitches between a running head and the text
LONGEST_HEAD = 100  # characters
LEAST_COLUMN = 6  # lines


@dataclass(frozen=True, slots=True)
class Measures:
    """The type of the body: its size, and the distance of its baselines, in points."""

    size: float
    pitch: float


def measure(lines: Sequence[PdfLine]) -> Measures:
    """Return the size and the pitch of most of the text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    body = [line for line in lines if line.size == size]
    distances = Counter(round(each, 1) for each in pitches(body) if each < 3 * size)
    pitch = distances.most_common(1)[0][0] if distances else 1.2 * size
    return Measures(size, pitch)


def order_lines(lines: Sequence[PdfLine]) -> list[list[PdfLine]]:
    """Return the columns of a page in reading order; what spans both divides them."""
    gutter = find_gutter(lines)
    down = sorted(lines, key=lambda line: (-line.base, line.left))
    if gutter is None:
        return [down] if down else []
    columns: list[list[PdfLine]] = []
    left: list[PdfLine] = []
    right: list[PdfLine] = []
    for line in down:
        if line.right <= gutter:
            left.append(line)
        elif line.left >= gutter:
            right.append(line)
        else:
            columns += [left, right, [line]]
            left, right = [], []
    columns += [left, right]
    return [column for column in columns if column]


def find_gutter(lines: Sequence[PdfLine]) -> float | None:
    """Return the place between two columns, None if there is one column."""
    if len(lines) < 2 * LEAST_COLUMN:
        return None
    first, last = min(line.left for line in lines), max(line.right for line in lines)
    starts = Counter(round(line.left) for line in lines)
    for start, count in starts.most_common(6):
        if count < LEAST_COLUMN // 2 or not 0.35 < (start - first) / (last - first) < 0.65:
            continue
        gutter = start - 1.5
        left = [line for line in lines if line.right <= gutter]
        right = [line for line in lines if line.left >= gutter]
        crossing = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) >= LEAST_COLUMN and crossing <= 0.25 * len(lines):
            return gutter if _are_beside(left, right) else None
    return None


def _are_beside(left: Sequence[PdfLine], right: Sequence[PdfLine]) -> bool:
    top = min(max(line.base for line in left), max(line.base for line in right))
    foot = max(min(line.base for line in left), min(line.base for line in right))
    return top > foot


def find_running_heads(pages: Sequence[Sequence[PdfLine]]) -> set[PdfLine]:
    """Return the lines at the edges of pages that recur, or are numbers of pages."""
    found = {line for page in pages for line in page if line.is_artifact}
    rest = [[line for line in page if line not in found] for page in pages]
    pitch = measure([line for page in rest for line in page]).pitch
    for sign in (1, -1):
        edges = [_edge(page, sign, pitch) for page in rest]
        found |= _recurring([line for edge in edges for line in edge], len(pages))
    return found


def _edge(page: Sequence[PdfLine], sign: int, pitch: float) -> list[PdfLine]:
    """Return what stands on the first (1) or last (-1) line of a page, if it stands apart."""
    if not page:
        return []
    outer = max(sign * line.base for line in page)
    edge = [line for line in page if outer - sign * line.base <= SAME_HEIGHT]
    inner = max((sign * line.base for line in page if line not in edge), default=outer - 99)
    is_apart = outer - inner > APART * pitch
    return [line for line in edge if is_apart or NUMBER.match(line.text)]


def _recurring(lines: Sequence[PdfLine], pages: int) -> set[PdfLine]:
    """Return the lines at the edge that have the place and the words of others there."""
    words = Counter(_without_numbers(line.text) for line in lines)
    heights = Counter(round(line.base / SAME_HEIGHT) for line in lines)
    found: set[PdfLine] = set()
    for line in lines:
        height = round(line.base / SAME_HEIGHT)
        level = sum(heights[near] for near in (height - 1, height, height + 1))
        text = _without_numbers(line.text)
        recurs = words[text] >= 2 and len(text) < LONGEST_HEAD
        if level >= max(2, 0.2 * pages) and (NUMBER.match(line.text) or recurs):
            found.add(line)
    return found


def _without_numbers(text: str) -> str:
    return " ".join(DIGITS.sub("#", text).split()).casefold()
