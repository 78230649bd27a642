"""Many editions: the same bytes as alone; one that fails is reported, the others are built."""

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import psutil
import pytest

from book.errors import EditionError
from book.pipeline.many import dispatch
from tests.conftest import start_task, substitute
from tests.pipeline.many.editions import (
    ApprovingExecutor,
    build_all,
    build_alone,
    digests,
    make_editions,
    no_pool,
    pool_of,
)


@pytest.mark.slow
def test_jobs_give_the_bytes_of_editions_built_alone(tmp_path: Path) -> None:
    """A mistake in one edition stops no other."""
    slugs = make_editions(tmp_path / "many", 2)[::-1]
    notes = tmp_path / "many" / "sources" / slugs[0] / "notes.toml"
    substitute(notes, "lemma = ", "lemma = 'words that are nowhere'\n# ")
    is_whole, lines, failures = build_all(slugs, tmp_path / "many", pool_of(ApprovingExecutor()))
    assert not is_whole
    published = f"{slugs[1]}: published in dist/{slugs[1]}/"
    assert [slug for slug, line in lines if line == published] == [slugs[1]]
    assert [(slug, message.split(": ")[0]) for slug, message in failures] == [
        (slugs[0], f"sources/{slugs[0]}/notes.toml:3")
    ]
    make_editions(tmp_path / "alone", 2)
    build_alone(tmp_path / "alone", slugs[1])
    assert digests(tmp_path / "many" / "dist") == digests(tmp_path / "alone" / "dist")
    again = build_all(slugs[1:], tmp_path / "many", no_pool)
    assert again[1] == [(slugs[1], f"{slugs[1]}: up to date")]


class LazyExecutor(Executor):
    """Runs nothing; `most` counts how many jobs waited at once."""

    def __init__(self) -> None:
        self.waiting: list[Future[Any]] = []
        self.most = 0

    def submit(self, _: Callable[..., Any], /, *__: Any, **___: Any) -> Future[Any]:
        self.waiting.append(Future())
        self.most = max(self.most, len(self.waiting))
        return self.waiting[-1]


def test_no_more_jobs_wait_than_the_pool_has_room_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slugs, executor = make_editions(tmp_path, 9), LazyExecutor()

    def wait(running: dict[Future[Any], str], **_: object) -> Any:
        future = executor.waiting.pop(0)
        assert future in running
        future.set_exception(EditionError("wrong"))
        return type("Done", (), {"done": {future}})

    monkeypatch.setattr(dispatch, "wait", wait)
    is_whole, _, failures = build_all(slugs, tmp_path, pool_of(executor, capacity=2))
    assert not is_whole
    assert sorted(slug for slug, _ in failures) == slugs
    assert executor.most == dispatch.JOBS_PER_WORKER * 2


class DyingExecutor(Executor):
    """Loses all workers with the job of `deadly`, and cancels every other job."""

    def __init__(self, deadly: str) -> None:
        self.deadly = deadly

    def submit(self, _: Callable[..., Any], /, *arguments: Any, **__: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if arguments[0].slug == self.deadly:
            future.set_exception(MemoryError())
        else:
            future.cancel()
            future.set_running_or_notify_cancel()
        return future


def test_a_job_that_kills_all_workers_is_reported(tmp_path: Path) -> None:
    slugs = make_editions(tmp_path, 1)
    pool = pool_of(DyingExecutor(slugs[0]), 1, (MemoryError,))
    failures = build_all(slugs, tmp_path, pool)[2]
    assert failures[0][1].startswith(
        f"sources/{slugs[0]}: 4 worker processes tried to build this edition, and each of them died"
    )


def test_the_loss_of_all_workers_ends_the_build(tmp_path: Path) -> None:
    slugs = make_editions(tmp_path, 2)
    with pytest.raises(EditionError, match="all workers disconnected"):
        build_all(slugs, tmp_path, pool_of(DyingExecutor(slugs[0]), 1, (MemoryError,)))


class FailingExecutor(Executor):
    """Fails every job with an error that is nobody's mistake."""

    def submit(self, _: Callable[..., Any], /, *__: Any, **___: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(ZeroDivisionError("a defect"))
        return future


def test_an_internal_error_is_reported_too(tmp_path: Path) -> None:
    slugs = make_editions(tmp_path, 2)
    _, _, failures = build_all(slugs, tmp_path, pool_of(FailingExecutor()))
    assert sorted(slug for slug, _ in failures) == slugs
    assert "internal error while building this edition: a bug in Variorum" in failures[0][1]


@pytest.mark.slow
def test_ctrl_c_ends_all_workers(project: Path) -> None:
    slugs = make_editions(project, 3)
    running = start_task(project, "build")
    assert running.stdout
    time.sleep(6)  # by then the workers are at work
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all processes of the build
    assert running.communicate(timeout=20) == (
        "",
        "variorum: stopped; what was published before is untouched\n",
    )
    assert running.returncode == 130
    assert not any((project / "dist" / slug).exists() for slug in slugs)
    for _ in range(50):
        left = [process for process in psutil.process_iter() if is_at_work(process, running.pid)]
        if not left:
            break
        time.sleep(0.1)
    assert left == []


def is_at_work(process: psutil.Process, session: int) -> bool:
    try:
        return os.getsid(process.pid) == session and process.status() != psutil.STATUS_ZOMBIE
    except (OSError, psutil.Error):
        return False
