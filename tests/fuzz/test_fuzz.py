"""A few random inputs of each property, always the same ones, and all inputs that failed once."""

import pytest

from tests.fuzz.__main__ import try_property
from tests.fuzz.properties import PROPERTIES, Property

EXAMPLES = 1500  # in all
TOTAL = sum(each.share for each in PROPERTIES)


@pytest.mark.fuzz
@pytest.mark.slow
@pytest.mark.parametrize("each", PROPERTIES, ids=lambda each: each.name)
def test_it_holds_for_a_few_random_inputs(each: Property) -> None:
    count, failures = try_property(each, max(2, EXAMPLES * each.share // TOTAL), seed=0)
    assert count
    assert failures == []
