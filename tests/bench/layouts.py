"""Time the print edition of long books beside WeasyPrint alone on the same HTML.

Each figure is that of a whole process, and they run in turn, as machines differ and are shared.
The books are generated: about three notes a page, a reference to another page in every third
paragraph, contents, index. WeasyPrint alone gets one document with its own page references
(`target-counter`).
"""

import math
import pickle
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from book.model import Division, Edition, Paragraph, Plain
from book.verify.readback.pdf import read_pdf
from tests.bench import peers
from tests.bench.one_document import write_one_document
from tests.bench.processes import SCRIPTS, run_script
from tests.bench.synthetic import synthetic_edition

PARAGRAPHS = 40  # a part
MENTIONS = 6  # of each name in the index, which has about two names for three pages
PAGES_PER_PART = 10  # with its notes
OTHER_PAGES = 8  # front and back matter
EDITED_NOTES = {"note": 1 / 2, "word": 2 / 3}  # by the edit: the note's place in the book
LONGER = Plain(" And so on, page after page." * 130)
COLD = "this program, cold"
HEADER = (
    " pages  what was run                seconds   ratio  core-s   ratio"
    "  proof  MB, largest  in all  lost  laid out"
)
# Each name with the editions that are made one after the other in one process; the last is timed.
RUNS = (
    (COLD, ("",)),
    ("nothing changed", ("",)),
    ("a word of a note", ("note",)),
    ("two pages more at first", ("pages",)),
    ("a word, in one process", ("", "word")),
)


@dataclass(frozen=True, slots=True)
class LayoutRun:
    """A process that has ended.

    It took seconds until the file was written, core seconds of all processes, and seconds to prove
    the file; and megabytes at most, of the largest process and of all. The file has so many pages,
    lacks so many notes, and took so many layouts of documents.
    """

    seconds: float
    cores: float
    proof: float
    largest: float
    together: float
    pages: int
    lost: int
    layouts: int


def measure(sizes: tuple[int, ...]) -> Iterator[str]:
    """Yield the lines of a table, for books of about so many pages."""
    yield HEADER
    cold: list[LayoutRun] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            for name, run, alone in _runs(_parts_for(size), Path(folder)):
                cold += [run] if name == COLD else []
                yield _row(name, run, alone)
    if len(cold) > 1:
        yield _growth(cold[0], cold[-1])


def _parts_for(pages: int) -> int:
    """Return the number of parts of a book of about so many pages.

    >>> _parts_for(25), _parts_for(400)
    (2, 39)
    """
    return max(1, round((pages - OTHER_PAGES) / PAGES_PER_PART))


def _row(name: str, run: LayoutRun, alone: LayoutRun) -> str:
    row = (
        f"{run.pages:6}  {name:26} {run.seconds:8.1f} {run.seconds / alone.seconds:7.3f}"
        f" {run.cores:7.1f} {run.cores / alone.cores:7.3f}"
    )
    if not run.largest:  # another program, whose memory is not measured
        return row
    memory = f"{run.largest:12.0f} {run.together:7.0f}"
    return f"{row} {run.proof:6.1f} {memory} {run.lost:5} {run.layouts:9}"


def _growth(first: LayoutRun, last: LayoutRun) -> str:
    power = math.log(last.cores / first.cores) / math.log(last.pages / first.pages)
    return (
        f"from {first.pages} to {last.pages} pages the work for a cold build grows"
        f" with the pages to the power of {power:.2f}"
    )


def _runs(parts: int, folder: Path) -> Iterator[tuple[str, LayoutRun, LayoutRun]]:
    """Yield the name of each run and the run, with that of WeasyPrint alone, which is first.

    This program runs cold, with nothing changed, and after edits; then other programs run.
    """
    edition = generate_edition(parts)
    html, style, notes = write_one_document(edition, folder)
    _write_edited(edition, folder)
    alone = _run("weasyprint_alone.py", html, style, notes)
    yield "WeasyPrint alone", alone, alone
    for name, edits in RUNS:
        names = (f"edition{edit}" for edit in edits)
        yield name, _run("print_edition.py", folder, *names), alone
    for name, run in _run_peers(edition, html):
        yield name, run, alone


def _write_edited(edition: Edition, folder: Path) -> None:
    """Write the edition as changed by each edit."""
    for edit in {edit for _, edits in RUNS for edit in edits}:
        (folder / f"edition{edit}").write_bytes(pickle.dumps(edit_edition(edition, edit)))


def _run(script: str, *arguments: object) -> LayoutRun:
    output = run_script(SCRIPTS / script, time.time(), *arguments)
    seconds, cores, proof, largest, together, *counts = map(float, output.split())
    return LayoutRun(seconds, cores, proof, largest, together, *map(int, counts))


def _run_peers(edition: Edition, html: Path) -> Iterator[tuple[str, LayoutRun]]:
    for name, command, path in peers.commands(edition, html, sys.executable):
        if times := peers.run(command):
            pages = len(read_pdf(path.read_bytes()).pages)
            yield name, LayoutRun(*times, 0, 0, 0, pages, 0, 0)


def generate_edition(parts: int) -> Edition:
    """Return a book of so many parts."""
    return synthetic_edition(
        parts=parts,
        paragraphs=PARAGRAPHS,
        references=1 / 3,
        names=parts * PARAGRAPHS // MENTIONS,
    )


def edit_edition(edition: Edition, edit: str) -> Edition:
    """Return the edition as changed by an edit.

    "note" and "word" reverse a word, each of another note; "pages" makes the first paragraph about
    two pages longer; "" changes nothing.
    """
    if edit in EDITED_NOTES:
        return _edit_note(edition, int(len(edition.notes) * EDITED_NOTES[edit]))
    return _lengthen_first_part(edition) if edit == "pages" else edition


def _edit_note(edition: Edition, index: int) -> Edition:
    notes = list(edition.notes)
    text, *others = notes[index].inlines
    assert isinstance(text, Plain)
    word, space, rest = text.text.partition(" ")
    reversed_word = Plain(word[::-1] + space + rest)
    notes[index] = replace(notes[index], inlines=(reversed_word, *others))
    return replace(edition, notes=tuple(notes))


def _lengthen_first_part(edition: Edition) -> Edition:
    divisions = list(edition.divisions)
    index = next(i for i, division in enumerate(divisions) if division.kind == "part")
    section, *others = divisions[index].divisions
    sections = (_lengthen(section), *others)
    divisions[index] = replace(divisions[index], divisions=sections)
    return replace(edition, divisions=tuple(divisions))


def _lengthen(section: Division) -> Division:
    first, *blocks = section.blocks
    assert isinstance(first, Paragraph)
    longer = replace(first, inlines=(*first.inlines, LONGER))
    return replace(section, blocks=(longer, *blocks))
