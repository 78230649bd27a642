"""Run installers without showing their output, and report errors as one line on stderr.

Readable by Python 3.8, as every module that `bootstrap` imports.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parents[2]
# What apt-get and pip print when they cannot reach a server.
OFFLINE_SIGNS = (
    "Could not resolve",
    "Temporary failure",
    "Unable to connect",
    "Could not connect",
    "NewConnectionError",
)
TAIL_LINES = 12


class SetupError(Exception):
    """Say in one sentence what is missing and what to do."""


def run_reporting_errors(action: Callable[[], None]) -> int:
    """Run `action`; return 0, or print what the user can fix as one line and return an exit code.

    The code is 130 after Ctrl-C and 1 after a SetupError or an OSError.
    """
    try:
        action()
        return 0
    except SetupError as error:
        print_message(str(error))
    except OSError as error:
        print_message(f"Cannot use {error.filename or ROOT}: {error.strerror or error}.")
    except KeyboardInterrupt:
        print_message("Stopped; run the same command to continue.")
        return 130
    return 1


def print_message(line: str) -> None:
    """Print one line of progress or an error on stderr."""
    print(f"variorum: {line}", file=sys.stderr, flush=True)


def print_tail(output: str) -> None:
    """Print the last lines of a failed command's output on stderr."""
    for line in output.strip().splitlines()[-TAIL_LINES:]:
        print(f"  {line}", file=sys.stderr)


def run_command(command: Sequence[str], lock: int | None = None) -> tuple[int, str]:
    """Run a command without showing its output; return its exit code and the output.

    The command inherits the descriptor `lock`: if this process is killed, the folder stays locked
    until the command has ended too.
    """
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0"}
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        # sudo may ask for a password.
        stdin=None if command[0] == "sudo" else subprocess.DEVNULL,
        env={**os.environ, **quiet},
        pass_fds=() if lock is None else (lock,),
    ) as process:
        output = _read_output(process)
    return process.returncode, output.decode(errors="replace")


def _read_output(process: subprocess.Popen[bytes]) -> bytes:
    """Return the output of a process; on Ctrl-C interrupt the process and wait for its end."""
    try:
        return process.communicate()[0]
    except KeyboardInterrupt:
        # The terminal may have interrupted it already, and root's process refuses our signal.
        with contextlib.suppress(OSError):
            process.send_signal(signal.SIGINT)
        process.wait()
        raise


def is_offline(output: str) -> bool:
    """Tell whether a command's output says that it could not reach a server.

    >>> is_offline("E: Could not resolve 'deb.debian.org'"), is_offline("E: No space left")
    (True, False)
    """
    return any(sign in output for sign in OFFLINE_SIGNS)
