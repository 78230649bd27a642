"""Read a PDF: write its blocks with their form."""

import re
from collections.abc import Sequence

from book.read.builder import DocumentBuilder
from book.read.pdf.glyphs import read_pages
from book.read.pdf.layout import Measures, find_running_heads, measure, order_lines
from book.read.pdf.lines import LINE_HYPHENS, PdfLine, Piece, page_lines
from book.read.pdf.notes import FootNote, NoteCalls, foot_of, gather_notes, without_mark
from book.read.pdf.paragraphs import Column, PdfBlock, find_blocks, make_column

HEAD_RULE, NOTE_RULE = "running head", "note mark"
UNMAPPED = "the PDF does not say which characters these are"
PROPERTIES = "document information"  # ISO 32000-1, 14.3.3
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
WORD_END = re.compile(r"([^\W\d_]+)$")
WORD_START = re.compile(r"^[^\W\d_]+")
DEEPEST = 20  # em of an indent


def read_pdf(builder: DocumentBuilder, content: bytes, file: str) -> None:
    """Read the text of a PDF into a builder. Raise EditionError if there is none."""
    document = read_pages(content, file)
    for field, value in (("title", document.title), ("author", document.author)):
        builder.metadata(field, value, PROPERTIES)
    builder.fact("language", document.language, PROPERTIES)
    for codes in document.unmapped:
        builder.not_carried("".join(filter(str.isprintable, codes)), UNMAPPED)
    pages = [page_lines(number, glyphs) for number, glyphs in enumerate(document.pages)]
    heads = find_running_heads(pages)
    for line in (line for page in pages for line in page if line in heads):
        builder.removed(line.text, HEAD_RULE)
    bodies = [[line for line in page if line not in heads] for page in pages]
    measures = measure([line for page in bodies for line in page])
    columns, feet = _columns(bodies, measures)
    notes, stray = gather_notes(feet)
    columns += [make_column(stray)] if stray else []
    PdfWriter(builder, bodies, notes, measures).write(find_blocks(columns, measures))


def _columns(
    pages: Sequence[Sequence[PdfLine]], measures: Measures
) -> tuple[list[Column], list[list[PdfLine]]]:
    """Return the columns of all pages in reading order, and the notes at their feet."""
    columns: list[Column] = []
    feet: list[list[PdfLine]] = []
    for page in pages:
        for lines in order_lines(page):
            first = foot_of(lines, measures)
            feet.append(lines[first:])
            if lines[:first]:
                columns.append(make_column(lines[:first]))
    return columns, feet


class PdfWriter:
    """Writes the blocks of a PDF."""

    def __init__(
        self,
        builder: DocumentBuilder,
        pages: Sequence[Sequence[PdfLine]],
        notes: Sequence[FootNote],
        measures: Measures,
    ) -> None:
        self._builder, self._measures = builder, measures
        self._calls = NoteCalls(notes)
        self._called: list[FootNote] = []
        words = [word for page in pages for line in page for word in WORD.findall(line.text)]
        self._words = frozenset(word.lower() for word in words)

    def write(self, blocks: Sequence[PdfBlock]) -> None:
        sizes = sorted({block.lines[0].size for block in blocks if block.kind == "heading"})
        levels = {size: len(sizes) - place for place, size in enumerate(sizes)}
        for block in blocks:
            self._write_block(block, levels)
            self._write_notes()
        for note in self._calls.rest():
            with self._builder.container("aside"):
                self._write_note(note)

    def _write_block(self, block: PdfBlock, levels: dict[float, int]) -> None:
        match block.kind:
            case "heading":
                with self._builder.heading(levels[block.lines[0].size]):
                    self._write_lines(block.lines, is_heading=True)
            case "verse":
                self._write_stanza(block)
            case "quotation":
                with self._builder.container("quotation"), self._builder.block():
                    self._write_lines(block.lines)
            case "paragraph":
                with self._builder.block():
                    self._write_lines(block.lines)

    def _write_stanza(self, block: PdfBlock) -> None:
        least = min(line.left for line in block.lines)
        indents = [min(round((line.left - least) / line.size), DEEPEST) for line in block.lines]
        with self._builder.block("verse", indent=indents[0]):
            for number, line in enumerate(block.lines):
                if number:
                    self._builder.line_break(indents[number])
                self._write_pieces(line, line.pieces)

    def _write_notes(self) -> None:
        called, self._called = self._called, []
        for note in called:
            with (
                self._builder.elsewhere(),
                self._builder.container("note", note.id, mark=note.label),
            ):
                self._write_note(note)

    def _write_note(self, note: FootNote) -> None:
        first, mark = without_mark(note.lines[0])
        self._builder.removed(mark, NOTE_RULE)
        with self._builder.block():
            self._write_lines([first, *note.lines[1:]])

    def _write_lines(self, lines: Sequence[PdfLine], *, is_heading: bool = False) -> None:
        """Write lines as one paragraph; words that are divided at a line's end are joined."""
        following = [*lines[1:], None]
        for line, below in zip(lines, following, strict=True):
            pieces, space = self._joined(line, below)
            self._write_pieces(line, pieces, is_heading=is_heading)
            self._builder.text(space)

    def _joined(self, line: PdfLine, below: PdfLine | None) -> tuple[Sequence[Piece], str]:
        """Return the pieces of a line without the hyphen of a divided word, and what follows."""
        if below is None or not line.pieces:
            return line.pieces, ""
        last = line.pieces[-1]
        if not last.text.endswith(("-", "\N{HYPHEN}", *LINE_HYPHENS)):
            return line.pieces, " "
        whole = last.text[:-1]
        before, after = WORD_END.search(whole), WORD_START.match(below.text)
        is_sign = last.text.endswith(LINE_HYPHENS)
        if not before or not after:
            return line.pieces, " " if not before else ""
        if is_sign or (after[0][0].islower() and self._is_divided(before[1], after[0])):
            return (*line.pieces[:-1], Piece(whole, last.kinds)), ""
        return line.pieces, ""

    def _is_divided(self, before: str, after: str) -> bool:
        """Return whether a hyphen at a line's end is not the word's own."""
        if (before + after).lower() in self._words:
            return True
        return f"{before}-{after}".lower() not in self._words

    def _write_pieces(
        self, line: PdfLine, pieces: Sequence[Piece], *, is_heading: bool = False
    ) -> None:
        for piece in pieces:
            if note := self._calls.take(line.page, piece):
                self._builder.removed(piece.text.strip(), NOTE_RULE)
                self._builder.note_call(note.id)
                self._called.append(note)
                self._builder.text(" " if piece.text.endswith(" ") else "")
                continue
            kinds = [kind for kind in piece.kinds if not (is_heading and kind == "strong")]
            self._write_piece(piece.text, kinds)

    def _write_piece(self, text: str, kinds: Sequence[str]) -> None:
        if not kinds:
            self._builder.text(text)
            return
        with self._builder.range(kinds[0]):  # type: ignore[arg-type]
            self._write_piece(text, kinds[1:])
