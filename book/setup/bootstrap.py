"""Prepare this machine for a task, then run the task.

`python3 tasks.py TASK...` calls `main`; a task that needs more packages than a build calls
`require_packages`. This module and those it imports are readable by Python 3.8, so that an old
Python gets a sentence and not a SyntaxError.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from book.setup.commands import ROOT, SetupError, run_reporting_errors
from book.setup.system import find_missing_libraries, install_system
from book.setup.venv import find_installed_needs, install_packages, lock_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

OLDEST_PYTHON = (3, 11)
DEV_TASKS = frozenset({"test", "lint", "bench"})


def main(argv: Sequence[str]) -> int:
    """Set up what the tasks in `argv` need and become Invoke; return an exit code on failure."""
    return run_reporting_errors(lambda: run_task(argv))


def require_packages(need: str) -> None:
    """Add the packages of LOCKS[need] to the running .venv, or exit with an error.

    Do nothing in an environment that the user has made.
    """
    if Path(sys.prefix) == ROOT / ".venv":
        code = run_reporting_errors(lambda: prepare(ROOT, {"build", need}))
        if code:
            raise SystemExit(code)


def run_task(argv: Sequence[str]) -> None:
    """Replace this process with Invoke in .venv, in the project's folder."""
    check_python()
    prepare(ROOT, needs_of(argv))
    python = str(ROOT / ".venv/bin/python")
    os.chdir(ROOT)
    # pip compiles nothing (PIP_OPTIONS). If Python kept no bytecode either, each process of a task
    # would compile a thousand modules again, which takes longer than a short task itself.
    environment = {key: os.environ[key] for key in os.environ if key != "PYTHONDONTWRITEBYTECODE"}
    os.execve(python, [python, "-m", "invoke", *(argv or ["--list"])], environment)


def needs_of(tasks: Sequence[str]) -> set[str]:
    """Return what the tasks need installed: keys of LOCKS."""
    return {"build", "dev"} if DEV_TASKS.intersection(tasks) else {"build"}


def check_python(version: tuple[int, ...] = sys.version_info[:3], system: str = os.name) -> None:
    """Raise SetupError for a Python or a system that Variorum does not run on."""
    if version < OLDEST_PYTHON:
        raise SetupError(
            f"Variorum needs Python {_dotted(OLDEST_PYTHON)} or newer and this is "
            f"{_dotted(version)}: run it with a newer one, for example "
            "`python3.12 tasks.py build`."
        )
    if system != "posix":
        raise SetupError("Variorum runs on Linux and macOS: on Windows, run it inside WSL.")


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def prepare(root: Path, needs: set[str]) -> None:
    """Install what `needs` requires and the machine lacks; print nothing if all is present."""
    if find_missing_libraries() or not needs <= find_installed_needs(root):
        with lock_folder(root) as lock:
            install_system()
            installed = find_installed_needs(root)  # another setup may have finished meanwhile
            if not needs <= installed:
                install_packages(root, needs, installed, lock)
