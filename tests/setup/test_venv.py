"""Setting up .venv with commands that only record that they ran, in a folder that imitates one."""

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

from book.setup import bootstrap, system, venv
from book.setup.commands import ROOT, run_reporting_errors

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 120  # seconds, for a machine that runs much else


class FakeMachine:
    """Stands in for the commands: records them, and does as little of each as can be checked."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.commands: list[str] = []
        self.answers: dict[str, tuple[int, str]] = {}
        self.pip_error: BaseException | None = None

    def run(self, command: list[str], lock: int | None = None) -> tuple[int, str]:
        line = " ".join(command).replace(f"{self.root}/", "")
        self.commands.append(line)
        if "-m venv" in line:
            self.add_command("python")
        if "pip install" in line:
            self.add_command("inv")
            self.raise_pip_error()
        return next((answer for part, answer in self.answers.items() if part in line), (0, ""))

    def add_command(self, name: str) -> None:
        command = self.root / ".venv/bin" / name
        command.parent.mkdir(parents=True, exist_ok=True)
        command.touch(0o755)

    def raise_pip_error(self) -> None:
        if error := self.pip_error:
            self.pip_error = None
            raise error

    def prepare(self, *needs: str) -> list[str]:
        """Prepare the folder; return the steps that this took."""
        self.commands.clear()
        bootstrap.prepare(self.root, {"build", *needs})
        steps = {"-m venv": "venv", "requirements.txt": "build", "requirements-dev.txt": "dev"}
        return [name for line in self.commands for part, name in steps.items() if part in line]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeMachine:
    """A machine with all its system libraries, and a fresh project folder."""
    root = tmp_path / "a project"
    root.mkdir()
    for name in venv.LOCKS.values():
        (root / name).write_text(f"{name}==1\n", encoding="utf-8")
    fake = FakeMachine(root)
    monkeypatch.setattr(venv, "run_command", fake.run)
    monkeypatch.setattr(system, "is_loadable", lambda library: True)
    return fake


def test_the_first_setup_does_all_and_the_second_nothing(
    machine: FakeMachine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert machine.prepare() == ["venv", "build"]
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert machine.prepare() == []
    assert capsys.readouterr().err == ""


def test_packages_are_checked_by_hash_and_run_no_code(machine: FakeMachine) -> None:
    machine.prepare()
    options = {"--require-hashes", "--only-binary=:all:", "--no-deps"}
    assert options <= set(machine.commands[-1].split())


def test_a_library_that_was_removed_is_installed_again(
    machine: FakeMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.prepare()
    monkeypatch.setattr(bootstrap, "find_missing_libraries", lambda: {"libpango": "pango"})
    monkeypatch.setattr(bootstrap, "install_system", lambda: machine.run(["apt-get"]))
    machine.prepare()
    assert machine.commands == ["apt-get"]


def test_packages_for_developers_are_added(machine: FakeMachine) -> None:
    machine.prepare()
    assert machine.prepare("dev") == ["dev"]
    assert machine.prepare("dev") == machine.prepare() == []


def test_a_changed_developer_lock_leaves_the_build(machine: FakeMachine) -> None:
    machine.prepare("dev")
    (machine.root / "requirements-dev.txt").write_text("other==2\n", encoding="utf-8")
    assert machine.prepare() == []
    assert machine.prepare("dev") == ["dev"]


def break_command(name: str) -> Callable[[Path], object]:
    """Let a command lead nowhere, as those of a .venv do when their Python is gone."""

    def spoil(root: Path) -> None:
        (root / ".venv/bin" / name).unlink()
        (root / ".venv/bin" / name).symlink_to("/no/such/file")

    return spoil


def write_stamp(content: bytes) -> Callable[[Path], object]:
    return lambda root: (root / venv.STAMP).write_bytes(content)


def change_lock(root: Path) -> None:
    (root / "requirements.txt").write_text("other==2\n", encoding="utf-8")


SPOILED = {
    "another lock": change_lock,
    "moved": lambda root: root.rename(root.with_name("elsewhere")),
    "no python": break_command("python"),
    "no inv": break_command("inv"),
    "no stamp": lambda root: (root / venv.STAMP).unlink(),
    "empty stamp": write_stamp(b""),
    "cut stamp": write_stamp(b'{"base": "3.'),
    "odd stamp": write_stamp(b"[]"),
    "stamp of an old kind": write_stamp(json.dumps({"base": 1}).encode()),
    "binary stamp": write_stamp(b"\xff\x00"),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_a_venv_that_does_not_match_is_created_again(
    machine: FakeMachine, spoil: Callable[[Path], object]
) -> None:
    machine.prepare("dev")
    (machine.root / ".venv/left-over").touch()
    moved = spoil(machine.root)
    machine.root = moved if isinstance(moved, Path) else machine.root
    assert machine.prepare() == ["venv", "build"]
    assert not (machine.root / ".venv/left-over").exists()


def test_another_python_gets_another_venv(
    machine: FakeMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.prepare()
    monkeypatch.setattr(sys, "version", "3.99.0 (main)")
    assert machine.prepare() == ["venv", "build"]


@pytest.mark.parametrize("is_adding", [False, True], ids=["first", "adding"])
def test_an_interrupted_setup_starts_again(
    machine: FakeMachine, is_adding: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    if is_adding:
        machine.prepare()
    machine.pip_error = KeyboardInterrupt()
    assert run_reporting_errors(lambda: bootstrap.prepare(machine.root, {"build", "dev"})) == 130
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == "variorum: Stopped; run the same command to continue."
    assert machine.prepare("dev") == ["venv", "build", "dev"]


def test_a_linked_venv_is_unlinked_and_its_target_kept(
    machine: FakeMachine, tmp_path: Path
) -> None:
    (tmp_path / "precious").mkdir()
    (machine.root / ".venv").symlink_to(tmp_path / "precious")
    machine.prepare()
    assert list((tmp_path / "precious").iterdir()) == []


def prepare_in_vain(machine: FakeMachine, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Prepare the folder, which must fail; return the lines on stderr."""
    assert run_reporting_errors(lambda: bootstrap.prepare(machine.root, {"build"})) == 1
    return capsys.readouterr().err.splitlines()


def test_a_failed_pip_shows_its_last_lines_and_the_remedy(
    machine: FakeMachine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.answers["pip install"] = (1, "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES")
    *_, tail, remedy = prepare_in_vain(machine, capsys)
    assert tail == "  ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"
    assert remedy.startswith("variorum: pip could not install requirements.txt: fix ")
    assert not (machine.root / venv.STAMP).exists()


def test_pip_without_a_network_gets_one_sentence(
    machine: FakeMachine, capsys: pytest.CaptureFixture[str]
) -> None:
    output = "WARNING: Retrying ... NewConnectionError('... Temporary failure ...')\n" * 5
    machine.answers["pip install"] = (1, output)
    message = "there is no network. Connect, then run this again."
    assert prepare_in_vain(machine, capsys)[2:] == [
        f"variorum: requirements.txt cannot be downloaded: {message}"
    ]


def test_a_failed_venv_shows_its_last_lines(
    machine: FakeMachine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.answers["-m venv"] = (1, "Error: [Errno 28] No space left on device")
    *_, tail, remedy = prepare_in_vain(machine, capsys)
    assert "No space left" in tail
    assert remedy.startswith("variorum: Python could not create ")


def test_the_second_of_two_waits_and_has_nothing_to_do(
    machine: FakeMachine, capsys: pytest.CaptureFixture[str]
) -> None:
    with venv.lock_folder(machine.root) as lock:
        second = threading.Thread(target=bootstrap.prepare, args=(machine.root, {"build"}))
        second.start()
        wait_until(lambda: "waiting" in capsys.readouterr().err)
        venv.install_packages(machine.root, {"build"}, set(), lock)
        count = len(machine.commands)
    second.join(PATIENCE)
    assert not second.is_alive()
    assert len(machine.commands) == count


HOLD = """
from pathlib import Path
from book.setup.commands import run_command
from book.setup.venv import lock_folder
with lock_folder(Path.cwd()) as lock:
    run_command(["sh", "-c", "echo $$ >pid.new; mv pid.new pid; exec sleep 600"], lock)
"""


def test_the_child_of_a_killed_setup_keeps_the_lock(tmp_path: Path) -> None:
    python_path = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", HOLD], cwd=tmp_path, env=python_path) as first:
        try:
            wait_until((tmp_path / "pid").exists)
        finally:
            first.kill()
    child = int((tmp_path / "pid").read_text())
    try:
        assert not is_free(tmp_path)
    finally:
        os.kill(child, signal.SIGKILL)
    wait_until(lambda: is_free(tmp_path))


def is_free(folder: Path) -> bool:
    """Tell whether a setup could start at once."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def wait_until(is_true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)
