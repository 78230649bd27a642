"""A Dask cluster on this machine: a scheduler and workers, a process each, as on many machines."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60  # seconds until the scheduler must be there


@dataclass(frozen=True)
class Cluster:
    address: str
    scheduler: subprocess.Popen[bytes]
    workers: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def local_cluster(program: Path, folder: Path, count: int) -> Iterator[Cluster]:
    """Start a scheduler and `count` workers of the program in `program`, which keep what they need in `folder`.

    Nobody stands by to start a worker again: one that is killed is lost.
    """
    said = folder / "scheduler.json"
    begun: list[subprocess.Popen[bytes]] = []

    def start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
        environment = os.environ | {"PYTHONPATH": str(program)}
        command = [
            sys.executable,
            "-m",
            f"distributed.cli.{module}",
            *arguments,
            "--dashboard-address",
            "127.0.0.1:0",
        ]
        begun.append(
            subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        return begun[-1]

    try:
        scheduler = start(
            "dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(said)
        )
        address = _address(said)
        workers = tuple(
            start(
                "dask_worker",
                address,
                "--nthreads",
                "1",
                "--no-nanny",
                "--local-directory",
                str(folder / f"worker-{number}"),
            )
            for number in range(count)
        )
        yield Cluster(address, scheduler, workers)
    finally:
        for process in reversed(begun):
            process.kill()
            process.wait()


def _address(said: Path) -> str:
    """Wait until the scheduler has said where it is."""
    for _ in range(PATIENCE * 10):
        time.sleep(0.1)
        try:
            return str(json.loads(said.read_bytes())["address"])
        except (OSError, ValueError):
            continue
    raise TimeoutError("no scheduler has started")
