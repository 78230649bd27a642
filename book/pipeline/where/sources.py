"""Find words in the witnesses, and what became of their lines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from book.model import Account, Collation, Entry, Text, Trace, TracedPiece, line_texts
from book.pipeline.where.columns import FileColumns
from book.pipeline.where.pages import PublishedPages
from book.pipeline.where.printed import PrintedPassage, PrintedWords
from book.pipeline.where.streams import Hit, Stream, StreamPiece
from book.source.witness_files import WitnessFile
from book.text.typography import fold, xml_id

PLACED = ("printed", "same", "variant")


@dataclass(frozen=True)
class BookPlaces:
    """Where the book has its words: what is printed, the anchor of each place, and the pages."""

    printed: PrintedWords
    anchors: Mapping[str, str]
    pages: PublishedPages

    def page(self, passage: PrintedPassage) -> str:
        """Return the page of a passage, "" if it is not known."""
        place = str(passage.row.place)
        anchor = self.anchors.get(place) or self.anchors.get(xml_id(f"p {place}"), "")
        if anchor.startswith("call-"):
            return self.pages.of_anchor(anchor)
        return self.pages.of_words(anchor, fold(passage.row.text), passage.offset)


class TracedWitness:
    """A witness that can be searched, and whose lines can be followed."""

    def __init__(
        self, slug: str, file: WitnessFile, text: Text, account: Account, places: BookPlaces
    ) -> None:
        self.slug, self.file, self.places = slug, file, places
        self.entries = account.entries
        self.siglum, self.path = account.witness.siglum, account.witness.file
        self.lines = line_texts(account.witness.lines)
        self.columns = FileColumns(file, account.witness.lines)
        self.changes = _changes(text)

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    def find(self, letters: str) -> Iterator[Trace]:
        """Yield each place that has these letters and digits.

        Words run on from line to line of the file, and, over what was removed, as in the book.
        """
        found: dict[tuple[tuple[int, int, int], ...], tuple[Hit, ...]] = {}
        for stream in (self.as_typed, self.as_placed):
            for hits in stream.find(letters):
                found.setdefault(tuple(hit.key for hit in hits), hits)
        for key in sorted(found):
            yield self._trace(found[key])

    @cached_property
    def as_typed(self) -> Stream:
        return Stream(self._pieces(range(len(self.entries))))

    @cached_property
    def as_placed(self) -> Stream:
        """The words of the book that the witness has, in the order of the book."""
        index_of = {entry.span: index for index, entry in enumerate(self.entries)}
        spans = (
            span
            for row in self.places.printed.rows
            for siglum, unit in row.units
            if siglum == self.siglum
            for span in unit.spans
        )
        return Stream(self._pieces(index_of[span] for span in spans))

    def _pieces(self, indices: Iterable[int]) -> Iterator[StreamPiece]:
        for index in indices:
            span = self.entries[index].span
            text = self.lines[span.line][span.start : span.end]
            yield StreamPiece(span.line, span.start, text, index)

    def lines_of(self, first: int, last: int) -> Iterator[Trace]:
        """Yield what became of these lines, a piece for each of their fates."""
        for piece in self.as_typed.pieces:
            if first <= piece.line <= last:
                yield self._trace((Hit(piece, 0, len(piece.text)),))

    def _trace(self, hits: tuple[Hit, ...]) -> Trace:
        return Trace(self.slug, self.path, self.siglum, tuple(map(self._piece, hits)))

    def _piece(self, hit: Hit) -> TracedPiece:
        entry = self.entries[hit.piece.owner]
        line, start, end = hit.key
        text = self.lines[line]
        first, last = self.columns.columns(line, start, end)
        passage = self._passage(entry, hit)
        return TracedPiece(
            line,
            first,
            last,
            text[start:end],
            entry.fate,
            entry.place,
            entry.rule,
            self.places.page(passage) if passage else "",
            text[:start],
            text[end:],
            passage.readings if passage else (),
            tuple(self.changes[line].items()) if line in self.changes else (),
        )

    def _passage(self, entry: Entry, hit: Hit) -> PrintedPassage | None:
        if entry.fate not in PLACED:
            return None
        return self.places.printed.at(self.siglum, entry.span, hit.start, hit.end)


def _changes(text: Text) -> dict[int, Counter[str]]:
    """Return the number of characters that each rule changed, by line."""
    changes: dict[int, Counter[str]] = {}
    for change in text.changes:
        changes.setdefault(change.line, Counter())[change.rule] += change.count
    return changes


def printed_words(collation: Collation, accounts: Iterable[Account]) -> PrintedWords:
    """Return what is printed of the witnesses of a ledger."""
    lines = {each.witness.siglum: line_texts(each.witness.lines) for each in accounts}
    return PrintedWords(collation, lines)
