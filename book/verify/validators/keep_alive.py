"""Judges that stay: a Java that has judged one book judges the next in a tenth of the time.

A process that makes many editions calls `stay`. Then EPUBCheck and veraPDF each have one process beside it, which is asked path
by path and ends with it: `python -m book.judges.resident NAME` reads a path a line and answers each with a line of JSON. One
that dies or answers with anything else is not believed: the book is judged by a Java of its own, as it is where none stays.
"""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

JUDGES = {
    "epubcheck": "book.verify.validators.epubcheck",
    "verapdf": "book.verify.validators.verapdf",
}
TERM = 200  # books, after which a judge makes room for another: what a Java keeps of old ones must not grow for ever
_staying = False
_judges: dict[str, "Judge"] = {}


class Judge:
    """A process that judges, begun now."""

    def __init__(self, name: str) -> None:
        root = Path(__file__).resolve().parents[3]
        command = [sys.executable, "-m", "book.verify.validators.keep_alive", name]
        self.asked = 0
        self.process = subprocess.Popen(
            command,
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, path: Path) -> Any:
        """Give what the judge answers. Raise OSError or ValueError if it does not."""
        assert self.process.stdin
        assert self.process.stdout
        self.asked += 1
        self.process.stdin.write(json.dumps(str(path.resolve())).encode() + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


def stay() -> None:
    """Let the judges of this process stay until it ends."""
    global _staying  # noqa: PLW0603 (it is said once, and never taken back)
    if not _staying:
        atexit.register(dismiss)
    _staying = True


def dismiss(name: str = "") -> None:
    """End a judge, or all."""
    for known in [name] if name else [*_judges]:
        if known in _judges:
            _judges.pop(known).end()


def ask(name: str, path: Path) -> Any:
    """Give what a judge that stays finds in a file, as JSON has it; None where none stays, or none that can be believed."""
    if not _staying:
        return None
    if name in _judges and _judges[name].asked >= TERM:
        dismiss(name)
    try:
        if name not in _judges:
            _judges[name] = Judge(name)
        return _judges[name].ask(path)
    except (OSError, ValueError):
        dismiss(name)
        return None


def main(name: str) -> None:
    """Judge each file whose path comes in. What the Java prints must not come between the answers."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    judge: Callable[[str], Any] = import_module(JUDGES[name]).begin()
    for line in sys.stdin:
        print(json.dumps(judge(json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
