"""The print edition laid out in several processes: the same bytes, and the same faults told."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from multiprocessing import get_context

import pytest

from book.errors import EditionError, ProofError
from book.model import Edition
from book.render.print import layout_pool
from book.render.print.documents import PrintDocument, render_documents
from book.render.print.layout_job import LayoutSettings
from book.render.print.pdf import render_pdf
from book.runtime import workers as workers_module
from book.runtime import workspace
from book.runtime.workers import InlineExecutor
from tests.bench.synthetic import synthetic_edition


@contextmanager
def workers(count: int) -> Iterator[list[Executor]]:
    with ExitStack() as stack:
        yield [
            stack.enter_context(ProcessPoolExecutor(1, get_context("spawn"))) for _ in range(count)
        ]


def small_edition(parts: int, paragraphs: int) -> Edition:
    return synthetic_edition(parts=parts, paragraphs=paragraphs)


def digest(edition: Edition, others: list[Executor]) -> str:
    content = render_pdf(
        edition,
        lambda numbers: render_documents(edition, numbers),
        workspace.read_assets(),
        workers=others,
    )
    return hashlib.sha256(content).hexdigest()


def test_a_book_has_the_same_bytes_with_a_worker_and_without_and_its_faults_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edition = small_edition(4, 3)
    wanted = digest(edition, [])
    monkeypatch.setattr(layout_pool, "CHARACTERS_PER_WORKER", 1)  # even so short a book is shared
    with workers(1) as others:
        assert digest(edition, others) == wanted

        def spoilt(numbers: Mapping[str, str]) -> tuple[PrintDocument, ...]:
            return tuple(
                replace(document, note_anchors=(*document.note_anchors, "note-of-none"))
                for document in render_documents(edition, numbers)
            )

        with pytest.raises(ProofError, match="loses the notes note-of-none"):
            render_pdf(edition, spoilt, workspace.read_assets(), workers=others)
        assert others[0].submit(len, "still there").result() == 11


@pytest.mark.slow
@pytest.mark.parametrize("count", [2, 4])
def test_a_book_has_the_same_bytes_with_any_number_of_workers(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = small_edition(9, 30)
    monkeypatch.setattr(layout_pool, "CHARACTERS_PER_WORKER", 1)
    with workers(count) as others:
        assert digest(edition, others) == digest(edition, [])


def test_workers_are_taken_for_long_books_but_one_that_is_there_already() -> None:
    others = [InlineExecutor() for _ in range(3)]
    pool = layout_pool.LayoutPool(
        LayoutSettings(small_edition(1, 1).trim, workspace.read_assets(), ("print.css",), ""),
        others,
    )
    assert [
        len(pool.workers_for(9, layout_pool.CHARACTERS_PER_WORKER * length))
        for length in (0, 1, 2, 9)
    ] == [
        1,
        1,
        2,
        3,
    ]
    assert len(pool.workers_for(1, layout_pool.CHARACTERS_PER_WORKER * 9)) == 1


def test_what_a_drawn_sheet_cannot_carry_is_refused() -> None:
    edition = small_edition(1, 1)
    assets = workspace.read_assets()
    assets["print.css"] += b"p { opacity: .5 }"
    with pytest.raises(EditionError, match="transparent groups"):
        render_pdf(edition, lambda numbers: render_documents(edition, numbers), assets)


def test_an_import_in_a_thread_gives_way_to_one_that_waits_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """CPython tells one of two threads of a deadlock; `html`, in which it was seen, is imported before there are two."""

    def deadlock(_: str) -> None:
        raise RuntimeError("deadlock detected by _ModuleLock('html')")

    monkeypatch.setattr(workers_module, "import_module", deadlock)
    workers_module._import_if_possible()
    with pytest.raises(RuntimeError):
        workers_module.import_slow_modules()
    script = "import sys, book.runtime.workers; sys.exit('html.entities' not in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", script], cwd=workspace.ROOT, check=False).returncode
        == 0
    )
