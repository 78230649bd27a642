"""The proof finds every fault that is planted in the numbers of lines, and names it."""

from dataclasses import replace

import pytest

from book.errors import ProofError
from book.pipeline.proofs import PublishedEdition, proof_of
from tests.proof.fault import OutputFault, assert_named, name_of
from tests.proof.keyed import assemble_keyed, print_keyed
from tests.proof.line_faults import LINE_FAULTS

pytestmark = [pytest.mark.slow, pytest.mark.proof]


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> PublishedEdition:
    return print_keyed(assemble_keyed(tmp_path_factory.mktemp("keyed")))


def prove(published: PublishedEdition) -> str:
    proof = proof_of("pdf")
    assert proof is not None
    return proof.prove(published)


def test_without_a_fault_the_lines_are_proven(keyed: PublishedEdition) -> None:
    assert prove(keyed)


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("fault", LINE_FAULTS, ids=name_of)
def test_a_fault_in_the_lines_is_named(
    fault: OutputFault, place: int, keyed: PublishedEdition
) -> None:
    content = fault.plant(keyed.content("pdf"), place)
    assert content != keyed.content("pdf"), "the fault changed nothing"
    altered = replace(keyed, outputs={**keyed.outputs, keyed.name("pdf"): content})
    with pytest.raises(ProofError) as raised:
        prove(altered)
    assert_named(raised.value, fault, place)
