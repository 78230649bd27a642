"""Many editions: each a job, done anywhere with the same bytes; one that fails is told, and the others are built."""

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from book.errors import EditionError, ProofError
from book.pipeline import build
from book.pipeline.explain import Layout
from book.pipeline.many import dispatch as many
from book.pipeline.many import jobs, pool
from book.pipeline.many.jobs import Outcome
from book.pipeline.many.pool import Crew
from book.pipeline.scheduler import Hire, rebuild
from book.runtime import files, workspace
from book.runtime.events import Event, Failed, Why
from book.runtime.workers import HereAndNow
from book.source.folder import read_folder
from book.terminal.lines import event_line
from book.verify.validators import keep_alive
from tests.conftest import SLUG, TINY, fingerprint, start_task, substitute
from tests.crashing_jobs import die_once

Message = list[tuple[str, str]]


def editions(root: Path, count: int) -> list[str]:
    """Make editions of their own of the tiny one."""
    for number in range(count):
        slug = f"fables-{number}"
        shutil.copytree(TINY / SLUG, root / "sources" / slug)
        substitute(root / "sources" / slug / "edition.toml", f'slug = "{SLUG}"', f'slug = "{slug}"')
        substitute(
            root / "sources" / slug / "notes.toml", "in the water", f"in {number + 2} waters"
        )
    return [f"fables-{number}" for number in range(count)]


def hired(executor: Executor, hands: int = 1, lost: tuple[type[BaseException], ...] = ()) -> Hire:
    @contextmanager
    def hire() -> Iterator[Crew]:
        yield Crew(executor, lambda: hands, lost)

    return hire


def built(slugs: list[str], root: Path, hire: Hire | None = None) -> tuple[bool, Message, Message]:
    """Give whether all went well, what was told in words, and what of failures."""
    events: list[Event] = []
    whole = rebuild(slugs, events.append, root, hire)
    failures = [event for event in events if isinstance(event, Failed)]
    told = [
        (event.edition, event_line(event))
        for event in events
        if not isinstance(event, Failed | Why) and event_line(event)
    ]
    return (
        whole,
        told,
        [
            (event.edition, str(EditionError(event.message, file=event.file, line=event.line)))
            for event in failures
        ],
    )


def digests(folder: Path) -> dict[str, str]:
    return {name: digest for name, (digest, _) in fingerprint(folder).items()}


@pytest.mark.usefixtures("quick")
def test_jobs_give_the_bytes_of_editions_built_alone_and_one_mistake_stops_no_other(
    tmp_path: Path,
) -> None:
    slugs = editions(tmp_path / "many", 2)[::-1]
    notes = tmp_path / "many" / "sources" / slugs[0] / "notes.toml"
    substitute(notes, "lemma = ", "lemma = 'words that are nowhere'\n# ")
    whole, told, mourned = built(slugs, tmp_path / "many", hired(HereAndNow()))
    assert not whole
    assert [slug for slug, message in told if message == f"{slug}: published in dist/{slug}/"] == [
        slugs[1]
    ]
    assert [(slug, message.split(": ")[0]) for slug, message in mourned] == [
        (slugs[0], f"sources/{slugs[0]}/notes.toml:3")
    ]
    editions(tmp_path / "alone", 2)
    build.build(slugs[1], lambda _: None, tmp_path / "alone")
    assert digests(tmp_path / "many" / "dist") == digests(tmp_path / "alone" / "dist")
    assert built(slugs[1:], tmp_path / "many", nobody)[1] == [(slugs[1], f"{slugs[1]}: up to date")]


@contextmanager
def nobody() -> Iterator[Crew]:
    yield pytest.fail("somebody was called")


# ── What travels ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def packed(root: Path, folder: Path) -> jobs.Job:
    """A job, from a folder with links: within it, and out of it."""
    (root / "secret.txt").write_text("open sesame")
    (folder / "copies").mkdir()
    (folder / "copies" / "third.txt").write_text("A third copy.")
    (folder / "inside.txt").symlink_to(folder / "copies" / "third.txt")
    (folder / "outside.txt").symlink_to(root / "secret.txt")
    return jobs.pack(SLUG, "inputs", jobs.pack_templates(), root)


def done_there(job: jobs.Job, look: Callable[[Path], Any], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give what `look` sees where a job is done."""
    seen = []

    def make_outputs(
        _: str, __: str, ___: object, root: Path, *____: object
    ) -> tuple[dict[str, bytes], Layout]:
        seen.append((root, look(root)))
        return {}, Layout()

    monkeypatch.setattr(jobs, "make_outputs", make_outputs)
    monkeypatch.setattr(keep_alive, "keep_validators_alive", lambda: None)
    jobs.do(job)
    assert not seen[0][0].exists(), "it is left over"
    return seen[0][1]


def test_a_job_is_done_with_the_same_files(
    packed: jobs.Job, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(root: Path) -> Any:
        there = root / "sources" / SLUG
        return {
            p.name: p.read_bytes() for p in there.rglob("*.t*") if p.name != "outside.txt"
        }, dict(workspace.templates(root))

    wanted = {p.name: p.read_bytes() for p in folder.rglob("*.t*") if p.name != "outside.txt"}
    assert done_there(packed, look, monkeypatch) == (wanted, dict(workspace.templates()))


def test_a_file_from_outside_of_the_folder_does_not_travel(
    packed: jobs.Job, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    substitute(folder / "edition.toml", 'file = "web-copy.txt"', 'file = "outside.txt"')
    job = replace(packed, files=files.read_tree(folder)[0])
    assert not any(b"open sesame" in content for content in job.files.values())

    def look(root: Path) -> str:
        with pytest.raises(EditionError) as raised:
            read_folder(SLUG, root)
        return str(raised.value)

    with pytest.raises(EditionError) as raised:
        read_folder(SLUG, folder.parent.parent)
    assert "is outside the edition's folder" in str(raised.value)
    assert done_there(job, look, monkeypatch) == str(raised.value)


def test_another_program_does_no_job(packed: jobs.Job) -> None:
    wanted = (("program", "a"), ("weasyprint", "1"), ("zlib", "1"))
    found = (("program", "b"), ("weasyprint", "2"), ("zlib", "1"))
    with pytest.raises(
        EditionError, match=r"tcp://x has another program: another program, weasyprint 2, not 1"
    ):
        jobs.check_program(wanted, found, "tcp://x")
    jobs.check_program(wanted, (*wanted, ("more", "1")))
    with pytest.raises(EditionError, match="another program"):
        jobs.do(replace(packed, program=wanted))


@pytest.mark.parametrize("harm", [{}, {"SHA256SUMS": b""}, {"a": b"x"}, {"a": b"", "b": b""}])
def test_what_comes_back_otherwise_than_it_was_made_is_not_published(
    harm: dict[str, bytes],
) -> None:
    outputs = {"a": b"one", "b": b"two"}
    outputs["SHA256SUMS"] = build.sums(outputs)
    assert jobs.unpack(Outcome(outputs, Layout(), ()), "x") == outputs
    with pytest.raises(ProofError, match="what came back is not what was made"):
        jobs.unpack(Outcome(outputs | harm if harm else {}, Layout(), ()), "x")


# ── Who does it ──────────────────────────────────────────────────────────────────────────────────


class Later(Executor):
    """Does nothing until it is asked; counts how much waits."""

    def __init__(self) -> None:
        self.waiting: list[Future[Any]] = []
        self.most = 0

    def submit(self, _: Callable[..., Any], /, *__: Any, **___: Any) -> Future[Any]:
        self.waiting.append(Future())
        self.most = max(self.most, len(self.waiting))
        return self.waiting[-1]


def test_no_more_jobs_wait_than_there_are_hands_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slugs, later = editions(tmp_path, 9), Later()

    def wait(given: dict[Future[Any], str], **_: object) -> Any:
        future = later.waiting.pop(0)
        assert future in given
        future.set_exception(EditionError("wrong"))
        return type("Done", (), {"done": {future}})

    monkeypatch.setattr(many, "wait", wait)
    whole, _, mourned = built(slugs, tmp_path, hired(later, hands=2))
    assert not whole
    assert sorted(slug for slug, _ in mourned) == slugs
    assert later.most == many.AHEAD * 2


def test_a_job_that_ends_all_who_do_it_is_told_and_a_crew_that_is_gone_ends_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slugs = editions(tmp_path, 2)

    class Mortal(Executor):
        def submit(self, _: Callable[..., Any], /, *arguments: Any, **__: Any) -> Future[Any]:
            future: Future[Any] = Future()
            if arguments[0].slug == slugs[0]:
                future.set_exception(MemoryError())
            else:
                future.cancel()
                future.set_running_or_notify_cancel()
            return future

    monkeypatch.setattr(many, "AHEAD", 1)
    with pytest.raises(EditionError, match="those who built the editions are gone"):
        built(slugs, tmp_path, hired(Mortal(), 1, (MemoryError,)))
    mourned = built(slugs[:1], tmp_path, hired(Mortal(), 1, (MemoryError,)))[2]
    assert mourned[0][1].startswith(
        f"sources/{slugs[0]}: each of the 4 processes that built it ended before its time"
    )


def test_a_defect_is_told_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slugs = editions(tmp_path, 2)
    monkeypatch.setattr(many, "do", lambda job: 1 // (job.slug != slugs[0]))
    _, _, mourned = built(slugs, tmp_path, hired(HereAndNow()))
    assert sorted(slug for slug, _ in mourned) == slugs
    assert "internal error in this edition" in mourned[0][1]


def test_a_process_that_dies_is_replaced_and_a_job_that_kills_them_all_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_begin", os.fspath)  # nothing that takes time
    with pool.this_machine(2) as found:
        deadly = found.executor.submit(os._exit, 1)
        others = [found.executor.submit(pow, 2, number) for number in range(6)]
        survived = found.executor.submit(die_once, tmp_path / "died")
        assert [other.result(timeout=60) for other in others] == [1, 2, 4, 8, 16, 32]
        assert survived.result(timeout=60) == "done"
        with pytest.raises(BrokenProcessPool):
            deadly.result(timeout=60)
        assert found.executor.submit(pow, 3, 3).result(timeout=60) == 27


@pytest.mark.slow
def test_ctrl_c_ends_all_who_build(project: Path) -> None:
    slugs = editions(project, 3)
    running = start_task(project, "build")
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
