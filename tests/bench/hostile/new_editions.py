"""Hostile files that a new edition is to be made of: those of the other rows, and many at once."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from tests.bench.hostile.marked import png
from tests.bench.hostile.row import PROSE, Files, HostileInput

PICTURES = 2_000


def new_editions(rows: Iterable[HostileInput]) -> Iterator[HostileInput]:
    """Yield a new edition of each file that is hostile by itself, without any settings."""
    for row in rows:
        if not (row.settings or row.witness or row.witnesses) and row.task == "collate":
            refused = row.refused.replace("sources/hostile/", "")
            yield replace(row, name=f"new: {row.name}", refused=refused, task="new")


def _many(count: int) -> Files:
    return {f"w{n}.txt": PROSE.encode() for n in range(count)}


def _page_of_pictures() -> Files:
    pictures = {f"p{n}.png": png(8) for n in range(PICTURES)}
    shown = "".join(f'<img src="{name}" alt="A boat">' for name in pictures)
    return {"a.html": f"<html><body><p>{PROSE}</p>{shown}</body></html>".encode(), **pictures}


MANY = (
    HostileInput(
        "new: 10,000 files",
        partial(_many, 10_000),
        r"an edition of 10,000 files",
        "new",
        witnesses=tuple(f"w{n}.txt" for n in range(10_000)),
    ),
    HostileInput("new: a page with 2,000 pictures beside it", _page_of_pictures, task="new"),
    HostileInput(
        "new: a file of 200 MB",
        lambda: {"a.txt": b"The boat. " * 20_000_000},
        r"a\.txt: this file has 200,000,000 bytes",
        "new",
    ),
)
