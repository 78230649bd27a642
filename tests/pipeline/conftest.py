"""The tiny edition, built once for all tests of the pipeline; each test works on a copy."""

import shutil
from pathlib import Path

import pytest

from book.pipeline.catalog import refresh_catalog
from book.pipeline.edition import AssembledEdition
from book.runtime import catalog_state, workspace
from tests import stand_ins
from tests.conftest import SLUG, TINY, build_quickly
from tests.render.opds.published_editions import render_variation

FACES = ("Italic", "Regular", "SemiBold")
WEB_PAGES = (
    *("bibliography", "book-index", "chronology", "colophon", "foreword", "glossary", "index"),
    *("introduction", "part-i", "part-ii", "part-iii"),
)
NAMES = sorted(
    [
        *(f"read/{name}.html" for name in WEB_PAGES),
        *(f"read/fonts/EBGaramond-{face}.woff2" for face in FACES),
        *("read/read.css", "read/read.js", "read/read-search.js", "read/read-witnesses.js"),
        *(f"read/readings/{part}.js" for part in ("part-i", "part-iii")),
        *("SHA256SUMS", "cover-small.png", "cover.png", "index.html", "ledger.html", "ledger.json"),
        *("manifest.json", "onix.xml", "parallels.csv", "publication.json", "variants.csv"),
        "spread.png",
        *(f"{SLUG}{suffix}" for suffix in (".bib", ".csl.json", ".docx", ".epub", ".md")),
        *(f"{SLUG}{suffix}" for suffix in (".pdf", ".ris", ".tei.xml")),
    ]
)
FOLDERS = ("read", "read/fonts", "read/readings")
SEARCH = "read/pagefind"  # its files are named by their contents
PUBLISHED = sorted([*catalog_state.FIRST, SLUG, *(f"{SLUG}/{name}" for name in (*NAMES, *FOLDERS))])


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, program: Path) -> Path:
    """A root with the tiny edition, built by the program as it was when the tests began."""
    root = tmp_path_factory.mktemp("published")
    shutil.copytree(TINY, root / "sources")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workspace, "ROOT", program)
        assert build_quickly(root)
    shutil.rmtree(root / "build" / SLUG)
    return root


@pytest.fixture
def done(published: Path, tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that root, whose edition is current."""
    monkeypatch.setattr(workspace, "ROOT", program)
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    return tmp_path


def in_dist(root: Path) -> list[str]:
    """Return the paths of everything below dist/, except the index of the search."""
    paths = (path.relative_to(root / "dist").as_posix() for path in (root / "dist").rglob("*"))
    return sorted(path for path in paths if f"/{SEARCH}" not in path)


def all_names(root: Path) -> list[str]:
    """Return the names of the edition's files, with those of the index of the search."""
    folder = root / "dist" / SLUG
    index = (path for path in (folder / SEARCH).rglob("*") if path.is_file())
    return sorted([*NAMES, *(path.relative_to(folder).as_posix() for path in index)])


@pytest.fixture(scope="session")
def outputs(tiny: AssembledEdition) -> dict[str, bytes]:
    return stand_ins.render_files(tiny)


@pytest.fixture(scope="session")
def two_editions(
    tmp_path_factory: pytest.TempPathFactory, tiny: AssembledEdition, outputs: dict[str, bytes]
) -> Path:
    """Return a dist/ with two editions and their catalog."""
    folder = tmp_path_factory.mktemp("two") / "dist"
    stand_ins.write_files(outputs, folder / SLUG)
    stand_ins.write_files(render_variation(tiny, "other", date="2025"), folder / "other")
    assert refresh_catalog(folder)
    return folder


@pytest.fixture
def dist(two_editions: Path, tmp_path: Path) -> Path:
    """Return a copy of it."""
    return Path(shutil.copytree(two_editions, tmp_path / "dist"))
