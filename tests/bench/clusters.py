"""A Dask cluster on this machine: a scheduler and workers, a process each, as on many machines."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60  # seconds until the scheduler must have started


@dataclass(frozen=True)
class Cluster:
    address: str
    scheduler: subprocess.Popen[bytes]
    workers: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def local_cluster(program: Path, folder: Path, count: int) -> Iterator[Cluster]:
    """Start a scheduler and `count` workers of the program in `program`; yield the cluster.

    They keep their files in `folder`. Nothing restarts a worker: one that is killed is lost.
    """
    address_file = folder / "scheduler.json"
    with ExitStack() as stack:

        def start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
            process = _start(program, folder, module, arguments)
            stack.callback(_kill, process)
            return process

        options = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(address_file))
        scheduler = start("dask_scheduler", *options)
        address = _wait_for_address(address_file)
        workers = [
            start("dask_worker", address, *_worker_options(folder / f"worker-{number}"))
            for number in range(count)
        ]
        yield Cluster(address, scheduler, tuple(workers))


def _worker_options(folder: Path) -> tuple[str, ...]:
    return ("--nthreads", "1", "--no-nanny", "--local-directory", str(folder))


def _start(
    program: Path, folder: Path, module: str, arguments: tuple[str, ...]
) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments]
    return subprocess.Popen(
        [*command, "--dashboard-address", "127.0.0.1:0"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(program)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def _wait_for_address(file: Path) -> str:
    """Wait until the scheduler has written its address.

    Raise TimeoutError if it does not start.
    """
    for _ in range(PATIENCE * 10):
        time.sleep(0.1)
        try:
            return str(json.loads(file.read_bytes())["address"])
        except (OSError, ValueError):
            continue
    raise TimeoutError("no scheduler has started")
