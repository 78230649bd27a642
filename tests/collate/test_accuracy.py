"""Collation finds the errors of a copy, and states no others."""

import pytest

from tests.bench.witness_generator import WitnessGenerator
from tests.collate.accuracy import Accuracy, measure


@pytest.mark.parametrize("rate", [0.001, 0.01, 0.05, 0.2])
def test_the_places_of_errors_are_found_and_no_others(rate: float) -> None:
    total = Accuracy()
    for seed in range(1, 5):
        generator = WitnessGenerator(seed)
        base = generator.write(6_000)
        paragraph_rate = min(max(rate, 0.05), 0.1)
        total += measure(base, generator.copy(base, rate, paragraph_rate))
    assert total.errors > 20
    expected = 0.98 if rate <= 0.05 else 0.9
    assert total.precision >= expected, total
    assert total.recall >= expected, total
