"""The proof finds every fault that is planted in an output, and names it."""

import pytest

from book.errors import ProofError
from book.pipeline.proofs import PROOFS, PublishedEdition, kind_of_output, proof_of
from tests.proof.conftest import PROVEN, with_output
from tests.proof.fault import OutputFault, assert_named, name_of
from tests.proof.faults import FAULTS, OUTPUT_FAULTS

PLACES = (0, 1)
# It is compared file by file before anything else (`inv check`).
UNPROVEN = {"SHA256SUMS"}

pytestmark = [pytest.mark.slow, pytest.mark.proof]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("fault", OUTPUT_FAULTS, ids=name_of)
def test_a_fault_in_an_output_is_named(
    fault: OutputFault, place: int, proven: PublishedEdition
) -> None:
    content = fault.plant(proven.content(fault.kind), place)
    assert content != proven.content(fault.kind), "the fault changed nothing"
    proof = proof_of(fault.kind)
    assert proof is not None
    with pytest.raises(ProofError) as raised:
        proof.prove(with_output(proven, fault.kind, content))
    assert_named(raised.value, fault, place)


def test_without_a_fault_everything_is_proven(proven: PublishedEdition) -> None:
    for proof in PROOFS:
        assert proof.prove(proven)


def test_each_output_is_proven_and_has_faults(proven: PublishedEdition) -> None:
    kinds = {kind_of_output(name, PROVEN) for name in proven.outputs} - UNPROVEN
    assert sorted(kind for kind in kinds if proof_of(kind) is None) == []
    planted = {kind_of_output(fault.kind, PROVEN) for fault in OUTPUT_FAULTS}
    assert sorted(kinds - planted) == []


def test_no_two_faults_have_the_samename_of() -> None:
    names = list(map(name_of, FAULTS))
    assert sorted(set(names)) == sorted(names)
