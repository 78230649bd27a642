"""Validators of e-books that may not be on this machine: without them, tests are skipped."""

import json
import subprocess
from pathlib import Path

import pytest

from book.setup import npm
from book.verify.validators.ace import validate_accessibility
from book.verify.validators.verdict import ValidatorFinding
from tests.conftest import ROOT

# In the landmarks, a type is that of the target of a link (EPUB 3.3, "The landmarks nav element");
# epubcheck-ts 0.7.0 takes the link itself for an index.
FALSE_POSITIVE = (
    'error RSC-005 EPUB/nav.xhtml: An "index" must contain one and only one "index-entry-list"'
    " descendant element."
)
READERS = ROOT / "tests" / "readers"


def install_readers() -> Path:
    """Return the folder in which the programs of tests/readers/ are installed."""
    try:
        return npm.install_manifest(READERS / "package.json")
    except npm.ProgramUnavailableError as reason:
        pytest.skip(f"programs from npm: {reason}")


def run_ace(path: Path) -> tuple[ValidatorFinding, ...]:
    """Return what Ace finds in an e-book."""
    verdict = validate_accessibility(path)
    if verdict.skipped:
        pytest.skip(str(verdict))
    return verdict.findings


def run_epubcheck_ts(*paths: Path) -> dict[Path, list[str]]:
    """Return what epubcheck-ts finds in each e-book, without hints."""
    program = install_readers()
    command = [npm.find_node(), str(READERS / "validate.mjs"), str(program), *map(str, paths)]
    run = subprocess.run(command, capture_output=True, check=True, timeout=300)
    reports: dict[str, list[str]] = json.loads(run.stdout)
    return {path: _without_false_positive(reports[str(path)]) for path in paths}


def _without_false_positive(findings: list[str]) -> list[str]:
    return [finding for finding in findings if finding != FALSE_POSITIVE]
