"""Make witnesses with known errors, as scribes and web pages make them, by which collation is measured: what is found, and how fast.

The words mean nothing; how often each comes, how long sentences and paragraphs are, is as in prose. The same seed gives the
same witnesses.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from book.model import Line, Span, Text, Unit, Witness

Kind = Literal[
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
SYLLABLES = [
    "ba",
    "be",
    "co",
    "da",
    "de",
    "fi",
    "ga",
    "hu",
    "in",
    "ka",
    "la",
    "li",
    "lo",
    "ma",
    "me",
    "na",
    "no",
    "or",
    "pa",
    "ra",
    "re",
    "sa",
    "se",
    "ta",
    "te",
    "ti",
    "um",
    "un",
    "va",
    "ve",
]
COMMON = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "is",
    "that",
    "it",
    "for",
    "was",
    "with",
    "as",
    "on",
    "be",
    "by",
]


@dataclass(frozen=True, slots=True)
class Error:
    """A place where a copy differs: the words `start` to `end` (half open) of the paragraph `paragraph` of the text copied."""

    kind: Kind
    paragraph: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Copy:
    paragraphs: tuple[str, ...]
    errors: tuple[Error, ...]


class WitnessGenerator:
    """Writes texts, and copies them with errors."""

    def __init__(self, seed: int, vocabulary: int = 6_000) -> None:
        self.random = Random(seed)  # noqa: S311 (no secret)
        made = {
            "".join(self.random.choices(SYLLABLES, k=self.random.choice((2, 2, 3, 3, 4)))): None
            for _ in range(vocabulary)
        }
        self.words = [*COMMON, *made]
        self.weights = [
            1 / (rank + 3) for rank in range(len(self.words))
        ]  # Zipf's law, as Mandelbrot has it

    def write(self, words: int) -> tuple[str, ...]:
        """Write paragraphs of 40 to 160 words, `words` in all, or a few more."""
        stock = iter(self.random.choices(self.words, self.weights, k=words + 400))
        paragraphs, count = [], 0
        while count < words:
            length = self.random.randint(40, 160)
            paragraphs.append(
                self._sentences(
                    [next(stock, "the") for _ in range(min(length, max(words - count, 12)))]
                )
            )
            count += length
        return tuple(paragraphs)

    def _sentences(self, words: list[str]) -> str:
        made: list[str] = []
        while words:
            cut = len(words) if len(words) < 12 else self.random.randint(6, 25)
            sentence, words = words[:cut], words[cut:]
            made.append(" ".join(sentence).capitalize() + ".")
        return " ".join(made)

    def copy(
        self, paragraphs: Sequence[str], rate: float, paragraph_rate: float | None = None
    ) -> Copy:
        """Copy with errors in words at `rate` a word, and in whole paragraphs at `paragraph_rate` (the same if not said) a paragraph."""
        made: list[tuple[int, str]] = []
        errors: list[Error] = []
        for number, text in enumerate(paragraphs):
            copied, found = self._copy_words(text.split(), rate, number)
            made.append((number, " ".join(copied)))
            errors += found
        return self._copy_paragraphs(
            made, errors, rate if paragraph_rate is None else paragraph_rate
        )

    def _copy_words(
        self, words: list[str], rate: float, paragraph: int
    ) -> tuple[list[str], list[Error]]:
        ways: tuple[tuple[Kind, Callable[[list[str], int], tuple[int, list[str]]]], ...] = (
            ("substitution", self._substitute),
            ("omission", self._omit),
            ("addition", self._add),
            ("transposition", self._transpose),
        )
        made: list[str] = []
        errors: list[Error] = []
        at = 0
        while at < len(words):
            if self.random.random() >= rate:
                made.append(words[at])
                at += 1
                continue
            kind, way = self.random.choices(ways, (4, 2, 2, 1))[0]
            taken, written = way(words, at)
            errors.append(Error(kind, paragraph, at, at + (0 if kind == "addition" else taken)))
            made += written
            at += taken
        return made or ["Nothing."], errors

    def _other(self, *words: str) -> str:
        """Choose a word that is none of these."""
        known = {word.strip(".").casefold() for word in words}
        return next(
            word for word in iter(lambda: self.random.choice(self.words), None) if word not in known
        )

    def _substitute(self, words: list[str], at: int) -> tuple[int, list[str]]:
        return 1, [self._other(words[at])]

    def _omit(self, words: list[str], at: int) -> tuple[int, list[str]]:
        return self.random.randint(1, 3), []

    def _add(self, words: list[str], at: int) -> tuple[int, list[str]]:
        near = words[max(0, at - 1) : at + 2]
        return 1, [*(self._other(*near) for _ in range(self.random.randint(1, 3))), words[at]]

    def _transpose(self, words: list[str], at: int) -> tuple[int, list[str]]:
        first, second = words[at : at + 2], words[at + 2 : at + 4]
        if len(second) < 2 or any("." in word for word in (*first, *second)) or first == second:
            return self._substitute(words, at)
        return 4, [*second, *first]

    def _copy_paragraphs(
        self, made: list[tuple[int, str]], errors: list[Error], rate: float
    ) -> Copy:
        """Move, join, divide, leave out and put in paragraphs; one that was touched is let alone, and so are its neighbours."""
        order = list(made)
        touched: set[int] = set()
        for number in range(1, len(made) - 1):
            if self.random.random() >= rate or touched & {number - 1, number, number + 1}:
                continue
            kind: Kind = self.random.choice(("moved", "joined", "divided", "left out", "put in"))
            found = self._change(order, number, kind)
            if found is None:
                continue
            touched.update((number - 1, number, number + 1))
            gone = {number} if kind == "left out" else set()
            errors = [e for e in errors if e.paragraph not in gone]
            errors.append(found)
        return Copy(tuple(text for _, text in order), tuple(errors))

    def _change(self, order: list[tuple[int, str]], number: int, kind: Kind) -> Error | None:
        at = next(n for n, (own, _) in enumerate(order) if own == number)
        if kind == "put in":
            order.insert(
                at, (-1, self._sentences(self.random.choices(self.words, self.weights, k=60)))
            )
        elif kind == "left out":
            del order[at]
        elif kind == "joined":
            if not at or order[at - 1][0] != number - 1:
                return None
            order[at - 1 : at + 1] = [(number - 1, f"{order[at - 1][1]} {order[at][1]}")]
        elif kind == "divided":
            words = order[at][1].split()
            middle = len(words) // 2
            order[at : at + 1] = [
                (number, " ".join(words[:middle])),
                (-1, " ".join(words[middle:])),
            ]
        else:
            if len(order) < 12:
                return None
            goal = (at + self.random.randint(4, len(order) - 5)) % (len(order) - 1)
            order.insert(goal, order.pop(at))
        return Error(kind, number)


def build_witness(siglum: str, paragraphs: Sequence[str]) -> Text:
    """Make a cleaned witness of paragraphs, one a line."""
    lines = tuple(Line(number, text) for number, text in enumerate(paragraphs, 1))
    units = tuple(
        Unit("paragraph", line.text, line.text, (Span(line.number, 0, len(line.text)),))
        for line in lines
    )
    return Text(Witness(siglum, f"{siglum}.txt", "text", lines), units)
