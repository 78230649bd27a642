"""Lay out the documents of a book until no page number changes."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from book.errors import EditionError
from book.model import Edition
from book.render.print.documents import PrintDocument, Side
from book.render.print.estimate import PageEstimate
from book.render.print.html_source import document_source, folios_source
from book.render.print.layout_cache import Extent
from book.render.print.layout_job import LayoutJob
from book.render.print.layout_pool import LayoutPool
from book.render.print.placement import PlacedDocument, is_left, numbers_of, place_documents
from book.render.print.rendered import RenderedDocument

MOST_ROUNDS = 6

DocumentsWithNumbers = Callable[[Mapping[str, str]], tuple[PrintDocument, ...]]


class BookLayout:
    """The layout of a book: its documents are laid out with estimated page numbers, then real ones.

    Of an estimate only the count of digits matters. Real numbers are read from the laid-out pages;
    what has other words with them, or another count of digits, is laid out again. Meanwhile the
    other documents are drawn, as they are likely to stay.
    """

    def __init__(self, edition: Edition, documents: DocumentsWithNumbers, pool: LayoutPool) -> None:
        self.edition, self.documents, self.pool = edition, documents, pool
        self.estimate = PageEstimate(documents({}), edition)
        self.jobs: dict[str, LayoutJob] = {}
        self.extents: dict[str, Extent] = {}
        self.sides: dict[str, Side] = {}

    def settle(self) -> list[PlacedDocument]:
        """Return the documents in their places when the page numbers are a fixed point.

        Raise EditionError if they are none after six rounds.
        """
        for names in self.estimate.layout_order():
            self._lay_out_estimated(names)
        numbers = self.estimate.numbers(self.extents)
        for _ in range(MOST_ROUNDS):
            placed = self._lay_out_changed(numbers)
            resulting = numbers_of(placed)
            if resulting == numbers and _sides(placed) == self.sides:
                return placed
            numbers = resulting
        raise EditionError(
            f"the page numbers do not settle: they still change after {MOST_ROUNDS} layouts",
            remedy="Lengthen or shorten a heading, so that the pages break elsewhere.",
        )

    def draw(
        self, placed: Sequence[PlacedDocument]
    ) -> tuple[dict[str, RenderedDocument], dict[str, RenderedDocument]]:
        """Return the documents as they are drawn, and the folios of those that have some."""
        return self._draw(tuple(self.jobs.values()), placed)

    def _lay_out_estimated(self, names: Collection[str]) -> None:
        documents = self.documents(self.estimate.numbers(self.extents))
        jobs = self._jobs_by_name(self._place(documents, self.extents))
        self.jobs |= {name: jobs[name] for name in names}
        self.extents |= self.pool.kept_extents(self.jobs.values())
        missing = sum(name not in self.extents for name in names)
        # With more to do than there are workers, this process lays out too.
        ahead = partial(self._draw_ahead, dict(self.extents))
        meanwhile = ahead if missing <= len(self.pool.workers) else None
        self.extents |= self.pool.lay_out((self.jobs[name] for name in names), meanwhile)

    def _lay_out_changed(self, numbers: Mapping[str, str]) -> list[PlacedDocument]:
        """Lay out the documents that change with these numbers, and return all in their places."""
        documents = self.documents(numbers)
        placed = self._place(documents, self.extents)
        self.sides, jobs = _sides(placed), self._jobs_by_name(placed)
        changed = {name: job for name, job in jobs.items() if self._is_changed(job)}
        steady = {name: extent for name, extent in self.extents.items() if name not in changed}
        self.extents |= self.pool.lay_out(changed.values(), partial(self._draw_ahead, steady))
        self.jobs = jobs
        return place_documents(documents, self.extents)

    def _is_changed(self, job: LayoutJob) -> bool:
        known = self.jobs.get(job.name)
        return known is None or known.key != job.key

    def _draw_ahead(self, extents: Mapping[str, Extent]) -> None:
        """Draw the documents of these extents with the numbers that are likely.

        Only those are drawn that are laid out for numbers of as many digits.
        """
        placed = self._place(self.documents(self.estimate.numbers(extents)), extents)
        jobs = [self._job(place.laid_out) for place in placed if place.document.name in extents]
        kept = self.pool.kept_extents(jobs)
        self._draw([job for job in jobs if job.name in kept], placed)

    def _draw(
        self, jobs: Sequence[LayoutJob], placed: Iterable[PlacedDocument]
    ) -> tuple[dict[str, RenderedDocument], dict[str, RenderedDocument]]:
        names = {job.name for job in jobs}
        folios = [
            self._folios_job(place)
            for place in placed
            if place.document.folio != "none" and place.document.name in names
        ]
        return self.pool.draw(jobs), self.pool.draw(folios)

    def _place(
        self, documents: Sequence[PrintDocument], extents: Mapping[str, Extent]
    ) -> list[PlacedDocument]:
        return place_documents(documents, self.estimate.all_extents(extents))

    def _jobs_by_name(self, placed: Iterable[PlacedDocument]) -> dict[str, LayoutJob]:
        return {place.document.name: self._job(place.laid_out) for place in placed}

    def _job(self, document: PrintDocument) -> LayoutJob:
        source = document_source(self.edition, document)
        job = LayoutJob.from_html(document.name, source, document.note_anchors)
        if document.facing is None:
            return job
        facing = self._job(document.facing)
        return job.beside(facing, document.passages)

    def _folios_job(self, placed: PlacedDocument) -> LayoutJob:
        side: Side = "left" if is_left(placed.start) else "right"
        document = replace(placed.document, opens=side)
        source = folios_source(self.edition, document, placed.start, placed.extent.pages)
        return LayoutJob(document.name, source, ())


def _sides(placed: Iterable[PlacedDocument]) -> dict[str, Side]:
    return {place.document.name: place.laid_out.opens for place in placed}
