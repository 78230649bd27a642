"""Read a whole DOCX."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from book.read.builder import DocumentBuilder
from book.read.docx.blocks import read_blocks
from book.read.docx.drawings import read_drawing
from book.read.docx.formulas import convert_formulas
from book.read.docx.looks import read_styles
from book.read.docx.numbering import read_numbering
from book.read.docx.package import Package, R, W, value
from book.read.docx.shared import Context
from book.read.pictures import Pictures
from book.read.word.document import (
    Dropped,
    NoteReference,
    Piece,
    Run,
    WordBlock,
    WordDocument,
    WordNote,
    WordParagraph,
)
from book.read.word.fields import Fields
from book.read.word.grouping import words_of_blocks
from book.read.word.numbers import format_number
from book.read.word.writing import write_word

PROPERTIES = {
    "title": "title",
    "creator": "author",
    "subject": "subject",
    "description": "description",
    "keywords": "keywords",
}
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
NOTE_STYLES = {"footnote": "decimal", "endnote": "lowerRoman"}
LONGEST_MARK = 6


def read_docx(content: bytes, file: str, builder: DocumentBuilder) -> None:
    """Add a DOCX to a builder. Raise EditionError if it cannot be read."""
    write_word(DocxReader(Package(content, file)).read(), builder)


class DocxReader:
    """Reads a DOCX part by part; what its parts share is here."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = read_styles(package.tree(package.part("styles")))
        self.lists = read_numbering(package.tree(package.part("numbering")))
        self.fields = Fields()
        self.pictures = Pictures()
        self.mark_follows = ""  # the note whose mark is the text that comes next
        self._main = package.tree(package.main)
        self._parts = {kind: package.part(f"{kind}s") for kind in NOTE_STYLES}
        self._trees = {kind: package.tree(part) for kind, part in self._parts.items()}
        self._notes: dict[str, WordNote] = {}
        self._counts = dict.fromkeys(NOTE_STYLES, 0)
        self._comments = dict(self._read_comments())

    def read(self) -> WordDocument:
        """Return the document."""
        main = self._main
        bodies = [] if main is None else main.findall(W + "body")
        if main is None or not bodies:
            raise self.package.archive.error("this is not a DOCX: it has no document")
        convert_formulas((main, *self._trees.values()), self.package.archive.file)
        context = Context(self.package.main)
        blocks = [block for body in bodies for block in self.blocks(body, context)]
        rest = [*self._unread_notes(), *self._unread_comments(), *self._running_heads()]
        unknown = [
            Dropped(OBJECT, f"the format of the picture {name} cannot be shown", "not carried")
            for name in self.pictures.unknown
        ]
        every = (*self._properties(), *blocks, *rest, *unknown)
        language = self.styles.defaults.get("lang", "")
        return WordDocument(every, self._notes, self.pictures.all(), language)

    # ── What the other modules of this reader call ───────────────────────────────────────────────

    def blocks(self, parent: etree._Element, context: Context) -> Iterator[WordBlock]:
        yield from read_blocks(parent, self, context)

    def drawing_blocks(self, drawing: etree._Element, context: Context) -> Iterator[WordBlock]:
        """Yield what a drawing holds; its fields are its own."""
        outer, self.fields = self.fields, Fields()
        yield from list(read_drawing(drawing, self, context))
        self.fields = outer

    def words(self, blocks: Iterable[WordBlock]) -> Iterator[str]:
        yield from words_of_blocks(list(blocks))

    def foreign_part(self, element: etree._Element, context: Context) -> Iterator[WordBlock]:
        """Yield the name of a document of another format that is embedded in this one."""
        target, _ = self.package.target(context.part, element.get(R + "id", ""))
        yield Dropped(OBJECT, f"the document {target}, embedded in this one", "not carried")

    def note_reference(
        self, element: etree._Element, kind: str, context: Context
    ) -> Iterator[Piece]:
        """Yield the call of a note, and read the note; the words of a deleted one are dropped."""
        note, note_id = (
            self._find_note(kind, value(element, "id")),
            f"{kind}-{value(element, 'id')}",
        )
        if note is None or note_id in self._notes:
            return
        self._notes[note_id] = WordNote(())  # so that a note cannot call itself
        inner = Context(self._parts[kind], rule=context.rule)
        outer, self.fields = self.fields, Fields()
        blocks = tuple(self.blocks(note, inner))
        self.fields = outer
        if context.rule:
            yield from (Dropped(words, context.rule) for words in self.words(blocks))
            return
        if value(element, "customMarkFollows") not in ("", "0", "false"):
            self.mark_follows = note_id
            self._notes[note_id] = WordNote(blocks)
        else:
            self._counts[kind] += 1
            mark = format_number(self._counts[kind], NOTE_STYLES[kind])
            self._notes[note_id] = WordNote(blocks, mark)
        yield NoteReference(note_id)

    def take_mark(self, text: str) -> tuple[str, str]:
        """Divide text after the call of a note with a mark of its own: the mark, and the rest."""
        note_id, self.mark_follows = self.mark_follows, ""
        stripped = text.strip()
        length = len(text) if len(stripped) <= LONGEST_MARK else 1
        mark = text[:length].strip()
        note = self._notes[note_id]
        self._notes[note_id] = WordNote(_without_mark(note.blocks, mark), mark)
        return text[:length], text[length:]

    def comment(self, comment_id: str) -> Iterator[Piece]:
        """Yield the words of a comment."""
        yield from (Dropped(words, "comment") for words in self._comments.pop(comment_id, ()))

    # ── The parts besides the text ───────────────────────────────────────────────────────────────

    def _find_note(self, kind: str, note_id: str) -> etree._Element | None:
        tree = self._trees[kind]
        notes = () if tree is None else tree.findall(W + kind)
        return next((each for each in notes if value(each, "id") == note_id), None)

    def _unread_notes(self) -> Iterator[WordBlock]:
        """Yield the words of notes that nothing calls, and of the lines above notes."""
        for kind, tree in self._trees.items():
            for each in () if tree is None else tree.findall(W + kind):
                if f"{kind}-{value(each, 'id')}" not in self._notes:
                    is_note = value(each, "type") in ("", "normal")
                    rule = "note without a call" if is_note else "note separator"
                    yield from self.blocks(each, Context(self._parts[kind], rule=rule))

    def _read_comments(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        part = self.package.part("comments")
        tree = self.package.tree(part)
        for each in () if tree is None else tree.findall(W + "comment"):
            context = Context(part, rule="comment")
            words = tuple(self.words(self.blocks(each, context)))
            yield value(each, "id"), words

    def _unread_comments(self) -> Iterator[WordBlock]:
        for words in self._comments.values():
            yield from (Dropped(each, "comment") for each in words)

    def _running_heads(self) -> Iterator[WordBlock]:
        for kind in ("header", "footer"):
            for part in sorted(set(self.package.parts(self.package.main, kind))):
                tree = self.package.tree(part)
                if tree is not None:
                    context = Context(part, rule="running head")
                    words = self.words(self.blocks(tree, context))
                    yield from (Dropped(each, "running head") for each in words)

    def _properties(self) -> Iterator[Dropped]:
        trees = (self.package.tree(part) for part in self.package.parts("", "core-properties"))
        for each in (each for tree in trees if tree is not None for each in tree):
            name = etree.QName(each).localname if isinstance(each.tag, str) else ""
            words = (each.text or "").strip()
            if words and (field := PROPERTIES.get(name)):
                yield Dropped(words, "document properties", "metadata", field)


def _without_mark(blocks: tuple[WordBlock, ...], mark: str) -> tuple[WordBlock, ...]:
    """Return a note without the mark that its first paragraph begins with."""
    first = blocks[0] if blocks else None
    if not isinstance(first, WordParagraph) or not mark:
        return blocks
    for number, piece in enumerate(first.pieces):
        if isinstance(piece, Run) and piece.text.strip():
            if not piece.text.strip().startswith(mark):
                return blocks
            rest = Run(piece.text.strip()[len(mark) :], piece.look)
            pieces = (*first.pieces[:number], Dropped(mark, "note mark"), rest)
            pieces += first.pieces[number + 1 :]
            return (replace(first, pieces=pieces), *blocks[1:])
    return blocks
