"""A published release of the tiny edition, to compare with."""

import shutil
from pathlib import Path

import pytest

from book.pipeline.edition import AssembledEdition
from book.pipeline.manifest import render_checksums, render_manifest
from book.pipeline.manuscripts import render_tei_document
from book.pipeline.printing import TypesetEdition
from book.runtime import files
from book.runtime import fingerprint as fresh
from tests.conftest import SLUG, TINY


@pytest.fixture(scope="session")
def published(
    tmp_path_factory: pytest.TempPathFactory, tiny: AssembledEdition, tiny_print: TypesetEdition
) -> Path:
    """Return a root with the tiny edition and the published files that a comparison reads."""
    root = tmp_path_factory.mktemp("published")
    shutil.copytree(TINY, root / "sources")
    outputs = {
        f"{SLUG}.tei.xml": render_tei_document(tiny),
        f"{SLUG}.pdf": tiny_print.content,
    }
    outputs["manifest.json"] = render_manifest(tiny, fresh.edition_inputs(SLUG, root), outputs)
    outputs["SHA256SUMS"] = render_checksums(outputs)
    files.write_folder(outputs, root / "dist" / SLUG)
    return root


@pytest.fixture
def released(published: Path, tmp_path: Path) -> Path:
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    return tmp_path
