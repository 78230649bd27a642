r"""Read a whole RTF."""

from collections.abc import Callable
from dataclasses import replace

from book.errors import EditionError
from book.read.builder import DocumentBuilder
from book.read.rtf import words
from book.read.rtf.charsets import language_tag
from book.read.rtf.collecting import RtfCollector
from book.read.rtf.decoding import RtfDecoder
from book.read.rtf.fonts import RtfTables
from book.read.rtf.paragraphs import Frame
from book.read.rtf.rows import RowFormat
from book.read.rtf.state import SKIPPED, CharacterState, ParagraphState, RtfGroup
from book.read.rtf.tokens import Token, read_tokens
from book.read.word.document import LineEnd, WordDocument
from book.read.word.writing import write_word

DEEPEST = 1000  # groups
MOST_FRAMES = 40  # notes and boxes in each other
TABLE_WORDS = {"trowd", "cellx", "clmrg", "clvmrg", "trhdr", "trleft"}
READ_SETTINGS = ("fonttbl", "stylesheet", "fldinst", "sn", "sv", "upr")
NO_FONT = -1  # the code page is that of the file
REMEDY = "Open it in a word processor, and save it as .docx or .odt."


def read_rtf(content: bytes, file: str, builder: DocumentBuilder) -> None:
    """Add an RTF to a builder. Raise EditionError if it cannot be read."""
    if not content.lstrip().startswith(b"{\\rtf"):
        raise EditionError("this is not an RTF", file=file, remedy=REMEDY)
    write_word(RtfReader(file).read(content), builder)


class RtfReader:
    """Reads an RTF token by token."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._tables = RtfTables()
        self._group = RtfGroup()
        self._outer: list[RtfGroup] = []
        self._is_new = False  # whether no control word has come since the last brace
        self._row = RowFormat()
        self._decoder = RtfDecoder(self._tables)
        self._collector = RtfCollector()
        self._property = ""  # of a shape

    def read(self, content: bytes) -> WordDocument:
        """Return the document."""
        for token in read_tokens(content):
            self._take(token)
        while self._outer:
            self._close()
        self._flush()
        blocks = self._collector.frames[0].end(self._group.paragraph, self._tables)
        return self._collector.document(blocks, self._tables.language)

    def _take(self, token: Token) -> None:
        match token.kind:
            case "open":
                self._open()
            case "close":
                self._close()
            case "word":
                self._word(token.word, token.number)
            case "symbol":
                self._symbol(token.word)
            case "byte":
                self._add_bytes(token.content)
            case "text":
                self._add_bytes(token.content)
            case "binary":
                if self._group.destination == "pict":
                    self._collector.picture += token.content

    @property
    def _frame(self) -> Frame:
        return self._collector.frames[-1]

    # ── Text ─────────────────────────────────────────────────────────────────────────────────────

    def _add_bytes(self, content: bytes) -> None:
        self._is_new = False
        self._decoder.add_bytes(content, self._group.characters.font)

    def _add_text(self, text: str) -> None:
        if self._decoder.to_skip:
            self._decoder.to_skip -= 1
        else:
            self._flush()
            self._emit(text)

    def _flush(self) -> None:
        """Take the text that was collected before something changes."""
        if text := self._decoder.take(self._group.characters.font):
            self._emit(text)

    def _emit(self, text: str) -> None:
        """Take text to where the group's destination wants it."""
        match self._group.destination:
            case "fonttbl" | "stylesheet":
                self._tables.add_name(self._group.destination, text)
            case "fldinst":
                self._collector.fields.instruct(text)
            case "pict":
                self._collector.picture += text.encode("ascii", "ignore")
            case "sn":
                self._property += text
            case "sv" if self._property == "wzDescription":
                self._collector.alt += text
            case "listtext" | "pntext":
                self._frame.label += text
            case name if name in (SKIPPED, "info", *words.NO_TEXT):
                return
            case _:
                self._frame.pieces.append(self._collector.run(text, self._group))

    # ── Groups ───────────────────────────────────────────────────────────────────────────────────

    def _open(self) -> None:
        self._flush()
        self._decoder.to_skip = 0
        if len(self._outer) >= DEEPEST:
            raise EditionError("this RTF is nested too deeply", file=self._file, remedy=REMEDY)
        self._outer.append(self._group)
        self._group = replace(self._group, is_starred=False, frame="")
        self._is_new = True
        if self._group.destination == "stylesheet":
            self._tables.begin_style()

    def _close(self) -> None:
        self._flush()
        self._is_new, self._decoder.to_skip = False, 0
        if not self._outer:
            return
        closed, self._group = self._group, self._outer.pop()
        if closed.frame:
            self._end_frame(closed)

    def _end_frame(self, closed: RtfGroup) -> None:
        """Take what a destination has collected, at its closing brace."""
        if closed.frame == "field":
            self._collector.end_field(closed)
        elif closed.frame == "pict":
            self._collector.end_picture(self._group)
        else:
            frame = self._collector.frames.pop()
            blocks = frame.end(closed.paragraph, self._tables)
            self._collector.end_blocks(closed.frame, frame.rule, blocks)

    # ── Control words ────────────────────────────────────────────────────────────────────────────

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            is_table = self._group.destination in ("fonttbl", "stylesheet")
            destination = SKIPPED if is_table else self._group.destination
            self._group = replace(self._group, is_starred=True, destination=destination)
        elif symbol in "{}\\":
            self._add_bytes(symbol.encode())
        elif symbol in "\r\n":
            self._end_paragraph()
        elif character := words.SYMBOLS.get(symbol):
            self._add_text(character)

    def _word(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            characters, self._is_new = self._group.characters, False
            self._decoder.add_unicode(number, characters.font, characters.skips)
            return
        if self._group.destination in ("fonttbl", "stylesheet"):
            self._flush()
            is_font = self._group.destination == "fonttbl"
            obey = self._tables.obey_font if is_font else self._tables.obey_style
            obey(word, number or 0)
            self._is_new = False
            return
        self._flush()
        is_new, self._is_new = self._is_new, False
        if is_new and self._begin(word):
            return
        if self._group.destination != SKIPPED:
            self._obey(word, number)

    def _obey(self, word: str, number: int | None) -> None:
        """Obey a control word that is about text."""
        if word in words.SIGNS:
            self._add_text(words.SIGNS[word])
        elif word in ENDS:
            ENDS[word](self)
        elif word in ("line", "lbr"):
            self._frame.pieces.append(LineEnd())
        elif word in TABLE_WORDS:
            self._row = RowFormat() if word == "trowd" else self._row
            self._row.obey(word, number or 0)
        elif characters := self._group.characters.obey(word, number):
            self._group = replace(self._group, characters=characters)
        elif paragraph := self._group.paragraph.obey(word, number):
            self._group = replace(self._group, paragraph=paragraph)
        elif word == "deflang":
            self._tables.language = language_tag(number or 0)
        else:
            self._decoder.obey(word, number or 0)

    def _begin(self, word: str) -> bool:
        """Begin a group by its first control word; return whether that is all it does."""
        group = self._group
        if group.destination == "upr" and word != "ud":
            return True
        if word in words.NO_TEXT or word in words.FORMULA_SETTINGS:
            self._begin_settings(word)
        elif group.destination in (SKIPPED, "pict", *words.NO_TEXT) and word != "ud":
            return False
        elif word in words.KNOWN:
            self._begin_frame(word)
        elif word == "info":
            self._group = replace(group, destination="info")
        elif word in words.TRANSPARENT:
            self._begin_text(word)
        elif group.is_starred or (group.is_formula and word.endswith("Pr")):
            self._group = replace(group, destination=SKIPPED)
        else:
            return False
        return True

    def _begin_settings(self, word: str) -> None:
        characters = CharacterState() if word == "fonttbl" else self._group.characters
        destination = word if word in READ_SETTINGS else SKIPPED
        self._group = replace(self._group, destination=destination, characters=characters)
        if word == "sn":
            self._property = ""

    def _begin_text(self, word: str) -> None:
        """Begin a group whose text belongs to what is around it."""
        if word == "field":
            self._collector.fields.begin()
        elif word == "fldrslt":
            self._collector.fields.separate()
        self._group = replace(
            self._group,
            destination="",
            is_formula=self._group.is_formula or word == "mmath",
            frame="field" if word == "field" else "",
        )

    def _begin_frame(self, word: str) -> None:
        if len(self._collector.frames) > MOST_FRAMES:
            raise EditionError("this RTF is nested too deeply", file=self._file, remedy=REMEDY)
        if word in words.LABELS:
            self._group = replace(self._group, destination=word)
            return
        if word == "pict":
            self._collector.picture.clear()
            self._group = replace(self._group, destination=word, frame=word)
            return
        rule = self._frame.rule or words.REMOVED.get(word, "") or self._group.characters.rule
        font = None
        if word in words.METADATA:
            rule, font = "document properties", NO_FONT
        self._collector.frames.append(Frame(word, rule))
        self._group = replace(
            self._group,
            destination="",
            frame=word,
            paragraph=ParagraphState(),
            characters=CharacterState(font=font, skips=self._group.characters.skips),
        )

    # ── Ends ─────────────────────────────────────────────────────────────────────────────────────

    def _end_paragraph(self) -> None:
        self._flush()
        self._frame.end_paragraph(self._group.paragraph, self._tables)

    def _end_cell(self) -> None:
        self._frame.end_cell(self._group.paragraph, self._tables, 1)

    def _end_nested_cell(self) -> None:
        depth = max(self._group.paragraph.nesting, 2)
        self._frame.end_cell(self._group.paragraph, self._tables, depth)

    def _end_row(self) -> None:
        row = self._row
        self._frame.end_row(row.cells, row.left, 1, is_head=row.is_head)

    def _end_nested_row(self) -> None:
        row, depth = self._row, len(self._frame.tables)
        self._frame.end_row(row.cells, row.left, max(depth, 2), is_head=row.is_head)


ENDS: dict[str, Callable[[RtfReader], None]] = {
    "par": RtfReader._end_paragraph,
    "sect": RtfReader._end_paragraph,
    "page": RtfReader._end_paragraph,
    "cell": RtfReader._end_cell,
    "nestcell": RtfReader._end_nested_cell,
    "row": RtfReader._end_row,
    "nestrow": RtfReader._end_nested_row,
}
