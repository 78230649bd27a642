"""Worker processes start, stop and end with the build."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, hear_interrupts

STOPPED_AT_ONCE = """
import os, signal, sys, time
from book.runtime import workers

if __name__ == "__main__":
    try:
        with workers.start_workers():
            time.sleep(0.3)  # by then it imports
            try:
                os.killpg(0, signal.SIGINT)
                time.sleep(20)
            except KeyboardInterrupt:
                time.sleep(1)  # time enough to say something
                raise
    except KeyboardInterrupt:
        sys.exit(130)
"""


def test_a_worker_that_is_stopped_while_it_starts_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "stopped.py").write_text(STOPPED_AT_ONCE)
    done = subprocess.run(
        [sys.executable, "stopped.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
        preexec_fn=hear_interrupts,
        capture_output=True,
        text=True,
        timeout=15,
        check=False,
    )
    assert (done.returncode, done.stderr) == (130, "")


LEFT_ALONE = """
import os, sys, time
from book.runtime import workers

workers.import_slow_modules = os.getpid  # what is imported is of no interest here
if __name__ == "__main__":
    with workers.start_workers() as found:
        print(found[0].submit(os.getpid).result(), flush=True)
        time.sleep(30)
"""


def test_workers_end_with_the_process_that_started_them_even_if_it_is_killed(
    tmp_path: Path,
) -> None:
    (tmp_path / "alone.py").write_text(LEFT_ALONE)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "alone.py"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout
        worker = int(running.stdout.readline())
        running.kill()
    for _ in range(100):
        if not is_alive(worker):
            return
        time.sleep(0.05)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("a worker is left alone")


def is_alive(process: int) -> bool:
    """Return whether a process runs; one that has ended may still be listed until it is reaped."""
    stat = Path(f"/proc/{process}/stat")
    if stat.parent.parent.is_dir() and Path("/proc/self").exists():
        return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
