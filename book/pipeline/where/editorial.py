"""What the editor's files and the program's own words hold, and where it is in the book."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from book.annotate.locate import LocatedNote, locate_notes
from book.annotate.parallels import find_parallels
from book.annotate.parallels.notes import build_remarks, draft_remarks
from book.errors import EditionError
from book.model import Edition, Trace, TracedPiece
from book.pipeline.where.pages import PublishedPages
from book.pipeline.where.streams import Hit
from book.pipeline.where.written import WrittenValue, written_values
from book.runtime import files, workspace
from book.source.folder import Folder
from book.source.labels import FOLDER, label_file

FILES = (
    *("edition.toml", "introduction.md", "notes.toml", "glossary.toml", "chronology.toml"),
    *("index.toml", "history.toml", "references.yaml"),
)
# The chapter of the book that each file fills, by its label and its anchor.
CHAPTERS = {
    "introduction.md": "introduction",
    "glossary.toml": "glossary",
    "chronology.toml": "chronology",
    "index.toml": "index",
    "history.toml": "history",
    "references.yaml": "bibliography",
}
# Which key names an entry of a list.
NAMES = {"term": "term", "event": "date", "entry": "heading", "release": "date"}
# Tables that occur more than once.
LISTS = {"note", "witness", "choice", "alignment", "contributor", *NAMES}


@dataclass(frozen=True, slots=True)
class EditorialFile:
    """A file of the editor's, or the words of the program: its path, and what is written in it."""

    path: str
    rows: tuple[str, ...]
    values: tuple[WrittenValue, ...]

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @property
    def is_program(self) -> bool:
        return self.path.startswith(FOLDER)


class EditorsWords:
    """All that is written of an edition apart from its witnesses."""

    def __init__(self, folder: Folder, merged: Edition, pages: PublishedPages, root: Path) -> None:
        self.folder, self.merged, self.pages, self.root = folder, merged, pages, root
        self.slug, self.labels = folder.imprint.slug, merged.labels

    @cached_property
    def files(self) -> tuple[EditorialFile, ...]:
        return tuple(self._files())

    def _files(self) -> Iterator[EditorialFile]:
        for name in FILES:
            path = f"{self.folder.path}/{name}"
            content = files.read_if_there(self.root / path)
            if content is not None:
                yield _editorial_file(path, content.decode("utf-8-sig"))
        path = label_file(self.labels["language"])
        content = (workspace.find_templates(self.root).parent / path).read_bytes()
        yield _editorial_file(path, content.decode())

    # ── Search ───────────────────────────────────────────────────────────────────────────────────

    def find(self, letters: str) -> Iterator[Trace]:
        """Yield each place where these letters and digits are written."""
        for file in self.files:
            found = [
                (value, hits) for value in file.values for hits in value.stream().find(letters)
            ]
            pages = self._pages(file, letters, len(found))
            for (value, hits), page in zip(found, pages, strict=True):
                pieces = (self._piece(file, value, hit, page) for hit in hits)
                yield Trace(self.slug, file.path, "", tuple(pieces))

    def lines(self, file: EditorialFile, first: int, last: int) -> Iterator[Trace]:
        """Yield what is written in these lines of a file."""
        for value in file.values:
            hits = [
                Hit(piece, 0, len(piece.text))
                for piece in value.pieces
                if first <= piece.line <= last and piece.text.strip()
            ]
            for hit in hits:
                yield Trace(self.slug, file.path, "", (self._piece(file, value, hit, ""),))

    def _pages(self, file: EditorialFile, letters: str, count: int) -> tuple[str, ...]:
        """Return the page of each of so many places, if the chapter has as many in that order."""
        chapter = CHAPTERS.get(file.name, "")
        is_ordered = file.name == "introduction.md" or count == 1
        pages = self.pages.of_occurrences(chapter, letters) if chapter and is_ordered else ()
        return pages if len(pages) == count else ("",) * count

    def _piece(self, file: EditorialFile, value: WrittenValue, hit: Hit, page: str) -> TracedPiece:
        place, own_page = self._place(file, value)
        line, start, end = hit.key
        row = file.rows[line - 1]
        return TracedPiece(
            line,
            start + 1,
            end,
            row[start:end],
            "supplied" if file.is_program else "unprinted" if value.is_comment else "written",
            "" if value.is_comment else place,
            _rule(file, value),
            page or own_page,
            row[:start],
            row[end:],
        )

    def _place(self, file: EditorialFile, value: WrittenValue) -> tuple[str, str]:
        """Return the place in the book of what is written, and its page if that is known."""
        if file.name == "notes.toml" and value.table == "note":
            return self._note_place(value.number)
        chapter = CHAPTERS.get(file.name)
        if chapter is None or value.is_comment:
            return "", ""
        name = self._entry_name(file, value)
        return self.labels[chapter] + (f", “{name}”" if name else ""), ""

    def _entry_name(self, file: EditorialFile, value: WrittenValue) -> str:
        if file.name == "introduction.md":
            return value.key
        if file.name == "references.yaml":
            return value.table
        key = NAMES.get(value.table.split(".")[0], "")
        same = (
            other
            for other in file.values
            if (other.table, other.number, other.key) == (value.table, value.number, key)
        )
        other = next(same, None)
        return other.pieces[0].text.strip().strip("\"'") if other else ""

    # ── Notes ────────────────────────────────────────────────────────────────────────────────────

    def _note_place(self, number: int) -> tuple[str, str]:
        draft = self.folder.notes[number]
        note = self._located.get(draft.line)
        if note is None:
            return f"{draft.place or '?'}, “{draft.lemma}”", ""
        mark = self.labels["reference-note"].format(note=note.mark)
        return f"{note.place}{mark}", self.pages.of_anchor(f"call-{note.id}")

    @cached_property
    def _located(self) -> Mapping[int, LocatedNote]:
        """The notes with their numbers, by their lines; none if one of them has no place."""
        remarks = build_remarks(self.merged, find_parallels(self.merged))
        drafts = (*self.folder.notes, *draft_remarks(self.merged, remarks))
        try:
            located = locate_notes(self.merged, drafts, f"{self.folder.path}/notes.toml")
        except EditionError:
            return {}
        return {note.draft.line: note for note in located if note.draft.kind == "note"}


def _editorial_file(path: str, content: str) -> EditorialFile:
    rows = content.replace("\r\n", "\n").removesuffix("\n").split("\n")
    return EditorialFile(path, tuple(rows), written_values(path, content))


def _rule(file: EditorialFile, value: WrittenValue) -> str:
    """Return the entry and the key that words are written in."""
    if value.is_comment:
        return "comment"
    if file.name == "introduction.md":
        return ""
    if not value.table or file.name == "references.yaml":
        return value.key
    is_list = value.table.split(".")[0] in LISTS
    table = f"[[{value.table}]]" if is_list else f"[{value.table}]"
    return f"{table} {value.key}"
