"""The system libraries, without a network and without root."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from book.setup import system
from book.setup.commands import SetupError
from book.setup.system import LIBRARIES, find_missing_libraries, install_system

APT = "apt-get install --no-install-recommends libharfbuzz-subset0"


class FakeApt:
    """Stands in for apt-get and sudo: records the commands and returns the prepared answers."""

    def __init__(self) -> None:
        self.commands: list[str] = []
        self.answers: dict[str, tuple[int, str]] = {}

    def run(self, command: list[str]) -> tuple[int, str]:
        line = " ".join(command)
        self.commands.append(line)
        return next((answer for part, answer in self.answers.items() if part in line), (0, ""))


@pytest.fixture
def apt(monkeypatch: pytest.MonkeyPatch) -> FakeApt:
    """A Debian that lacks a library, whose user is not root and cannot type a password."""
    fake = FakeApt()
    monkeypatch.setattr(system, "run_command", fake.run)
    monkeypatch.setattr(system, "is_loadable", lambda library: "harfbuzz" not in library)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    have_commands(monkeypatch, "apt-get")
    return fake


@pytest.fixture
def root_apt(apt: FakeApt, monkeypatch: pytest.MonkeyPatch) -> FakeApt:
    """The same Debian, whose user is root."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return apt


def have_commands(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name in names else None)


def test_nothing_missing_runs_no_command(apt: FakeApt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "is_loadable", lambda library: True)
    install_system()
    assert apt.commands == []


def test_what_is_missing_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "is_loadable", lambda library: False)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr(sys, "platform", "linux")
    venv = f"python3.{sys.version_info.minor}-venv"
    assert find_missing_libraries() == {**LIBRARIES, "Python's ensurepip": venv}


def test_the_linker_is_asked_for_a_library() -> None:
    assert not system.is_loadable("libno-such-thing.so.0")


def test_root_installs_only_what_is_missing(
    root_apt: FakeApt, monkeypatch: pytest.MonkeyPatch
) -> None:
    harfbuzz_answers = iter([False, True])
    monkeypatch.setattr(
        system, "is_loadable", lambda name: "harfbuzz" not in name or next(harfbuzz_answers)
    )
    install_system()
    update, install = root_apt.commands
    assert update.endswith("/usr/bin/apt-get update -qq")
    assert "DEBIAN_FRONTEND=noninteractive" in install
    assert install.endswith(" libharfbuzz-subset0")
    assert "pango" not in install


@pytest.mark.parametrize(
    ("tty", "sudo_code", "start"), [(False, 0, "sudo -n env"), (True, 1, "sudo env")]
)
def test_sudo_asks_only_at_a_terminal(
    apt: FakeApt, monkeypatch: pytest.MonkeyPatch, tty: bool, sudo_code: int, start: str
) -> None:
    have_commands(monkeypatch, "apt-get", "sudo")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: tty, raising=False)
    apt.answers["sudo -n true"] = (sudo_code, "")
    message = r"cannot be found, though libharfbuzz-subset0 is installed\. Reinstall it: apt-get"
    with pytest.raises(SetupError, match=message):
        install_system()
    assert [line.startswith(start) for line in apt.commands] == [False, True, True]


@pytest.mark.parametrize("commands", [("apt-get",), ("apt-get", "sudo")])
def test_without_root_it_says_what_to_run(
    apt: FakeApt, monkeypatch: pytest.MonkeyPatch, commands: tuple[str, ...]
) -> None:
    have_commands(monkeypatch, *commands)
    apt.answers["sudo -n true"] = (1, "a password is required")
    message = rf"installing needs root: run `apt-get update && {APT}` as root"
    with pytest.raises(SetupError, match=message):
        install_system()
    assert not any("update" in line for line in apt.commands)


def test_without_apt_it_says_what_to_install(apt: FakeApt, monkeypatch: pytest.MonkeyPatch) -> None:
    have_commands(monkeypatch)
    message = r"libharfbuzz-subset\.so\.0 .*this system has no apt-get: install libharfbuzz"
    with pytest.raises(SetupError, match=message):
        install_system()
    assert apt.commands == []


def test_on_a_mac_it_names_brew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(system, "is_loadable", lambda library: False)
    with pytest.raises(SetupError, match=r"libpango-1\.0\.dylib.*run `brew install pango`"):
        install_system()


@pytest.mark.parametrize(
    "answers",
    [
        {
            "update -qq": (0, "W: Temporary failure resolving 'x'"),
            "install -y": (100, "E: Unable to locate"),
        },
        {"install -y": (100, "E: Failed to fetch x  Could not resolve 'x'")},
    ],
    ids=["update", "install"],
)
def test_a_missing_network_is_reported(
    root_apt: FakeApt, answers: dict[str, tuple[int, str]]
) -> None:
    root_apt.answers = answers
    with pytest.raises(SetupError, match=rf"there is no network: connect, or run `{APT}`, then"):
        install_system()


def test_an_interrupted_installation_is_completed(root_apt: FakeApt) -> None:
    output = "E: dpkg was interrupted, you must manually run 'dpkg --configure -a'"
    root_apt.answers["install -y"] = (100, output)
    with pytest.raises(SetupError):
        install_system()
    assert ["install -y" in line for line in root_apt.commands] == [False, True, False, True]
    assert root_apt.commands[2].endswith("dpkg --configure -a")


def test_a_failed_apt_shows_its_last_lines(
    root_apt: FakeApt, capsys: pytest.CaptureFixture[str]
) -> None:
    root_apt.answers["install -y"] = (100, "\n".join(f"line {n}" for n in range(99)))
    message = rf"could not install libharfbuzz.*: run `{APT}` as root, then"
    with pytest.raises(SetupError, match=message):
        install_system()
    errors = capsys.readouterr().err
    assert "  line 98\n" in errors
    assert "  line 80\n" not in errors
