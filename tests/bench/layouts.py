"""Time the print edition of long books beside WeasyPrint alone on the same HTML: in one run, as machines differ and are shared.

Each figure is that of a whole process. The books are made up: about three notes a page, a reference to another page in every
third paragraph, contents, index. WeasyPrint alone gets one document with its own page references (`target-counter`).
"""

import math
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from book.model import Edition, Paragraph, Plain
from book.runtime import workspace
from book.verify.readback.pdf import read_pdf
from tests.bench import peers
from tests.bench.synthetic import synthetic_edition
from tests.bench.weasyprint_alone import ALONE, one_document

PARAGRAPHS = 40  # a part
MENTIONS = 6  # of each name in the index, which has some two names for three pages
PAGES, OTHERS = (
    10,
    8,
)  # a part of so many paragraphs has so many pages with its notes; front and back matter
PLACES = {"note": 1 / 2, "word": 2 / 3}  # of the book
COLD = "this program, cold"

OURS = """
import pickle, resource, sys, time
from pathlib import Path
from book.runtime.workers import start_workers
if __name__ == "__main__":
    with start_workers() as workers:
        from book.runtime import workspace
        from book.render.print.documents import PrintDocuments
        from book.runtime.cache import open_cache
        began, root, laid = float(sys.argv[1]), Path(sys.argv[2]), []

        def make(edition):
            from book.render.print.pdf import render_pdf
            laid.clear()
            cache = open_cache("synthetic", root)
            return render_pdf(edition, PrintDocuments(edition), workspace.read_assets(), workers=workers, cache=cache, on_document=laid.append)

        for number, name in enumerate(sys.argv[3:]):
            edition = pickle.loads((root / name).read_bytes())
            began = time.time() if number else began
            content = make(edition)
            done = time.time()
        others = len(workers)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cores, (own, other) = sum(u.ru_utime + u.ru_stime for u in used), (u.ru_maxrss / 1024 for u in used)
    from book.verify.proof.prove_print import prove_pdf
    from book.verify.proof.prove_speech import prove_speech
    from book.verify.readback.pdf import read_pdf
    from book.verify.readback.speech import read_speech
    begin = time.time()
    reading = read_pdf(content)
    prove_pdf(edition, reading, "book.pdf")
    prove_speech(edition, read_speech(content), reading, "book.pdf")
    proof = time.time() - begin
    lost = sum(note.id not in reading.anchors for note in edition.notes)
    made = sum(not sheet.kept for sheet in laid)
    print(done - began, cores, proof, max(own, other), own + others * other, len(reading.pages), lost, made)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """A process that has ended.

    Seconds until the file was there, what all cores together worked for it, and the seconds of one core to prove it; megabytes at
    most, of the largest process and of all together; what was made: pages, notes that are not in it, documents laid out.
    """

    seconds: float
    cores: float
    proof: float
    largest: float
    together: float
    pages: int
    lost: int
    made: int


def edition(parts: int) -> Edition:
    """Make a book of so many parts."""
    names = parts * PARAGRAPHS // MENTIONS
    return synthetic_edition(
        parts=parts,
        paragraphs=PARAGRAPHS,
        references=1 / 3,
        names=names,
    )


def edited(book: Edition, edit: str) -> Edition:
    """Turn round a word of a note ("note", "word": of another), or make its first paragraph two pages longer ("pages")."""
    if edit in PLACES:
        at = int(len(book.notes) * PLACES[edit])
        note = book.notes[at]
        text, *others = note.inlines
        assert isinstance(text, Plain)
        word, space, rest = text.text.partition(" ")
        turned = replace(note, inlines=(Plain(word[::-1] + space + rest), *others))
        return replace(book, notes=(*book.notes[:at], turned, *book.notes[at + 1 :]))
    if edit == "pages":
        at = next(
            number for number, division in enumerate(book.divisions) if division.kind == "part"
        )
        part = book.divisions[at]
        section = part.divisions[0]
        first, *blocks = section.blocks
        assert isinstance(first, Paragraph)
        longer = replace(
            first, inlines=(*first.inlines, Plain(" And so on, page after page." * 130))
        )
        part = replace(
            part, divisions=(replace(section, blocks=(longer, *blocks)), *part.divisions[1:])
        )
        return replace(book, divisions=(*book.divisions[:at], part, *book.divisions[at + 1 :]))
    return book


def measure(sizes: tuple[int, ...]) -> Iterator[str]:
    """Give a table, line by line, of books of about so many pages."""
    yield " pages  what was run                seconds   ratio  core-s   ratio  proof  MB, largest  in all  lost  laid out"
    cold: list[Run] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            for name, run, alone in _runs(max(1, round((size - OTHERS) / PAGES)), Path(folder)):
                cold += [run] if name == COLD else []
                ratios = f"{run.seconds:8.1f} {run.seconds / alone.seconds:7.3f} {run.cores:7.1f} {run.cores / alone.cores:7.3f}"
                rest = (
                    f" {run.proof:6.1f} {run.largest:12.0f} {run.together:7.0f} {run.lost:5} {run.made:9}"
                    if run.largest
                    else ""
                )
                yield f"{run.pages:6}  {name:26} {ratios}{rest}"
    if len(cold) > 1:
        first, last = cold[0], cold[-1]
        growth = math.log(last.cores / first.cores) / math.log(last.pages / first.pages)
        yield f"from {first.pages} to {last.pages} pages the work for a cold build grows with the pages to the power of {growth:.2f}"


# Name, and the editions that are made one after the other in one process; the last is timed.
RUNS = (
    (COLD, ("",)),
    ("nothing changed", ("",)),
    ("a word of a note", ("note",)),
    ("two pages more at first", ("pages",)),
    ("a word, in one process", ("", "word")),
)


def _runs(parts: int, folder: Path) -> Iterator[tuple[str, Run, Run]]:
    """Run WeasyPrint alone, and this program cold, with nothing changed, and after edits; give each beside the first."""
    book = edition(parts)
    html, style, notes = one_document(book, folder)
    for edit in {edit for _, edits in RUNS for edit in edits}:
        (folder / f"edition{edit}").write_bytes(pickle.dumps(edited(book, edit)))
    for name, source in (("alone.py", ALONE), ("ours.py", OURS)):
        (folder / name).write_text(source)
    alone = _run(folder / "alone.py", html, style, notes)
    yield "WeasyPrint alone", alone, alone
    for name, edits in RUNS:
        yield name, _run(folder / "ours.py", folder, *(f"edition{edit}" for edit in edits)), alone
    for name, command, path in peers.commands(book, html, sys.executable):
        if found := peers.run(command):
            seconds, cores = found
            yield (
                name,
                Run(seconds, cores, 0, 0, 0, len(read_pdf(path.read_bytes()).pages), 0, 0),
                alone,
            )


def _run(*command: object) -> Run:
    script, *arguments = map(str, command)
    environment = os.environ | {
        "PYTHONPATH": str(workspace.ROOT),
        "FONTCONFIG_FILE": str(workspace.ROOT / "templates/fonts/fonts.conf"),
    }
    done = subprocess.run(
        [sys.executable, script, str(time.time()), *arguments],
        check=True,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    seconds, cores, proof, largest, together, *counts = map(float, done.stdout.split())
    return Run(seconds, cores, proof, largest, together, *map(int, counts))
