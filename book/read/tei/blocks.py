"""The blocks of a TEI document: divisions, paragraphs, verse, speeches, tables, figures, notes."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from lxml import etree

from book.read.builder import DocumentBuilder
from book.read.tei.calls import TeiCalls
from book.read.tei.figures import TeiFigures
from book.read.tei.header import read_title_page
from book.read.tei.inlines import WORDS, TeiInlines, own_language
from book.read.tei.lists import TeiLists
from book.read.tei.names import (
    BLOCK_CONTENT,
    BLOCKS,
    DIVISIONS,
    QUOTED,
    STRUCTURE,
)
from book.read.tei.parse import Element, descendants, entity_text, language, name, words
from book.read.tei.rendition import Renditions, is_set_right
from book.read.tei.signs import SIGNS_ONLY, TeiSigns
from book.read.tei.text import TeiText
from book.read.tei.verse import TeiVerse, is_stanza, runs_of_lines

LETTERS = re.compile(r"[^\W\d_]+")
Neighbor = Callable[[str], bytes | None]


class TeiBlocks:
    """Walks through the elements of a document, and writes what they hold."""

    def __init__(
        self,
        builder: DocumentBuilder,
        root: Element,
        file: str,
        defined: Renditions,
        neighbor: Neighbor,
    ) -> None:
        whole = (word.lower() for text in root.itertext() for word in LETTERS.findall(str(text)))
        self.builder = builder
        self._file, self._defined = file, defined
        self._text = TeiText(builder, frozenset(whole))
        self._inlines = TeiInlines(self._text, root, defined, self.content)
        self._verse = TeiVerse(self._text, defined, self._line_part)
        self._lists = TeiLists(builder, self.visit, self._block_content)
        self._calls = TeiCalls(self._text, root, self._block_content)
        self._figures = TeiFigures(self._text, self.visit, self._block_content, neighbor)
        self._depth = 0  # of divisions
        self._is_inside = False  # a paragraph or another block of words
        text = next(descendants(root, "text"), None)
        self._main = language(root) or (language(text) if text is not None else "")
        self._handlers = self._all_handlers()

    def _all_handlers(self) -> dict[str, Callable[[Element], None]]:
        return {
            **dict.fromkeys(BLOCKS, self._block),
            **self._inlines.handlers,
            **dict.fromkeys(QUOTED, self._quotation),
            **dict.fromkeys(STRUCTURE, self.structure),
            **TeiSigns(self._text, self._calls, self.content).handlers,
            **dict.fromkeys(("list", "castList", "listWit"), self._list),
            **dict.fromkeys(("epigraph", "cit"), self._holder),
            "titlePage": self._title_page,
            "head": self._head,
            "lg": self._line_group,
            "l": lambda element: self._write_lines([element]),
            "sp": self._speech,
            "table": self._figures.table,
            "figure": self._figures.figure,
            "graphic": self._figures.graphic,
            "note": self._note,
            "addrLine": self._address_line,
            "label": self._label,
        }

    # ── Walking ──────────────────────────────────────────────────────────────────────────────────

    def walk(self, root: Element) -> None:
        self.structure(root)

    def end(self) -> None:
        self._text.end()
        self._write_notes()

    def visit(self, element: Element) -> None:
        """Write one element."""
        if isinstance(element, etree._Entity):
            self._text.write(entity_text(element, self._file))
        elif isinstance(element, etree._Comment):
            self.builder.removed(element.text or "", "comment")
        elif handler := self._handlers.get(name(element)):
            handler(element)
            self._calls.call_from(element)
        elif name(element):
            self._calls.call_from(element)
            self.content(element)

    def content(self, element: Element) -> None:
        """Write the text of an element and the elements in it."""
        self._write(element.text, element)
        for child in element:
            self.visit(child)
            self._write(child.tail, element)

    def _write(self, text: str | None, parent: Element) -> None:
        is_blank = not (text or "").strip()
        if is_blank and self._inlines.has_spaces and any(name(c) in WORDS for c in parent[:3]):
            return
        self._text.write(text or "")

    def structure(self, element: Element) -> None:
        """Write what holds blocks; lines of verse beside each other are a stanza."""
        was_inside, self._is_inside = self._is_inside, False
        self._depth += name(element) in DIVISIONS
        self._text.end()
        self._write(element.text, element)
        for is_verse, run in runs_of_lines(list(element)):
            if is_verse:
                self._write_lines(run)
                self._write(run[-1].tail, element)
                continue
            for child in run:
                self.visit(child)
                self._write(child.tail, element)
        self._text.end()
        self.builder.end_block()
        self._write_notes()
        self._depth -= name(element) in DIVISIONS
        self._is_inside = was_inside

    def _block_content(self, element: Element) -> None:
        """Write an item or a cell: words or blocks; its own words are one paragraph."""
        was_inside, self._is_inside = self._is_inside, False
        self._text.end()
        if any(name(child) in BLOCK_CONTENT for child in element):
            self.structure(element)
        else:
            self._is_inside = True
            self.content(element)
        self._text.end()
        self.builder.end_block()
        self._is_inside = was_inside

    # ── Paragraphs ───────────────────────────────────────────────────────────────────────────────

    def _block(self, element: Element) -> None:
        kind = BLOCKS[name(element)]
        if self._is_inside:
            self._beside(element)
            return
        if kind == "paragraph" and SIGNS_ONLY.match(words(element)):
            self.builder.scene_break(words(element))
            return
        if any(name(child) in ("p", "lg", "l", "sp") for child in element):
            self.structure(element)
            return
        align = "right" if is_set_right(element, self._defined) else ""
        with self._words_in(element, kind, align=align):
            self.content(element)
        self._write_notes()

    def _beside(self, element: Element) -> None:
        """Write a block inside another: a stage direction in a line, a signature in a paragraph."""
        self._text.write(" ")
        if name(element) == "stage":
            with self._text.ranges(("emphasis", "")):
                self.content(element)
        else:
            self.content(element)
        self._text.write(" ")

    @contextmanager
    def _words_in(self, element: Element, kind: str, **form: object) -> Iterator[None]:
        was_inside, self._is_inside = self._is_inside, True
        tag = own_language(element, self._main)
        with self._text.block(kind, language=tag, **form):  # type: ignore[arg-type]
            self._calls.call_from(element)
            yield
        self._is_inside = was_inside

    def _head(self, element: Element) -> None:
        parent = element.getparent()
        held = name(parent) if parent is not None else ""
        if self._is_inside:
            self._beside(element)
        elif held in ("list", "castGroup", "listBibl", "argument", "note", "figure"):
            self._block(element)
        elif (element.get("type") or "").startswith("sub"):
            with self._words_in(element, "paragraph", align="center"):
                self.content(element)
        else:
            self._heading(element, max(self._depth + (held == "lg"), 1))
        self._write_notes()

    def _heading(self, element: Element, level: int) -> None:
        self._text.end()
        self._is_inside = True
        with self.builder.heading(level):
            self.content(element)
            self._text.end()
        self._is_inside = False

    def _title_page(self, element: Element) -> None:
        self._text.end()
        read_title_page(element, self.builder)

    def _label(self, element: Element) -> None:
        if self._is_inside:
            self._inlines.ranged(element)
        else:
            self._block(element)

    def _address_line(self, element: Element) -> None:
        self._text.line_break()
        self.content(element)

    # ── What holds blocks ────────────────────────────────────────────────────────────────────────

    def _quotation(self, element: Element) -> None:
        parent = element.getparent()
        held = name(parent) if parent is not None else ""
        has_blocks = any(name(child) in BLOCK_CONTENT for child in element)
        if not has_blocks and (self._is_inside or held in ("l", "p", "ab")):
            self._inlines.quotation(element)
        elif held == "cit" or name(element) in ("q", "said"):
            self._block_content(element)
        else:
            self._text.end()
            with self.builder.container("quotation"):
                self._block_content(element)
        self._write_notes()

    def _holder(self, element: Element) -> None:
        """Write an epigraph or a citation, whose reference is its attribution."""
        if self._is_inside and next(descendants(element, *BLOCK_CONTENT), None) is None:
            self.content(element)
            return
        kind = "epigraph" if name(element) == "epigraph" else "quotation"
        was_inside, self._is_inside = self._is_inside, False
        self._text.end()
        with self.builder.container(kind):  # type: ignore[arg-type]
            self._write(element.text, element)
            for child in element:
                if name(child) in ("bibl", "ref"):
                    with self._words_in(child, "attribution"):
                        self.content(child)
                else:
                    self.visit(child)
                self._write(child.tail, element)
        self._is_inside = was_inside

    def _list(self, element: Element) -> None:
        was_inside, self._is_inside = self._is_inside, False
        self._text.end()
        self._lists.write(element)
        self._is_inside = was_inside
        self._write_notes()

    def _speech(self, element: Element) -> None:
        self._text.end()
        with self.builder.container("speech"):
            self.structure(element)

    def _line_group(self, element: Element) -> None:
        self._text.end()
        ancestors = {name(each) for each in element.iterancestors()}
        if is_stanza(element) and ancestors & {"lg", "sp"}:
            self.structure(element)
            return
        with self.builder.container("poem"):
            self.structure(element)

    def _line_part(self, element: Element) -> None:
        """Write a line, or what stands between two lines."""
        if name(element) == "l":
            self._calls.call_from(element)
            self.content(element)
        else:
            self.visit(element)

    def _write_lines(self, lines: list[Element]) -> None:
        was_inside, self._is_inside = self._is_inside, True
        tag = own_language(lines[0], self._main)
        self._verse.write_lines(lines, language=tag)
        self._is_inside = was_inside
        self._write_notes()

    # ── Notes, and what is no text ───────────────────────────────────────────────────────────────

    def _note(self, element: Element) -> None:
        self._calls.read_note(element, is_inside=self._is_inside)

    def _write_notes(self) -> None:
        """Write the notes that were called, unless the block that calls them goes on."""
        if not self._is_inside:
            self._calls.write_pending()
