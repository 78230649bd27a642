"""Time a whole build beside WeasyPrint alone.

Each is a process of its own, and they run in turn, as machines differ and are shared.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from book.pipeline.edition import assemble_edition
from book.runtime import workspace
from tests.bench.one_document import write_one_document
from tests.bench.processes import SCRIPTS, environment, run_script
from tests.bench.projects import copy_program

Command = list[Path | str]

ALONE = "WeasyPrint alone"
DENSE_BOOK = (4, 310)  # parts, and paragraphs in each


def compare(runs: int) -> str:
    """Return, for each edition, the median seconds and their ratio to WeasyPrint alone."""
    return "\n".join(_compare(slug, runs) for slug in workspace.editions())


def _compare(slug: str, runs: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        document = write_one_document(assemble_edition(slug).edition, Path(folder))
        root = _copy_project(slug, Path(folder, "project"))
        times = _time_in_turn(_commands(slug, document), root, runs)
    alone = median(times[ALONE])
    rows = [_row(name, seconds, alone) for name, seconds in times.items()]
    return "\n".join([f"{slug}: median of {runs}, ratio to {ALONE}, (range)", *rows])


def _copy_project(slug: str, root: Path) -> Path:
    """Copy the program, with its compiled modules, and one edition."""
    copy_program(workspace.ROOT, root)
    shutil.copytree(workspace.ROOT / "sources" / slug, root / "sources" / slug)
    return root


def _commands(slug: str, document: tuple[Path, Path, Path]) -> dict[str, Command]:
    build: Command = ["-m", "invoke", "build"]
    return {
        ALONE: [SCRIPTS / "weasyprint_alone.py", "0", *document],
        "all outputs, proven": [SCRIPTS / "all_outputs.py", slug],
        "build, with validators": build,
        "build with nothing to do": build,
        "python -c pass": ["-c", "pass"],
    }


def _time_in_turn(commands: dict[str, Command], root: Path, runs: int) -> dict[str, list[float]]:
    """Return the seconds of each command in each run; each run starts without outputs."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        _remove_outputs(root)
        for name, command in commands.items():
            times[name].append(_seconds(command, root))
    return times


def _remove_outputs(root: Path) -> None:
    for name in ("build", "dist"):
        shutil.rmtree(root / name, ignore_errors=True)


def _seconds(command: Command, root: Path) -> float:
    """Return the seconds of a Python process in `root`, with the modules of the copy there."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *map(str, command)],
        check=True,
        cwd=root,
        env=environment(root),
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


def _row(name: str, seconds: list[float], alone: float) -> str:
    middle = median(seconds)
    span = f"({min(seconds):.2f}–{max(seconds):.2f})"
    return f"  {name:24} {middle:6.2f} s  {middle / alone:6.3f}  {span}"


def compare_notes(runs: int) -> str:
    """Set a long book of dense notes with the engine repaired, and with the guard alone.

    Return a line for each of these and each seed from 1 to `runs`.
    """
    rows = ["notes of 3 to 150 words, one or two a paragraph, 6 x 9 inches"]
    for seed in range(1, runs + 1):
        for mode, name in (("alone", "guard alone"), ("repaired", "repaired")):
            output = run_script(SCRIPTS / "dense_notes.py", seed, mode, *DENSE_BOOK)
            rows.append(f"  seed {seed}, {name:12}{output.rstrip()}")
    return "\n".join(rows)
