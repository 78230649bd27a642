"""The way in: what a task needs, and what an unsuitable machine is told."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from book.setup import bootstrap
from book.setup.commands import ROOT, SetupError, run_command, run_reporting_errors

if TYPE_CHECKING:
    from pathlib import Path

SETUP_FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "book" / "setup").glob("*.py")
    if path.name != "npm.py"
)


@pytest.mark.parametrize("name", ["tasks.py", "book/__init__.py", *SETUP_FILES])
def test_an_old_python_can_read_it(name: str) -> None:
    ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 8))


def test_it_needs_only_the_standard_library() -> None:
    subprocess.run(
        [sys.executable, "-S", "-c", "import book.setup.bootstrap"], cwd=ROOT, check=True
    )


@pytest.mark.parametrize(
    ("version", "system", "message"),
    [
        ((3, 9, 2), "posix", r"needs Python 3\.11 or newer and this is 3\.9\.2: "),
        ((3, 11, 0), "nt", "run it inside WSL"),
    ],
)
def test_an_old_python_or_another_system_is_refused(
    version: tuple[int, ...], system: str, message: str
) -> None:
    with pytest.raises(SetupError, match=message):
        bootstrap.check_python(version, system)


@pytest.mark.parametrize(
    ("argv", "needs", "task"),
    [
        (["build"], {"build"}, ["build"]),
        (["lint", "test", "--all"], {"build", "dev"}, ["lint", "test", "--all"]),
        ([], {"build"}, ["--list"]),
    ],
)
def test_a_task_runs_in_the_project_with_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, argv: list[str], needs: set[str], task: list[str]
) -> None:
    calls: list[object] = []
    monkeypatch.setattr(bootstrap, "prepare", lambda root, needs: calls.append(needs))
    monkeypatch.setattr(os, "chdir", calls.append)
    monkeypatch.setattr(os, "execve", lambda path, words, environment: calls.append(words))
    assert bootstrap.main(argv) == 0
    assert calls == [needs, ROOT, [f"{ROOT}/.venv/bin/python", "-m", "invoke", *task]]


def test_a_task_keeps_bytecode_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[dict[str, str]] = []
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("LANG", "de_DE")
    monkeypatch.setattr(bootstrap, "prepare", lambda root, needs: None)
    monkeypatch.setattr(os, "chdir", lambda path: None)
    monkeypatch.setattr(os, "execve", lambda path, words, environment: given.append(environment))
    assert bootstrap.main(["build"]) == 0
    assert "PYTHONDONTWRITEBYTECODE" not in given[0]
    assert given[0]["LANG"] == "de_DE"


def test_an_unwritable_folder_is_reported_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    def refuse() -> None:
        raise PermissionError(13, "Permission denied", "/project/.venv")

    assert run_reporting_errors(refuse) == 1
    assert capsys.readouterr().err == "variorum: Cannot use /project/.venv: Permission denied.\n"


def test_packages_are_added_only_to_the_projects_own_venv(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(root: Path, needs: set[str]) -> None:
        raise SetupError(" ".join(sorted(needs)))

    monkeypatch.setattr(bootstrap, "prepare", refuse)
    monkeypatch.setattr(sys, "prefix", "/usr")
    bootstrap.require_packages("dev")
    monkeypatch.setattr(sys, "prefix", str(ROOT / ".venv"))
    with pytest.raises(SystemExit) as exit_info:
        bootstrap.require_packages("dev")
    assert exit_info.value.code == 1


def test_a_command_runs_silently_and_returns_code_and_output(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run_command(["sh", "-c", "cat; echo out; echo err >&2; exit 3"]) == (3, "out\nerr\n")
    assert capfd.readouterr() == ("", "")
