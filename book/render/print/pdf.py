"""Make the print edition: its sheets are laid out one by one, and joined into one PDF/A-3a and PDF/UA-1 file."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from book.errors import EditionError
from book.model import Edition
from book.render.print.documents import Job, Setting, document_source, folios_source
from book.render.print.engine.tags.finish import finish, link_words
from book.render.print.layout_pool import Extent, Keeps, Lanes, Told
from book.render.print.places import Guess, Placed, place
from book.render.print.rendered import Drawn
from book.render.print.sheets import Sheet
from book.text.plaintext import anchor_names

if TYPE_CHECKING:
    from book.render.print.engine.layout import Press

MOST_ROUNDS = 6
NAMED = (".ttf", ".png")
VARIANT = "pdf/a-3a"
BLANK = Sheet("blank", Markup(""), "", "none", ())

Make = Callable[[Mapping[str, str]], tuple[Sheet, ...]]


@dataclass(frozen=True, slots=True)
class Production:
    """How a file is made: style sheets in order, PDF variant ("" for none), multiple of pages, what is done to it last.

    The file is filled up with blank pages to the multiple; what is `for_paper` alone has no links, bookmarks and structure; `last`
    is given the PDF before it is written.
    """

    styles: tuple[str, ...] = ("print.css",)
    variant: str = VARIANT
    multiple: int = 1
    for_paper: bool = False
    last: Callable[[Any], None] = lambda pdf: None


def render_pdf(
    edition: Edition,
    make: Make,
    files: Mapping[str, bytes],
    production: Production = Production(),
    workers: Sequence[Executor] = (),
    cache: Keeps | None = None,
    told: Told = lambda _: None,
) -> bytes:
    """Make the book. `make` gives the sheets with page numbers filled in; `files` are the style sheets and the fonts by name.

    `workers` are executors of one process each, which lay out sheets besides this one, and `store` has those that were laid out
    before; the bytes do not depend on them. `told` hears of each sheet that is there.
    Raise ProofError for a note that cannot be placed.
    """
    # What a style sheet of the print edition can name: other files of the templates change no page.
    needed = {
        name: content
        for name, content in files.items()
        if name in production.styles or name.endswith(NAMED)
    }
    lanes = Lanes(
        Setting(edition.trim, needed, production.styles, production.variant), workers, cache, told
    )
    try:
        jobs, placed = _settle(edition, make, lanes)
        drawn, folios = _draw(edition, lanes, jobs, placed)
    finally:
        lanes.end()
    parts = [
        drawn[name].under(folios[name]) if (name := sheet.sheet.name) in folios else drawn[name]
        for sheet in placed
    ]
    return _join(edition, lanes.press, placed, parts, production)


def _settle(edition: Edition, make: Make, lanes: Lanes) -> tuple[list[Job], list[Placed]]:
    """Resolve the page map (anchor to page as printed) to a fixed point.

    The sheets are laid out with numbers that are guessed: of them it matters only how many figures they have. Then numbers are
    read from the sheets, and what has other words with them, or another count of figures, is laid out again; meanwhile the others
    are drawn, as they are likely to stay.
    """
    guess = Guess(make({}), edition.trim)
    extents: dict[str, Extent] = {}
    known: dict[str, Job] = {}
    for names in guess.begin():
        jobs = {sheet.name: _job(edition, sheet) for sheet in make(guess.numbers(extents))}
        known |= {name: jobs[name] for name in names}
        extents |= lanes.kept(known.values())
        missing = [known[name] for name in names if name not in extents]
        ahead = (
            partial(_draw_ahead, edition, make, lanes, guess, dict(extents))
            if len(missing) <= len(lanes.workers)
            else None
        )
        extents |= lanes.lay_out((known[name] for name in names), ahead)
    numbers = guess.numbers(extents)
    for _ in range(MOST_ROUNDS):
        sheets = make(numbers)
        jobs = {sheet.name: _job(edition, sheet) for sheet in sheets}
        changed = {
            name
            for name, job in jobs.items()
            if name not in known or job.source != known[name].source
        }
        steady = {name: extent for name, extent in extents.items() if name not in changed}
        ahead = partial(_draw_ahead, edition, make, lanes, guess, steady)
        extents |= lanes.lay_out((job for name, job in jobs.items() if name in changed), ahead)
        known = jobs
        placed = place(sheets, extents)
        found = dict(pair for sheet in placed for pair in sheet.pages)
        if found == numbers:
            return list(jobs.values()), placed
        numbers = found
    raise EditionError(
        "the page numbers of the contents do not settle", remedy="Change the length of a heading."
    )


def _draw_ahead(
    edition: Edition, make: Make, lanes: Lanes, guess: Guess, extents: Mapping[str, Extent]
) -> None:
    """Draw the sheets whose extents are known with the numbers that are likely, if they are laid out for as many figures."""
    sheets = make(guess.numbers(extents))
    jobs = [_job(edition, sheet) for sheet in sheets if sheet.name in extents]
    kept = lanes.kept(jobs)
    _draw(
        edition,
        lanes,
        [job for job in jobs if job.name in kept],
        place(sheets, guess.extents(extents)),
    )


def _draw(
    edition: Edition, lanes: Lanes, jobs: Sequence[Job], placed: Sequence[Placed]
) -> tuple[dict[str, Drawn], dict[str, Drawn]]:
    """Draw sheets with their page numbers, and the folios of those that have some; what is drawn is known from then on."""
    wanted = {job.name for job in jobs}
    folios = (
        _folios(edition, sheet)
        for sheet in placed
        if sheet.sheet.folio != "none" and sheet.sheet.name in wanted
    )
    return lanes.draw(jobs), lanes.draw(folios)


def _job(edition: Edition, sheet: Sheet) -> Job:
    return Job.of(sheet.name, document_source(edition, sheet), sheet.notes)


def _folios(edition: Edition, placed: Placed) -> Job:
    return Job(
        placed.sheet.name,
        folios_source(edition, placed.sheet, placed.start, placed.extent.pages),
        (),
    )


def _join(
    edition: Edition,
    press: "Press",
    placed: list[Placed],
    parts: list[Drawn],
    production: Production,
) -> bytes:
    """Write the sheets in their order, with the blank pages between them and after the last."""
    from book.render.print.engine.draw import draw
    from book.render.print.engine.join import join

    like = press.render(document_source(edition, BLANK))
    blank = draw(like, press.setting.files)
    joined: list[Drawn] = []
    labels: list[tuple[int, str]] = []
    count = 0
    for sheet, part in zip(placed, parts, strict=True):
        if not labels or labels[-1][1] != sheet.series:
            labels.append((count, sheet.series))
        pages = len(part.leaves)
        filling = -(count + pages) % production.multiple if sheet is placed[-1] else pages % 2
        joined += [part, *[blank] * filling]
        count += pages + filling
    notes = {n.id: (edition.labels["note"], n.mark) for n in edition.notes}
    words = link_words(notes, dict(anchor_names(edition.divisions)), edition.labels)

    def last(pdf: Any) -> None:
        finish(pdf, tuple(labels), edition.labels, archival=bool(production.variant))
        production.last(pdf)

    return join(
        like,
        joined,
        press.setting.files,
        production.variant,
        words,
        last,
        for_paper=production.for_paper,
    )
