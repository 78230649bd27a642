"""The project's .venv: the packages that the lock files name, installed once.

Readable by Python 3.8, as every module that `bootstrap` imports.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sys
from typing import TYPE_CHECKING

from book.setup.commands import SetupError, is_offline, print_message, print_tail, run_command

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

# The lock file of each need.
LOCKS = {
    "build": "requirements.txt",
    "cluster": "requirements-cluster.txt",
    "dev": "requirements-dev.txt",
}
STAMP = ".venv/set-up.json"
# The lock is complete, so pip resolves nothing; wheels run no code of theirs; Python compiles what
# it imports.
PIP_OPTIONS = (
    "--quiet",
    "--no-input",
    "--no-deps",
    "--no-compile",
    "--only-binary=:all:",
    "--require-hashes",
)


def find_installed_needs(root: Path) -> set[str]:
    """Return the needs whose packages in .venv match the present lock files.

    The stamp is written last, so an interrupted setup leaves none. It does not match if the folder
    was moved (scripts name the old path), if Python is another one, or if a lock has changed.
    """
    stamp, current = read_stamp(root), compute_stamp(root, LOCKS)
    if stamp.get("base") != current["base"] or not _has_commands(root):
        return set()
    needs = _unchanged_needs(stamp, current)
    return needs if "build" in needs else set()


def _unchanged_needs(stamp: Mapping[str, str], current: Mapping[str, str]) -> set[str]:
    return {need for need, name in LOCKS.items() if stamp.get(name) == current[name]}


def _has_commands(root: Path) -> bool:
    return all(os.access(root / ".venv/bin" / name, os.X_OK) for name in ("python", "inv"))


def compute_stamp(root: Path, needs: Iterable[str]) -> dict[str, str]:
    """Return what a .venv depends on: Python and the folder as "base", the digest of each lock."""
    digests = {LOCKS[need]: _digest(root / LOCKS[need]) for need in sorted(needs)}
    return {"base": f"{sys.version.split()[0]} {root}", **digests}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_stamp(root: Path) -> Mapping[str, str]:
    """Return what the last finished setup recorded; empty if there is none or it is unreadable."""
    try:
        stamp = json.loads((root / STAMP).read_bytes())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


@contextlib.contextmanager
def lock_folder(root: Path) -> Iterator[int]:
    """Lock the folder against a second setup, waiting if there is one; yield the descriptor."""
    descriptor = os.open(root, os.O_RDONLY)
    try:
        _wait_for_lock(descriptor)
        yield descriptor
    finally:
        os.close(descriptor)


def _wait_for_lock(descriptor: int) -> None:
    import fcntl  # not on Windows, where check_python must still run

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print_message("waiting for another setup of this folder")
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def install_packages(root: Path, needs: set[str], installed: set[str], lock: int) -> None:
    """Install what `needs` lacks in .venv.

    If `installed` is empty, create .venv first, so that nothing of an older lock remains.
    """
    # Computed first: a lock that changes meanwhile is not the one that is installed.
    stamp = json.dumps(compute_stamp(root, needs | installed))
    (root / STAMP).unlink(missing_ok=True)
    if not installed:
        create_venv(root, lock)
    pip_install(root, sorted(needs - installed), lock)
    write_stamp(root, stamp)


def write_stamp(root: Path, stamp: str) -> None:
    """Write the stamp in one step, so that there is never half of it."""
    draft = (root / STAMP).with_suffix(".new")
    draft.write_text(stamp, encoding="utf-8")
    draft.replace(root / STAMP)


def create_venv(root: Path, lock: int) -> None:
    """Create an empty .venv in place of any that exists."""
    print_message("creating .venv")
    venv = root / ".venv"
    _remove(venv)
    # Not sys.executable: that may be in the .venv just removed.
    python = getattr(sys, "_base_executable", sys.executable)
    code, output = run_command([python, "-m", "venv", str(venv)], lock)
    if code:
        _report_venv_failure(venv, output)


def _report_venv_failure(venv: Path, output: str) -> None:
    print_tail(output)
    raise SetupError(
        f"Python could not create {venv}: fix what it reports above, then run this again."
    )


def _remove(path: Path) -> None:
    """Remove a folder, a file, or a link but not its target."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def pip_install(root: Path, needs: Sequence[str], lock: int) -> None:
    """Install the locked packages, checking every file against its hash.

    Raise SetupError if pip fails.
    """
    names = [LOCKS[need] for need in needs]
    print_message(f"installing packages: {', '.join(names)}")
    code, output = run_command(pip_command(root, names), lock)
    if code:
        _report_pip_failure(", ".join(names), output)


def pip_command(root: Path, names: Sequence[str]) -> list[str]:
    """Return the command that installs the packages of the lock files with these names."""
    command = [str(root / ".venv/bin/python"), "-m", "pip", "install", *PIP_OPTIONS]
    for name in names:
        command += ["-r", str(root / name)]
    return command


def _report_pip_failure(names: str, output: str) -> None:
    if is_offline(output):
        raise SetupError(
            f"{names} cannot be downloaded: there is no network. Connect, then run this again."
        )
    print_tail(output)
    raise SetupError(
        f"pip could not install {names}: fix what it reports above, then run this again."
    )
