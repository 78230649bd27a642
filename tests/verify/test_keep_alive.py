"""A validator that is kept alive answers one question at a time."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from book.verify.validators import keep_alive


class Answering:
    """A process whose answer is the last path that it was asked about."""

    books = 0

    def ask(self, path: Path) -> str:
        self.path = path.name
        time.sleep(0.02)
        return self.path


def test_two_threads_get_their_own_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep_alive, "is_enabled", True)
    monkeypatch.setitem(keep_alive.processes, "epubcheck", Answering())
    paths = [Path(f"{number}.epub") for number in range(6)]
    with ThreadPoolExecutor(3) as workers:
        answers = list(workers.map(lambda path: keep_alive.ask_validator("epubcheck", path), paths))
    assert answers == [path.name for path in paths]


CHILD = """
import os
import subprocess
import sys
import time
from collections.abc import Callable
from book.verify.validators.keep_alive import end_with_parent
end_with_parent()
print("ready", flush=True)
time.sleep(60)
"""
PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=subprocess.PIPE)
print(child.stdout.readline().decode().strip(), child.pid, flush=True)
child.wait()
"""


def test_a_validator_ends_when_its_parent_is_killed() -> None:
    """It would go on with its book, in a temporary folder that the next task deletes."""
    command = [sys.executable, "-c", PARENT, CHILD]
    with subprocess.Popen(command, cwd=keep_alive.ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        word, child = parent.stdout.readline().split()
        assert word == b"ready"
        parent.kill()
    assert wait_for(lambda: not is_running(int(child)), seconds=20)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.is_file() or ") Z " not in status.read_text()


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not (met := condition()) and time.monotonic() < end:
        time.sleep(0.1)
    return met
