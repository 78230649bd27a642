"""Passages that are planted in made-up texts are found, and little else."""

import random

import pytest

from book.annotate.parallels.trace import trace_parallels
from book.model import Place
from tests.annotate.traced import passages


class Planted:
    """A work and a commentary of made-up words, distributed by Zipf's law.

    The commentary has passages of the work, in which words are changed at a rate.
    """

    def __init__(self, seed: int, rate: float) -> None:
        self.dice = random.Random(seed)  # noqa: S311 (a test must be the same each time)
        short = [
            "".join(self.dice.choices("abcdefghijklmnop", k=self.dice.randint(1, 4)))
            for _ in range(60)
        ]
        self.words = short + [
            "".join(self.dice.choices("abcdefghijklmnop", k=self.dice.randint(5, 11)))
            for _ in range(4000)
        ]
        self.weights = [1 / rank for rank in range(1, len(self.words) + 1)]
        self.work = [self.prose(self.dice.randint(60, 180)) for _ in range(40)]
        self.planted: list[tuple[Place, set[int], Place]] = []
        self.commentary = [
            self.paragraph(Place(("Foreword 1",), number), rate) for number in range(1, 21)
        ]

    def prose(self, count: int) -> list[str]:
        return self.dice.choices(self.words, self.weights, k=count)

    def paragraph(self, place: Place, rate: float) -> list[str]:
        words = self.prose(self.dice.randint(20, 60))
        for _ in range(self.dice.randint(0, 2)):
            source = self.dice.randrange(len(self.work))
            length = self.dice.randint(12, 35)
            start = self.dice.randrange(len(self.work[source]) - length)
            planted_from = len(words)
            words += self.changed(self.work[source][start : start + length], rate)
            numbers = set(range(planted_from, len(words)))
            self.planted.append((place, numbers, Place(("I",), source + 1)))
            words += self.prose(self.dice.randint(10, 40))
        return words

    def changed(self, words: list[str], rate: float) -> list[str]:
        changed: list[str] = []
        for word in words:
            kind = self.dice.choice(("other", "less", "more")) if self.dice.random() < rate else ""
            changed += {
                "": [word],
                "other": self.prose(1),
                "less": [],
                "more": [*self.prose(1), word],
            }[kind]
        return changed


def score(planted: Planted) -> tuple[float, float]:
    """Return the precision and the recall of the planted words that are traced to their source."""
    ours, theirs = (
        passages("Foreword 1", *map(" ".join, planted.commentary)),
        passages("I", *map(" ".join, planted.work)),
    )
    numbers = {
        passage.place: {span[0]: number for number, span in enumerate(passage.spans)}
        for passage in ours
    }
    traced = {
        (p.place, number, p.source)
        for p in trace_parallels(ours, theirs)
        for start, number in numbers[p.place].items()
        if p.start <= start < p.end
    }
    wanted = {
        (place, number, source) for place, numbers, source in planted.planted for number in numbers
    }
    right = len(traced & wanted)
    return right / len(traced), right / len(wanted)


@pytest.mark.parametrize(
    ("rate", "precision", "recall"),
    [(0, 0.99, 0.995), (0.05, 0.98, 0.98), (0.1, 0.98, 0.95), (0.2, 0.98, 0.85)],
)
def test_planted_passages_are_found_and_little_else(
    rate: float, precision: float, recall: float
) -> None:
    scores = [score(Planted(seed, rate)) for seed in range(5)]
    means = tuple(sum(values) / len(values) for values in zip(*scores, strict=True))
    print(f"changes {rate:.0%}: precision {means[0]:.3f}, recall {means[1]:.3f}")
    assert means[0] >= precision
    assert means[1] >= recall
