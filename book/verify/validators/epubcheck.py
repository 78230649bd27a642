"""Validate an e-book with EPUBCheck 5.3, by the EPUB specifications.

It runs in a Java and a process of its own: `python -m book.verify.validators.epubcheck FILE` writes
its report as JSON.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from book.verify.validators.keep_alive import ROOT, ask_validator, end_with_parent, start_java
from book.verify.validators.programs import package_folder, parse_report
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
    return Verdict("EPUBCheck", "EPUB 3.3", _findings(report), _version(report))


def _version(report: Any) -> str:
    return str(report["checker"].get("checkerVersion", ""))


def _findings(report: Any) -> tuple[ValidatorFinding, ...]:
    messages = [each for each in report["messages"] if each["severity"] in SEVERITIES]
    return tuple(map(_finding, sorted(messages, key=_gravity)))


def _gravity(message: Mapping[str, Any]) -> int:
    return SEVERITIES.index(message["severity"])


def _finding(message: Mapping[str, Any]) -> ValidatorFinding:
    severity, rule, text = (str(message[key]) for key in ("severity", "ID", "message"))
    return ValidatorFinding(severity, rule, text, _place(message))


def _place(message: Mapping[str, Any]) -> str:
    """Return the first place of a message, as `path:line`."""
    for location in message.get("locations") or ():
        return f"{location.get('path', '')}:{location.get('line', 0)}"
    return ""


def _jar() -> str:
    return str(package_folder("epubcheck", "EPUBCheck") / "epubcheck.jar")


def _run(path: Path) -> Any:
    """Return the report of an EPUBCheck that runs in a process of its own."""
    command = [sys.executable, "-m", "book.verify.validators.epubcheck", str(path.resolve())]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    return parse_report(run, "EPUBCheck", path)


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


def main(path: str) -> None:
    """Print what EPUBCheck reports on a file, as JSON."""
    end_with_parent()
    print(json.dumps(start()(path)))


if __name__ == "__main__":
    main(sys.argv[1])
