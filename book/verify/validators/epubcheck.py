"""Validate an e-book with EPUBCheck 5.3, by the EPUB specifications.

It runs in a Java and a process of its own: `python -m book.verify.validators.epubcheck FILE` writes
its report as JSON.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from book.verify.validators.java import (
    end_with_parent,
    load_jar,
    start_java,
    take_standard_output,
)
from book.verify.validators.programs import ROOT, package_folder, parse_report
from book.verify.validators.server.client import Ask, ask_private
from book.verify.validators.verdict import ADVISORY, ValidatorFinding, Verdict

# A run of a few seconds gains nothing from the optimizing compiler.
JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1",)
SEVERITIES = ("FATAL", "ERROR", "WARNING", ADVISORY)  # the gravest first; USAGE is left out


def validate_epub(path: Path, ask: Ask = ask_private) -> Verdict:
    """Return what EPUBCheck finds in an e-book, the gravest first, without usage hints.

    It takes 3 to 9 seconds, and a tenth of that if the server that `ask` asks has had books before.
    Raise EditionError if EPUBCheck is not installed or does not run.
    """
    return ask("epubcheck", path, _verdict) or _verdict(_run(path))


def _verdict(report: Any) -> Verdict:
    return Verdict("EPUBCheck", "EPUB 3.3", _findings(report), _version(report))


def _version(report: Any) -> str:
    return str(report["checker"].get("checkerVersion", ""))


def _findings(report: Any) -> tuple[ValidatorFinding, ...]:
    messages = [each for each in report["messages"] if each["severity"] in SEVERITIES]
    folder = f"{Path(report['checker']['path']).parent}/"  # where the file was does not matter
    return tuple(_finding(message, folder) for message in sorted(messages, key=_gravity))


def _gravity(message: Mapping[str, Any]) -> int:
    return SEVERITIES.index(message["severity"])


def _finding(message: Mapping[str, Any], folder: str) -> ValidatorFinding:
    severity, rule, text = (str(message[key]) for key in ("severity", "ID", "message"))
    place = _place(message)
    return ValidatorFinding(severity, rule, text.replace(folder, ""), place.replace(folder, ""))


def _place(message: Mapping[str, Any]) -> str:
    """Return the first place of a message, as `path:line`."""
    for location in message.get("locations") or ():
        return f"{location.get('path', '')}:{location.get('line', 0)}"
    return ""


def find_jar() -> Path:
    """Return the jar of EPUBCheck. Raise EditionError if it is not installed."""
    return package_folder("epubcheck", "EPUBCheck") / "epubcheck.jar"


def _run(path: Path) -> Any:
    """Return the report of an EPUBCheck that runs in a process of its own."""
    command = [sys.executable, "-m", "book.verify.validators.epubcheck", str(path.resolve())]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    return parse_report(run, "EPUBCheck", path)


# ── In the child process ─────────────────────────────────────────────────────────────────────────


def load() -> Callable[[str], Any]:
    """Load EPUBCheck into the Java of this process; return the function that validates a path."""
    java = load_jar(find_jar())

    def report(path: str) -> Any:
        with tempfile.TemporaryDirectory() as folder:
            output = Path(folder, "report.json")
            java("com.adobe.epubcheck.tool.EpubChecker")().run(
                [path, "--quiet", "--json", str(output)]
            )
            return json.loads(output.read_text("utf-8"))

    return report


def main(path: str) -> None:
    """Print what EPUBCheck reports on a file, as JSON."""
    end_with_parent()
    answers = take_standard_output()
    start_java(JAVA_OPTIONS)
    print(json.dumps(load()(path)), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
