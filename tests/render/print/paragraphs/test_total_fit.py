"""The lines that are chosen cost less than any others, and keep to the rules."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from book.render.print.engine.paragraphs.quality import JUSTIFIED, RAGGED, LineQuality
from book.render.print.engine.paragraphs.total_fit import (
    Breakpoint,
    FittedLine,
    UnbrokenParagraph,
    fit,
    letter_fit,
)

PLAIN = replace(JUSTIFIED, contrast=0.0, tolerances=(4.0,))
WIDTH = 100.0
SPACE = 4.0
WORDS = st.lists(st.integers(8, 40), min_size=4, max_size=10)
SHORT_WORDS = [5] * 60


def paragraph_of(words: list[int], hyphens: frozenset[int] = frozenset()) -> UnbrokenParagraph:
    """Return a paragraph whose words have one character each, divided where `hyphens` say."""
    lengths, points = list[float](), list[Breakpoint]()
    for number, word in enumerate(words):
        parts = 2 if number in hyphens else 1
        if parts == 2:
            lengths.append(word / 2)
            points.append(Breakpoint(len(lengths), len(lengths), added=3.0, is_hyphen=True))
        lengths += [word / parts, SPACE]
        points.append(Breakpoint(len(lengths) - 1, len(lengths)))
    points[-1] = Breakpoint(len(lengths) - 1, len(lengths), is_forced=True)
    x = [0.0, *accumulate(lengths)]
    spaces = [0.0, *accumulate(SPACE if length == SPACE else 0.0 for length in lengths)]
    return UnbrokenParagraph(x, spaces, {}, points, em=1.0)


def cost(lines: list[FittedLine], quality: LineQuality) -> float:
    """Return the cost of lines, computed anew; infinite if one of them is not allowed."""
    total, former = 0.0, False
    for line in lines:
        room = WIDTH - line.natural
        rest = room - letter_fit(quality, line.natural, line.spaces, WIDTH) * line.natural
        if not line.spaces:
            space = quality.ideal if abs(rest) < 0.01 else float("inf") * rest
        else:
            space = 1 + rest / line.spaces
        if line.is_last:
            space = min(space, quality.ideal)
        if not quality.narrowest <= space <= quality.tolerances[0]:
            return float("inf")
        off = (space - quality.ideal) ** 2
        total += off if line.is_last else off + 4 * off * off
        if line.is_last:
            is_runt = line.natural < quality.shortest_last and len(lines) > 1
            total += quality.runt * is_runt + quality.last_hyphen * former
        elif line.breakpoint.is_hyphen:
            total += quality.hyphen + quality.ladder * former
        former = line.breakpoint.is_hyphen
    return total


def all_lines(paragraph: UnbrokenParagraph) -> Iterator[list[FittedLine]]:
    """Yield each way to break a paragraph."""
    *inner, last = paragraph.breakpoints
    for count in range(len(inner) + 1):
        for chosen in combinations(inner, count):
            starts = [0, *(point.start for point in chosen)]
            yield [
                line_of(paragraph, start, point)
                for start, point in zip(starts, (*chosen, last), strict=True)
            ]


def line_of(paragraph: UnbrokenParagraph, start: int, point: Breakpoint) -> FittedLine:
    natural = paragraph.x[point.end] - paragraph.x[start] + point.added
    spaces = paragraph.spaces[point.end] - paragraph.spaces[start]
    return FittedLine(start, point, natural, spaces, 1.0, point.is_forced)


@settings(max_examples=60, deadline=None)
@given(WORDS, st.frozensets(st.integers(0, 9), max_size=3))
def test_no_other_lines_cost_less(words: list[int], hyphens: frozenset[int]) -> None:
    paragraph = paragraph_of(words, hyphens)
    least = min(cost(lines, PLAIN) for lines in all_lines(paragraph))
    chosen = fit(paragraph, 0, WIDTH, WIDTH, PLAIN)
    if not chosen:
        assert least == float("inf")
    else:
        assert cost(chosen, PLAIN) <= least + 1e-9


@settings(deadline=None)
@given(WORDS, st.sampled_from([JUSTIFIED, RAGGED]))
def test_lines_follow_each_other_to_the_end(words: list[int], quality: LineQuality) -> None:
    paragraph = paragraph_of(words)
    lines = fit(paragraph, 0, WIDTH - 10, WIDTH, quality)
    if lines:
        assert lines[0].start == 0
        assert lines[-1].breakpoint is paragraph.breakpoints[-1]
    for former, latter in pairwise(lines):
        assert latter.start == former.breakpoint.start


def test_a_paragraph_may_be_set_in_a_number_of_lines() -> None:
    paragraph = paragraph_of(SHORT_WORDS)
    usual = len(fit(paragraph, 0, WIDTH, WIDTH, PLAIN))
    assert len(fit(paragraph, 0, WIDTH, WIDTH, PLAIN, lines=usual + 1)) == usual + 1
    assert fit(paragraph, 0, WIDTH, WIDTH, PLAIN, lines=usual - 3) == []


def test_two_hyphens_do_not_follow_each_other_if_there_is_another_way() -> None:
    paragraph = paragraph_of([23] * 24, frozenset(range(24)))
    hyphens = [line.breakpoint.is_hyphen for line in fit(paragraph, 0, WIDTH, WIDTH, JUSTIFIED)]
    assert (True, True) not in pairwise(hyphens)


def test_no_word_stands_below_itself() -> None:
    paragraph = paragraph_of(SHORT_WORDS)
    points = paragraph.breakpoints
    usual = [line.breakpoint.end for line in fit(paragraph, 0, WIDTH, WIDTH, JUSTIFIED)][:2]
    named = [replace(point, word="it") if point.end in usual else point for point in points]
    stacked = replace(paragraph, breakpoints=named)
    others = [line.breakpoint.end for line in fit(stacked, 0, WIDTH, WIDTH, JUSTIFIED)][:2]
    assert others != usual
