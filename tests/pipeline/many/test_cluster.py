"""Editions built by a Dask cluster of local processes."""

import sys
from functools import partial
from pathlib import Path

import pytest

from book.errors import EditionError
from book.pipeline.many import cluster
from book.pipeline.scheduler import build_stale
from book.runtime import files, workspace
from book.runtime.events import Event, Published
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
