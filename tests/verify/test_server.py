"""A validator server is found, started, replaced and never trusted."""

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import pytest

from book.verify.validators import epubcheck, verapdf
from book.verify.validators.server import process
from book.verify.validators.server.client import ResidentServer
from book.verify.validators.server.place import find_identity, locked
from book.verify.validators.verdict import Verdict
from tests.conftest import ROOT

IDENTITY = find_identity()


@pytest.fixture
def server() -> Iterator[ResidentServer]:
    """A server that does what a file says, at a socket of this test's."""
    with TemporaryDirectory(prefix="v-", dir="/tmp") as folder:  # a socket's path must be short
        path = Path(folder, "s.socket")
        found = ResidentServer(path, IDENTITY, "tests.verify.obedient_server", silence=3)
        yield found
        found.end()
        assert wait_for(lambda: all(map(process.is_abandoned, Path(folder).glob("s.work/*"))))


def read(report: Any) -> Verdict:
    """Return a verdict with a file's words and the process that read them."""
    return Verdict(report["words"], str(report["process"]), version=report["file"])


def ask(server: ResidentServer, words: str, name: str = "epubcheck") -> Verdict | None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "book.epub")
        path.write_text(words)
        return server.ask(name, path, read)


def process_of(server: ResidentServer) -> int:
    verdict = ask(server, "hello")
    assert verdict
    return int(verdict.standard)


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not (met := condition()) and time.monotonic() < end:
        time.sleep(0.02)
    return met


def is_running(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return not status.is_file() or ") Z " not in status.read_text()
    return False


# ── Found and started ────────────────────────────────────────────────────────────────────────────


def test_one_process_answers_one_client_after_another(server: ResidentServer) -> None:
    first, second = ask(server, "a fox"), ask(server, "a crow", "verapdf")
    assert first
    assert second
    assert (first.validator, second.validator) == ("a fox", "a crow")
    assert first.version == "book.epub"
    assert first.standard == second.standard


def test_clients_that_start_it_at_once_share_one_process(server: ResidentServer) -> None:
    with ThreadPoolExecutor(5) as clients:
        answers = list(clients.map(lambda number: ask(server, f"fox {number}"), range(5)))
    assert [answer and answer.validator for answer in answers] == [f"fox {n}" for n in range(5)]
    assert len({answer and answer.standard for answer in answers}) == 1


def test_both_validators_work_at_once(server: ResidentServer, tmp_path: Path) -> None:
    """Each waits for what the other does."""
    signs = tmp_path / "first", tmp_path / "second"
    with ThreadPoolExecutor(2) as clients:
        waiting = clients.submit(ask, server, f"await {signs[0]}")
        assert ask(server, f"create {signs[0]}", "verapdf")
        assert waiting.result()


def test_it_keeps_nothing_of_who_started_it(server: ResidentServer) -> None:
    """The pipe of the parent's output ends with the parent, although the server goes on."""
    script = (
        "from pathlib import Path; from book.verify.validators.server.client import ResidentServer;"
        f"ResidentServer(Path({str(server.socket)!r}), {IDENTITY!r}, {server.process!r}).start()"
    )
    command = [sys.executable, "-c", script]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60)
    pid = process_of(server)
    assert os.getsid(pid) == pid
    if Path("/proc/self").exists():
        assert Path(f"/proc/{pid}/cwd").readlink() == Path("/")
        files = [link.readlink() for link in Path(f"/proc/{pid}/fd").iterdir()]
        assert not [file for file in files if file.suffix == ".lock" or "pipe" in str(file)]
    with locked(server.socket.with_suffix(".lock")):
        assert is_running(pid)


# ── Ended ────────────────────────────────────────────────────────────────────────────────────────


def test_it_ends_when_it_is_told(server: ResidentServer) -> None:
    pid = process_of(server)
    server.end()
    assert wait_for(lambda: not is_running(pid))


def test_it_ends_when_it_is_idle(server: ResidentServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVER_IDLE", "0.3")
    pid = process_of(server)
    assert wait_for(lambda: not is_running(pid))
    assert not server.socket.exists()


def test_it_is_replaced_when_it_has_had_its_books(server: ResidentServer) -> None:
    pids = [process_of(server) for _ in range(6)]
    assert len(set(pids)) == 1
    assert wait_for(lambda: not server.socket.exists())
    assert process_of(server) not in pids


def test_it_ends_when_its_program_is_deleted(
    server: ResidentServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.start()
    own = server.socket.stat()
    assert process._is_found(server.socket, own)
    monkeypatch.setattr(process, "__file__", str(tmp_path / "deleted.py"))
    assert not process._is_found(server.socket, own)


def test_another_program_takes_its_place(server: ResidentServer) -> None:
    """A server that is not what the client expects does not serve it, and ends at once."""
    pid = process_of(server)
    updated = replace(server, identity="another")
    assert ask(updated, "hello") is None
    assert wait_for(lambda: not is_running(pid))
    assert process_of(server) != pid


# ── Killed ───────────────────────────────────────────────────────────────────────────────────────


def test_it_is_killed_while_it_starts(server: ResidentServer) -> None:
    assert ask(replace(server, process="tests.verify.nowhere"), "hello") is None
    assert process_of(server)


def test_it_is_killed_while_it_is_idle(server: ResidentServer) -> None:
    pid = process_of(server)
    os.kill(pid, signal.SIGKILL)
    assert wait_for(lambda: not is_running(pid))
    assert process_of(server) != pid


@pytest.mark.parametrize("state", ["die", "stop", "fail", "alter"])
def test_it_gives_no_verdict(server: ResidentServer, state: str) -> None:
    """It is killed or stopped within a report, fails, or reads other bytes than the client has."""
    pid = process_of(server)
    started = time.monotonic()
    assert ask(server, state) is None
    assert time.monotonic() - started < 20
    if state != "alter":
        assert process_of(server) != pid
    if is_running(pid):
        os.kill(pid, signal.SIGCONT)


def test_a_client_that_goes_away_harms_nobody(server: ResidentServer) -> None:
    pid = process_of(server)
    for sent in (
        b"",
        b'{"vali',
        b'{"validator": "epubcheck", "file": "x", "size": 7}\nsle',
        b"5\n",
    ):
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(server.socket))
            client.sendall(sent)
    assert process_of(server) == pid


# ── Not to be trusted ────────────────────────────────────────────────────────────────────────────

GREETING = json.dumps({"identity": IDENTITY}).encode() + b"\n"
REPORT = {"words": "a lie", "process": 1, "file": "x"}
DIGEST = hashlib.sha256(b"hello").hexdigest()


@contextmanager
def impostor(server: ResidentServer, answer: bytes) -> Iterator[None]:
    """Listen at the server's socket, and send the same bytes to whoever connects."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(server.socket))
        listener.listen()

        def serve() -> None:
            with suppress(OSError):
                while True:
                    client, _ = listener.accept()
                    with client:
                        client.sendall(answer)
                        client.shutdown(socket.SHUT_WR)
                        while client.recv(1 << 16):
                            pass

        Thread(target=serve, daemon=True).start()
        yield


@pytest.mark.parametrize(
    "greeting",
    [b"", b"\n", b"gar\0bage\n", b"\xff\n", b"[" * 100_000 + b"\n", b"3\n", GREETING[:-3]],
    ids=["nothing", "empty", "garbage", "bytes", "nested", "number", "half"],
)
def test_what_does_not_greet_is_replaced(server: ResidentServer, greeting: bytes) -> None:
    with impostor(server, greeting):
        assert process_of(server) > 1


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"garbage\n",
        json.dumps({"report": REPORT, "sha256": DIGEST}).encode(),
        json.dumps({"report": REPORT, "sha256": "0" * 64}).encode() + b"\n",
        json.dumps({"report": REPORT}).encode() + b"\n",
        json.dumps({"report": [5], "sha256": DIGEST}).encode() + b"\n",
        json.dumps({"error": "no"}).encode() + b"\n",
        b'{"working": true}\n' * 3,
    ],
    ids=["nothing", "garbage", "half", "other bytes", "no digest", "shape", "error", "no end"],
)
def test_a_wrong_answer_is_no_verdict(server: ResidentServer, answer: bytes) -> None:
    """The next client finds a server of its own program."""
    with impostor(server, GREETING + answer):
        assert ask(server, "hello") is None
        assert process_of(server) > 1


def test_a_silent_server_is_not_waited_for(server: ResidentServer) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(server.socket))
        listener.listen()
        started = time.monotonic()
        assert ask(replace(server, silence=0.3), "hello")
        assert time.monotonic() - started < 15


@pytest.mark.parametrize("module", [epubcheck, verapdf])
def test_a_report_of_another_shape_is_no_verdict(server: ResidentServer, module: Any) -> None:
    """The validator's own reader refuses it, and not with an error that a user would see."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "book")
        path.write_text("hello")
        assert server.ask("epubcheck", path, module._verdict) is None
