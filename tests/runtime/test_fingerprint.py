"""What makes an edition stale: its contents and the modules that build it, not place and time."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from book.runtime import fingerprint as fresh
from book.runtime import workspace
from tests.conftest import ROOT, SLUG, TINY, substitute


@pytest.fixture
def program(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program that tests may change, in place of the one that runs."""
    monkeypatch.setattr(workspace, "ROOT", project)
    return project


@pytest.fixture
def restored(program: Path) -> Iterator[None]:
    """Put the modules of the program back, because other tests use the same copy."""
    yield
    shutil.copytree(ROOT / "book", program / "book", dirs_exist_ok=True)


def digest_of(root: Path) -> str:
    return fresh.inputs_digest(fresh.edition_inputs(SLUG, root))


def test_everything_an_edition_is_made_from_counts(
    root: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sources, also in subfolders, templates with their fonts, the program, the engines."""
    seen = {digest_of(root)}
    (root / "sources" / SLUG / "copies").mkdir()
    for path in (
        root / "sources" / SLUG / "copies" / "third.txt",
        root / "sources" / SLUG / "references.yaml",
        program / "templates" / "print.css",
        program / "templates" / "labels" / "en.toml",
        program / "templates" / "fonts" / "EBGaramond-Regular.ttf",
        program / "book" / "clean" / "lines.py",
    ):
        former = path.read_bytes() if path.exists() else None
        path.write_bytes((former or b"") + b"\n")
        seen.add(digest_of(root))
        path.unlink() if former is None else path.write_bytes(former)
    monkeypatch.setattr(fresh, "version", lambda engine: "0" if engine == "weasyprint" else "1")
    seen.add(digest_of(root))
    assert len(seen) == 8


def test_place_and_time_do_not_count(root: Path) -> None:
    os.utime(root / "sources" / SLUG / "notes.toml", (0, 0))
    elsewhere = root / "sub folder"
    shutil.copytree(TINY, elsewhere / "sources")
    assert digest_of(root) == digest_of(elsewhere)


@pytest.mark.usefixtures("restored")
@pytest.mark.parametrize(
    ("module", "makes_stale"),
    [
        ("book/serve/server.py", False),
        ("book/terminal/lines.py", False),
        ("book/pipeline/check.py", False),
        ("book/clean/furniture.py", True),
        ("book/render/print/engine/repairs.py", True),
        ("book/verify/validators/server/process.py", True),  # it is started by its name
    ],
)
def test_only_modules_that_build_an_edition_make_it_stale(
    module: str, makes_stale: bool, root: Path, program: Path
) -> None:
    before = digest_of(root)
    substitute(program / module, '"""', '"""Edited. ')
    assert (digest_of(root) != before) == makes_stale


def test_measurements_make_no_edition_stale(root: Path, program: Path) -> None:
    bench = program / "tests" / "bench"
    shutil.copytree(ROOT / "tests" / "bench", bench)
    before = digest_of(root)
    substitute(bench / "builds.py", '"""', '"""Edited. ')
    assert digest_of(root) == before
    shutil.rmtree(program / "tests")
