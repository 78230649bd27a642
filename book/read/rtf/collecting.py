"""Collect what an RTF has: paragraphs, notes, pictures, what is no text."""

import binascii
from dataclasses import replace

from book.read.pictures import Pictures
from book.read.rtf import words
from book.read.rtf.charsets import language_tag
from book.read.rtf.decoding import UNKNOWN
from book.read.rtf.paragraphs import Frame
from book.read.rtf.state import SKIPPED, RtfGroup
from book.read.word.document import (
    Dropped,
    Inset,
    NoteReference,
    Piece,
    Run,
    WordBlock,
    WordBox,
    WordDocument,
    WordNote,
    WordParagraph,
    WordPicture,
)
from book.read.word.fields import Fields
from book.read.word.grouping import words_of_blocks
from book.read.word.inline import link_look
from book.read.word.languages import stated_language
from book.read.word.symbols import symbol_character

LONGEST_MARK = 4
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"


class RtfCollector:
    """Collects the parts of a document; `frames` are those that are open, the innermost last."""

    def __init__(self) -> None:
        self.frames = [Frame()]
        self.fields = Fields()
        self.picture = bytearray()
        self.alt = ""
        self._notes: dict[str, WordNote] = {}
        self._counts = 0
        self._pictures = Pictures()
        self._metadata: list[Dropped] = []
        self._rest: list[WordBlock] = []

    def document(self, blocks: tuple[WordBlock, ...], language: str) -> WordDocument:
        """Return the document with the blocks of its body."""
        unknown = (
            Dropped(OBJECT, f"the format of the picture {name} cannot be shown", "not carried")
            for name in self._pictures.unknown
        )
        every = (*self._metadata, *blocks, *self._rest, *unknown)
        return WordDocument(every, self._notes, self._pictures.all(), language)

    def run(self, text: str, group: RtfGroup) -> Piece:
        """Return text as a run, or as dropped."""
        characters, frame = group.characters, self.frames[-1]
        rule = frame.rule or self.fields.rule or characters.rule
        if rule:
            return Dropped(text, rule)
        look = characters.look() | link_look(self.fields.link)
        if any(kind == "link" for kind, _ in look):
            look -= {("underline", "")}
        if group.is_formula:
            look |= {("formula", "")}
        tag = language_tag(characters.language)
        if language := stated_language(text, dict.fromkeys(("lang", "eastAsia", "bidi"), tag)):
            look |= {("foreign", language)}
        if characters.is_rtl and not group.paragraph.is_rtl:
            look |= {("direction", "rtl")}
        return Run(text, look)

    def end_blocks(self, kind: str, rule: str, blocks: tuple[WordBlock, ...]) -> None:
        """Take the blocks of a destination to where they belong."""
        pieces = self.frames[-1].pieces
        texts = [text for text in words_of_blocks(blocks) if text.strip()]
        if kind in words.METADATA:
            label = words.METADATA[kind]
            self._metadata += (
                Dropped(text, "document properties", "metadata", label) for text in texts
            )
        elif rule in ("running head", "note separator"):
            self._rest += (Dropped(text, rule) for text in texts)
        elif rule:
            pieces += (Dropped(text, rule) for text in texts)
        elif kind in words.BOXES:
            pieces += [Inset((WordBox(blocks),))] if texts or blocks else []
        else:
            self._end_note(blocks)

    def _end_note(self, blocks: tuple[WordBlock, ...]) -> None:
        self._counts += 1
        note_id = f"note-{self._counts}"
        pieces = self.frames[-1].pieces
        mark, rest = _own_mark(pieces, blocks)
        if mark:
            pieces[-1] = Dropped(mark, "note mark")
        self._notes[note_id] = WordNote(rest, mark or str(self._counts))
        pieces.append(NoteReference(note_id))

    def end_field(self, group: RtfGroup) -> None:
        """End a field."""
        if symbol := self.fields.symbol:
            code, font = symbol
            self.frames[-1].pieces.append(self.run(symbol_character(code, font) or UNKNOWN, group))
        self.fields.end()

    def end_picture(self, group: RtfGroup) -> None:
        """Take a picture, of which the bytes or their hexadecimal digits were collected."""
        data, self.picture = bytes(self.picture), bytearray()
        try:
            content = binascii.unhexlify(data.translate(None, b" \t\r\n"))
        except binascii.Error:
            content = data
        alt, self.alt = " ".join(self.alt.split()), ""
        if not content or group.destination in (SKIPPED, *words.NO_TEXT):
            return
        number = len(self._pictures.all()) + len(self._pictures.unknown) + 1
        name = self._pictures.add(f"picture-{number}", content)
        self.frames[-1].pieces.append(Inset((WordPicture(name, alt),)))


def _own_mark(
    pieces: list[Piece], blocks: tuple[WordBlock, ...]
) -> tuple[str, tuple[WordBlock, ...]]:
    """Return the mark that the text and a note have in common, and the note without it."""
    last = pieces[-1] if pieces else None
    first = blocks[0] if blocks else None
    if not isinstance(last, Run) or not isinstance(first, WordParagraph) or not first.pieces:
        return "", blocks
    mark, start = last.text.strip(), first.pieces[0]
    if not mark or len(mark) > LONGEST_MARK or not isinstance(start, Run):
        return "", blocks
    if not start.text.strip().startswith(mark):
        return "", blocks
    rest = Run(start.text.strip()[len(mark) :], start.look)
    pieces_after = (Dropped(mark, "note mark"), rest, *first.pieces[1:])
    return mark, (replace(first, pieces=pieces_after), *blocks[1:])
