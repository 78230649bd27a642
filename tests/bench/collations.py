"""Time the collation of witnesses with known errors, and CollateX where it is installed.

Each size is a process of its own.
"""

import subprocess
from collections.abc import Iterator
from itertools import pairwise
from math import log
from pathlib import Path
from typing import NamedTuple

from tests.bench import collatex_pairs
from tests.bench.processes import SCRIPTS, run_script
from tests.bench.witness_generator import WitnessGenerator

SIZES = (10_000, 50_000, 200_000, 500_000)  # words
RATE = 0.05  # errors a word, and a paragraph


class Usage(NamedTuple):
    """What a collation took, and the number of places where the witnesses differ."""

    seconds: float
    megabytes: float
    places: int

    def __str__(self) -> str:
        return f"{self.seconds:8.2f} s  {self.megabytes:6.0f} MB  {self.places:7,} places"


def measure(collatex: str, words: int) -> Iterator[str]:
    """Yield the lines of the report.

    `collatex` is a Python that has CollateX; `words` is the length of the text for it.
    """
    yield from _measure_growth()
    yield f"six witnesses of 12,000 words: {_collate(12_000, 6, RATE)}"
    yield from _measure_collatex(collatex, words)


def _measure_growth() -> Iterator[str]:
    yield "two witnesses, an error in each 20 words and paragraphs:"
    times: list[tuple[int, float]] = []
    for size in SIZES:
        usage = _collate(size, 2, RATE)
        times.append((size, usage.seconds))
        yield f"  {size:9,} words  {usage}"
    for smaller, larger in (*pairwise(times), (times[0], times[-1])):
        power = _power(smaller, larger)
        yield f"  {smaller[0]:,} to {larger[0]:,}: grows with the power of {power:.2f}"


def _power(smaller: tuple[int, float], larger: tuple[int, float]) -> float:
    """Return the power of the size by which the seconds grow."""
    return log(larger[1] / smaller[1]) / log(larger[0] / smaller[0])


def _measure_collatex(collatex: str, words: int) -> Iterator[str]:
    seconds = min(_collate(words, 2, 0).seconds for _ in range(3))
    yield f"two equal witnesses of {words:,} words: {seconds * 1000:.1f} ms"
    if _has_collatex(collatex):
        theirs = _run_collatex(collatex, words)
        yield f"  CollateX: {theirs:.1f} s, {theirs / seconds:,.0f} times as long"
        yield from collatex_pairs.measure(collatex)
    else:
        yield _missing_collatex(Path(collatex).name)


def _missing_collatex(name: str) -> str:
    return f"  CollateX: not installed in {name}; name a Python that has it with --collatex"


def _collate(words: int, witnesses: int, rate: float) -> Usage:
    output = run_script(SCRIPTS / "collation.py", words, witnesses, rate)
    seconds, megabytes, places = output.split()
    return Usage(float(seconds), float(megabytes), int(places))


def _has_collatex(python: str) -> bool:
    command = [python, "-c", "import collatex"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _run_collatex(python: str, words: int) -> float:
    """Return the seconds that CollateX takes for the same text against itself."""
    command = [python, str(SCRIPTS / "collatex_alone.py")]
    text = "\n".join(WitnessGenerator(1).write(words))
    result = subprocess.run(command, check=True, input=text, capture_output=True, text=True)
    return float(result.stdout)
