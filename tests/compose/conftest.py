"""The tiny edition with a glossary, a chronology and an index."""

import shutil
from pathlib import Path

import pytest

from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from tests.compose.lists import FILES
from tests.conftest import SLUG, TINY, ebook_of


def write_lists(folder: Path) -> None:
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")


@pytest.fixture
def full(root: Path, folder: Path) -> Path:
    """Return the tiny edition's root, with all three files."""
    write_lists(folder)
    return root


@pytest.fixture(scope="session")
def listed(tmp_path_factory: pytest.TempPathFactory) -> AssembledEdition:
    """Return that edition, assembled once for all tests that only look at it."""
    root = tmp_path_factory.mktemp("lists")
    shutil.copytree(TINY, root / "sources")
    write_lists(root / "sources" / SLUG)
    return assemble_edition(SLUG, BuildContext(root))


@pytest.fixture(scope="session")
def listed_ebook(listed: AssembledEdition) -> bytes:
    return ebook_of(listed)
