"""Read text that is drawn from right to left, from where its glyphs stand on the page.

Glyphs are drawn from left to right (ISO 32000-1, 14.8.2.3.3), so the order of drawing says nothing:
a word is read from its rightmost glyph on. A cluster, such as a letter with its points, is read at
once; what it stands for is its ActualText.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import pikepdf

from book.verify.readback.geometry import place
from book.verify.readback.shown import TIGHT, TORN, Shown

# What is mirrored in text that runs from right to left (UAX 9, rule L4).
PAIRS = ("()", "[]", "{}", "<>", "«»", "‹›")
MIRRORED = {side: pair.replace(side, "") for pair in PAIRS for side in pair}


Words = dict[int, dict[int, str]]  # by the index of the page and the number of the content


def leftward_contents(document: pikepdf.Pdf) -> Words:
    """Return the words that the structure tree gives for marked contents (ISO 32000-1, 14.9.4)."""
    numbers = {page.obj.objgen: index for index, page in enumerate(document.pages)}
    found: Words = {}
    elements: list[Any] = [document.Root.StructTreeRoot.K] if _has_tree(document) else []
    while elements:
        element = elements.pop()
        if isinstance(element, pikepdf.Array):
            elements += filter(_is_object, element)
        elif "/ActualText" in element and "/Pg" in element:
            (content,) = element.K
            page = found.setdefault(numbers[element.Pg.objgen], {})
            page[int(content)] = str(element.ActualText)
        elif "/K" in element and _is_object(element.K):
            elements.append(element.K)
    return found


def _is_object(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Object)


def _has_tree(document: pikepdf.Pdf) -> bool:
    return "/StructTreeRoot" in document.Root and "/K" in document.Root.StructTreeRoot


def read_cluster(drawn: Sequence[Shown], words: str) -> None:
    """Give the glyphs of a cluster its words, all of them to the widest, which is no mark.

    A bracket keeps what its glyph shows.
    """
    glyphs = [glyph for shown in drawn for glyph in shown.glyphs]
    if not glyphs or (len(glyphs) == 1 and glyphs[0] in MIRRORED and words in MIRRORED):
        return
    widths = [
        end - start for shown in drawn for start, end in zip(shown.starts, shown.ends, strict=True)
    ]
    widest = widths.index(max(widths))
    for shown in drawn:
        count = len(shown.glyphs)
        shown.glyphs = [words if index == widest else "" for index in range(count)]
        widest -= count


@dataclass(frozen=True, slots=True)
class _PlacedGlyph:
    """A glyph with its text, and where it begins and ends across the page, in points."""

    text: str
    left: float
    right: float
    shown: Shown


@dataclass(slots=True)
class LeftwardText:
    """A text in one font, its glyphs from right to left; `shown` is one of its parts."""

    shown: Shown
    glyphs: list[_PlacedGlyph] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def left(self) -> float:
        return min(glyph.left for glyph in self._inked())

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self._inked())

    def _inked(self) -> list[_PlacedGlyph]:
        return [glyph for glyph in self.glyphs if not glyph.text.isspace()] or self.glyphs

    def gaps(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the indices of the spaces that are too narrow, and of letters after a wide gap."""
        tight, torn = [], []
        index, space = 0, -1
        before: _PlacedGlyph | None = None
        for glyph in self.glyphs:
            if glyph.text.isspace():
                space = index
            else:
                gap = (before.left - glyph.right) * 1000 / glyph.shown.size if before else 0
                if before and space >= 0 and gap < TIGHT:
                    tight.append(space)
                elif before and space < 0 and gap > TORN and _is_word(before, glyph):
                    torn.append(index)
                before, space = glyph, -1
            index += len(glyph.text)
        return tuple(tight), tuple(torn)


def _is_word(before: _PlacedGlyph, after: _PlacedGlyph) -> bool:
    return before.text[-1].isalpha() and after.text[0].isalpha()


def read_leftwards(drawn: Sequence[Shown]) -> list[LeftwardText]:
    """Return texts that are drawn beside each other as one or more, each in one font."""
    glyphs = sorted(_placed(drawn), key=lambda glyph: -(glyph.left + glyph.right))
    groups = (list(group) for _, group in groupby(glyphs, lambda each: each.shown.font.name))
    return [LeftwardText(group[0].shown, group) for group in groups]


def _placed(drawn: Sequence[Shown]) -> Iterator[_PlacedGlyph]:
    for shown in drawn:
        for text, start, end in zip(shown.glyphs, shown.starts, shown.ends, strict=True):
            if text:
                left, _ = place(shown.matrix, start, 0)
                right, _ = place(shown.matrix, end, 0)
                yield _PlacedGlyph(MIRRORED.get(text, text), left, right, shown)
