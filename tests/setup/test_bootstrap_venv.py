"""Setting up .venv: with commands that only note that they ran, and a .venv that only looks like one."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from book.setup import bootstrap
from book.setup.bootstrap import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable


class Machine:
    """Stands in for the commands: notes what was run, and does as little of it as shows."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ran: list[str] = []
        self.answers: dict[str, tuple[int, str]] = {}
        self.at_pip: list[BaseException] = []

    def run(self, command: list[str], lock: int | None = None) -> tuple[int, str]:
        line = " ".join(command).replace(f"{self.root}/", "")
        self.ran.append(line)
        if "-m venv" in line:
            self.make("python")
        if "pip install" in line:
            self.make("inv")
            if self.at_pip:
                raise self.at_pip.pop()
        return next((answer for part, answer in self.answers.items() if part in line), (0, ""))

    def make(self, name: str) -> None:
        command = self.root / ".venv/bin" / name
        command.parent.mkdir(parents=True, exist_ok=True)
        command.touch(0o755)

    def set_up(self, *needs: str) -> list[str]:
        """Prepare the folder; return the steps that took."""
        self.ran.clear()
        bootstrap.prepare(self.root, {"build", *needs})
        steps = {"-m venv": "venv", "requirements.txt": "build", "requirements-dev.txt": "dev"}
        return [name for line in self.ran for part, name in steps.items() if part in line]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine with all its system libraries, and a fresh project folder."""
    root = tmp_path / "a project"
    root.mkdir()
    for name in bootstrap.LOCKS.values():
        (root / name).write_text(f"{name}==1\n", encoding="utf-8")
    made = Machine(root)
    monkeypatch.setattr(bootstrap, "run", made.run)
    monkeypatch.setattr(bootstrap, "loads", lambda library: True)
    return made


def test_a_first_set_up_makes_all_and_a_second_nothing(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert machine.set_up() == ["venv", "build"]
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert machine.set_up() == []
    assert capsys.readouterr().err == ""


def test_packages_are_checked_by_hash_and_run_no_code(machine: Machine) -> None:
    machine.set_up()
    assert {"--require-hashes", "--only-binary=:all:", "--no-deps"} <= set(machine.ran[-1].split())


def test_a_library_that_went_away_comes_back(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.set_up()
    monkeypatch.setattr(bootstrap, "missing_system", lambda: {"libpango": "pango"})
    monkeypatch.setattr(bootstrap, "install_system", lambda: machine.run(["apt-get"]))
    machine.set_up()
    assert machine.ran == ["apt-get"]


def test_developers_get_theirs_on_top(machine: Machine) -> None:
    machine.set_up()
    assert machine.set_up("dev") == ["dev"]
    assert machine.set_up("dev") == machine.set_up() == []


def test_a_changed_lock_of_the_developers_leaves_the_build(machine: Machine) -> None:
    machine.set_up("dev")
    (machine.root / "requirements-dev.txt").write_text("other==2\n", encoding="utf-8")
    assert machine.set_up() == []
    assert machine.set_up("dev") == ["dev"]


def without(name: str) -> Callable[[Path], object]:
    """Let a command lead nowhere, as .venv's do when their Python is gone."""

    def spoil(root: Path) -> None:
        (root / ".venv/bin" / name).unlink()
        (root / ".venv/bin" / name).symlink_to("/no/such/file")

    return spoil


def stamped(content: bytes) -> Callable[[Path], object]:
    return lambda root: (root / bootstrap.STAMP).write_bytes(content)


SPOILT = {
    "another lock": lambda root: (root / "requirements.txt").write_text(
        "other==2\n", encoding="utf-8"
    ),
    "moved": lambda root: root.rename(root.with_name("elsewhere")),
    "no python": without("python"),
    "no inv": without("inv"),
    "no stamp": lambda root: (root / bootstrap.STAMP).unlink(),
    "empty stamp": stamped(b""),
    "cut stamp": stamped(b'{"base": "3.'),
    "odd stamp": stamped(b"[]"),
    "stamp of an old kind": stamped(json.dumps({"base": 1}).encode()),
    "binary stamp": stamped(b"\xff\x00"),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_venv_that_does_not_fit_is_made_anew(
    machine: Machine, spoil: Callable[[Path], object]
) -> None:
    machine.set_up("dev")
    (machine.root / ".venv/left-over").touch()
    moved = spoil(machine.root)
    machine.root = moved if isinstance(moved, Path) else machine.root
    assert machine.set_up() == ["venv", "build"]
    assert not (machine.root / ".venv/left-over").exists()


def test_another_python_is_another_venv(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.set_up()
    monkeypatch.setattr(sys, "version", "3.99.0 (main)")
    assert machine.set_up() == ["venv", "build"]


@pytest.mark.parametrize("before", [[], ["build"]], ids=["first", "adding"])
def test_stopped_half_way_it_starts_anew(
    machine: Machine, before: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in before:
        machine.set_up()
    machine.at_pip = [KeyboardInterrupt()]
    assert bootstrap.reported(lambda: bootstrap.prepare(machine.root, {"build", "dev"})) == 130
    assert (
        capsys.readouterr().err.splitlines()[-1]
        == "variorum: Stopped; the same command goes on from here."
    )
    assert machine.set_up("dev") == ["venv", "build", "dev"]


def test_a_link_for_a_venv_is_cut_and_its_target_left(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (machine.root / ".venv").symlink_to(tmp_path / "precious")
    machine.set_up()
    assert list((tmp_path / "precious").iterdir()) == []


def test_a_failed_pip_shows_its_last_lines_and_the_remedy(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.answers["pip install"] = (1, "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES")
    assert bootstrap.reported(lambda: bootstrap.prepare(machine.root, {"build"})) == 1
    *_, tail, remedy = capsys.readouterr().err.splitlines()
    assert tail == "  ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"
    assert remedy.startswith("variorum: pip could not install requirements.txt: mend ")
    assert not (machine.root / bootstrap.STAMP).exists()


def test_without_network_pip_has_one_sentence(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.answers["pip install"] = (
        1,
        "WARNING: Retrying ... NewConnectionError('... Temporary failure ...')\n" * 5,
    )
    assert bootstrap.reported(lambda: bootstrap.prepare(machine.root, {"build"})) == 1
    last = capsys.readouterr().err.splitlines()[2:]
    assert last == [
        "variorum: requirements.txt cannot be downloaded, there is no network: connect and run this again."
    ]


def test_a_failed_venv_shows_its_last_lines(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.answers["-m venv"] = (1, "Error: [Errno 28] No space left on device")
    assert bootstrap.reported(lambda: bootstrap.prepare(machine.root, {"build"})) == 1
    *_, tail, remedy = capsys.readouterr().err.splitlines()
    assert "No space left" in tail
    assert remedy.startswith("variorum: Python could not make ")


def test_the_second_of_two_waits_and_has_nothing_to_do(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    with bootstrap.locked(machine.root) as lock:
        second = threading.Thread(target=bootstrap.prepare, args=(machine.root, {"build"}))
        second.start()
        wait_until(lambda: "waiting" in capsys.readouterr().err)
        bootstrap.install_packages(machine.root, {"build"}, set(), lock)
        ran = len(machine.ran)
    second.join(10)
    assert len(machine.ran) == ran


HOLD = """
from pathlib import Path
from book.setup import bootstrap
with bootstrap.locked(Path.cwd()) as lock:
    bootstrap.run(["sh", "-c", "echo $$ >pid.new; mv pid.new pid; exec sleep 60"], lock)
"""


def test_what_a_killed_set_up_started_still_holds_the_folder(tmp_path: Path) -> None:
    python_path = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", HOLD], cwd=tmp_path, env=python_path) as first:
        wait_until((tmp_path / "pid").exists)
        first.kill()
    try:
        assert not is_free(tmp_path)
    finally:
        os.kill(int((tmp_path / "pid").read_text()), signal.SIGKILL)
    wait_until(lambda: is_free(tmp_path))


def is_free(folder: Path) -> bool:
    """Tell whether a set-up could start at once."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)
