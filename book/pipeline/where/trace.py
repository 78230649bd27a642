"""Find words of an edition, or the lines of a file, and say where they are and what became of them.

Nothing is laid out and nothing is written, except what the cache keeps of cleaning and collation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from book.errors import EditionError
from book.ledger import compile_ledger
from book.merge import merge
from book.model import Trace
from book.pipeline.where.editorial import EditorialFile, EditorsWords
from book.pipeline.where.nearest import nearest_passages
from book.pipeline.where.pages import PublishedPages
from book.pipeline.where.sources import BookPlaces, TracedWitness, printed_words
from book.pipeline.witnesses import collate_texts, read_texts
from book.runtime import workspace
from book.runtime.cache import open_cache
from book.source.folder import read_folder
from book.source.labels import labels_of
from book.text.anchors import anchors_by_place
from book.text.typography import fold

FILE_LINES = re.compile(r"(?P<file>.+?):(?P<first>\d+)(?:[-–](?P<last>\d+))?(?::\d+)?")
LOOKS_LIKE_FILE = re.compile(r"\S+\.[A-Za-z]\w{0,6}|\S*/\S*")


@dataclass(frozen=True, slots=True)
class WantedLines:
    """Lines of a file, or of the witness with this siglum: both numbers are included."""

    file: str
    first: int
    last: int

    @classmethod
    def parse(cls, query: str) -> "WantedLines | None":
        """Return the lines that a query names.

        >>> WantedLines.parse("copy.txt:12-14"), WantedLines.parse("B:3").last
        (WantedLines(file='copy.txt', first=12, last=14), 3)
        >>> WantedLines.parse("at 12:30 sharp") is None
        True
        """
        match = FILE_LINES.fullmatch(query.strip())
        if not match:
            return None
        first, last = int(match["first"]), int(match["last"] or match["first"])
        return cls(match["file"], first, last)


def find_traces(
    query: str, slugs: tuple[str, ...], root: Path = workspace.ROOT
) -> tuple[Trace, ...]:
    """Return each passage of the editions that has these words, or the lines that are named.

    Raise EditionError with the nearest passages if there is none.
    """
    if not fold(query):
        raise EditionError(
            "there is nothing to look for",
            remedy="Give words of the book, or a line: inv where copy-1.txt:12",
        )
    editions = tuple(TracedEdition(slug, root) for slug in slugs)
    wanted = WantedLines.parse(query)
    if wanted and any(edition.has_file(wanted.file) for edition in editions):
        return tuple(trace for edition in editions for trace in edition.lines(wanted))
    if wanted and LOOKS_LIKE_FILE.fullmatch(wanted.file):
        raise _no_such_file(wanted.file, editions)
    traces = tuple(trace for edition in editions for trace in edition.find(query))
    if not traces:
        raise _not_found(query, editions)
    return traces


class TracedEdition:
    """An edition whose words and lines are traced; each part is read when it is needed."""

    def __init__(self, slug: str, root: Path) -> None:
        self.slug, self.root = slug, root
        self.folder = read_folder(slug, root)

    @cached_property
    def pages(self) -> PublishedPages:
        return PublishedPages(self.root / "dist" / self.slug, self.slug)

    @cached_property
    def _read(self) -> tuple[tuple[TracedWitness, ...], EditorsWords]:
        folder, cache = self.folder, open_cache(self.slug, self.root)
        texts = read_texts(folder, cache)
        collation = collate_texts(folder, texts, cache)
        ledger = compile_ledger(texts, collation)
        imprint = folder.imprint
        labels = labels_of(imprint, self.root)
        merged = merge(collation, texts, imprint, folder.work, labels)
        printed = printed_words(collation, ledger.accounts)
        places = BookPlaces(printed, anchors_by_place(merged), self.pages)
        witnesses = tuple(
            TracedWitness(self.slug, file, text, account, places)
            for file, text, account in zip(folder.witnesses, texts, ledger.accounts, strict=True)
        )
        return witnesses, EditorsWords(folder, merged, self.pages, self.root)

    @property
    def witnesses(self) -> tuple[TracedWitness, ...]:
        return self._read[0]

    @property
    def editorial(self) -> EditorsWords:
        return self._read[1]

    def find(self, words: str) -> Iterator[Trace]:
        """Yield the passages that have these words: of the witnesses, then of the editor."""
        letters = fold(words)
        for witness in self.witnesses:
            yield from witness.find(letters)
        yield from self.editorial.find(letters)

    # ── Files ────────────────────────────────────────────────────────────────────────────────────

    def has_file(self, name: str) -> bool:
        return bool(self._file(name))

    def _file(self, name: str) -> TracedWitness | EditorialFile | None:
        """Return the file with a name, a path or, of a witness, a siglum."""
        for witness in self.witnesses:
            if name == witness.siglum or _is_named(witness.path, name):
                return witness
        return next((file for file in self.editorial.files if _is_named(file.path, name)), None)

    def lines(self, wanted: WantedLines) -> Iterator[Trace]:
        """Yield what became of lines of a file. Raise EditionError if it lacks them."""
        file = self._file(wanted.file)
        if isinstance(file, TracedWitness):
            traces = tuple(file.lines_of(wanted.first, wanted.last))
            numbers = tuple(file.lines)
            last = len(file.columns.rows) or max(numbers, default=0)
        elif file is not None:
            traces = tuple(self.editorial.lines(file, wanted.first, wanted.last))
            last = len(file.rows)
        else:
            return
        if not traces:
            raise _no_such_line(file, wanted, last)
        yield from traces

    def names(self) -> Iterator[str]:
        """Yield the names of all files that have words of the book."""
        for witness in self.witnesses:
            yield f"{witness.name} ({witness.siglum})"
        for file in self.editorial.files:
            if not file.is_program:
                yield file.name

    def passages(self) -> Iterator[tuple[str, str]]:
        """Yield all texts that can be found, each with its place."""
        for witness in self.witnesses:
            for row in witness.places.printed.rows:
                yield str(row.place), row.text
            for piece in witness.as_typed.pieces:
                yield f"{witness.name}:{piece.line}", piece.text
        for file in self.editorial.files:
            for value in file.values:
                text = " ".join(piece.text.strip() for piece in value.pieces)
                yield f"{file.name}:{value.pieces[0].line}", text


def _is_named(path: str, name: str) -> bool:
    return path == name or path.endswith(f"/{name.removeprefix('./')}")


def _not_found(query: str, editions: tuple[TracedEdition, ...]) -> EditionError:
    passages = (passage for edition in editions for passage in edition.passages())
    return EditionError(
        f"“{query}” is not found",
        file=f"sources/{editions[0].slug}" if len(editions) == 1 else "sources",
        remedy=f"Only whole words are found. Nearest words:\n{nearest_passages(query, passages)}",
    )


def _no_such_file(name: str, editions: tuple[TracedEdition, ...]) -> EditionError:
    names = dict.fromkeys(name for edition in editions for name in edition.names())
    return EditionError("no edition has this file", file=name, remedy=f"Files: {', '.join(names)}.")


def _no_such_line(
    file: TracedWitness | EditorialFile, wanted: WantedLines, last: int
) -> EditionError:
    if wanted.first > last:
        message, remedy = "there is no such line", f"The last line of this file is {last}."
    elif isinstance(file, TracedWitness) and not file.columns.is_plain:
        message = "there is no such block"
        numbers = sorted(file.lines, key=lambda number: abs(number - wanted.first))[:2]
        remedy = f"Blocks have the numbers of the ledger; near it are {_listed(numbers)}."
    else:
        message, remedy = "this line is blank", "Name a line that has words."
    return EditionError(message, file=file.path, line=wanted.first, remedy=remedy)


def _listed(numbers: list[int]) -> str:
    return " and ".join(map(str, sorted(numbers)))
