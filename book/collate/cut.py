"""Cut a unit between two words, where a witness joins what others divide into two rows."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, pairwise

from book.model import Span, Text, Unit, line_texts, shift_ranges
from book.text.typography import TOKEN, fold

Range = tuple[int, int]  # of characters or words, half open


def numbered_lines(text: Text) -> dict[int, str]:
    """Return the lines of a witness by number."""
    return line_texts(text.witness.lines)


def cut_unit(unit: Unit, words: tuple[int, ...], lines: Mapping[int, str]) -> tuple[Unit, ...]:
    """Cut a unit before each of `words`, counted from 0; `lines` are the witness's by number.

    The spans of the parts add up to those of the unit. Return the unit whole if neither its words
    nor its letters correspond to those of its lines one for one.
    """
    if not words:
        return (unit,)
    tokens = _token_ranges(unit.text)
    offsets = _offsets_in_lines(unit, words, tokens, lines)
    bounds = [0, *offsets, sum(map(_length, unit.spans))]
    if not offsets or any(start >= end for start, end in pairwise(bounds)):
        return (unit,)
    cuts = _cut_text(unit.text, words, tokens)
    in_source = _token_ranges(unit.source)
    has_same_words = len(in_source) == len(tokens)
    source_cuts = _cut_text(unit.source, words, in_source) if has_same_words else cuts
    source = unit.source if has_same_words else unit.text
    sources = [source[start:end] for start, end in source_cuts]
    spans = [tuple(_cut_spans(unit.spans, start, end)) for start, end in pairwise(bounds)]
    parts = map(partial(_part, unit), cuts, sources, spans)
    return _with_inserts_at_ends(unit, tuple(parts))


def _part(unit: Unit, cut: Range, source: str, spans: tuple[Span, ...]) -> Unit:
    ranges = shift_ranges(unit.ranges, *cut)
    return replace(unit, text=unit.text[slice(*cut)], source=source, spans=spans, ranges=ranges)


def _with_inserts_at_ends(unit: Unit, parts: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Return the parts of a unit with what stands before and after it at the first and the last."""
    bare = replace(unit.form, before=(), after=())
    last = len(parts) - 1
    return tuple(
        replace(
            part,
            form=replace(
                bare,
                before=unit.form.before if number == 0 else (),
                after=unit.form.after if number == last else (),
            ),
        )
        for number, part in enumerate(parts)
    )


def _token_ranges(text: str) -> list[Range]:
    return [match.span() for match in TOKEN.finditer(text)]


def _cut_text(text: str, words: tuple[int, ...], tokens: list[Range]) -> list[Range]:
    """Return the characters of the parts of a text that begin with `words`."""
    bounds = pairwise((0, *words, len(tokens)))
    return [(tokens[first][0], tokens[end - 1][1]) for first, end in bounds]


def _length(span: Span) -> int:
    return span.end - span.start


def _offsets_in_lines(
    unit: Unit, words: tuple[int, ...], tokens: list[Range], lines: Mapping[int, str]
) -> list[int]:
    """Return the offsets at which words begin, counted through all spans of the unit.

    Return nothing if the offsets cannot be determined.
    """
    parts = [lines[span.line][span.start : span.end] for span in unit.spans]
    starts = _starts_of_words(parts)
    if len(starts) == len(tokens):
        return [starts[word] for word in words]
    letters_before = [len(fold(unit.text[: tokens[word][0]])) for word in words]
    return _offsets_by_letters("".join(parts), letters_before, len(fold(unit.text)))


def _starts_of_words(parts: Sequence[str]) -> list[int]:
    """Return the offsets of all words in parts of lines, counted through the parts."""
    starts = [start for start, _ in _token_ranges("\n".join(parts))]
    breaks = list(accumulate(len(part) + 1 for part in parts))
    return [start - bisect_right(breaks, start) for start in starts]


def _offsets_by_letters(text: str, letters_before: Sequence[int], total: int) -> list[int]:
    """Return the offsets of the words that follow so many letters.

    This serves lines at whose end a word is broken. Return nothing if `text` does not have `total`
    letters.

    >>> _offsets_by_letters("the con-trol “law”", [3, 10], 13)
    [4, 13]
    """
    counts = list(accumulate((len(fold(character)) for character in text), initial=0))
    if counts[-1] != total:
        return []
    return [_start_of_word(text, counts, letters) for letters in letters_before]


def _start_of_word(text: str, counts: Sequence[int], letters: int) -> int:
    """Return the offset of the word that follows `letters` letters.

    `counts` has the letters before each character. Marks before the first letter belong to the
    word, unless no space precedes them.
    """
    letter = start = bisect_right(counts, letters) - 1
    while start > 0 and counts[start - 1] == letters and not text[start - 1].isspace():
        start -= 1
    return start if start == 0 or text[start - 1].isspace() else letter


def _cut_spans(spans: Iterable[Span], first: int, last: int) -> Iterator[Span]:
    """Yield the spans between two offsets, counted through all of them."""
    offset = 0
    for span in spans:
        length = _length(span)
        start, end = max(first - offset, 0), min(last - offset, length)
        if start < end:
            yield replace(span, start=span.start + start, end=span.start + end)
        offset += length
