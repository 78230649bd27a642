"""The way in, and the system libraries: without a network and without root."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from book.setup import bootstrap
from book.setup.bootstrap import LIBRARIES, ROOT, SetupError

if TYPE_CHECKING:
    from pathlib import Path

APT = "apt-get install --no-install-recommends libharfbuzz-subset0"


@pytest.mark.parametrize("name", ["tasks.py", "book/__init__.py", "book/setup/bootstrap.py"])
def test_an_old_python_can_read_it(name: str) -> None:
    ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 8))


def test_it_needs_the_standard_library_alone() -> None:
    subprocess.run(
        [sys.executable, "-S", "-c", "import book.setup.bootstrap"], cwd=ROOT, check=True
    )


@pytest.mark.parametrize(
    ("version", "system", "sentence"),
    [
        ((3, 9, 2), "posix", r"needs Python 3\.11 or newer and this is 3\.9\.2: "),
        ((3, 11, 0), "nt", "run it inside WSL"),
    ],
)
def test_an_old_python_or_another_system_gets_a_sentence(
    version: tuple[int, ...], system: str, sentence: str
) -> None:
    with pytest.raises(SetupError, match=sentence):
        bootstrap.check_python(version, system)


@pytest.mark.parametrize(
    ("argv", "needs", "task"),
    [(["build"], {"build"}, ["build"]), (["lint", "test", "--all"], {"build", "dev"}, ["lint", "test", "--all"]),
     ([], {"build"}, ["--list"])],
)  # fmt: skip
def test_a_task_runs_in_the_project_with_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, argv: list[str], needs: set[str], task: list[str]
) -> None:
    done: list[object] = []
    monkeypatch.setattr(bootstrap, "prepare", lambda root, needs: done.append(needs))
    monkeypatch.setattr(os, "chdir", done.append)
    monkeypatch.setattr(os, "execv", lambda path, words: done.append(words))
    assert bootstrap.main(argv) == 0
    assert done == [needs, ROOT, [f"{ROOT}/.venv/bin/python", "-m", "invoke", *task]]


def test_a_folder_that_cannot_be_written_gets_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse() -> None:
        raise PermissionError(13, "Permission denied", "/project/.venv")

    assert bootstrap.reported(refuse) == 1
    assert capsys.readouterr().err == "variorum: Cannot use /project/.venv: Permission denied.\n"


def test_a_need_is_added_only_to_the_projects_own_venv(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(root: Path, needs: set[str]) -> None:
        raise SetupError(" ".join(sorted(needs)))

    monkeypatch.setattr(bootstrap, "prepare", refuse)
    monkeypatch.setattr(sys, "prefix", "/usr")
    bootstrap.require("dev")
    monkeypatch.setattr(sys, "prefix", str(ROOT / ".venv"))
    with pytest.raises(SystemExit) as end:
        bootstrap.require("dev")
    assert end.value.code == 1


def test_a_command_runs_unseen_and_tells_how_it_ended(capfd: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.run(["sh", "-c", "cat; echo out; echo err >&2; exit 3"]) == (3, "out\nerr\n")
    assert capfd.readouterr() == ("", "")


class Apt:
    """Stands in for apt-get and sudo: notes what was run, and answers as told."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.answers: dict[str, tuple[int, str]] = {}

    def run(self, command: list[str]) -> tuple[int, str]:
        self.ran.append(" ".join(command))
        return next(
            (answer for part, answer in self.answers.items() if part in self.ran[-1]), (0, "")
        )


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Apt:
    """A Debian that lacks a library, whose user is not root and cannot type a password."""
    apt = Apt()
    monkeypatch.setattr(bootstrap, "run", apt.run)
    monkeypatch.setattr(bootstrap, "loads", lambda library: "harfbuzz" not in library)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    have_commands(monkeypatch, "apt-get")
    return apt


def have_commands(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name in names else None)


def test_all_there_means_no_command(bare: Apt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "loads", lambda library: True)
    bootstrap.install_system()
    assert bare.ran == []


def test_what_is_missing_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "loads", lambda library: False)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr(sys, "platform", "linux")
    venv = f"python3.{sys.version_info.minor}-venv"
    assert bootstrap.missing_system() == {**LIBRARIES, "Python's ensurepip": venv}


def test_a_library_is_looked_for_by_the_linker() -> None:
    assert not bootstrap.loads("libno-such-thing.so.0")


def test_root_installs_only_what_is_missing(bare: Apt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    found = iter([False, True])
    monkeypatch.setattr(
        bootstrap, "loads", lambda library: "harfbuzz" not in library or next(found)
    )
    bootstrap.install_system()
    update, install = bare.ran
    assert update.endswith("/usr/bin/apt-get update -qq")
    assert "DEBIAN_FRONTEND=noninteractive" in install
    assert install.endswith(" libharfbuzz-subset0")
    assert "pango" not in install


@pytest.mark.parametrize(
    ("tty", "refused", "start"), [(False, 0, "sudo -n env"), (True, 1, "sudo env")]
)
def test_sudo_asks_only_at_a_terminal(
    bare: Apt, monkeypatch: pytest.MonkeyPatch, tty: bool, refused: int, start: str
) -> None:
    have_commands(monkeypatch, "apt-get", "sudo")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: tty, raising=False)
    bare.answers["sudo -n true"] = (refused, "")
    with pytest.raises(
        SetupError, match=r"cannot be found, though libharfbuzz-subset0 is installed\."
    ):
        bootstrap.install_system()
    assert [line.startswith(start) for line in bare.ran] == [False, True, True]


@pytest.mark.parametrize("commands", [("apt-get",), ("apt-get", "sudo")])
def test_without_root_it_says_what_to_run(
    bare: Apt, monkeypatch: pytest.MonkeyPatch, commands: tuple[str, ...]
) -> None:
    have_commands(monkeypatch, *commands)
    bare.answers["sudo -n true"] = (1, "a password is required")
    with pytest.raises(
        SetupError, match=rf"installing needs root: run `apt-get update && {APT}` as root"
    ):
        bootstrap.install_system()
    assert not any("update" in line for line in bare.ran)


def test_without_apt_it_says_what_to_install(bare: Apt, monkeypatch: pytest.MonkeyPatch) -> None:
    have_commands(monkeypatch)
    with pytest.raises(
        SetupError, match=r"libharfbuzz-subset\.so\.0 .*no apt-get here: install Pango"
    ):
        bootstrap.install_system()


def test_on_a_mac_it_names_brew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(bootstrap, "loads", lambda library: False)
    with pytest.raises(SetupError, match=r"libpango-1\.0\.dylib.*run `brew install pango`"):
        bootstrap.install_system()


@pytest.mark.parametrize("command", ["update -qq", "install -y"])
def test_without_network_it_says_so(
    bare: Apt, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    bare.answers = {
        command: (0, "W: Temporary failure resolving 'x'"),
        "install -y": (100, "E: Unable to locate"),
    }
    if command == "install -y":
        bare.answers = {command: (100, "E: Failed to fetch x  Could not resolve 'x'")}
    with pytest.raises(SetupError, match=rf"there is no network: connect, or run `{APT}`, then"):
        bootstrap.install_system()


def test_an_installation_that_was_cut_off_is_mended(
    bare: Apt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    bare.answers["install -y"] = (
        100,
        "E: dpkg was interrupted, you must manually run 'dpkg --configure -a'",
    )
    with pytest.raises(SetupError):
        bootstrap.install_system()
    assert ["install -y" in line for line in bare.ran] == [False, True, False, True]
    assert bare.ran[2].endswith("dpkg --configure -a")


def test_a_failed_apt_shows_its_last_lines(
    bare: Apt, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    bare.answers["install -y"] = (100, "\n".join(f"line {n}" for n in range(99)))
    with pytest.raises(
        SetupError, match=rf"could not bring libharfbuzz.*: run `{APT}` as root, then"
    ):
        bootstrap.install_system()
    shown = capsys.readouterr().err
    assert "  line 98\n" in shown
    assert "  line 80\n" not in shown
