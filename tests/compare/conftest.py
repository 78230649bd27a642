"""A published release of the tiny edition, to compare with."""

import shutil
from pathlib import Path

import pytest

from book.pipeline import build
from book.pipeline import outputs as produce
from book.pipeline.edition import assemble_edition
from book.runtime import files
from book.runtime import fingerprint as fresh
from tests.conftest import SLUG, TINY


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a root with the tiny edition and the published files that a comparison reads."""
    root = tmp_path_factory.mktemp("published")
    shutil.copytree(TINY, root / "sources")
    made = assemble_edition(SLUG, root)
    outputs = {
        f"{SLUG}.tei.xml": produce.make_tei(made),
        f"{SLUG}.pdf": produce.set_print(made.edition, made.assets).content,
    }
    outputs["manifest.json"] = build._manifest(
        made, fresh.inputs_digest(fresh.inputs(SLUG, root)), outputs
    )
    outputs["SHA256SUMS"] = build.sums(outputs)
    files.write_folder(outputs, root / "dist" / SLUG)
    return root


@pytest.fixture
def released(published: Path, tmp_path: Path) -> Path:
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    return tmp_path
