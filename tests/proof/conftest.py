"""The edition in which faults are planted, built once."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from book.pipeline.edition import assemble_edition
from book.pipeline.proofs import PublishedEdition
from book.runtime import files
from tests.conftest import ROOT, build_quickly, quick_context

PROVEN = "four-fables"
SOURCES = ROOT / "tests" / "proof" / "sources"


@pytest.fixture(scope="session")
def proven_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with the edition, built by the program as it is."""
    root = tmp_path_factory.mktemp("proven")
    shutil.copytree(SOURCES, root / "sources")
    build_quickly(root, PROVEN)
    return root


@pytest.fixture(scope="session")
def proven(proven_root: Path) -> PublishedEdition:
    """The edition as it is published."""
    target = proven_root / "dist" / PROVEN
    assembled = assemble_edition(PROVEN, quick_context(proven_root))
    return PublishedEdition(assembled, dict(files.read_published(target)), f"dist/{PROVEN}")


EBOOKS = {"epub", "kepub.epub"}


def with_output(published: PublishedEdition, kind: str, content: bytes) -> PublishedEdition:
    """Return the edition with another content of one output, of two e-books with that one alone."""
    others = {published.name(each) for each in EBOOKS - {kind} if kind in EBOOKS}
    outputs = {name: each for name, each in published.outputs.items() if name not in others}
    altered = replace(published, outputs={**outputs, published.name(kind): content})
    if kind != "pdf":  # what was read of it stays as it is
        object.__setattr__(altered, "reading", published.reading)
        object.__setattr__(altered, "starts", published.starts)
    return altered
