"""Read a whole ODT."""

from collections.abc import Iterator

from lxml import etree

from book.read.archive import PROTECTED, Archive, parse_xml
from book.read.builder import DocumentBuilder
from book.read.odt.blocks import read_blocks
from book.read.odt.frames import read_frame
from book.read.odt.lists import OdtLists
from book.read.odt.names import DC, DRAW, MATH, META, OFFICE, STYLE, TEXT, XLINK
from book.read.odt.runs import OdtContext
from book.read.odt.styles import OdtStyles
from book.read.pictures import Pictures
from book.read.word.document import (
    Dropped,
    NoteReference,
    Piece,
    WordBlock,
    WordDocument,
    WordNote,
)
from book.read.word.formulas import clean_mathml
from book.read.word.grouping import words_of_blocks
from book.read.word.writing import write_word

PROPERTIES = {
    DC + "title": "title",
    META + "initial-creator": "author",
    DC + "subject": "subject",
    DC + "description": "description",
    META + "keyword": "keywords",
}
HEADS = [
    STYLE + name
    for name in (
        *("header", "footer", "header-left", "footer-left", "header-first", "footer-first"),
    )
]
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
BODY_STYLE = "Standard"  # of paragraphs that have no other
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"


def read_odt(content: bytes, file: str, builder: DocumentBuilder) -> None:
    """Add an ODT to a builder. Raise EditionError if it cannot be read."""
    write_word(OdtReader(Archive(content, file)).read(), builder)


class OdtReader:
    """Reads an ODT part by part; what its parts share is here."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        if b"encryption-data" in archive.part("META-INF/manifest.xml"):
            raise archive.error(PROTECTED)
        self._content = archive.tree("content.xml")
        self._styles = archive.tree("styles.xml")
        self.styles, self.lists, self.pictures = OdtStyles(), OdtLists(), Pictures()
        for tree in (self._styles, self._content):
            self.styles.add(tree)
            self.lists.add(tree)
        self._notes: dict[str, WordNote] = {}
        self._deleted = self._deletions()

    def read(self) -> WordDocument:
        """Return the document."""
        body = None if self._content is None else self._content.find(f"{OFFICE}body/{OFFICE}text")
        if body is None:
            raise self._archive.error("this is not an ODT: it has no text")
        blocks = list(self.blocks(body, OdtContext()))
        left = [
            Dropped(words, "tracked deletion")
            for change in list(self._deleted)
            for words in words_of_blocks(self._read_deleted(change))
        ]
        unknown = [
            Dropped(OBJECT, f"the format of the picture {name} cannot be shown", "not carried")
            for name in self.pictures.unknown
        ]
        every = (*self._properties(), *blocks, *left, *self._running_heads(), *unknown)
        language = self.styles.text("paragraph", BODY_STYLE).get("lang", "")
        return WordDocument(every, self._notes, self.pictures.all(), language)

    # ── What the other modules of this reader call ───────────────────────────────────────────────

    def part(self, name: str) -> bytes:
        return self._archive.part(name)

    def blocks(self, parent: etree._Element, context: OdtContext) -> Iterator[WordBlock]:
        yield from read_blocks(parent, self, context)

    def frame(self, element: etree._Element, context: OdtContext) -> Iterator[WordBlock]:
        yield from read_frame(element, self, context)

    def formula(self, element: etree._Element) -> tuple[str, str]:
        """Return the words and the MathML of the formula in a frame; "" if it is none."""
        for each in element.iter(DRAW + "object"):
            root = next(each.iter(MATH + "math"), None)
            address = each.get(XLINK + "href", "").removeprefix("./").rstrip("/")
            if root is None and address:
                content = self._archive.part(f"{address}/content.xml")
                is_math = b"MathML" in content
                root = parse_xml(content, self._archive.file) if is_math else None
            if root is not None:
                return clean_mathml(root)
        return "", ""

    def note_reference(self, element: etree._Element, context: OdtContext) -> Iterator[Piece]:
        """Yield the call of a note, and read the note; the words of a deleted one are dropped."""
        body = element.find(TEXT + "note-body")
        if body is None:
            return
        citation = element.find(TEXT + "note-citation")
        mark = "" if citation is None else "".join(map(str, citation.itertext())).strip()
        blocks = tuple(self.blocks(body, OdtContext(rule=context.rule)))
        if context.rule:
            yield from (Dropped(words, context.rule) for words in words_of_blocks(blocks))
            return
        note_id = f"note-{len(self._notes) + 1}"
        self._notes[note_id] = WordNote(blocks, mark)
        yield NoteReference(note_id)

    def deleted(self, change: str) -> Iterator[Piece]:
        """Yield the words of a tracked deletion."""
        for words in words_of_blocks(self._read_deleted(change)):
            yield Dropped(words, "tracked deletion")

    # ── The parts besides the text ───────────────────────────────────────────────────────────────

    def _deletions(self) -> dict[str, etree._Element]:
        found = {}
        root = () if self._content is None else self._content.iter(TEXT + "changed-region")
        for region in root:
            deletion = region.find(TEXT + "deletion")
            name = region.get(TEXT + "id") or region.get(XML_ID)
            if deletion is not None and name:
                found[name] = deletion
        return found

    def _read_deleted(self, change: str) -> list[WordBlock]:
        deletion = self._deleted.pop(change, None)
        context = OdtContext(rule="tracked deletion")
        return [] if deletion is None else list(self.blocks(deletion, context))

    def _running_heads(self) -> Iterator[WordBlock]:
        for head in () if self._styles is None else self._styles.iter(*HEADS):
            blocks = list(self.blocks(head, OdtContext(rule="running head")))
            yield from (Dropped(words, "running head") for words in words_of_blocks(blocks))

    def _properties(self) -> Iterator[Dropped]:
        tree = self._archive.tree("meta.xml")
        for each in () if tree is None else tree.iter(*PROPERTIES):
            if words := "".join(map(str, each.itertext())).strip():
                field = PROPERTIES[str(each.tag)]
                yield Dropped(words, "document properties", "metadata", field)
