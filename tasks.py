"""Tasks for Invoke: `inv --list` shows them. On a fresh machine `python3 tasks.py TASK...` sets up first."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    from book import bootstrap

    sys.exit(bootstrap.main(sys.argv[1:]))

import shutil
import subprocess

from invoke.context import Context
from invoke.tasks import task

from book import bootstrap


def run_module(*arguments: str) -> None:
    """Run a Python module in bootstrap.ROOT and end with its exit code if it fails."""
    code = subprocess.run([sys.executable, "-m", *arguments], cwd=bootstrap.ROOT, check=False).returncode
    if code:
        raise SystemExit(code)


@task(name="test", help={"all": "run the slow tests too"})
def run_tests(_: Context, all: bool = False) -> None:  # noqa: A002 (the option is called --all)
    """Run the tests."""
    bootstrap.require("dev")
    run_module("pytest", "-q", *([] if all else ["-m", "not slow"]))


@task
def lint(_: Context) -> None:
    """Check style, format and types."""
    bootstrap.require("dev")
    run_module("ruff", "check", ".")
    run_module("ruff", "format", "--check", ".")
    run_module("mypy")


@task
def reset(_: Context) -> None:
    """Delete build/ and dist/."""
    for name in ("build", "dist"):
        shutil.rmtree(bootstrap.ROOT / name, ignore_errors=True)
