"""Follow offsets and ranges from a text to what became of it."""

from bisect import bisect_right
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from book.model import Range, Ranges


@dataclass(frozen=True, slots=True)
class ChangedText:
    """A text before and after a change; `blocks` are the characters that others replace.

    A block has its start and end before, then its start and end after.
    """

    blocks: tuple[tuple[int, int, int, int], ...]

    @classmethod
    def compare(cls, before: str, after: str) -> "ChangedText":
        blocks: list[tuple[int, int, int, int]] = []
        for code in Levenshtein.opcodes(before, after):
            if code.tag == "equal":
                continue
            start, first = code.src_start, code.dest_start
            if blocks and blocks[-1][1] == start:
                start, first = blocks[-1][0], blocks[-1][2]
                blocks.pop()
            blocks.append((start, code.src_end, first, code.dest_end))
        return cls(tuple(blocks))

    def follow(self, offset: int, *, is_end: bool = False) -> int:
        """Return where an offset is after the change; within a block, at its start or its end.

        >>> changed = ChangedText.compare("the  'law'", "the ‘law’")
        >>> [changed.follow(offset) for offset in (0, 3, 5, 6, 9)], changed.follow(10, is_end=True)
        ([0, 3, 4, 5, 8], 9)
        """
        index = bisect_right(self.blocks, offset, key=lambda block: block[0]) - 1
        if index < 0:
            return offset
        _, end, first, last = self.blocks[index]
        if offset >= end:
            return last + offset - end
        is_inside = offset > self.blocks[index][0]
        return last if is_end and is_inside else first


def follow_ranges(ranges: Ranges, before: str, after: str) -> Ranges:
    """Return the ranges of a text as ranges of its changed form, without those that lost theirs.

    A line break stays on the space between its lines.

    >>> follow_ranges((Range(5, 10, "emphasis"),), "the  'law'", "the ‘law’")
    (Range(start=4, end=9, kind='emphasis', value=''),)
    """
    if not ranges or before == after:
        return ranges
    changed = ChangedText.compare(before, after)
    moved = (_moved(each, changed, after) for each in ranges)
    return tuple(each for each in moved if each)


def _moved(each: Range, changed: ChangedText, after: str) -> Range | None:
    start, end = changed.follow(each.start), changed.follow(each.end, is_end=True)
    if each.kind == "note":
        return replace(each, start=end, end=end)
    if each.kind == "break":
        start = _nearest_space(after, start)
        return replace(each, start=start, end=start + 1) if start >= 0 else None
    return replace(each, start=start, end=end) if start < end else None


def _nearest_space(text: str, offset: int) -> int:
    """Return the offset of the space nearest to an offset; -1 if there is none."""
    after, before = text.find(" ", offset), text.rfind(" ", 0, offset + 1)
    candidates = [space for space in (after, before) if space >= 0]
    return min(candidates, key=lambda space: abs(space - offset), default=-1)
