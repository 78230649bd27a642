"""Validate an e-book with Ace by DAISY 1.4, by EPUB Accessibility 1.1 and WCAG 2.

Ace runs in node, and the rules of WCAG by axe in a Chromium.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from book.setup.npm import ProgramUnavailableError, find_browser, find_installed, find_node
from book.verify.validators.programs import explain_failure
from book.verify.validators.verdict import ValidatorFinding, Verdict

MANIFEST = Path(__file__).with_name("package.json")
TIMEOUT = 600  # seconds, enough for a book of hundreds of documents
OPTIONS = ("--silent", "--force", "--lang", "en")
SETTINGS = ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")


def validate_accessibility(path: Path) -> Verdict:
    """Return what Ace finds in an e-book, in the order of the book; it takes 3 to 9 seconds.

    The verdict is `skipped` if Ace cannot run on this machine or leaves no report; nothing is
    installed.
    """
    name, standard = "Ace by DAISY", "EPUB Accessibility 1.1 and WCAG 2"
    try:
        report = _run(path)
    except ProgramUnavailableError as reason:
        return Verdict(name, standard, skipped=str(reason))
    return Verdict(name, standard, tuple(_findings(report)), _version(report))


def _run(path: Path) -> dict[str, Any]:
    """Return Ace's report on a file. Raise ProgramUnavailableError if there is none."""
    program = find_installed(MANIFEST) / "node_modules" / ".bin" / "ace-cli"
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": find_browser()}
    # The browser may still write its settings when Ace has ended. What stays is in the scratch
    # folder of this process, which is deleted when the process ends.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        environment |= dict.fromkeys(SETTINGS, folder)
        command = [find_node(), str(program), *_arguments(path, Path(folder))]
        run = _call(command, environment)
        return _read_report(Path(folder), run)


def _arguments(path: Path, folder: Path) -> list[str]:
    folders = ["--outdir", str(folder / "out"), "--tempdir", str(folder / "work")]
    return [*OPTIONS, *folders, str(path.resolve())]


def _call(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    """Return the finished run. Raise ProgramUnavailableError if it takes too long."""
    try:
        return subprocess.run(
            command, env=environment, capture_output=True, timeout=TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ProgramUnavailableError(f"it did not end within {TIMEOUT} seconds") from error


def _read_report(folder: Path, run: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    """Return the report that a run left. Raise ProgramUnavailableError if it left none."""
    try:
        report: dict[str, Any] = json.loads((folder / "out" / "report.json").read_bytes())
    except (OSError, ValueError) as error:
        message = f"it left no report: {explain_failure(run)}"
        raise ProgramUnavailableError(message) from error
    if not report.get("assertions"):
        raise ProgramUnavailableError("it validated no document")
    return report


def _version(report: dict[str, Any]) -> str:
    release = report.get("earl:assertedBy", {}).get("doap:release", {})
    return str(release.get("doap:revision", ""))


def _findings(report: dict[str, Any]) -> Iterator[ValidatorFinding]:
    for document in report["assertions"]:
        address = document["earl:testSubject"]["url"]
        for assertion in document["assertions"]:
            if assertion["earl:result"]["earl:outcome"] == "fail":
                yield _finding(assertion, address)


def _finding(assertion: dict[str, Any], address: str) -> ValidatorFinding:
    test, result = assertion["earl:test"], assertion["earl:result"]
    message = " ".join(result["dct:description"].split())
    place = address + _start_tag(result.get("html", ""))
    return ValidatorFinding(str(test["earl:impact"]), str(test["dct:title"]), message, place)


def _start_tag(html: str) -> str:
    """Return the start tag of an element without its namespaces, after a space.

    >>> _start_tag('<img src="a.png" xmlns="http://www.w3.org/1999/xhtml">')
    ' <img src="a.png">'
    """
    tag = html.split(" xmlns=")[0].split(">")[0]
    return f" {tag}>" if tag else ""
