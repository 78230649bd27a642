"""The proof finds every fault that is planted in what a stage returns, and names it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from book.errors import ProofError
from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from tests.proof.conftest import PROVEN, SOURCES
from tests.proof.fault import StageFault, assert_named, name_of
from tests.proof.faults import STAGE_FAULTS

PLACES = (0, 1)
# The stages of an edition, as `book/__init__.py` lists them, that return words of an edition.
STAGES = {"read", "clean", "collate", "merge", "annotate", "compose", "ledger"}

pytestmark = [pytest.mark.slow, pytest.mark.proof]


@pytest.fixture(scope="module")
def sources_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with the edition's folder alone."""
    root = tmp_path_factory.mktemp("sources")
    shutil.copytree(SOURCES, root / "sources")
    return root


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("fault", STAGE_FAULTS, ids=name_of)
def test_a_fault_in_a_stage_is_named(
    fault: StageFault, place: int, sources_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert_stage_fault_is_named(fault, place, PROVEN, BuildContext(sources_root), monkeypatch)


def assert_stage_fault_is_named(
    fault: StageFault, place: int, slug: str, context: BuildContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plant a fault in a stage, and assemble an edition: the proof must name the fault."""
    module, _, name = fault.function.rpartition(".")
    original = getattr(__import__(module, fromlist=[name]), name)
    changes: list[bool] = []
    monkeypatch.setattr(fault.function, altered(original, fault, place, changes))
    with pytest.raises(ProofError) as raised:
        assemble_edition(slug, context)
    assert any(changes), "the fault changed nothing"
    assert_named(raised.value, fault, place)


def altered(
    original: Callable[..., Any], fault: StageFault, place: int, changes: list[bool]
) -> Callable[..., Any]:
    """Return a stage with the fault in what it returns; `changes` takes note of each call."""

    def call(*arguments: Any, **named: Any) -> Any:
        result = original(*arguments, **named)
        altered = fault.alter(result, place)
        changes.append(altered != result)
        return altered

    return call


def test_each_stage_has_faults() -> None:
    altered = {_stage(fault.function) for fault in STAGE_FAULTS}
    assert sorted(STAGES - altered) == []


def _stage(function: str) -> str:
    """Return the folder of a stage's function."""
    module, _, name = function.rpartition(".")
    home = getattr(__import__(module, fromlist=[name]), name).__module__
    return str(home).split(".")[1]
