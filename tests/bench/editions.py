"""Time the building of many small editions: by one worker of a Dask cluster, by two, by two of which one dies, by this machine's cores.

Each way starts from sources alone, with workers that have done nothing yet, and is the very command `inv build`. What it publishes
must be the same, byte for byte, as what the first way published.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from book.runtime import workspace
from tests.bench.clusters import Cluster, local_cluster
from tests.bench.generated_books import write_editions

ALONE = 3  # editions that are also built one after the other, each on all cores
PUBLISHED = re.compile(r"published in dist/")
# Each with its workers in a cluster, none for the cores of this machine, and whether one is killed.
WAYS = (
    ("one worker", 1, False),
    ("two workers", 2, False),
    ("one of two killed", 2, True),
    ("this machine's cores", 0, False),
)


@dataclass(frozen=True, slots=True)
class Run:
    """What a way took: seconds, seconds of a core, megabytes at most; and gave: kilobytes, and a digest for each edition."""

    seconds: float
    cores: float
    largest: float
    together: float
    dist: float
    build: float
    published: dict[str, str]


@dataclass(frozen=True, slots=True)
class Seen:
    """A process as it was last seen: in which look, whose child, and the seconds of a core that it and its ended children took."""

    look: int
    parent: int
    cores: float


@dataclass
class Watch:
    """What this process and all that it starts use: the megabytes at most of the largest and of all together, seconds, seconds of a core.

    Memory that processes share counts for each of them.
    """

    seconds: float = 0.0
    largest: float = 0.0
    together: float = 0.0
    looks: int = 0
    seen: dict[int, Seen] = field(default_factory=dict)

    def look(self) -> None:
        self.looks += 1
        sizes = [0.0]
        own = psutil.Process()
        for process in (own, *own.children(recursive=True)):
            try:
                with process.oneshot():
                    self.seen[process.pid] = Seen(
                        self.looks, process.ppid(), sum(process.cpu_times()[:4])
                    )
                    sizes.append(process.memory_info().rss / 1e6)
            except psutil.Error:
                continue  # it has just ended
        self.largest, self.together = max(self.largest, *sizes), max(self.together, sum(sizes))

    def cores(self) -> float:
        """Add up the seconds of a core: what has ended is among its parent's, if that lived on to be told."""
        never = Seen(0, 0, 0)
        return sum(
            found.cores
            for found in self.seen.values()
            if found.look == self.looks or self.seen.get(found.parent, never).look <= found.look
        )


@contextmanager
def watched() -> Iterator[Watch]:
    """Watch this process and all that it starts, twice a second."""
    watch, ended = Watch(), threading.Event()

    def look() -> None:
        while not ended.wait(0.5):
            watch.look()

    thread = threading.Thread(target=look)
    began = time.perf_counter()
    thread.start()
    try:
        yield watch
    finally:
        watch.seconds = time.perf_counter() - began
        ended.set()
        thread.join()
        watch.look()


def measure(count: int) -> Iterator[str]:
    """Give the lines of a table, of so many editions."""
    yield f"{count} editions         seconds  an hour  ratio  core-s each  an hour and core  MB, largest  in all  dist, KB each  build"
    with tempfile.TemporaryDirectory() as folder:
        program = project(
            workspace.ROOT, Path(folder, "program")
        )  # once: it may be changed here while this runs
        yield from _rows(count, program)


def _rows(count: int, program: Path) -> Iterator[str]:
    first: Run | None = None
    for name, workers, killed in WAYS:
        run = _run(count, program, workers, killed=killed)
        first = first or run
        yield (
            f"{name:20} {run.seconds:9.1f} {3600 * count / run.seconds:8.0f} {first.seconds / run.seconds:6.2f} {run.cores / count:12.1f}"
            f" {3600 * count / run.cores:17.0f} {run.largest:12.0f} {run.together:7.0f} {run.dist / count:14.0f} {run.build / count:6.0f}"
            f"{'' if run.published == first.published else '  NOT THE SAME BYTES'}"
        )
    alone = _run(min(ALONE, count), program, 0, one_by_one=True)
    seconds, same = (
        alone.seconds / len(alone.published),
        first is not None and alone.published.items() <= first.published.items(),
    )
    yield f"{len(alone.published)} one by one, each on all cores: {seconds:.1f} s each{'' if same else '  NOT THE SAME BYTES'}"


def _run(
    count: int, program: Path, workers: int, *, killed: bool = False, one_by_one: bool = False
) -> Run:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        root = project(program, Path(folder, "project"))
        slugs = write_editions(root, count)
        cluster = (
            stack.enter_context(local_cluster(root, Path(folder), workers)) if workers else None
        )
        if cluster:
            _wait_for(cluster)
        before = Watch()
        before.look()
        with watched() as watch:
            if cluster:
                _inv(
                    root,
                    "build",
                    "--cluster",
                    cluster.address,
                    kill=cluster.workers[0] if killed else None,
                )
            for arguments in (
                ([("--edition", slug) for slug in slugs] if one_by_one else [()])
                if not cluster
                else ()
            ):
                _inv(root, "build", *arguments)
        cores = watch.cores() - before.cores()
        dist, build = (_bytes(root / made) / 1000 for made in ("dist", "build"))
        return Run(
            watch.seconds,
            cores,
            watch.largest,
            watch.together,
            dist,
            build,
            _published(root / "dist", slugs),
        )


def project(program: Path, root: Path) -> Path:
    """Make a project of a program, without editions."""
    for name in ("book", "templates"):
        shutil.copytree(program / name, root / name)
    shutil.copy2(program / "tasks.py", root)
    return root


def _wait_for(cluster: Cluster) -> None:
    """Wait until all workers are there."""
    from distributed import Client

    with Client(cluster.address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(len(cluster.workers))


def _inv(root: Path, *arguments: str, kill: subprocess.Popen[bytes] | None = None) -> None:
    """Run a task; `kill` is killed when a third of the editions is there."""
    environment = os.environ | {"PYTHONPATH": str(root)}
    count, wanted = 0, len(list((root / "sources").iterdir())) / 3
    command = [sys.executable, "-m", "invoke", *arguments]
    with subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        for line in running.stdout:
            count += bool(PUBLISHED.search(line))
            if kill and count >= wanted:
                kill.kill()
                kill = None
    if running.returncode:
        raise SystemExit(f"variorum: {' '.join(arguments)} ended with {running.returncode}")


def _published(dist: Path, slugs: tuple[str, ...]) -> dict[str, str]:
    """Digest what is published of each edition."""
    found = {}
    for slug in slugs:
        made = hashlib.sha256()
        for path in sorted((dist / slug).iterdir()):
            made.update(f"{path.name}\0".encode() + path.read_bytes())
        found[slug] = made.hexdigest()
    return found


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
