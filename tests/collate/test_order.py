"""The order in which an editor names the witnesses decides what is printed, and nothing else."""

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from book.collate import collate
from book.model import Text
from tests.bench.witness_generator import build_witness
from tests.collate.strategies import overlapping_copies
from tests.factories import WORK

Unit = tuple[str, int, int]  # its siglum, its line, and its first character there


def list_units_of_rows(texts: Sequence[Text]) -> list[tuple[Unit, ...]]:
    """Return what units share a row, whatever the order of the rows."""
    rows = collate(tuple(texts), WORK).rows
    return sorted(
        tuple(sorted((s, unit.spans[0].line, unit.spans[0].start) for s, unit in row.units))
        for row in rows
    )


@settings(max_examples=60, deadline=None, derandomize=True)
@given(overlapping_copies(), st.integers(0, 2**32))
def test_rows_do_not_depend_on_the_order_of_the_other_witnesses(
    witnesses: list[list[str]], seed: int
) -> None:
    base, *others = map(build_witness, "ABCDEF", witnesses)
    shuffled = random.Random(seed).sample(others, len(others))  # noqa: S311 (no secret)
    assert list_units_of_rows([base, *shuffled]) == list_units_of_rows([base, *others])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(overlapping_copies(), st.integers(0, 2**32))
def test_the_most_trusted_witness_with_a_whole_paragraph_is_printed(
    witnesses: list[list[str]], seed: int
) -> None:
    texts = list(map(build_witness, "ABCDEF", witnesses))
    random.Random(seed).shuffle(texts)  # noqa: S311 (no secret)
    trust = [text.witness.siglum for text in texts]
    for row in collate(tuple(texts), WORK).rows:
        sigla = [siglum for siglum, _ in row.units]
        elsewhere = {s for v in row.variants for r in v.readings if r.form for s in r.sigla}
        whole = [s for s in trust if sigla.count(s) == 1 and s not in elsewhere]
        assert sigla[0] == whole[0]
        assert sigla[1:] == sorted(sigla[1:], key=trust.index)
