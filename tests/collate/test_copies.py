"""Collation measured on copies with known errors: what is found, what is found that is not there, what each witness then reads."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings

from book.collate import collate
from book.ledger import compile_ledger
from book.model import Row, Variant, Work
from tests.bench.witness_generator import Copy, WitnessGenerator, build_witness
from tests.collate.reconstruction import assert_reconstructible
from tests.collate.strategies import overlapping_copies

WORK = Work("T", "", "")


@dataclass
class Score:
    right: int = 0
    found: int = 0
    met: int = 0
    made: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found

    @property
    def recall(self) -> float:
        return self.met / self.made


def measured(base: tuple[str, ...], copy: Copy) -> Score:
    """Count the variant places that are those of errors, and the errors that such a place states.

    A place is right if it lies within errors that are there, one word more on either side at most.
    """
    texts = (build_witness("A", base), build_witness("B", copy.paragraphs))
    found = collate(texts, WORK)
    assert_reconstructible(found, texts)
    compile_ledger(texts, found)
    number = {u.spans[0].line - 1: row for row in found.rows for s, u in row.units if s == "A"}
    score = Score(made=len(copy.errors))
    whole: dict[str, set[int]] = {
        kind: set() for kind in ("moved", "joined", "divided", "left out")
    }
    touched: dict[int, list[tuple[int, int]]] = {}
    for paragraph, row in number.items():
        for variant in row.variants:
            score.found += 1
            kind = kind_of(variant, row)
            if kind:
                whole[kind].add(paragraph)
                score.right += any(e.kind == kind and e.paragraph == paragraph for e in copy.errors)
            else:
                start, end = (
                    len(row.text[: variant.start].split()),
                    len(row.text[: variant.end].split()),
                )
                places = covered(
                    [
                        (e.start, e.end)
                        for e in copy.errors
                        if e.paragraph == paragraph and e.kind not in (*whole, "put in")
                    ]
                )
                if any(a - 1 <= start and end <= b + 1 for a, b in places):
                    score.right += 1
                    touched.setdefault(paragraph, []).append((start, end))
    put_in = [row for row in found.rows if {s for s, _ in row.units} == {"B"}]
    score.found += len(put_in)
    expected = sum(e.kind == "put in" for e in copy.errors)
    score.right += min(expected, len(put_in))
    score.met += min(expected, len(put_in))
    for error in copy.errors:
        if error.kind in whole:
            score.met += error.paragraph in whole[error.kind]
        elif error.kind != "put in":
            score.met += any(
                a <= error.end + 1 and error.start <= b + 1
                for a, b in touched.get(error.paragraph, [])
            )
    return score


def covered(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join places between which there is no word that both have."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


def kind_of(variant: Variant, row: Row) -> str:
    """Name what a variant says of a whole paragraph; nothing if it is one in words."""
    form = variant.readings[0].form
    if form in ("moved", "joined", "divided"):
        return form
    return "left out" if variant.lemma == row.text and not variant.readings[0].text else ""


@pytest.mark.parametrize("rate", [0.001, 0.01, 0.05, 0.2])
def test_the_places_of_errors_are_found_and_no_others(rate: float) -> None:
    total = Score()
    for seed in range(1, 5):
        scribe = WitnessGenerator(seed)
        base = scribe.write(6_000)
        score = measured(base, scribe.copy(base, rate, min(max(rate, 0.05), 0.1)))
        total = Score(
            *(a + b for a, b in zip(vars(total).values(), vars(score).values(), strict=True))
        )
    assert total.made > 20
    wanted = 0.98 if rate <= 0.05 else 0.9
    assert total.precision >= wanted, total
    assert total.recall >= wanted, total


@settings(max_examples=150, deadline=None, derandomize=True)
@given(overlapping_copies())
def test_every_witness_can_be_rebuilt_whatever_it_has(found: list[list[str]]) -> None:
    texts = tuple(
        build_witness(siglum, paragraphs)
        for siglum, paragraphs in zip("ABCDEF", found, strict=False)
    )
    collation = collate(texts, WORK)
    assert_reconstructible(collation, texts)
    compile_ledger(texts, collation)
