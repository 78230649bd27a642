"""Time the building of many small editions.

They are built by one worker of a Dask cluster, by two, by two of which one dies, and by this
machine's cores. Each way starts from sources alone, with workers that have done nothing yet, and
is the very command `inv build`. What it publishes must be the same, byte for byte, as what the
first way published.
"""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from book.runtime import workspace
from tests.bench.clusters import Cluster, local_cluster
from tests.bench.generated_books import write_editions
from tests.bench.memory import ProcessWatch, watch_processes
from tests.bench.projects import copy_program

ONE_BY_ONE = 3  # editions that are also built one after the other, each on all cores
PUBLISHED = re.compile(r"published in dist/")
WRONG_BYTES = "  NOT THE SAME BYTES"


@dataclass(frozen=True, slots=True)
class BuildMode:
    """A way to build: with so many workers of a cluster, or with none, on this machine's cores.

    `kills_worker` tells whether a worker is killed during the build, `is_one_by_one` whether each
    edition is a build of its own.
    """

    name: str
    workers: int
    kills_worker: bool = False
    is_one_by_one: bool = False


MODES = (
    BuildMode("one worker", 1),
    BuildMode("two workers", 2),
    BuildMode("one of two killed", 2, kills_worker=True),
    BuildMode("this machine's cores", 0),
)


@dataclass(frozen=True, slots=True)
class BuildRun:
    """What a build took and gave.

    It took seconds, core seconds, and megabytes at most of the largest process and of all. It gave
    kilobytes in dist/ and build/, and a digest of each edition.
    """

    seconds: float
    cores: float
    largest: float
    together: float
    dist: float
    build: float
    digests: dict[str, str]


def measure(count: int) -> Iterator[str]:
    """Yield the lines of a table, for so many editions."""
    yield (
        f"{count} editions         seconds  an hour  ratio  core-s each  an hour and core"
        "  MB, largest  in all  dist, KB each  build"
    )
    with tempfile.TemporaryDirectory() as folder:
        # Copied once: the program may change here meanwhile.
        program = copy_program(workspace.ROOT, Path(folder, "program"))
        yield from _measure_modes(count, program)


def _measure_modes(count: int, program: Path) -> Iterator[str]:
    runs: list[BuildRun] = []
    for mode in MODES:
        runs.append(_build(count, program, mode))
        yield _row(mode.name, runs[-1], runs[0], count)
    yield _measure_one_by_one(min(ONE_BY_ONE, count), program, runs[0])


def _measure_one_by_one(count: int, program: Path, first: BuildRun) -> str:
    run = _build(count, program, BuildMode("one by one", 0, is_one_by_one=True))
    warning = "" if run.digests.items() <= first.digests.items() else WRONG_BYTES
    return f"{count} one by one, each on all cores: {run.seconds / count:.1f} s each{warning}"


def _row(name: str, run: BuildRun, first: BuildRun, count: int) -> str:
    warning = "" if run.digests == first.digests else WRONG_BYTES
    return (
        f"{name:20} {run.seconds:9.1f} {3600 * count / run.seconds:8.0f}"
        f" {first.seconds / run.seconds:6.2f} {run.cores / count:12.1f}"
        f" {3600 * count / run.cores:17.0f} {run.largest:12.0f} {run.together:7.0f}"
        f" {run.dist / count:14.0f} {run.build / count:6.0f}{warning}"
    )


def _build(count: int, program: Path, mode: BuildMode) -> BuildRun:
    """Build so many editions in a project of their own."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        root = copy_program(program, Path(folder, "project"))
        slugs = write_editions(root, count)
        cluster = None
        if mode.workers:
            cluster = stack.enter_context(local_cluster(root, Path(folder), mode.workers))
            _wait_for_workers(cluster)
        before = _core_seconds()
        with watch_processes() as watch:
            _run_builds(root, slugs, mode, cluster)
        return _collect(root, slugs, watch, before)


def _core_seconds() -> float:
    """Return the core seconds of this process and all that it has started."""
    watch = ProcessWatch()
    watch.sample()
    return watch.cores()


def _run_builds(root: Path, slugs: Sequence[str], mode: BuildMode, cluster: Cluster | None) -> None:
    if cluster:
        victim = cluster.workers[0] if mode.kills_worker else None
        _run_build(root, "--cluster", cluster.address, victim=victim)
    elif mode.is_one_by_one:
        for slug in slugs:
            _run_build(root, "--edition", slug)
    else:
        _run_build(root)


def _collect(root: Path, slugs: Sequence[str], watch: ProcessWatch, before: float) -> BuildRun:
    """Return what was used since `before`, in core seconds, and what was built."""
    return BuildRun(
        watch.seconds,
        watch.cores() - before,
        watch.largest,
        watch.together,
        dist=_kilobytes(root / "dist"),
        build=_kilobytes(root / "build"),
        digests={slug: _digest(root / "dist" / slug) for slug in slugs},
    )


def _wait_for_workers(cluster: Cluster) -> None:
    from distributed import Client

    with Client(cluster.address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(len(cluster.workers))


def _run_build(root: Path, *arguments: str, victim: subprocess.Popen[bytes] | None = None) -> None:
    """Run `inv build`; kill the victim when a third of the editions is published.

    Raise SystemExit if the build fails.
    """
    limit = len(list((root / "sources").iterdir())) / 3
    with _start_build(root, arguments) as process:
        for count in _count_published(process):
            if victim and count >= limit:
                victim.kill()
                victim = None
    if process.returncode:
        command = " ".join(("build", *arguments))
        raise SystemExit(f"variorum: {command} ended with {process.returncode}")


def _start_build(root: Path, arguments: tuple[str, ...]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "invoke", "build", *arguments]
    environment = os.environ | {"PYTHONPATH": str(root)}
    return subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True)


def _count_published(process: subprocess.Popen[str]) -> Iterator[int]:
    """Yield, for each line that the build prints, how many editions it has published."""
    assert process.stdout
    count = 0
    for line in process.stdout:
        count += bool(PUBLISHED.search(line))
        yield count


def _digest(folder: Path) -> str:
    """Return the digest of what is published of an edition."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(f"{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _kilobytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1000
