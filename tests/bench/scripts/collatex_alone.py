"""Collate the text on stdin against itself with CollateX; print seconds."""

import sys
import time

from collatex import Collation, collate  # type: ignore[import-not-found]

if __name__ == "__main__":
    text = sys.stdin.read()
    collation = Collation()
    collation.add_plain_witness("A", text)
    collation.add_plain_witness("B", text)
    start = time.perf_counter()
    collate(collation)
    print(time.perf_counter() - start)
