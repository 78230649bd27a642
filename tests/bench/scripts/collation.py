"""Collate COUNT witnesses of WORDS words, with RATE errors a word and a paragraph.

Print seconds, megabytes, and the number of places where they differ.
"""

import resource
import sys
import time

from book.collate import collate
from book.model import Text, Work
from tests.bench.witness_generator import WitnessGenerator, build_witness


def generate_witnesses(words: int, count: int, rate: float) -> tuple[Text, ...]:
    generator = WitnessGenerator(1)
    base = generator.write(words)
    copies = [generator.copy(base, rate).paragraphs for _ in range(count - 1)]
    sigla = map(chr, range(ord("A"), ord("A") + count))
    return tuple(map(build_witness, sigla, (base, *copies)))


if __name__ == "__main__":
    witnesses = generate_witnesses(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
    start = time.perf_counter()
    collation = collate(witnesses, Work("", "", ""))
    seconds = time.perf_counter() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(seconds, megabytes, sum(len(row.variants) for row in collation.rows))
