"""Measure what each hostile input takes: `python -m tests.bench.limits [WORD …]`.

Prints a table: what the input is, whether it was read or refused as it should be, the seconds, and
the megabytes of the largest process and of all at once. With words, only the inputs whose names
have one of them.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from book.runtime import workspace
from tests.bench.hostile import HOSTILE
from tests.bench.hostile.row import SLUG, HostileInput

INTERVAL = 0.03  # seconds between two looks at the memory
PATIENCE = 300  # seconds
MOST_SECONDS, MOST_MEGABYTES = 10, 1000
FATAL_MEGABYTES = 3000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a task did with an input."""

    code: int
    output: str
    seconds: float
    cores: float
    largest: float
    together: float

    def verdict(self, refused: str) -> str:
        """Return "read" or "refused", or what is wrong."""
        errors = [line for line in self.output.splitlines() if line.startswith("variorum: ")]
        if "Traceback" in self.output or self.code not in (0, 1):
            return f"WRONG: exit code {self.code}"
        if not refused:
            return "WRONG: refused" if self.code else "read"
        if not self.code:
            return "WRONG: read"
        is_named = len(errors) == 1 and re.search(refused, errors[0])
        return "refused" if is_named else "WRONG: another error"

    @property
    def is_cheap(self) -> bool:
        return self.seconds <= MOST_SECONDS and self.together <= MOST_MEGABYTES


@contextmanager
def scratch_project() -> Iterator[Path]:
    """Yield the folder of a whole program without editions."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        for part in ("book", "templates"):
            shutil.copytree(workspace.ROOT / part, project / part)
        shutil.copy(workspace.ROOT / "tasks.py", project)
        yield project


def try_input(each: HostileInput, project: Path) -> Outcome:
    """Run the task of an input on an edition of it."""
    folder = project / "sources" / SLUG
    shutil.rmtree(project / "sources", ignore_errors=True)
    shutil.rmtree(project / "build", ignore_errors=True)
    folder.mkdir(parents=True)
    files = each.files()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    arguments = [each.task, "--edition", SLUG]
    if each.task == "new":
        given = (f"--file={folder / name}" for name in each.names_of(files))
        arguments = ["new", "fresh", "--yes", *given]
    return run_measured([sys.executable, "-m", "invoke", *arguments], project)


def run_measured(command: list[str], folder: Path) -> Outcome:
    """Run a command; measure its time, and the memory of all its processes."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=output, env={**os.environ, "NO_COLOR": "1"}
        )
        memory = Memory()
        watch = threading.Thread(target=memory.watch, args=(process.pid,))
        watch.start()
        killer = threading.Timer(PATIENCE, process.kill)
        killer.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        killer.cancel()
        watch.join()
        output.seek(0)
        text = output.read().decode("utf-8", "replace")
    cores = usage.ru_utime + usage.ru_stime
    return Outcome(process.returncode, text, seconds, cores, memory.largest, memory.together)


class Memory:
    """The most megabytes that one of some processes took, and all of them at once."""

    def __init__(self) -> None:
        self.largest, self.together = 0.0, 0.0

    def watch(self, pid: int) -> None:
        """Look at a process and all that it started, until it ends."""
        while True:
            try:
                root = psutil.Process(pid)
                if root.status() == psutil.STATUS_ZOMBIE:
                    return
                pids = [pid, *(child.pid for child in root.children(recursive=True))]
            except psutil.Error:
                return
            sizes = [_megabytes(each) for each in pids]
            self.largest = max(self.largest, *(peak for _, peak in sizes))
            self.together = max(self.together, self.largest, sum(now for now, _ in sizes))
            if self.together > FATAL_MEGABYTES:  # or it would take this machine down
                for each in reversed(pids):
                    os.kill(each, signal.SIGKILL)
                return
            time.sleep(INTERVAL)


def _megabytes(pid: int) -> tuple[float, float]:
    """Return the megabytes that a process takes now, and the most it took (Linux, proc(5))."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0, 0.0
    values = dict(line.split(":", 1) for line in status.splitlines())
    now, peak = (values.get(key, "0 kB").split()[0] for key in ("VmRSS", "VmHWM"))
    return int(now) / 1000, int(peak) / 1000


def measure(words: list[str]) -> Iterator[str]:
    """Yield the rows of the table."""
    yield "input | outcome | seconds | core seconds | MB of the largest process | MB of all"
    with scratch_project() as project:
        for each in HOSTILE:
            if words and not any(word in each.name for word in words):
                continue
            outcome = try_input(each, project)
            verdict = outcome.verdict(each.refused)
            mark = "" if outcome.is_cheap else " OVER"
            yield (
                f"{each.name} | {verdict} | {outcome.seconds:.1f}{mark} "
                f"| {outcome.cores:.1f} | {outcome.largest:.0f} | {outcome.together:.0f}"
            )
            if verdict.startswith("WRONG") or "-v" in sys.argv:
                yield "    " + "\n    ".join(
                    line[:250] for line in outcome.output.splitlines()[-6:]
                )


if __name__ == "__main__":
    for line in measure([word for word in sys.argv[1:] if word != "-v"]):
        print(line, flush=True)
