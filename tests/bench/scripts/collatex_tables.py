"""Collate rows on stdin with CollateX: for each, the words of its witnesses, as JSON.

Print seconds and the tables: their columns, with the index of each witness's word or -1.
"""

import json
import sys
import time


def main(rows: list[list[list[str]]]) -> None:
    from collatex import collate  # type: ignore[import-not-found]  # by another Python

    seconds, tables = 0.0, []
    for texts in rows:
        witnesses = [
            {"id": f"W{n}", "tokens": [{"t": w, "n": w, "i": i} for i, w in enumerate(text)]}
            for n, text in enumerate(texts)
        ]
        start = time.perf_counter()
        found = json.loads(collate({"witnesses": witnesses}, output="json", segmentation=False))
        seconds += time.perf_counter() - start
        order = [found["witnesses"].index(witness["id"]) for witness in witnesses]
        lines = [[cell[0]["i"] if cell else -1 for cell in found["table"][n]] for n in order]
        tables.append(list(zip(*lines, strict=True)))
    print(json.dumps([seconds, tables]))


if __name__ == "__main__":
    main(json.load(sys.stdin))
