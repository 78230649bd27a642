"""What the book has in place of a witness's words: the same words, or the lemma of a variant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from book.model import Collation, Row, Span, TracedReading, Variant
from book.text.typography import fold

Lines = Mapping[str, Mapping[int, str]]  # the lines of each witness by number, by siglum


@dataclass(frozen=True, slots=True)
class PrintedPassage:
    """The row that words of a witness are in, and the variants that they are part of.

    `offset` counts the letters and digits of the row's text before them; -1 if it is not known.
    """

    row: Row
    offset: int = -1
    readings: tuple[TracedReading, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Folded words of a witness in a row, and where the printed ones begin, folded too."""

    letters: str
    printed_start: int
    variant: Variant | None = None
    reading: str = ""


class PrintedWords:
    """The rows of a collation, by the characters of the witnesses in them."""

    def __init__(self, collation: Collation, lines: Lines) -> None:
        self.lines = lines
        self.rows = collation.all_rows
        self.row_of = {
            (siglum, span): row
            for row in self.rows
            for siglum, unit in row.units
            for span in unit.spans
        }
        self.stretches = lru_cache(maxsize=1024)(self._stretches)

    def at(self, siglum: str, span: Span, start: int, end: int) -> PrintedPassage:
        """Return what is printed for the characters `start` to `end` of a witness's span."""
        row = self.row_of[siglum, span]
        stretches = self.stretches(row, siglum)
        text = self._text(siglum, span)
        begin = self._before(row, siglum, span) + len(fold(text[:start]))
        return _passage(row, stretches, begin, begin + len(fold(text[start:end])))

    def _text(self, siglum: str, span: Span) -> str:
        return self.lines[siglum][span.line][span.start : span.end]

    def _spans(self, row: Row, siglum: str) -> Iterator[Span]:
        for witness, unit in row.units:
            if witness == siglum:
                yield from unit.spans

    def _before(self, row: Row, siglum: str, span: Span) -> int:
        length = 0
        for other in self._spans(row, siglum):
            if other == span:
                break
            length += len(fold(self._text(siglum, other)))
        return length

    def _stretches(self, row: Row, siglum: str) -> tuple[_Stretch, ...]:
        """Return a witness's words as the variants state them; () if they do not add up.

        A list's number or a word in the spelling of the witness can be printed as something else
        that no variant states.
        """
        stretches = tuple(_stated(row, siglum))
        own = "".join(fold(self._text(siglum, span)) for span in self._spans(row, siglum))
        return stretches if "".join(each.letters for each in stretches) == own else ()


def _stated(row: Row, siglum: str) -> Iterator[_Stretch]:
    readings = [
        (variant, reading.text)
        for variant in row.variants
        for reading in variant.readings
        if siglum in reading.sigla and reading.has_words
    ]
    end = printed = 0
    for variant, reading in sorted(readings, key=lambda each: (each[0].start, each[0].end)):
        same = fold(row.text[end : variant.start])
        yield _Stretch(same, printed)
        printed += len(same)
        yield _Stretch(fold(reading), printed, variant, reading)
        printed += len(fold(variant.lemma))
        end = variant.end
    yield _Stretch(fold(row.text[end:]), printed)


def _passage(row: Row, stretches: tuple[_Stretch, ...], begin: int, end: int) -> PrintedPassage:
    offset, start = -1, 0
    readings: list[TracedReading] = []
    for stretch in stretches:
        last = start + len(stretch.letters)
        if max(start, begin) < min(last, end):
            if offset < 0:
                within = begin - start if stretch.variant is None else 0
                offset = stretch.printed_start + within
            if stretch.variant and _differs(stretch):
                readings.append(TracedReading(stretch.reading, stretch.variant.lemma))
        start = last
    return PrintedPassage(row, offset, tuple(readings))


def _differs(stretch: _Stretch) -> bool:
    """Return whether a reading has other letters than the lemma."""
    return stretch.variant is not None and fold(stretch.variant.lemma) != stretch.letters
