"""Find the packages of validators, and explain runs that failed."""

import json
from importlib.util import find_spec
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

from book.errors import EditionError

ROOT = Path(__file__).resolve().parents[3]  # where `python -m book…` finds this program


def package_folder(package: str, program: str) -> Path:
    """Return the folder of the package that brings a program. Raise EditionError without it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise EditionError(f"{program} is not installed", remedy="Run: python3 tasks.py build")
    return Path(spec.origin).parent


def parse_report(run: CompletedProcess[bytes], program: str, file: Path) -> Any:
    """Return the JSON that a run printed. Raise EditionError if it printed something else."""
    try:
        return json.loads(run.stdout)
    except ValueError as error:
        message = f"{program} did not run: {explain_failure(run)}"
        raise EditionError(message, file=str(file)) from error


def explain_failure(run: CompletedProcess[bytes]) -> str:
    """Return the last line that a run printed, of its errors if there are any, or its exit code.

    >>> explain_failure(CompletedProcess([], 3, b"", b"warning\\nbroken pipe\\n"))
    'broken pipe'
    >>> explain_failure(CompletedProcess([], 3, b"", b""))
    'exit code 3'
    """
    lines = (run.stderr or run.stdout).decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else f"exit code {run.returncode}"
