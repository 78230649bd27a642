"""Judges of an e-book that may not be on this machine: a test that asks them is left out where they are not, and says why."""

import json
import subprocess
from pathlib import Path

import pytest

from book.setup import npm
from book.verify.validators.ace import validate_accessibility
from book.verify.validators.verdict import ValidatorFinding
from tests.conftest import ROOT

# In the landmarks a type is that of the place that a link leads to (EPUB 3.3, The landmarks nav element); epubcheck-ts 0.7.0 takes the
# link itself for an index.
MISTAKEN = 'error RSC-005 EPUB/nav.xhtml: An "index" must contain one and only one "index-entry-list" descendant element.'
READERS = ROOT / "tests" / "readers"


def readers() -> Path:
    """Give the folder with the programs of tests/readers/."""
    try:
        return npm.install_manifest(READERS / "package.json")
    except npm.ProgramUnavailableError as reason:
        pytest.skip(f"programs from npm: {reason}")


def accessed(path: Path) -> tuple[ValidatorFinding, ...]:
    """Ask Ace."""
    verdict = validate_accessibility(path)
    if verdict.skipped:
        pytest.skip(str(verdict))
    return verdict.findings


def validated(*paths: Path) -> dict[Path, list[str]]:
    """Ask epubcheck-ts: what it finds in each book, hints left out."""
    program = readers()
    command = [npm.find_node(), str(READERS / "validate.mjs"), str(program), *map(str, paths)]
    said = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=300).stdout)
    return {path: [found for found in said[str(path)] if found != MISTAKEN] for path in paths}
