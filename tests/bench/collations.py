"""Time the collation of witnesses with known errors, each size in a process of its own; beside CollateX where it is installed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from math import log
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = (10_000, 50_000, 200_000, 500_000)
RATE = 0.05  # errors a word, and a paragraph

# Words, witnesses, rate. Prints seconds, MB, places found.
OURS = """
import resource, sys, time
from book.collate import collate
from book.model import Work
from tests.bench.witness_generator import WitnessGenerator
from tests.bench.witness_generator import build_witness
words, count, rate = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
scribe = WitnessGenerator(1)
base = scribe.write(words)
texts = [build_witness("A", base)] + [build_witness(chr(66 + n), scribe.copy(base, rate).paragraphs) for n in range(count - 1)]
start = time.perf_counter()
found = collate(tuple(texts), Work("", "", ""))
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, sum(len(r.variants) for r in found.rows))
"""
# The same text as OURS, which it is given, against itself.
COLLATEX = """
import sys, time
from collatex import Collation, collate
text = sys.stdin.read()
collation = Collation()
collation.add_plain_witness("A", text)
collation.add_plain_witness("B", text)
start = time.perf_counter()
collate(collation)
print(time.perf_counter() - start)
"""


def measure(collatex: str, words: int) -> Iterator[str]:
    """Give the lines of the report; `collatex` is a Python that has CollateX, `words` the length of the text for it."""
    yield "two witnesses, an error in each 20 words and paragraphs:"
    times = []
    for size in SIZES:
        seconds, megabytes, places = _ours(size, 2, RATE)
        times.append((size, seconds))
        yield f"  {size:9,} words  {seconds:8.2f} s  {megabytes:6.0f} MB  {places:7,} places"
    for (size, seconds), (larger, longer) in pairwise(times):
        yield f"  {size:,} to {larger:,}: grows with the power of {log(longer / seconds) / log(larger / size):.2f}"
    (size, seconds), (larger, longer) = times[0], times[-1]
    yield f"  in all: {log(longer / seconds) / log(larger / size):.2f}"
    seconds, megabytes, places = _ours(12_000, 6, RATE)
    yield f"six witnesses of 12,000 words: {seconds:.2f} s, {megabytes:.0f} MB, {places:,} places"
    seconds = min(_ours(words, 2, 0)[0] for _ in range(3))
    yield f"two equal witnesses of {words:,} words: {seconds * 1000:.1f} ms"
    theirs = _collatex(collatex, words)
    if theirs is None:
        yield f"  CollateX: not installed in {Path(collatex).name}; name a Python that has it with --collatex"
    else:
        yield f"  CollateX: {theirs:.1f} s, {theirs / seconds:,.0f} times as long"


def _ours(words: int, witnesses: int, rate: float) -> tuple[float, float, int]:
    command = [sys.executable, "-c", OURS, str(words), str(witnesses), str(rate)]
    done = subprocess.run(
        command,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    seconds, megabytes, places = done.stdout.split()
    return float(seconds), float(megabytes), int(places)


def _collatex(python: str, words: int) -> float | None:
    """Time CollateX on the same text against itself; None where it is not installed."""
    if subprocess.run(
        [python, "-c", "import collatex"], check=False, capture_output=True
    ).returncode:
        return None
    from tests.bench.witness_generator import WitnessGenerator

    text = "\n".join(WitnessGenerator(1).write(words))
    done = subprocess.run(
        [python, "-c", COLLATEX], check=True, input=text, capture_output=True, text=True
    )
    return float(done.stdout)
