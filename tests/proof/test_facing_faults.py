"""The proof finds every fault in what faces the text, and names it."""

from pathlib import Path

import pytest

from book.errors import ProofError
from book.pipeline.proofs import PublishedEdition, proof_of
from book.verify.proof.prove_print import prove_pdf
from book.verify.readback.pdf import read_pdf
from tests.conftest import quick_context
from tests.proof.conftest import with_output
from tests.proof.facing import (
    OUTPUT_FAULTS,
    PARTS,
    SLUG,
    STAGE_FAULTS,
    facing_root,
    print_out_of_step,
    publish_facing,
)
from tests.proof.fault import OutputFault, StageFault, assert_named, name_of
from tests.proof.pdf_edits import edited
from tests.proof.test_stage_faults import assert_stage_fault_is_named

pytestmark = [pytest.mark.slow, pytest.mark.proof]
PLACES = (0, 1)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return facing_root(tmp_path_factory.mktemp("facing"))


@pytest.fixture(scope="module")
def published(root: Path) -> PublishedEdition:
    return publish_facing(root)


@pytest.mark.parametrize("kind", ["pdf", "tei.xml", "epub"])
def test_without_a_fault_both_versions_are_proven(published: PublishedEdition, kind: str) -> None:
    proof = proof_of(kind)
    assert proof is not None
    assert proof.prove(published)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("fault", OUTPUT_FAULTS, ids=name_of)
def test_a_fault_in_an_output_is_named(
    fault: OutputFault, place: int, published: PublishedEdition
) -> None:
    proof = proof_of(fault.kind)
    assert proof is not None
    content = fault.plant(published.content(fault.kind), place)
    with pytest.raises(ProofError) as raised:
        proof.prove(with_output(published, fault.kind, content))
    assert_named(raised.value, fault, place)


@pytest.mark.parametrize("place", PLACES)
def test_pages_that_are_out_of_step_are_named(published: PublishedEdition, place: int) -> None:
    content = print_out_of_step(published, place)
    message = ("I ¶2 begins on page .* does not face Facing I ¶2", "II ¶2 begins on page .* not")
    with pytest.raises(ProofError, match=message[place]):
        prove_pdf(published.assembled.edition, read_pdf(content), "the.pdf")


@pytest.mark.parametrize("place", PLACES)
def test_pages_that_are_swapped_are_named(published: PublishedEdition, place: int) -> None:
    """Both versions begin on the wrong side of their opening."""
    start = published.reading.anchors[PARTS[place]]

    def swap(pdf, place: int) -> None:  # type: ignore[no-untyped-def]
        pages = pdf.pages[start].obj, pdf.pages[start + 1].obj
        pages[0].Contents, pages[1].Contents = pages[1].Contents, pages[0].Contents

    content = edited(swap)(published.content("pdf"), place)
    label = published.reading.labels[start]
    with pytest.raises(ProofError, match=f"page {label}: expected"):
        prove_pdf(published.assembled.edition, read_pdf(content), "the.pdf")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("fault", STAGE_FAULTS, ids=name_of)
def test_a_fault_in_a_stage_is_named(
    fault: StageFault, place: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert_stage_fault_is_named(fault, place, SLUG, quick_context(root), monkeypatch)
