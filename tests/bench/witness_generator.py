"""Generate witnesses with known errors, as copyists and web pages make them.

Collation is measured with them: what it finds, and how fast. The words mean nothing; their
frequencies and the lengths of sentences and paragraphs are as in prose. The same seed gives the
same witnesses.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from book.model import Line, Span, Text, Unit, Witness
from book.text.typography import split_words

ErrorKind = Literal[
    "substitution",
    "omission",
    "addition",
    "transposition",
    "moved",
    "joined",
    "divided",
    "left out",
    "put in",
]
PARAGRAPH_ERRORS: tuple[ErrorKind, ...] = ("moved", "joined", "divided", "left out", "put in")
SYLLABLES = split_words(
    "ba be co da de fi ga hu in ka la li lo ma me na no or pa ra re sa se ta te ti um un va ve"
)
COMMON = split_words("the of and to in a is that it for was with as on be by")
INSERTED = -1  # the number of a paragraph that the text copied does not have

# Paragraphs with their numbers in the text copied.
Numbered = list[tuple[int, str]]
# What an error makes of the words from a position: how many it replaces, and by which words.
Replacement = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class CopyError:
    """A place where a copy differs.

    It is the words `start` to `end` (half open) of a paragraph of the text copied.
    """

    kind: ErrorKind
    paragraph: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a text, and where it differs."""

    paragraphs: tuple[str, ...]
    errors: tuple[CopyError, ...]


class WitnessGenerator:
    """Writes texts, and copies them with errors."""

    def __init__(self, seed: int, vocabulary: int = 6_000) -> None:
        self.random = Random(seed)  # noqa: S311  # the same witnesses each time
        rare = dict.fromkeys(self._word() for _ in range(vocabulary))
        self.words = [*COMMON, *rare]
        # Zipf's law in Mandelbrot's form.
        self.weights = [1 / (rank + 3) for rank in range(len(self.words))]

    def _word(self) -> str:
        return "".join(self.random.choices(SYLLABLES, k=self.random.choice((2, 2, 3, 3, 4))))

    def write(self, words: int) -> tuple[str, ...]:
        """Return paragraphs of 40 to 160 words, `words` in all or a few more."""
        stock = iter(self.random.choices(self.words, self.weights, k=words + 400))
        paragraphs, count = [], 0
        while count < words:
            length = self.random.randint(40, 160)
            size = min(length, max(words - count, 12))
            paragraphs.append(self._sentences([next(stock, "the") for _ in range(size)]))
            count += length
        return tuple(paragraphs)

    def _sentences(self, words: list[str]) -> str:
        """Return the words as sentences of 6 to 25 words."""
        sentences: list[str] = []
        while words:
            length = len(words) if len(words) < 12 else self.random.randint(6, 25)
            sentence, words = words[:length], words[length:]
            sentences.append(" ".join(sentence).capitalize() + ".")
        return " ".join(sentences)

    def copy(
        self, paragraphs: Sequence[str], rate: float, paragraph_rate: float | None = None
    ) -> Copy:
        """Return a copy with errors in words and in whole paragraphs.

        `rate` is the number of errors a word, `paragraph_rate` that of errors a paragraph, the
        same if it is not given.
        """
        copied: Numbered = []
        errors: list[CopyError] = []
        for number, text in enumerate(paragraphs):
            words, word_errors = self._copy_words(text.split(), rate, number)
            copied.append((number, " ".join(words)))
            errors += word_errors
        paragraph_rate = rate if paragraph_rate is None else paragraph_rate
        return self._copy_paragraphs(copied, errors, paragraph_rate)

    def _copy_words(
        self, words: list[str], rate: float, paragraph: int
    ) -> tuple[list[str], list[CopyError]]:
        copied: list[str] = []
        errors: list[CopyError] = []
        position = 0
        while position < len(words):
            if self.random.random() >= rate:
                copied.append(words[position])
                position += 1
                continue
            kind, (count, written) = self._make_error(words, position)
            end = position if kind == "addition" else position + count
            errors.append(CopyError(kind, paragraph, position, end))
            copied += written
            position += count
        return copied or ["Nothing."], errors

    def _make_error(self, words: list[str], position: int) -> tuple[ErrorKind, Replacement]:
        """Return an error of a random kind at the word at `position`."""
        makers: tuple[tuple[ErrorKind, Callable[[list[str], int], Replacement]], ...] = (
            ("substitution", self._substitute),
            ("omission", self._omit),
            ("addition", self._add),
            ("transposition", self._transpose),
        )
        kind, maker = self.random.choices(makers, (4, 2, 2, 1))[0]
        return kind, maker(words, position)

    def _other(self, *words: str) -> str:
        """Return a random word that is none of these."""
        excluded = {word.strip(".").casefold() for word in words}
        while (word := self.random.choice(self.words)) in excluded:
            pass
        return word

    def _substitute(self, words: list[str], position: int) -> Replacement:
        return 1, [self._other(words[position])]

    def _omit(self, words: list[str], position: int) -> Replacement:
        return self.random.randint(1, 3), []

    def _add(self, words: list[str], position: int) -> Replacement:
        near = words[max(0, position - 1) : position + 2]
        added = [self._other(*near) for _ in range(self.random.randint(1, 3))]
        return 1, [*added, words[position]]

    def _transpose(self, words: list[str], position: int) -> Replacement:
        """Swap two pairs of words in a sentence; substitute a word where that is not possible."""
        first, second = words[position : position + 2], words[position + 2 : position + 4]
        if len(second) < 2 or any("." in word for word in (*first, *second)) or first == second:
            return self._substitute(words, position)
        return 4, [*second, *first]

    def _inserted_paragraph(self) -> tuple[int, str]:
        words = self.random.choices(self.words, self.weights, k=60)
        return INSERTED, self._sentences(words)

    def _copy_paragraphs(self, copied: Numbered, errors: list[CopyError], rate: float) -> Copy:
        """Return the copy with errors in whole paragraphs.

        A paragraph that was changed is not changed again, nor are its neighbors.
        """
        order = list(copied)
        changed: set[int] = set()
        for number in range(1, len(copied) - 1):
            near = {number - 1, number, number + 1}
            if self.random.random() >= rate or changed & near:
                continue
            kind = self.random.choice(PARAGRAPH_ERRORS)
            if not self._change(order, number, kind):
                continue
            changed |= near
            if kind == "left out":
                errors = [error for error in errors if error.paragraph != number]
            errors.append(CopyError(kind, number))
        return Copy(tuple(text for _, text in order), tuple(errors))

    def _change(self, order: Numbered, number: int, kind: ErrorKind) -> bool:
        """Change the paragraph with this number in `order`; return whether that was possible."""
        index = next(index for index, (own, _) in enumerate(order) if own == number)
        match kind:
            case "put in":
                order.insert(index, self._inserted_paragraph())
            case "left out":
                del order[index]
            case "joined":
                return _join_with_former(order, index)
            case "divided":
                _divide(order, index)
            case _:
                return self._move(order, index)
        return True

    def _move(self, order: Numbered, index: int) -> bool:
        """Move a paragraph by at least four places; a short text has no room for that."""
        if len(order) < 12:
            return False
        goal = (index + self.random.randint(4, len(order) - 5)) % (len(order) - 1)
        order.insert(goal, order.pop(index))
        return True


def _join_with_former(order: Numbered, index: int) -> bool:
    """Join a paragraph with the one before it, if they follow each other in the text copied."""
    number, text = order[index]
    if not index or order[index - 1][0] != number - 1:
        return False
    former = order[index - 1][1]
    order[index - 1 : index + 1] = [(number - 1, f"{former} {text}")]
    return True


def _divide(order: Numbered, index: int) -> None:
    """Divide a paragraph in the middle."""
    number, text = order[index]
    words = text.split()
    middle = len(words) // 2
    halves = " ".join(words[:middle]), " ".join(words[middle:])
    order[index : index + 1] = [(number, halves[0]), (INSERTED, halves[1])]


def build_witness(siglum: str, paragraphs: Sequence[str]) -> Text:
    """Return a cleaned witness of paragraphs, one a line."""
    lines = tuple(Line(number, text) for number, text in enumerate(paragraphs, 1))
    units = tuple(
        Unit("paragraph", line.text, line.text, (Span(line.number, 0, len(line.text)),))
        for line in lines
    )
    return Text(Witness(siglum, f"{siglum}.txt", "text", lines), units)
