"""The words of all witnesses of a row, aligned with the base text."""

from collections.abc import Iterable

from book.collate.lexicon import Lexicon
from book.collate.table import NONE, tabulate
from book.collate.witness_words import WitnessWords

Interval = tuple[int, int]  # columns, half open


class RowAlignment:
    """The table of a row. Witness 0 is the base text, which is printed."""

    def __init__(self, witnesses: list[WitnessWords], lexicon: Lexicon) -> None:
        self.witnesses = witnesses
        self.base = witnesses[0]
        self.lexicon = lexicon
        self.table = tabulate([witness.numbers for witness in witnesses], lexicon.spell)
        self.ends = self._ends_of_base()

    def _ends_of_base(self) -> list[int]:
        """Return, for each column, the offset at which the base text's last word before it ends."""
        ends = [0]
        for column in self.table:
            ends.append(self.base.ranges[column[0]][1] if column[0] != NONE else ends[-1])
        return ends

    def words(self, witness: int, columns: Interval) -> list[int]:
        """Return the words that a witness has in some columns."""
        start, end = columns
        return [column[witness] for column in self.table[start:end] if column[witness] != NONE]

    def numbers(self, witness: int, columns: Interval) -> tuple[int, ...]:
        """Return the numbers of the words that a witness has in some columns."""
        return self.witnesses[witness].numbers_at(self.words(witness, columns))

    def letters(self, witness: int, columns: Interval) -> str:
        """Return the letters, as they are compared, that a witness has in some columns."""
        return self.lexicon.letters(self.numbers(witness, columns))

    def reads_alike(self, witness: int, columns: Interval) -> bool:
        """Return whether a witness and the base text have the same letters in some columns.

        The words on either side count too: whether “–” is a word depends on the numbers beside it.
        """
        before = self._shared_word(witness, range(columns[0] - 1, -1, -1))
        after = self._shared_word(witness, range(columns[1], len(self.table)))
        folded = [
            self.lexicon.folding.fold(f"{before} {self._text(n, columns)} {after}")
            for n in (0, witness)
        ]
        return folded[0] == folded[1]

    def differs_in_numbering(self, witness: int, columns: Interval) -> bool:
        """Return whether two headings state the same number otherwise: “I”, “Chapter 1”."""
        both = self.base, self.witnesses[witness]
        states_number = all(
            set(self.words(n, columns)) <= set(range(words.numbering))
            for n, words in zip((0, witness), both, strict=True)
        )
        return states_number and both[0].number == both[1].number > 0

    def _text(self, witness: int, columns: Interval) -> str:
        compared = self.witnesses[witness].compared
        return " ".join(compared[word] for word in self.words(witness, columns))

    def _shared_word(self, witness: int, columns: Iterable[int]) -> str:
        """Return the word of the first column with one, if a witness and the base text share it."""
        base, other = self.base, self.witnesses[witness]
        for column in columns:
            ours, theirs = self.table[column][0], self.table[column][witness]
            if NONE in (ours, theirs):
                if ours != theirs:
                    return ""
            elif base.numbers[ours] == other.numbers[theirs]:
                return base.compared[ours]
            else:
                return ""
        return ""

    def offset_of(self, witness: int, word: int) -> int:
        """Return where, in the base text, the last word before a witness's word ends."""
        return self.ends[next(n for n, words in enumerate(self.table) if words[witness] == word)]

    def lemma_range(self, columns: Interval) -> tuple[int, int]:
        """Return the characters of the base text in some columns.

        If it has no word there, the range is empty and follows the word before.
        """
        words = self.words(0, columns)
        if not words:
            return (self.ends[columns[0]],) * 2
        return self.base.ranges[words[0]][0], self.base.ranges[words[-1]][1]

    def differing(self, witness: int) -> list[Interval]:
        """Return the runs of columns in which a witness differs from the base text."""
        base, other = self.base.numbers, self.witnesses[witness].numbers
        runs: list[Interval] = []
        start = NONE
        for index, column in enumerate(self.table):
            ours, theirs = column[0], column[witness]
            if ours == NONE == theirs:
                continue
            if ours != NONE != theirs and base[ours] == other[theirs]:
                start = NONE
            elif start == NONE:
                start = index
                runs.append((index, index + 1))
            else:
                runs[-1] = (start, index + 1)
        return runs
