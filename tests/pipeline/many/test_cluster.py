"""Editions built by a Dask cluster of local processes; validators that are kept alive."""

import sys
import zipfile
from functools import partial
from pathlib import Path

import pikepdf
import pytest

from book.errors import EditionError
from book.pipeline.many import cluster
from book.pipeline.printing import TypesetEdition
from book.pipeline.scheduler import build_stale
from book.runtime import files, workspace
from book.runtime.events import Event, Published
from book.verify.validators import epubcheck, keep_alive, verapdf
from tests.bench.clusters import local_cluster
from tests.conftest import ROOT
from tests.pipeline.many.editions import build_alone, digests, make_editions

pytestmark = pytest.mark.slow


def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(
    tmp_path: Path,
) -> None:
    """One of two workers is killed when the first edition is back: all others are built whole."""
    slugs = make_editions(tmp_path / "many", 3)
    events: list[Event] = []
    with local_cluster(ROOT, tmp_path, 2) as found:

        def report(event: Event) -> None:
            if isinstance(event, Published) and not any(
                isinstance(former, Published) for former in events
            ):
                found.workers[0].kill()
            events.append(event)

        assert build_stale(
            slugs, report, tmp_path / "many", partial(cluster.connect_cluster, found.address)
        ), events
        assert found.workers[0].poll() is not None
    assert sorted(event.edition for event in events if isinstance(event, Published)) == slugs
    make_editions(tmp_path / "alone", 3)
    assert [files.damaged(tmp_path / "many" / "dist" / slug) for slug in slugs] == [[]] * 3
    last = events[-1].edition
    build_alone(tmp_path / "alone", last)
    assert digests(tmp_path / "many" / "dist" / last) == digests(tmp_path / "alone" / "dist" / last)


def test_a_cluster_with_another_program_or_no_workers_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other"
    files.write_tree(other, dict(workspace.program()), {})
    (other / "book" / "text" / "dates.py").write_text(
        "# changed\n" + (other / "book" / "text" / "dates.py").read_text("utf-8")
    )
    slugs = make_editions(tmp_path / "many", 1)
    with local_cluster(other, tmp_path, 1) as found:
        connect = partial(cluster.connect_cluster, found.address)
        with pytest.raises(
            EditionError, match=r"the worker tcp://\S+ differs from this machine: the source code"
        ):
            build_stale(slugs, lambda _: None, tmp_path / "many", connect)
        connect = partial(cluster.connect_cluster, found.address, timeout=2)
        found.workers[0].kill()
        with pytest.raises(EditionError, match=r"the cluster at tcp://\S+ has no workers"):
            build_stale(slugs, lambda _: None, tmp_path / "many", connect)
        found.scheduler.kill()
        with pytest.raises(EditionError, match=r"no Dask scheduler answers at tcp://"):
            build_stale(slugs, lambda _: None, tmp_path / "many", connect)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed.scheduler", None)
    with (
        pytest.raises(EditionError, match="a cluster needs the package distributed"),
        cluster.connect_cluster("tcp://127.0.0.1:1"),
    ):
        pass


def test_validators_kept_alive_find_the_same(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tiny_ebook: bytes,
    tiny_print: TypesetEdition,
) -> None:
    """Neither an earlier book nor its own death changes what a validator finds in the next book."""
    keep_alive.end_validators()  # those of other tests, which have had books
    ebooks, prints = broken(tmp_path, tiny_ebook, tiny_print.content)
    monkeypatch.setattr(keep_alive, "is_enabled", False)
    faults = [epubcheck.validate_epub(path) for path in ebooks]
    failures = [verapdf.validate_pdf(path) for path in prints]
    assert [bool(verdict.findings) for verdict in faults] == [False, True, True]
    assert [bool(verdict.findings) for verdict in failures] == [False, True]
    monkeypatch.setattr(keep_alive, "is_enabled", True)
    for order in (1, -1):
        for path, known in [*zip(ebooks, faults, strict=True)][::order]:
            assert epubcheck.validate_epub(path) == known
        for path, wanted in [*zip(prints, failures, strict=True)][::order]:
            assert verapdf.validate_pdf(path) == wanted
    kept = [keep_alive.processes[name] for name in ("epubcheck", "verapdf")]
    assert [process.books for process in kept] == [6, 4]
    kept[0].process.kill()
    assert epubcheck.validate_epub(ebooks[1]) == faults[1]
    assert epubcheck.validate_epub(ebooks[1]) == faults[1]
    assert keep_alive.processes["epubcheck"].process is not kept[0].process
    keep_alive.end_validators()
    assert [process.process.poll() is not None for process in kept] == [True, True]


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
