"""Lines of characters: their words, and what is raised, italic or bold in them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from book.model import RangeKind
from book.read.pdf.glyphs import Glyph

SPACE = 0.18  # em between two characters that a space divides
JUMP = 2.2  # em between two columns, or two cells
NEAR = 0.7  # em between two parts of a line that are not drawn one after the other
RAISED = 0.15  # em above the baseline
SMALLER = 0.85  # of the line's size, for what is raised
LINE_HYPHENS = ("\x02", "\ufffe", "\N{SOFT HYPHEN}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a line in one form."""

    text: str
    kinds: tuple[RangeKind, ...] = ()


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page: its edges, its baseline, and the size of most of its characters."""

    page: int
    left: float
    right: float
    base: float
    size: float
    pieces: tuple[Piece, ...]
    is_artifact: bool = False
    is_bold: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def center(self) -> float:
        return (self.left + self.right) / 2


def page_lines(page: int, glyphs: Sequence[Glyph]) -> list[PdfLine]:
    """Return the lines of a page, from the top; columns are lines of their own."""
    lines = (_line(page, run.glyphs) for run in _merge(map(make_run, _runs(glyphs))))
    return [line for line in lines if line is not None]


@dataclass(slots=True)
class GlyphRun:
    """Glyphs beside each other: the baseline and the size of the largest, and the edges."""

    glyphs: list[Glyph]
    base: float
    size: float
    left: float
    right: float


def make_run(glyphs: list[Glyph]) -> GlyphRun:
    largest = max(glyphs, key=lambda glyph: glyph.size)
    left, right = min(g.left for g in glyphs), max(g.right for g in glyphs)
    return GlyphRun(glyphs, largest.base, largest.size, left, right)


def _runs(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Divide glyphs where the next one is not to the right of the one before, near its baseline."""
    run: list[Glyph] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if not glyph.text.strip() and not run:
            continue
        if last is not None and glyph.text.strip() and _begins_line(last, glyph):
            yield run
            run = []
        run.append(glyph)
        if glyph.text.strip():
            last = glyph
    if run:
        yield run


def _begins_line(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size, 1.0)
    return (
        abs(glyph.base - last.base) > 0.55 * size
        or glyph.left < last.left - 0.5 * size
        or glyph.left - last.right > JUMP * size
        or glyph.is_artifact != last.is_artifact
    )


def _merge(runs: Iterable[GlyphRun]) -> list[GlyphRun]:
    """Join the runs that stand beside each other on one line, whatever was drawn between them."""
    lines: list[GlyphRun] = []
    for run in sorted(runs, key=lambda run: (-run.base, run.left)):
        near = (index for index in range(len(lines))[-6:] if _is_beside(lines[index], run))
        index = next(near, None)
        if index is None:
            lines.append(run)
        else:
            glyphs = sorted([*lines[index].glyphs, *run.glyphs], key=lambda glyph: glyph.left)
            lines[index] = make_run(glyphs)
    return lines


def _is_beside(line: GlyphRun, run: GlyphRun) -> bool:
    size = max(line.size, run.size)
    is_level = abs(line.base - run.base) <= 0.45 * size
    is_same = line.glyphs[0].is_artifact == run.glyphs[0].is_artifact
    return is_level and is_same and max(run.left - line.right, line.left - run.right) < NEAR * size


def _line(page: int, glyphs: Sequence[Glyph]) -> PdfLine | None:
    seen = [glyph for glyph in glyphs if glyph.text.strip()]
    if not seen:
        return None
    size = Counter(round(glyph.size, 1) for glyph in seen).most_common(1)[0][0]
    full = [glyph for glyph in seen if glyph.size >= SMALLER * size]
    base = Counter(round(glyph.base, 1) for glyph in full).most_common(1)[0][0]
    pieces = tuple(_pieces(glyphs, base, size))
    left, right = min(g.left for g in seen), max(g.right for g in seen)
    is_bold = all(glyph.font.is_bold for glyph in seen)
    return PdfLine(page, left, right, base, size, pieces, seen[0].is_artifact, is_bold)


def _pieces(glyphs: Sequence[Glyph], base: float, size: float) -> Iterator[Piece]:
    spaced: list[tuple[str, tuple[RangeKind, ...]]] = []
    last: Glyph | None = None
    is_space_due = False
    for glyph in glyphs:
        if not glyph.text.strip():
            is_space_due = last is not None
            continue
        if last is not None and (is_space_due or glyph.left - last.right > SPACE * size):
            spaced.append((" ", ()))
        spaced.append((glyph.text, _kinds(glyph, base, size)))
        last, is_space_due = glyph, False
    for kinds, group in groupby(_spaces_inside(spaced), key=lambda pair: pair[1]):
        yield Piece("".join(text for text, _ in group), kinds)


def _spaces_inside(
    pairs: list[tuple[str, tuple[RangeKind, ...]]],
) -> Iterator[tuple[str, tuple[RangeKind, ...]]]:
    """Give a space the form of both its neighbors, if it is the same."""
    for index, (text, kinds) in enumerate(pairs):
        if text == " " and 0 < index < len(pairs) - 1:
            before, after = pairs[index - 1][1], pairs[index + 1][1]
            yield text, before if before == after else ()
        else:
            yield text, kinds


def _kinds(glyph: Glyph, base: float, size: float) -> tuple[RangeKind, ...]:
    kinds: list[RangeKind] = []
    if glyph.size < SMALLER * size and abs(glyph.base - base) > RAISED * size:
        kinds.append("superscript" if glyph.base > base else "subscript")
    if glyph.font.is_italic:
        kinds.append("emphasis")
    if glyph.font.is_bold:
        kinds.append("strong")
    if glyph.font.is_small_caps:
        kinds.append("small-capitals")
    return tuple(kinds)


def pitches(lines: Sequence[PdfLine]) -> Iterator[float]:
    """Yield the distances between the baselines of lines below each other."""
    for line, below in pairwise(lines):
        if line.page == below.page and line.base > below.base:
            yield line.base - below.base
