"""Set a book of dense notes with the seed SEED, in parts of so many PARAGRAPHS.

MODE is "repaired", or "alone" for the engine without its repairs, when only the guard remains.
Print one line with seconds, layouts, pages and notes; those lost, and those on the page of their
call.
"""

import sys
import time
from collections.abc import Callable

from book.errors import ProofError
from book.model import Edition
from book.render.print.engine import repairs
from book.runtime import workspace
from book.verify.readback.pdf import read_pdf
from tests.bench.synthetic import NoteDensity, synthetic_edition

DENSITY = NoteDensity(words=(3, 150))


def count_layouts() -> Callable[[], int]:
    """Count the layouts from now on; return the function that returns their number."""
    from book.render.print.engine.layout import LayoutEngine

    sources: list[str] = []
    lay_out = LayoutEngine.lay_out

    def lay_out_and_count(engine: LayoutEngine, source: str) -> object:
        sources.append(source)
        return lay_out(engine, source)

    LayoutEngine.lay_out = lay_out_and_count  # type: ignore[assignment, method-assign]
    return lambda: len(sources)


def render(edition: Edition) -> bytes:
    from book.render.print.documents import PrintDocuments
    from book.render.print.pdf import render_pdf

    return render_pdf(edition, PrintDocuments(edition), workspace.read_assets())


def describe(edition: Edition, content: bytes) -> str:
    reading, notes = read_pdf(content), edition.notes
    lost = sum(note.id not in reading.anchors for note in notes)
    same = sum(reading.anchors[f"call-{note.id}"] == reading.anchors[note.id] for note in notes)
    return (
        f"{len(reading.pages)} pages, {len(notes)} notes, {lost} lost, "
        f"{100 * same / len(notes):.1f} % on the page of their call"
    )


def main(seed: int, mode: str, parts: int, paragraphs: int) -> None:
    if mode == "alone":  # before the layout is imported, which applies them
        repairs.apply = lambda: None
    edition = synthetic_edition(seed, parts, paragraphs, DENSITY)
    layouts = count_layouts()
    start = time.perf_counter()
    try:
        content = render(edition)
    except ProofError as error:
        seconds, message = time.perf_counter() - start, str(error).splitlines()[0][:90]
        print(f" no book after {seconds:.1f} s and {layouts()} layouts: {message}")
    else:
        seconds = time.perf_counter() - start
        print(f"{seconds:7.1f} s, {layouts()} layouts, {describe(edition, content)}")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
