"""`inv test`, `lint`, `install-validators` and `reset`."""

import shutil
import subprocess
import sys

from book.setup.bootstrap import require_packages
from book.setup.commands import ROOT, run_reporting_errors

GENERATED = ("build", "dist")


def test(*, slow_too: bool, proof_only: bool) -> None:
    """Run the tests on all cores. Raise SystemExit if one fails."""
    require_packages("dev")
    if proof_only:
        # One process: the edition is built once.
        run_module("pytest", "-q", "-rs", "-m", "proof", "tests/proof")
        return
    selection = [] if slow_too else ["-m", "not slow"]
    # The tests of a file share what they build; tests/conftest.py says which files come first.
    sharing = ("--numprocesses=auto", "--dist=loadfile", "--no-loadscope-reorder")
    run_module("pytest", "-q", "-rs", *sharing, *selection)


def lint() -> None:
    """Check style, format and types. Raise SystemExit if anything is found."""
    require_packages("dev")
    run_module("ruff", "check", ".")
    run_module("ruff", "format", "--check", ".")
    run_module("mypy")


def run_module(*arguments: str) -> None:
    """Run a Python module in the workspace. Raise SystemExit with its exit code if it fails."""
    code = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, check=False).returncode
    if code:
        raise SystemExit(code)


def install_validators() -> None:
    """Install the programs that `check` and `test --all` can also use.

    Raise SystemExit if it fails.
    """
    from book.setup import npm
    from book.verify.validators import ace

    manifests = (ace.MANIFEST, *sorted((ROOT / "tests").glob("*/package.json")))
    try:
        code = run_reporting_errors(lambda: npm.install_validators(manifests))
    except npm.ProgramUnavailableError as reason:
        raise SystemExit(f"variorum: {reason}") from None
    if code:
        raise SystemExit(code)


def reset() -> None:
    """Delete build/ and dist/, and end the validators' server."""
    from book.verify.validators.server.client import find_resident

    if server := find_resident():
        server.end()
    for name in GENERATED:
        shutil.rmtree(ROOT / name, ignore_errors=True)
