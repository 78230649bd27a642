"""Make the print edition: its sheets are laid out one by one, and joined into one PDF/A-3a and PDF/UA-1 file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from book.errors import EditionError
from book.model import Edition
from book.plain import anchor_names
from book.print.drawn import Drawn, draw, join
from book.print.lanes import Keeps, Lanes
from book.print.layout import MOST_ROUNDS, Job, Press, document_source, folios_source
from book.print.sheets import Sheet
from book.print.tags import finish
from book.typography import roman

VARIANT = "pdf/a-3a"
BLANK = Sheet("blank", Markup(""), "", "none", ())

Make = Callable[[Mapping[str, str]], tuple[Sheet, ...]]


@dataclass(frozen=True, slots=True)
class Production:
    """How a file is made: style sheets in order, PDF variant ("" for none), multiple of pages, what is done to it last.

    The file is filled up with blank pages to the multiple; `last` is given WeasyPrint's PDF before it is written.
    """

    styles: tuple[str, ...] = ("print.css",)
    variant: str = VARIANT
    multiple: int = 1
    last: Callable[[Any], None] = lambda pdf: None


@dataclass(frozen=True, slots=True)
class Placed:
    """A sheet in the book: the number of its first page, its pages."""

    sheet: Sheet
    start: int
    drawn: Drawn

    @property
    def series(self) -> str:
        """Pages are counted in two series: roman up to the text, arabic from it on. The cover's are not counted."""
        return "cover" if self.sheet.name == "cover" else "arabic" if self.sheet.folio == "arabic" else "roman"

    @property
    def pages(self) -> Iterator[tuple[str, str]]:
        """Give its anchors, each with its page as printed."""
        for anchor, index in self.drawn.anchors.items():
            number = self.start + index
            yield anchor, roman(number) if self.sheet.folio == "roman" else str(number)


class Guess(Mapping[str, str]):
    """Says of each anchor that it is on page 88: most numbers have two figures, and so the lines are nearly those of the end."""

    def __getitem__(self, _: str) -> str:
        return "88"

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def render_pdf(
    edition: Edition,
    make: Make,
    files: Mapping[str, bytes],
    production: Production = Production(),
    workers: Sequence[Executor] = (),
    store: Keeps | None = None,
) -> bytes:
    """Make the book. `make` gives the sheets with page numbers filled in; `files` are the style sheets and the fonts by name.

    `workers` are executors of one process each, which lay out sheets besides this one, and `store` has those that were laid out
    before; the bytes do not depend on them.
    Raise ProofError for a note that cannot be placed.
    """
    press = Press(edition.trim, files, production.styles, production.variant)
    lanes = Lanes(press, workers, store)
    try:
        placed = _settle(edition, make, lanes)
        folios = lanes.make(_folios(edition, sheet) for sheet in placed if sheet.sheet.folio != "none")
    finally:
        lanes.end()
    drawn = [sheet.drawn.under(folios[name]) if (name := sheet.sheet.name) in folios else sheet.drawn for sheet in placed]
    return _join(edition, press, placed, drawn, production)


def _settle(edition: Edition, make: Make, lanes: Lanes) -> list[Placed]:
    """Resolve the page map (anchor to page as printed) to a fixed point.

    The sheets are laid out, the numbers read from them, and what holds a number that changed is laid out again. In the first
    round nothing is known, and each number is a guess; sheets that hold numbers are drafts.
    """
    numbers: Mapping[str, str] = Guess()
    without = {sheet.name: sheet.body for sheet in make({})}
    known: dict[str, Job] = {}
    drawn: dict[str, Drawn] = {}
    for _ in range(MOST_ROUNDS):
        sheets = make(numbers)
        guessed = {sheet.name for sheet in sheets if isinstance(numbers, Guess) and sheet.body != without[sheet.name]}
        jobs = {s.name: Job(s.name, document_source(edition, s), s.notes, s.name in guessed) for s in sheets}
        drawn |= lanes.make(job for job in jobs.values() if known.get(job.name) != job)
        known = jobs
        placed = _place(sheets, drawn)
        found = dict(pair for sheet in placed for pair in sheet.pages)
        if found == numbers:
            return placed
        numbers = found
    raise EditionError("the page numbers of the contents do not settle", remedy="Change the length of a heading.")


def _place(sheets: tuple[Sheet, ...], drawn: Mapping[str, Drawn]) -> list[Placed]:
    """Count the pages: a sheet begins on a right-hand page, after a blank one if need be."""
    placed: list[Placed] = []
    counts = {"cover": 1, "roman": 1, "arabic": 1}
    for sheet in sheets:
        found = Placed(sheet, 1, drawn[sheet.name])
        placed.append(replace(found, start=counts[found.series]))
        counts[found.series] += len(found.drawn.leaves) + len(found.drawn.leaves) % 2
    return placed


def _folios(edition: Edition, placed: Placed) -> Job:
    return Job(placed.sheet.name, folios_source(edition, placed.sheet, placed.start, len(placed.drawn.leaves)), ())


def _join(edition: Edition, press: Press, placed: list[Placed], parts: list[Drawn], production: Production) -> bytes:
    """Write the sheets in their order, with the blank pages between them and after the last."""
    like = press.render(document_source(edition, BLANK))
    blank = draw(like, press.assets.files)
    joined: list[Drawn] = []
    labels: list[tuple[int, str]] = []
    count = 0
    for sheet, part in zip(placed, parts, strict=True):
        if not labels or labels[-1][1] != sheet.series:
            labels.append((count, sheet.series))
        pages = len(part.leaves)
        fill = -(count + pages) % production.multiple if sheet is placed[-1] else pages % 2
        joined += [part, *[blank] * fill]
        count += pages + fill
    notes = {n.id: (edition.words["note"], n.mark) for n in edition.notes}
    names = dict(anchor_names(edition.divisions))

    def last(pdf: Any) -> None:
        finish(pdf, tuple(labels), notes, names, edition.words, archival=bool(production.variant))
        production.last(pdf)

    return join(like, joined, press.assets.files, production.variant, last)
