"""Collate the text on stdin against itself with CollateX; print seconds."""

import sys
import time


def main(text: str) -> None:
    from collatex import Collation, collate  # type: ignore[import-not-found]  # by another Python

    collation = Collation()
    collation.add_plain_witness("A", text)
    collation.add_plain_witness("B", text)
    start = time.perf_counter()
    collate(collation)
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main(sys.stdin.read())
