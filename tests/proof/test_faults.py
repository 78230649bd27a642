"""The proof finds every fault that is planted in a stage or an output, and names it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from book.errors import EditionError, ProofError
from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.pipeline.proofs import PROOFS, PublishedEdition, kind_of_output, proof_of
from tests.proof.conftest import PROVEN, with_output
from tests.proof.fault import OutputFault, StageFault
from tests.proof.faults import FAULTS, OUTPUT_FAULTS, STAGE_FAULTS

PLACES = (0, 1)
# It is compared file by file before anything else (`inv check`).
UNPROVEN = {"SHA256SUMS"}
# The stages of an edition, as `book/__init__.py` lists them, that return words of an edition.
STAGES = {"read", "clean", "collate", "merge", "annotate", "compose", "ledger"}

pytestmark = [pytest.mark.slow, pytest.mark.proof]


def _name(fault: OutputFault | StageFault) -> str:
    where = fault.kind if isinstance(fault, OutputFault) else fault.function.rpartition(".")[2]
    return f"{where}: {fault.name}"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("fault", OUTPUT_FAULTS, ids=_name)
def test_a_fault_in_an_output_is_named(
    fault: OutputFault, place: int, proven: PublishedEdition
) -> None:
    content = fault.plant(proven.content(fault.kind), place)
    assert content != proven.content(fault.kind), "the fault changed nothing"
    proof = proof_of(fault.kind)
    assert proof is not None
    with pytest.raises(ProofError) as raised:
        proof.prove(with_output(proven, fault.kind, content))
    _assert_named(raised.value, fault, place)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("fault", STAGE_FAULTS, ids=_name)
def test_a_fault_in_a_stage_is_named(
    fault: StageFault, place: int, proven_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, _, name = fault.function.rpartition(".")
    original = getattr(__import__(module, fromlist=[name]), name)
    changes: list[bool] = []
    monkeypatch.setattr(fault.function, _altered(original, fault, place, changes))
    with pytest.raises(ProofError) as raised:
        assemble_edition(PROVEN, BuildContext(proven_root))
    assert any(changes), "the fault changed nothing"
    _assert_named(raised.value, fault, place)


def _altered(
    original: Callable[..., Any], fault: StageFault, place: int, changes: list[bool]
) -> Callable[..., Any]:
    """Return a stage with the fault in what it returns; `changes` takes note of each call."""

    def call(*arguments: Any, **named: Any) -> Any:
        result = original(*arguments, **named)
        altered = fault.alter(result, place)
        changes.append(altered != result)
        return altered

    return call


def _assert_named(error: EditionError, fault: OutputFault | StageFault, place: int) -> None:
    assert re.search(fault.messages[place], str(error), re.DOTALL), str(error)


def test_without_a_fault_everything_is_proven(proven: PublishedEdition) -> None:
    for proof in PROOFS:
        assert proof.prove(proven)


def test_each_output_is_proven_and_has_faults(proven: PublishedEdition) -> None:
    kinds = {kind_of_output(name, PROVEN) for name in proven.outputs} - UNPROVEN
    assert sorted(kind for kind in kinds if proof_of(kind) is None) == []
    assert sorted(kinds - {fault.kind for fault in OUTPUT_FAULTS}) == []


def test_each_stage_has_faults() -> None:
    altered = {_stage(fault.function) for fault in STAGE_FAULTS}
    assert sorted(STAGES - altered) == []


def _stage(function: str) -> str:
    """Return the folder of a stage's function."""
    module, _, name = function.rpartition(".")
    home = getattr(__import__(module, fromlist=[name]), name).__module__
    return str(home).split(".")[1]


def test_no_two_faults_have_the_same_name() -> None:
    names = list(map(_name, FAULTS))
    assert sorted(set(names)) == sorted(names)
