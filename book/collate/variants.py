"""Read the variants off the table: where witnesses differ from what is printed, and of which kind each difference is."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from book.collate.lexicon import Lexicon, source_words, words_of
from book.collate.table import NONE, tabulate
from book.model import Form, Place, Reading, Row, Unit, Variant
from book.text.typography import TOKEN

SENTENCE_END = re.compile(r"[.!?。！？]\W*$")
FAR = 24  # words between the two places of a transposition
Interval = tuple[int, int]  # columns, half open


@dataclass(frozen=True, slots=True)
class WitnessWords:
    """A witness's words in a row: all its units there in one; `breaks` are the words at which it begins a paragraph of its own."""

    siglum: str
    text: str
    spans: tuple[tuple[int, int], ...]
    numbers: tuple[int, ...]
    source: tuple[str, ...]
    breaks: tuple[int, ...] = ()

    def words(self, cells: Iterable[int]) -> tuple[int, ...]:
        return tuple(self.numbers[index] for index in cells)

    def reading(self, cells: Sequence[int]) -> str:
        return self.text[self.spans[cells[0]][0] : self.spans[cells[-1]][1]] if cells else ""


def streams_of(row: Row, lexicon: Lexicon) -> list[WitnessWords]:
    """Give the words of each witness of a row, the one that is printed first."""
    units: dict[str, list[Unit]] = {}
    for siglum, unit in row.units:
        units.setdefault(siglum, []).append(unit)
    return [_stream(siglum, found, lexicon) for siglum, found in units.items()]


def _stream(siglum: str, units: list[Unit], lexicon: Lexicon) -> WitnessWords:
    text = " ".join(words_of(unit) for unit in units)
    counts = [len(source_words(unit)) for unit in units]
    breaks = tuple(sum(counts[:n]) for n in range(1, len(units)))
    source = tuple(word for unit in units for word in source_words(unit))
    return WitnessWords(
        siglum,
        text,
        tuple(m.span() for m in TOKEN.finditer(text)),
        lexicon.read(text),
        source,
        breaks,
    )


def compare(row: Row, place: Place, lexicon: Lexicon) -> tuple[Variant, ...]:
    """Compare all witnesses of a row, word by word, with the first one; the same reading of several is stated once."""
    if len({(unit.text, unit.source) for _, unit in row.units}) == 1 and len(
        {s for s, _ in row.units}
    ) == len(row.units):
        return ()
    streams = streams_of(row, lexicon)
    return RowAlignment(place, streams, lexicon).variants()


class RowAlignment:
    """The table of one row, and the variants in it."""

    def __init__(self, place: Place, streams: list[WitnessWords], lexicon: Lexicon) -> None:
        self.place, self.lexicon = place, lexicon
        self.base, *self.others = streams
        self.table = tabulate(
            [stream.numbers for stream in streams], lambda number: lexicon.letters((number,))
        )
        # The end of the base text's word that stands last before each column.
        self.ends = [0]
        for column in self.table:
            self.ends.append(self.base.spans[column[0]][1] if column[0] != NONE else self.ends[-1])

    def variants(self) -> tuple[Variant, ...]:
        differing = [self._intervals(number) for number in range(1, len(self.others) + 1)]
        found: dict[tuple[Interval, str], dict[tuple[str, Form], list[str]]] = {}
        taken = self._merged({interval for intervals in differing for interval, _ in intervals})
        covered: list[set[int]] = [set()]
        for number, (stream, intervals) in enumerate(zip(self.others, differing, strict=True), 1):
            covered.append(set())
            for at, inner in self._by_passage(intervals, taken).items():
                covered[number].update(range(*at))
                kind, reading, form = self._reading(stream, number, at, inner)
                found.setdefault((at, kind), {}).setdefault((reading, form), []).append(
                    stream.siglum
                )
        for index, word, siglum in self._accidentals(covered):
            found.setdefault(((index, index + 1), "accidental"), {}).setdefault(
                (word, ""), []
            ).append(siglum)
        made = [self._variant(at, kind, readings) for (at, kind), readings in found.items()]
        return tuple(
            sorted(
                (*made, *self._breaks()), key=lambda v: (v.start, v.end, v.kind != "substantive")
            )
        )

    def _cells(self, number: int, at: Interval) -> list[int]:
        return [column[number] for column in self.table[slice(*at)] if column[number] != NONE]

    def _intervals(self, number: int) -> list[tuple[Interval, Form]]:
        """List the columns in which a witness differs, passage by passage; two that only change places are one."""
        base, other = self.base.numbers, self.others[number - 1].numbers
        found: list[Interval] = []
        open_at = NONE
        for index, column in enumerate(self.table):
            a, b = column[0], column[number]
            if a == NONE == b:
                continue
            if a != NONE != b and base[a] == other[b]:
                open_at = NONE
            elif open_at == NONE:
                open_at = index
                found.append((index, index + 1))
            else:
                found[-1] = (open_at, index + 1)
        return self._transposed(found, number)

    def _transposed(self, intervals: list[Interval], number: int) -> list[tuple[Interval, Form]]:
        made: list[tuple[Interval, Form]] = []
        for interval in intervals:
            joined = (made[-1][0][0], interval[1]) if made and not made[-1][1] else interval
            if joined != interval and self._is_transposition(made[-1][0], interval, number):
                made[-1] = (joined, "transposed")
            else:
                made.append(
                    (interval, "transposed" if self._is_reordered(interval, number) else "")
                )
        return made

    def _is_reordered(self, at: Interval, number: int) -> bool:
        ours, theirs = (
            self.base.words(self._cells(0, at)),
            self.others[number - 1].words(self._cells(number, at)),
        )
        return len(ours) > 1 and ours != theirs and Counter(ours) == Counter(theirs)

    def _is_transposition(self, first: Interval, second: Interval, number: int) -> bool:
        """Say whether what is missing at one place stands at the other, in the same sentence, and the other way round."""
        ours = [self.base.words(self._cells(0, at)) for at in (first, second)]
        theirs = [self.others[number - 1].words(self._cells(number, at)) for at in (first, second)]
        between = self.base.words(self._cells(0, (first[1], second[0])))
        if len(between) > FAR or Counter(ours[0] + ours[1]) != Counter(theirs[0] + theirs[1]):
            return False
        if len(self.lexicon.letters(ours[0] + ours[1])) < 4 and len(between) > 2:
            return False  # a small word that is left out here and added there
        passage = self._cells(0, (first[0], second[1]))
        return not any(
            SENTENCE_END.search(self.base.text[slice(*self.base.spans[index])])
            for index in passage[:-1]
        )

    @staticmethod
    def _merged(intervals: set[Interval]) -> list[Interval]:
        """Join the passages that overlap, of whichever witness: a place of the apparatus has one lemma."""
        made: list[Interval] = []
        for start, end in sorted(intervals):
            if made and start < made[-1][1]:
                made[-1] = (made[-1][0], max(end, made[-1][1]))
            else:
                made.append((start, end))
        return made

    @staticmethod
    def _by_passage(
        intervals: list[tuple[Interval, Form]], passages: list[Interval]
    ) -> dict[Interval, list[Form]]:
        """Give the forms of a witness's differences by the passages in which they lie."""
        found: dict[Interval, list[Form]] = {}
        for (start, _), form in intervals:
            at = passages[bisect_right(passages, start, key=lambda passage: passage[0]) - 1]
            found.setdefault(at, []).append(form)
        return found

    def _reading(
        self, stream: WitnessWords, number: int, at: Interval, inner: list[Form]
    ) -> tuple[str, str, Form]:
        ours, theirs = self._cells(0, at), self._cells(number, at)
        letters = self.lexicon.letters
        same = letters(self.base.words(ours)) == letters(stream.words(theirs))
        return (
            "accidental" if same else "substantive",
            stream.reading(theirs),
            "transposed" if inner == ["transposed"] else "",
        )

    def _accidentals(self, covered: list[set[int]]) -> Iterable[tuple[int, str, str]]:
        """List the words that differ in their marks alone, by column: what a witness has that is not as it is printed.

        They are compared in the witnesses' own characters: a straight apostrophe counts where others have a curly one, though
        all are printed curly.
        """
        streams = [self.base, *self.others]
        if all(stream.source == self.base.source for stream in self.others):
            return
        for index, column in enumerate(self.table):
            if column[0] == NONE:
                continue
            number = self.base.numbers[column[0]]
            same = [
                (stream.source[cell], stream.siglum)
                for stream, cell, hidden in zip(streams, column, covered, strict=True)
                if cell != NONE and stream.numbers[cell] == number and index not in hidden
            ]
            if any(word != same[0][0] for word, _ in same):
                printed = self.base.text[slice(*self.base.spans[column[0]])]
                yield from ((index, word, siglum) for word, siglum in same if word != printed)

    def _variant(
        self, at: Interval, kind: str, readings: dict[tuple[str, Form], list[str]]
    ) -> Variant:
        cells = self._cells(0, at)
        first = self.base.spans[cells[0]][0] if cells else self.ends[at[0]]
        last = self.base.spans[cells[-1]][1] if cells else first
        stated = tuple(
            Reading(tuple(sigla), text, form) for (text, form), sigla in readings.items()
        )
        return Variant(
            self.place,
            self.base.text[first:last],
            first,
            last,
            stated,
            "accidental" if kind == "accidental" else "substantive",
        )

    def _breaks(self) -> Iterable[Variant]:
        """State where a witness begins a new paragraph within this one."""
        found: dict[int, list[str]] = {}
        for number, stream in enumerate(self.others, 1):
            for index in stream.breaks:
                column = next(n for n, cells in enumerate(self.table) if cells[number] == index)
                found.setdefault(self.ends[column], []).append(stream.siglum)
        for at, sigla in found.items():
            yield Variant(
                self.place,
                "",
                at,
                at,
                (Reading(tuple(dict.fromkeys(sigla)), "", "divided"),),
                "accidental",
            )
