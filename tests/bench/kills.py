"""Kill builds at random moments, and start two tasks at once; check what they leave.

`python -m tests.bench.kills 100` does it with the tiny edition; `--help` shows more: the seed, the
other edition, validators, how often two tasks are started at once.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.killed_builds import (
    EDITIONS,
    NEXT_TASK,
    Project,
    digests,
    make_project,
    seconds_until_ended,
)

COMPLETED = 4  # after so many kills, the next build is left to finish
AIMED = 4  # one kill of so many waits until the build publishes
WINDOW = 0.03  # seconds in which a build publishes, roughly


@dataclass
class Account:
    """What was done, and what went wrong."""

    seed: int
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0  # seconds until the last process of a killed build had ended

    def check(self, fault: object, what: str) -> None:
        if fault:
            self.faults.append(f"{what}: {fault}")

    def lines(self) -> Iterator[str]:
        counted = ", ".join(f"{number} {what}" for what, number in sorted(self.counts.items()))
        yield f"seed {self.seed}: {counted}; slowest end of a process {self.slowest:.1f} s"
        yield from self.faults or ("nothing was lost, damaged or left behind",)


def kill_builds(
    project: Project, kills: int, account: Account, *, validated: bool
) -> Iterator[str]:
    """Kill builds at random moments, by the seed, and let one finish after every fourth kill.

    Yield how far it is.
    """
    took = project.build_references(validated=validated)
    for number in range(1, kills + 1):
        choice = random.Random(f"{account.seed} {number}")  # noqa: S311 (no secret)
        _kill_one(project, choice, took, account, f"kill {number}", validated=validated)
        if number % COMPLETED == 0 or number == kills:
            _finish(project, account, f"the build after kill {number}", validated=validated)
            yield f"{number} of {kills} kills, {len(account.faults)} faults"


def _kill_one(
    project: Project,
    choice: random.Random,
    took: float,
    account: Account,
    what: str,
    *,
    validated: bool,
) -> None:
    project.set_version(1 - (project.published() or 0))  # something to build
    process = project.start(project.command(validated=validated))
    _wait(process, project, choice, took, account)
    is_whole = choice.random() < 0.5
    account.counts["killed with all children" if is_whole else "killed alone"] += 1
    if process.poll() is None:
        (os.killpg if is_whole else os.kill)(process.pid, signal.SIGKILL)
        process.wait()
    ended = seconds_until_ended(process.pid)
    process.communicate()
    account.check(ended is None, f"{what}: processes went on")
    account.slowest = max(account.slowest, ended or 0)
    account.check(project.published() is None, f"{what}: dist/ is damaged")
    account.counts["between two renames"] += project.is_between_renames()
    account.check(list(project.temporary.iterdir()), f"{what}: left in the system's folder")
    account.check(project.run([sys.executable, "-c", NEXT_TASK]), f"{what}: the next task")
    account.check(project.leftovers(), f"{what}: left after the next task")


def _wait(
    process: subprocess.Popen[str],
    project: Project,
    choice: random.Random,
    took: float,
    account: Account,
) -> None:
    """Wait for a random moment of a build; of one in four, for one at which it publishes."""
    is_aimed = choice.randrange(AIMED) == 0
    end = time.monotonic() + (10 * took if is_aimed else choice.random() * took)
    while time.monotonic() < end and process.poll() is None:
        if is_aimed and project.is_publishing():
            account.counts["of these while publishing"] += 1
            time.sleep(choice.random() * WINDOW)
            return
        time.sleep(0.0005 if is_aimed else 0.01)
    account.counts["of these ended before the kill"] += process.poll() is not None


def _finish(project: Project, account: Account, what: str, *, validated: bool) -> None:
    """Build to the end, and compare what is published with an undisturbed build."""
    version = 1 - (project.published() or 0)
    project.set_version(version)
    account.check(project.run(project.command(validated=validated)), what)
    _check_end(project, version, account, what)
    account.counts["builds finished after kills"] += 1


def _check_end(project: Project, version: int, account: Account, what: str) -> None:
    published, expected = digests(project.root / "dist"), project.references[version]
    names = published.keys() | expected.keys()
    others = sorted(name for name in names if published.get(name) != expected.get(name))
    account.check(others, f"{what} is not that of an undisturbed one")
    account.check(project.leftovers(), f"{what}: temporary files")
    account.check(project.staging(), f"{what}: staging files")


def start_pairs(project: Project, pairs: int, account: Account) -> None:
    """Start two builds of an edition at once, or a build and a check, `pairs` times each."""
    if not project.references:
        project.build_references(validated=False)
    build = project.command(validated=False)
    check = [sys.executable, "-m", "invoke", "check"]
    for number in range(1, pairs + 1):
        for name, other in (("two builds", build), ("a build and a check", check)):
            choice = random.Random(f"{account.seed} {name} {number}")  # noqa: S311 (no secret)
            version = 1 - (project.published() or 0)
            project.set_version(version)
            processes = [project.start(build)]
            time.sleep(choice.random())
            processes.append(project.start(other))
            what = f"{name} at once, {number}"
            for process, is_build in zip(processes, (True, other is build), strict=True):
                errors = process.communicate()[1]
                account.check(is_build and process.returncode, f"{what}: {errors[-300:]}")
                account.check("Traceback" in errors and errors[-600:], what)
                account.check(
                    seconds_until_ended(process.pid) is None, f"{what}: processes went on"
                )
            _check_end(project, version, account, what)
            account.counts[f"times {name} at once"] += 1


def measure(
    kills: int,
    seed: int = 1,
    slug: str = "two-fables",
    *,
    pairs: int = 0,
    validated: bool = False,
) -> Iterator[str]:
    """Yield in words what was done, and each thing that went wrong."""
    account = Account(seed)
    with tempfile.TemporaryDirectory(prefix="variorum-kills-") as folder:
        project = make_project(Path(folder), slug)
        if kills:
            yield from kill_builds(project, kills, account, validated=validated)
        if pairs:
            start_pairs(project, pairs, account)
    yield from account.lines()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--edition", choices=EDITIONS, default="two-fables")
    parser.add_argument("--pairs", type=int, default=0, help="start two tasks at once, so often")
    parser.add_argument("--validated", action="store_true", help="with EPUBCheck and veraPDF")
    options = parser.parse_args()
    for line in measure(
        options.kills,
        options.seed,
        options.edition,
        pairs=options.pairs,
        validated=options.validated,
    ):
        print(line, flush=True)


if __name__ == "__main__":
    main()
