"""Editions made by a Dask cluster: a scheduler and workers, each a process of its own; and judges that stay."""

import sys
import zipfile
from functools import partial
from pathlib import Path

import pikepdf
import pytest

from book.errors import EditionError
from book.pipeline import build
from book.pipeline.many import cluster, jobs
from book.pipeline.scheduler import rebuild
from book.runtime import files, workspace
from book.runtime.events import Event, Published
from book.verify.validators import epubcheck, keep_alive, verapdf
from tests.bench.clusters import local_cluster
from tests.conftest import ROOT
from tests.pipeline.many.test_many import digests, editions

pytestmark = pytest.mark.slow


def test_a_cluster_that_loses_a_worker_gives_the_bytes_of_editions_built_alone(
    tmp_path: Path,
) -> None:
    """One of two workers is killed when the first edition is there: the others are all made, and none is left half."""
    slugs = editions(tmp_path / "many", 4)
    events: list[Event] = []
    with local_cluster(ROOT, tmp_path, 2) as found:

        def report(event: Event) -> None:
            if isinstance(event, Published) and not any(
                isinstance(former, Published) for former in events
            ):
                found.workers[0].kill()
            events.append(event)

        assert rebuild(
            slugs, report, tmp_path / "many", partial(cluster.cluster_at, found.address)
        ), events
        assert found.workers[0].poll() is not None
    assert sorted(event.edition for event in events if isinstance(event, Published)) == slugs
    editions(tmp_path / "alone", 4)
    assert [files.damaged(tmp_path / "many" / "dist" / slug) for slug in slugs] == [[]] * 4
    last = events[-1].edition
    build.build(last, lambda _: None, tmp_path / "alone")
    assert digests(tmp_path / "many" / "dist" / last) == digests(tmp_path / "alone" / "dist" / last)


def test_a_cluster_of_another_program_or_without_workers_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    files.write_tree(other, dict(workspace.program()), {})
    (other / "book" / "text" / "dates.py").write_text(
        "# changed\n" + (other / "book" / "text" / "dates.py").read_text("utf-8")
    )
    slugs = editions(tmp_path / "many", 1)
    with local_cluster(other, tmp_path, 1) as found:
        hire = partial(cluster.cluster_at, found.address)
        with pytest.raises(
            EditionError, match=r"the worker tcp://\S+ has another program: another program"
        ):
            rebuild(slugs, lambda _: None, tmp_path / "many", hire)
        found.workers[0].kill()
        monkeypatch.setattr(cluster, "PATIENCE", 2)
        with pytest.raises(EditionError, match=r"the cluster at tcp://\S+ has no workers"):
            rebuild(slugs, lambda _: None, tmp_path / "many", hire)
        found.scheduler.kill()
        with pytest.raises(EditionError, match=r"no Dask scheduler answers at tcp://"):
            rebuild(slugs, lambda _: None, tmp_path / "many", hire)


def test_what_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed.scheduler", None)
    with (
        pytest.raises(EditionError, match="a cluster needs the package distributed"),
        cluster.cluster_at("tcp://127.0.0.1:1"),
    ):
        pass


def test_judges_that_stay_judge_as_those_that_come_for_one_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken books between whole ones: nothing that a judge has seen changes what it says of the next; nor does its death."""
    slug = editions(tmp_path, 1)[0]
    outcome = jobs.do(jobs.pack(slug, "", jobs.pack_templates(), tmp_path))
    ebooks, prints = broken(
        tmp_path, outcome.outputs[f"{slug}.epub"], outcome.outputs[f"{slug}.pdf"]
    )
    monkeypatch.setattr(keep_alive, "is_enabled", False)
    faults = [epubcheck.validate_epub(path) for path in ebooks]
    failures = [verapdf.validate_pdf(path) for path in prints]
    assert (
        [bool(verdict.findings) for verdict in faults],
        [bool(verdict.findings) for verdict in failures],
    ) == (
        [False, True, True],
        [False, True],
    )
    monkeypatch.setattr(keep_alive, "is_enabled", True)
    for order in (1, -1):
        for path, known in [*zip(ebooks, faults, strict=True)][::order]:
            assert epubcheck.validate_epub(path) == known
        for path, wanted in [*zip(prints, failures, strict=True)][::order]:
            assert verapdf.validate_pdf(path) == wanted
    judges = [keep_alive.processes[name].process for name in ("epubcheck", "verapdf")]
    assert [keep_alive.processes[name].books for name in ("epubcheck", "verapdf")] == [
        7,
        5,
    ]  # the first, when the edition was made
    judges[0].kill()
    assert epubcheck.validate_epub(ebooks[1]) == faults[1]
    assert epubcheck.validate_epub(ebooks[1]) == faults[1]
    assert keep_alive.processes["epubcheck"].process is not judges[0]
    keep_alive.end_validators()
    assert [judge.poll() is not None for judge in judges] == [True, True]


def broken(folder: Path, ebook: bytes, pdf: bytes) -> tuple[list[Path], list[Path]]:
    """Write books, the first of each kind whole."""
    ebooks = [folder / f"{name}.epub" for name in ("whole", "lacking", "empty")]
    ebooks[0].write_bytes(ebook)
    ebooks[2].write_bytes(b"")
    with zipfile.ZipFile(ebooks[0]) as whole, zipfile.ZipFile(ebooks[1], "w") as lacking:
        for entry in whole.infolist():
            if not entry.filename.endswith(".css"):
                lacking.writestr(entry, whole.read(entry))
    prints = [folder / f"{name}.pdf" for name in ("whole", "untitled")]
    prints[0].write_bytes(pdf)
    with pikepdf.open(prints[0]) as untitled:
        del untitled.Root.ViewerPreferences
        untitled.save(prints[1])
    return ebooks, prints
