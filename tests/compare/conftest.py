"""A published release of the tiny edition, to compare with."""

import shutil
from pathlib import Path

import pytest

from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.pipeline.manifest import render_checksums, render_manifest
from book.pipeline.manuscripts import render_tei_document
from book.pipeline.printing import typeset
from book.runtime import files
from book.runtime import fingerprint as fresh
from tests.conftest import SLUG, TINY


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a root with the tiny edition and the published files that a comparison reads."""
    root = tmp_path_factory.mktemp("published")
    shutil.copytree(TINY, root / "sources")
    assembled = assemble_edition(SLUG, BuildContext(root))
    outputs = {
        f"{SLUG}.tei.xml": render_tei_document(assembled),
        f"{SLUG}.pdf": typeset(assembled.edition, assembled.assets).content,
    }
    outputs["manifest.json"] = render_manifest(
        assembled, fresh.inputs_digest(fresh.edition_inputs(SLUG, root)), outputs
    )
    outputs["SHA256SUMS"] = render_checksums(outputs)
    files.write_folder(outputs, root / "dist" / SLUG)
    return root


@pytest.fixture
def released(published: Path, tmp_path: Path) -> Path:
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    return tmp_path
