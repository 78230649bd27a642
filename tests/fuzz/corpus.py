"""The files that are changed: cases and editions of this repository, and generated documents.

VARIORUM_CORPUS in the environment names further folders, with ":" between them.
"""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from book.runtime import workspace
from tests.fuzz.mutation import OPERATIONS, Document, mutate
from tests.verify.intake.documents import BLOCK_KINDS, RUN_KINDS, RunKind, Sample, WordMaker
from tests.verify.intake.test_samples import WRITERS

FOLDERS = ("tests/clean/cases", "tests/tiny/sources", "sources", "tests/fuzz/seeds")
SUFFIXES = (*WRITERS, ".pdf")
LARGEST = 300_000  # bytes: a larger file would take the time of many


def generated_samples() -> Iterator[Sample]:
    """Yield documents that have every block and every run between them."""
    for first in range(0, len(RUN_KINDS), 3):
        maker = WordMaker()
        title = maker.words(3)
        kinds: list[tuple[RunKind, int]] = [(kind, 2) for kind in RUN_KINDS[first : first + 3]]
        parts = [maker.part(kind, [kinds, [], kinds[:1]]) for kind in BLOCK_KINDS]
        opening, end = (maker.part("paragraph", [[("plain", 3)]]) for _ in range(2))
        yield Sample(title, (opening, *parts, end))


@cache
def corpus() -> Mapping[str, tuple[Document, ...]]:
    """Return the documents by the ends of their names."""
    documents: defaultdict[str, list[Document]] = defaultdict(list)
    folders = [workspace.ROOT / name for name in FOLDERS]
    folders += [Path(name) for name in os.environ.get("VARIORUM_CORPUS", "").split(":") if name]
    for path in (path for folder in folders for path in sorted(folder.rglob("*"))):
        if path.suffix in SUFFIXES and path.stat().st_size < LARGEST:
            documents[path.suffix].append(Document(path.suffix, path.read_bytes()))
    for sample in generated_samples():
        for suffix, write in WRITERS.items():
            documents[suffix].append(Document(suffix, write(sample)))
    documents[".pdf"].append(Document(".pdf", _printed()))
    return {suffix: tuple(found) for suffix, found in documents.items()}


def _printed() -> bytes:
    from tests.read.test_pdf import BOOK, printed

    return printed(BOOK)


def mutated(suffix: str) -> st.SearchStrategy[Document]:
    """Return the strategy for documents of a kind, each changed in some places."""
    originals = st.deferred(lambda: st.sampled_from(corpus()[suffix]))
    return st.builds(mutate, originals, OPERATIONS)
