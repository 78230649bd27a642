"""Write the blocks of a word processor's document, in their containers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from book.model import BlockKind
from book.read.builder import DocumentBuilder
from book.read.word.containers import OpenContainers
from book.read.word.document import (
    Dropped,
    NoteReference,
    PartKind,
    WordBlock,
    WordBox,
    WordCell,
    WordDocument,
    WordNote,
    WordParagraph,
    WordPicture,
    WordRule,
    WordTable,
)
from book.read.word.grouping import (
    expand_insets,
    join_captions,
    paragraphs_of,
    read_titles,
    words_of_blocks,
)
from book.read.word.inline import (
    common_value,
    drop,
    indent_lines,
    join_runs,
    without,
    write_pieces,
)
from book.read.word.languages import main_language, without_main
from book.read.word.lines import VERSE, divide_lines, join_stanzas

KINDS: dict[PartKind, BlockKind] = {
    "verse": "verse",
    "quoted-verse": "verse",
    "code": "code",
    "term": "term",
    "attribution": "attribution",
    "signature": "signature",
    "salutation": "salutation",
    "dateline": "dateline",
    "speaker": "speaker",
    "stage": "stage",
}


def write_word(document: WordDocument, builder: DocumentBuilder) -> None:
    """Add a document to a builder; a note follows the block that calls it."""
    notes = dict(document.notes)
    every = [*document.blocks, *(block for note in notes.values() for block in note.blocks)]
    main = main_language(piece for each in paragraphs_of(every) for piece in each.pieces)
    for language in (document.language, main):
        builder.fact("language", language, "document properties")
    blocks = read_titles(join_captions(expand_insets(document.blocks)))
    _WordBlocks(builder, notes, main).write(blocks)
    for note in notes.values():
        for words in words_of_blocks(note.blocks):
            builder.removed(words, "note without a call")
    for picture in document.pictures:
        builder.add_picture(picture)


class _WordBlocks:
    """A row of blocks, and the containers that are open in it."""

    def __init__(self, builder: DocumentBuilder, notes: dict[str, WordNote], main: str) -> None:
        self._main = main
        self._builder = builder
        self._notes = notes
        self._containers = OpenContainers(builder)

    def write(self, blocks: Sequence[WordBlock]) -> None:
        for block in join_stanzas(divide_lines(join_captions(expand_insets(blocks)))):
            if isinstance(block, WordParagraph):
                self._paragraph(block)
            else:
                self._other(block)
        self._containers.close()

    def _other(self, block: WordTable | WordBox | WordPicture | WordRule | Dropped) -> None:
        match block:
            case Dropped():
                drop(block, self._builder)
            case WordPicture():
                self._picture(block)
            case WordTable():
                self._containers.close()
                self._table(block)
            case WordBox(inner, is_inside):
                if not is_inside:
                    self._containers.close()
                with self._builder.container("aside"):
                    self._inside().write(inner)
            case WordRule():
                self._containers.close()
                self._builder.scene_break()

    def _inside(self) -> "_WordBlocks":
        """Return the writer of the blocks that a block holds."""
        return _WordBlocks(self._builder, self._notes, self._main)

    # ── Paragraphs ───────────────────────────────────────────────────────────────────────────────

    def _drop_contents(self, block: WordParagraph) -> None:
        for words in words_of_blocks((block,)):
            self._builder.removed(words, "contents list")

    def _heading(self, block: WordParagraph) -> None:
        self._containers.close()
        with self._builder.heading(max(block.level, 1)):
            if block.list_place and block.list_place.label:
                self._builder.text(block.list_place.label + " ")
            self._words(block)
        self._write_notes(block)

    def _paragraph(self, block: WordParagraph) -> None:
        if block.part == "contents":
            self._drop_contents(block)
        elif block.part == "heading":
            self._heading(block)
        else:
            self._text(block)

    def _text(self, block: WordParagraph) -> None:
        if not block.has_words and not block.pieces:
            return
        self._containers.enter(block)
        if block.part in VERSE:
            indent, pieces = indent_lines(block.pieces, block.indent)
            block = replace(block, pieces=pieces)
            self._block(block, "verse", {"indent": indent})
        else:
            self._block(block, KINDS.get(block.part, "paragraph"), {})
        self._write_notes(block)

    def _block(self, block: WordParagraph, kind: BlockKind, form: dict[str, Any]) -> None:
        pieces = without_main(block.pieces, self._main)
        language = common_value(pieces, "foreign")
        direction = block.direction or common_value(pieces, "direction")
        pieces = without(pieces, "foreign") if language else pieces
        pieces = without(pieces, "direction") if direction else pieces
        form |= {"align": block.align, "language": language, "direction": direction}
        with self._builder.block(kind, **form):
            write_pieces(join_runs(pieces), self._builder, is_code=kind == "code")

    def _words(self, block: WordParagraph) -> None:
        write_pieces(
            join_runs(without_main(block.pieces, self._main)), self._builder, is_code=False
        )

    def _write_notes(self, block: WordParagraph) -> None:
        for piece in block.pieces:
            if isinstance(piece, NoteReference) and piece.note in self._notes:
                note = self._notes.pop(piece.note)
                inside = self._builder.container("note", piece.note, mark=note.mark)
                with self._builder.elsewhere(), inside:
                    self._inside().write(note.blocks)

    # ── Pictures and tables ──────────────────────────────────────────────────────────────────────

    def _picture(self, picture: WordPicture) -> None:
        decorative = "yes" if picture.is_decorative else ""
        attributes = {"source": picture.name, "alt": picture.alt, "decorative": decorative}
        if not picture.is_inside:
            self._containers.close()
        with self._builder.container("figure", **attributes):
            self._builder.picture()
            self._captions(picture.captions)

    def _captions(self, captions: tuple[WordParagraph, ...]) -> None:
        for caption in captions:
            self._block(caption, "caption", {})
        for caption in captions:
            self._write_notes(caption)

    def _table(self, table: WordTable) -> None:
        columns = max((c.column + c.columns for row in table.rows for c in row.cells), default=0)
        size = {"columns": str(columns), "rows": str(len(table.rows))}
        with self._builder.container("table", **size):
            self._captions(table.captions)
            for number, row in enumerate(table.rows):
                head = "yes" if row.is_head else ""
                with self._builder.container("row", row=str(number), head=head):
                    for cell in row.cells:
                        self._cell(cell, is_head=row.is_head)

    def _cell(self, cell: WordCell, *, is_head: bool) -> None:
        attributes = {
            "column": str(cell.column),
            "columns": str(cell.columns) if cell.columns > 1 else "",
            "rows": str(cell.rows) if cell.rows > 1 else "",
            "head": "yes" if is_head else "",
            "align": _common_align(cell.blocks),
        }
        with self._builder.container("cell", **attributes):
            self._inside().write(cell.blocks)


def _common_align(blocks: Iterable[WordBlock]) -> str:
    aligns = {block.align for block in blocks if isinstance(block, WordParagraph)}
    return next(iter(aligns)) if len(aligns) == 1 else ""
