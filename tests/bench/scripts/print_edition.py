"""Make the PDF of each edition NAME, pickled in FOLDER, in a process that began at BEGAN.

All but the last only fill the cache and warm the workers. Print of the last: seconds, core seconds,
seconds of proof, megabytes of the largest process and of all, pages, notes lost, documents laid
out.
"""

import pickle
import resource
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from book.model import Edition
from book.runtime.workers import start_workers


def render(edition: Edition, folder: Path, workers: Sequence[Executor]) -> tuple[bytes, int]:
    """Return the PDF, and how many documents were laid out for it."""
    from book.render.print.documents import PrintDocuments
    from book.render.print.pdf import render_pdf
    from book.runtime import workspace
    from book.runtime.cache import open_cache

    drawn: list[Any] = []
    content = render_pdf(
        edition,
        PrintDocuments(edition),
        workspace.read_assets(),
        workers=workers,
        cache=open_cache("synthetic", folder),
        on_document=drawn.append,
    )
    return content, sum(not document.kept for document in drawn)


def prove(edition: Edition, content: bytes) -> tuple[float, int, int]:
    """Prove the PDF; return seconds, pages, and notes lost."""
    from book.pipeline.printing import prove_tagged
    from book.verify.proof.prove_print import prove_pdf
    from book.verify.readback.pdf import read_pdf
    from book.verify.readback.speech import read_book

    start = time.time()
    reading = read_pdf(content)
    prove_pdf(edition, reading, "book.pdf")
    prove_tagged(edition, read_book(content), reading, (), "book.pdf")
    seconds = time.time() - start
    lost = sum(note.id not in reading.anchors for note in edition.notes)
    return seconds, len(reading.pages), lost


def measure_usage(others: int) -> tuple[float, float, float]:
    """Return core seconds, and megabytes of the largest process and of all.

    `others` is the number of the other processes, each counted as large as the largest of them.
    """
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    own, other = (usage.ru_maxrss / 1024 for usage in usages)
    cores = sum(usage.ru_utime + usage.ru_stime for usage in usages)
    return cores, max(own, other), own + others * other


def main(began: float, folder: Path, names: list[str]) -> None:
    with start_workers() as workers:
        for number, name in enumerate(names):
            edition = pickle.loads((folder / name).read_bytes())  # noqa: S301  # our own
            began = time.time() if number else began
            content, count = render(edition, folder, workers)
            seconds = time.time() - began
        others = len(workers)
    cores, largest, together = measure_usage(others)
    proof, pages, lost = prove(edition, content)
    print(seconds, cores, proof, largest, together, pages, lost, count)


if __name__ == "__main__":
    main(float(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
