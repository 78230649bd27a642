"""The tasks for developers: test, lint, bench, install-validators and reset."""

from __future__ import annotations

import sys

from invoke.context import Context
from invoke.tasks import task

from book.commands.errors import prints_errors

TEST = {
    "all": "run the slow tests too",
    "proof": "only plant faults in every stage and output: the proof must name each",
}


@task(name="test", help=TEST)
def run_tests(
    _: Context,
    all: bool = False,  # noqa: A002 (the option is called --all)
    proof: bool = False,
) -> None:
    """Run the tests, on all cores."""
    from book.commands.develop import test

    test(slow_too=all, proof_only=proof)


@task
def lint(_: Context) -> None:
    """Check style, format and types."""
    from book.commands.develop import lint

    lint()


BENCH = {
    "runs": "how many times to repeat each measurement",
    "notes": "set a long book of dense notes, a different one in each run",
    "layout": "set made-up books of this many pages (25,100,400), cold and after edits",
    "shelf": "examine this many published editions (1000,10000): an idle build, the catalog",
    "editions": "build this many small editions, on a Dask cluster and on this machine's cores",
    "collation": "collate witnesses with known errors",
    "collatex": "a Python interpreter that has CollateX, to time it too",
}


@task(help=BENCH)
@prints_errors
def bench(
    _: Context,
    runs: int = 5,
    notes: bool = False,
    layout: str = "",
    editions: int = 0,
    shelf: str = "",
    collation: bool = False,
    collatex: str = sys.executable,
) -> None:
    """Time a build beside WeasyPrint on the same HTML, or run the measurement an option names."""
    from tests.bench.measure import BenchOptions, measure

    options = BenchOptions(layout, editions, shelf, collatex if collation else "", notes=notes)
    for line in measure(options, max(1, runs)):
        print(line, flush=True)


@task(name="install-validators", aliases=["gates"])
def install_validators(_: Context) -> None:
    """Install what `check` and `test --all` can also use: Chromium, Ace, reading systems."""
    from book.commands.develop import install_validators

    install_validators()


@task
def reset(_: Context) -> None:
    """Delete build/ and dist/, and end the server that keeps the validators in memory."""
    from book.commands.develop import reset

    reset()
