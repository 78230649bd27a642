"""Output that nobody reads any more ends a task without a message."""

import subprocess
import sys

PROGRAM = """
from book.commands.errors import errors_printed

with errors_printed():
    while True:
        print("The boat lay at the shore.", flush=True)
"""


def test_a_reader_that_has_had_enough_is_no_mistake() -> None:
    command = [sys.executable, "-c", PROGRAM]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as task:
        assert task.stdout
        assert task.stderr
        assert task.stdout.readline() == "The boat lay at the shore.\n"
        task.stdout.close()
        assert task.stderr.read() == ""
    assert task.returncode == 141
