"""Jobs: what travels to a worker, and what may come back."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from book.errors import EditionError, ProofError
from book.pipeline.build import BuildSummary, BuiltEdition
from book.pipeline.explain import LayoutRecord
from book.pipeline.manifest import render_checksums
from book.pipeline.many import jobs
from book.pipeline.many.jobs import EditionJob
from book.pipeline.many.pool import WorkerPool
from book.runtime import files, fingerprint, workspace
from book.runtime.workers import InlineExecutor
from book.source.folder import read_folder
from tests.conftest import SLUG, substitute

REMOTE = WorkerPool(InlineExecutor(), lambda: 1, ())
SUMMARY = BuildSummary(0, 0, 0, 0, 0, 0, 0, ())


@pytest.fixture
def packed(root: Path, folder: Path) -> EditionJob:
    """A job, from a folder with links: within it, and out of it."""
    (root / "secret.txt").write_text("open sesame")
    (folder / "copies").mkdir()
    (folder / "copies" / "third.txt").write_text("A third copy.")
    (folder / "inside.txt").symlink_to(folder / "copies" / "third.txt")
    (folder / "outside.txt").symlink_to(root / "secret.txt")
    return jobs.pack(fingerprint.examine(SLUG, root), jobs.pack_templates(), root, REMOTE)


def contents_below(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in folder.rglob("*.t*") if path.name != "outside.txt"
    }


def test_a_worker_gets_the_same_files(packed: EditionJob, folder: Path) -> None:
    with jobs.unpacked(packed) as root:
        assert contents_below(root / "sources" / SLUG) == contents_below(folder)
        assert dict(workspace.templates(root)) == dict(workspace.templates())
    assert not root.exists()


def test_a_file_outside_the_folder_does_not_travel(packed: EditionJob, folder: Path) -> None:
    substitute(folder / "edition.toml", 'file = "web-copy.txt"', 'file = "outside.txt"')
    job = replace(packed, files=files.read_tree(folder)[0])
    assert not any(b"open sesame" in content for content in job.files.values())
    with pytest.raises(EditionError) as here:
        read_folder(SLUG, folder.parent.parent)
    with jobs.unpacked(job) as root, pytest.raises(EditionError) as there:
        read_folder(SLUG, root)
    assert str(there.value) == str(here.value)


def test_another_program_builds_no_job(packed: EditionJob) -> None:
    expected = (("program", "a"), ("weasyprint", "1"), ("zlib", "1"))
    actual = (("program", "b"), ("weasyprint", "2"), ("zlib", "1"))
    with pytest.raises(
        EditionError,
        match="tcp://x differs from this machine: the source code; weasyprint 2, expected 1",
    ):
        jobs.check_program(expected, actual, "tcp://x")
    jobs.check_program(expected, (*expected, ("more", "1")))
    with pytest.raises(EditionError, match="the worker differs from this machine"):
        jobs.run(replace(packed, program=expected))


@pytest.mark.parametrize("harm", [{}, {"SHA256SUMS": b""}, {"a": b"x"}, {"a": b"", "b": b""}])
def test_a_changed_result_is_refused(harm: dict[str, bytes]) -> None:
    outputs: dict[str, Any] = {"a": b"one", "b": b"two"}
    outputs["SHA256SUMS"] = render_checksums(outputs)
    built = BuiltEdition("x", outputs, LayoutRecord(), SUMMARY)
    jobs.verify_checksums(built)
    with pytest.raises(ProofError, match="do not match their checksums"):
        jobs.verify_checksums(replace(built, outputs=outputs | harm if harm else {}))
