"""Ctrl-C stops a task wherever it comes."""

import subprocess
import sys

PROGRAM = """
import signal
import time
from book.commands.errors import errors_printed

# What a shell starts in the background ignores Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)

class Boat:
    def __del__(self):
        raise KeyboardInterrupt

with errors_printed():
    Boat()
    time.sleep(20)
"""


def test_ctrl_c_in_a_callback_of_python_is_not_lost() -> None:
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    message = "variorum: stopped; what was published before is untouched\n"
    assert (done.returncode, done.stderr) == (130, message)
