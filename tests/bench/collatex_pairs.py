"""Count the pairs of equal words that our table and CollateX's make of the same paragraphs.

`python -m tests.bench.collatex_pairs PYTHON FILE…` compares the paragraphs of files, one a line;
PYTHON is one that has CollateX. Rows are found by our collation; both get the same words.
"""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from book.collate import collate
from book.collate.lexicon import Lexicon
from book.collate.table import NONE, Column, tabulate
from book.model import Text, Work
from tests.bench.processes import SCRIPTS
from tests.bench.witness_generator import WitnessGenerator, build_witness

WITNESSES, WORDS, RATE = 6, 600, 0.1
Texts = Sequence[tuple[int, ...]]  # of the witnesses of a row, as the numbers of their words


class Score(NamedTuple):
    """The seconds that tables took, and the pairs of equal words in them."""

    seconds: float
    pairs: int

    def __str__(self) -> str:
        return f"{self.pairs:,} pairs of equal words in {self.seconds:.2f} s"


def measure(collatex: str) -> Iterator[str]:
    """Yield the lines of the report on generated witnesses."""
    generator = WitnessGenerator(1)
    base = generator.write(WORDS)
    copies = [generator.copy(base, RATE, 0.0).paragraphs for _ in range(WITNESSES - 1)]
    yield f"{WITNESSES} witnesses of {WORDS} words, an error in each {1 / RATE:.0f} words:"
    yield from compare([base, *copies], collatex)


def compare(witnesses: Sequence[Sequence[str]], collatex: str) -> Iterator[str]:
    """Yield the scores of both for the paragraphs of witnesses."""
    lexicon = Lexicon()
    texts = [build_witness(chr(65 + n), each) for n, each in enumerate(witnesses)]
    rows = list(_rows(texts, lexicon))
    ours, theirs = _score_ours(rows, lexicon), _score_collatex(rows, lexicon, collatex)
    yield f"  ours: {ours}"
    yield f"  CollateX: {theirs}, {theirs.seconds / ours.seconds:,.0f} times as long"


def _rows(texts: Iterable[Text], lexicon: Lexicon) -> Iterator[Texts]:
    for row in collate(tuple(texts), Work("", "", "")).rows:
        joined: dict[str, str] = {}
        for siglum, unit in row.units:
            joined[siglum] = f"{joined.get(siglum, '')} {unit.text}"
        yield [lexicon.encode(text) for text in joined.values()]


def _score_ours(rows: Iterable[Texts], lexicon: Lexicon) -> Score:
    start = time.perf_counter()
    tables = [(tabulate(texts, lexicon.spell), texts) for texts in rows]
    seconds = time.perf_counter() - start
    return Score(seconds, sum(count_pairs(*table) for table in tables))


def _score_collatex(rows: Sequence[Texts], lexicon: Lexicon, collatex: str) -> Score:
    words = [[[lexicon.spell(n) for n in text] for text in texts] for texts in rows]
    command = [collatex, str(SCRIPTS / "collatex_tables.py")]
    given = json.dumps(words)
    result = subprocess.run(command, check=True, input=given, capture_output=True, text=True)
    seconds, tables = json.loads(result.stdout)
    return Score(seconds, sum(map(count_pairs, tables, rows)))


def count_pairs(table: Iterable[Column], texts: Texts) -> int:
    """Return how many pairs of witnesses have the same word in a column, over all columns."""
    pairs = 0
    for column in table:
        cells = zip(texts, column, strict=True)
        counts = Counter(text[index] for text, index in cells if index != NONE)
        pairs += sum(count * (count - 1) // 2 for count in counts.values())
    return pairs


def main(collatex: str, files: Iterable[str]) -> None:
    paragraphs = [Path(file).read_text("utf-8").splitlines() for file in files]
    texts = [[line for line in lines if line.strip()] for lines in paragraphs]
    print(*compare(texts, collatex), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
