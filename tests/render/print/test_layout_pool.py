"""Documents laid out in several processes: the same bytes, and the same errors."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from multiprocessing import get_context

import pytest

from book.errors import EditionError, ProofError
from book.model import Edition
from book.render.print.documents import PrintDocument, PrintDocuments
from book.render.print.layout_job import LayoutSettings
from book.render.print.layout_pool import LayoutPool
from book.render.print.pdf import PdfOptions, render_pdf
from book.runtime import workspace
from book.runtime.workers import InlineExecutor
from tests.render.print.books import edition_of

SHARED = PdfOptions(characters_per_worker=1)  # even a short book is shared


@contextmanager
def processes(count: int) -> Iterator[list[Executor]]:
    with ExitStack() as stack:
        pools = (ProcessPoolExecutor(1, get_context("spawn")) for _ in range(count))
        yield [stack.enter_context(pool) for pool in pools]


def digest(edition: Edition, workers: Sequence[Executor] = ()) -> str:
    documents, assets = PrintDocuments(edition), workspace.read_assets()
    content = render_pdf(edition, documents, assets, SHARED, workers)
    return hashlib.sha256(content).hexdigest()


def test_a_worker_changes_no_byte_and_its_errors_are_raised() -> None:
    edition = edition_of(4, 3, 0)
    documents = PrintDocuments(edition)

    def with_lost_note(numbers: Mapping[str, str]) -> tuple[PrintDocument, ...]:
        return tuple(
            replace(d, note_anchors=(*d.note_anchors, "note-of-none")) for d in documents(numbers)
        )

    with processes(1) as workers:
        assert digest(edition, workers) == digest(edition)
        with pytest.raises(ProofError, match="loses the notes note-of-none"):
            render_pdf(edition, with_lost_note, workspace.read_assets(), SHARED, workers)
        assert workers[0].submit(len, "still there").result() == 11


@pytest.mark.slow
def test_any_number_of_workers_gives_the_same_bytes() -> None:
    edition = edition_of(9, 10, 0)
    with processes(4) as workers:
        digests = {digest(edition, workers[:count]) for count in (0, 2, 4)}
    assert len(digests) == 1


@pytest.mark.parametrize(
    ("jobs", "characters", "workers"), [(9, 0, 1), (9, 10, 1), (9, 20, 2), (9, 90, 3), (1, 90, 1)]
)
def test_workers_are_used_where_they_pay(jobs: int, characters: int, workers: int) -> None:
    """The first is started in any case."""
    settings = LayoutSettings(edition_of(1, 1).trim, workspace.read_assets(), ("print.css",), "")
    executors = [InlineExecutor() for _ in range(3)]
    pool = LayoutPool(settings, executors, characters_per_worker=10)
    assert len(pool.workers_for(jobs, characters)) == workers


def test_what_a_rendered_page_cannot_carry_is_an_error() -> None:
    edition, assets = edition_of(1, 1, 0), workspace.read_assets()
    assets["print.css"] += b"p { opacity: .5 }"
    with pytest.raises(EditionError, match="transparent groups"):
        render_pdf(edition, PrintDocuments(edition), assets)
