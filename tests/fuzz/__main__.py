"""Try random inputs: `python -m tests.fuzz --examples 100000 --seed 1 [WORD …]`.

With words, only the properties whose names have one of them, each with its share of the examples.
Prints for each the number of inputs and failures, and the smallest input of each failure.
"""

import argparse
import sys
import time
import traceback
from collections.abc import Iterator

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from tests.fuzz.properties import PROPERTIES, Property

PIECE = 500  # inputs that have a seed of their own: hypothesis slows down in long runs
PHASES = (Phase.explicit, Phase.generate, Phase.shrink)


def try_property(each: Property, examples: int, seed: int) -> tuple[int, list[str]]:
    """Return how many inputs were tried, and a report of each piece that failed."""
    count, failures = 0, []

    def check(inputs: tuple[object, ...]) -> None:
        nonlocal count
        count += 1
        each.check(*inputs)

    for piece, first in enumerate(range(0, examples, PIECE)):
        some = settings(
            max_examples=min(PIECE, examples - first),
            database=None,
            deadline=None,
            phases=PHASES,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        )
        try:
            some(seeded(seed * 1000 + piece)(given(st.tuples(*each.inputs))(check)))()
        except Exception:
            lines = traceback.format_exc().splitlines()
            failures.append(f"seed {seed * 1000 + piece}: " + "\n    ".join(lines[-14:]))
    return count, failures


def run(words: list[str], examples: int, seed: int) -> Iterator[str]:
    """Yield the rows of the report."""
    chosen = [p for p in PROPERTIES if not words or any(word in p.name for word in words)]
    total = sum(each.share for each in PROPERTIES)
    for each in chosen:
        start = time.perf_counter()
        count, failures = try_property(each, max(1, examples * each.share // total), seed)
        seconds = time.perf_counter() - start
        yield f"{each.name}: {count} inputs, {len(failures)} failures, {seconds:.0f} s"
        yield from failures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("words", nargs="*")
    options = parser.parse_args()
    failed = False
    for line in run(options.words, options.examples, options.seed):
        failed |= not line.endswith(" s") or ", 0 failures, " not in line
        print(line, flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
