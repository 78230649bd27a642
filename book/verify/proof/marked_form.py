"""Mark the form of an edition in its own text, so that it can be followed through the pages.

`text.plaintext` writes a marked edition as any other: signs, which no text has, stand before the
words, and say which form the words after them have.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from book.model import (
    Block,
    Break,
    Bullets,
    Container,
    Definitions,
    Division,
    Edition,
    Foreign,
    Inline,
    Inlines,
    NoteCall,
    PageReference,
    Paragraph,
    Plain,
    Subheading,
    Table,
)
from book.verify.proof.edition_form import kind_of
from book.verify.proof.prove_speech import spoken_lines

# The last two planes of Unicode are for private use.
FIRST_PASSAGE, FIRST_LOW, FIRST_STYLE, LINE_END = 0xF0000, 0xF8000, 0x100000, "\U0010fffd"
STEP = 0x1000  # passages for each high sign
SIGNS = re.compile("([\U000f0000-\U0010fffd])")
OTHER = "other"  # the kind of what is not the words of the passage itself: calls, numbers


@dataclass(frozen=True, slots=True)
class WordForm:
    """The kinds of form that words have, and the language that they state, "" for none."""

    kinds: frozenset[str] = frozenset()
    language: str = ""


OTHER_STYLE = WordForm(frozenset({OTHER}))


@dataclass(frozen=True, slots=True)
class FormedPassage:
    """What a text of the edition is: a heading, a paragraph, a note …

    `kind` is "title", "note", the kind of a block, or "" for what else the editor writes.
    `is_plain` is false if its kind may have a look of its own, such as italics.
    """

    kind: str = ""
    containers: tuple[Container, ...] = ()
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class StyledRun:
    """Words of one style; `begins_line` is true after the end of a line of verse."""

    text: str
    style: WordForm
    begins_line: bool = False


@dataclass(frozen=True, slots=True)
class FormedLine:
    """A line as it is spoken, in runs of one style each; `passage` is None if it has no words."""

    passage: FormedPassage | None
    runs: tuple[StyledRun, ...]


def formed_lines(edition: Edition, numbers: Mapping[str, str]) -> Iterator[FormedLine]:
    """Yield each line that a screen reader says of an edition, in order, with its form."""
    marker = FormMarker()
    lines = spoken_lines(marker.edition(edition), numbers)
    styles: tuple[WordForm, ...] = ()
    for line in lines:
        styles = styles or tuple(marker.styles)
        yield _read(line, marker.passages, styles)


class FormMarker:
    """Marks the form of an edition. `passages` and `styles` are those that its signs stand for."""

    def __init__(self) -> None:
        self.passages: list[FormedPassage] = []
        self.styles: dict[WordForm, int] = {}

    def edition(self, edition: Edition) -> Edition:
        """Return the edition with signs for its form before its words."""
        note = FormedPassage("note", is_plain=True)
        notes = (replace(n, inlines=self.passage(n.inlines, note)) for n in edition.notes)
        divisions = map(self.division, edition.divisions)
        return replace(edition, divisions=tuple(divisions), notes=tuple(notes))

    def division(self, division: Division) -> Division:
        """Mark a division; the page of the imprint has a look of its own."""
        if division.kind == "imprint":
            return division
        title = self.passage(division.title, FormedPassage("title")) if division.title else ()
        blocks, inner = map(self.block, division.blocks), map(self.division, division.divisions)
        return replace(division, title=title, blocks=tuple(blocks), divisions=tuple(inner))

    def block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return replace(block, inlines=self.paragraph(block))
            case Subheading():
                return replace(block, inlines=self.passage(block.inlines, FormedPassage("title")))
            case Bullets():
                return replace(block, items=self.texts(block.items))
            case Definitions():
                items = (
                    replace(i, term=self.text(i.term), inlines=self.text(i.inlines))
                    for i in block.items
                )
                return replace(block, items=tuple(items))
            case Table():
                caption, rows = self.text(block.caption), tuple(map(self.texts, block.rows))
                return replace(block, caption=caption, head=self.texts(block.head), rows=rows)
        return block

    def paragraph(self, paragraph: Paragraph) -> Inlines:
        form = paragraph.form
        is_text = form.kind in ("paragraph", "verse") and paragraph.style == "text"
        is_plain = is_text and not any(each.get("head") for each in form.containers)
        passage = FormedPassage(form.kind, form.containers, is_plain)
        return self.passage(paragraph.inlines, passage, WordForm(language=form.language))

    def texts(self, texts: Iterable[Inlines]) -> tuple[Inlines, ...]:
        return tuple(map(self.text, texts))

    def text(self, inlines: Inlines) -> Inlines:
        """Mark a text of the editor; an empty one stays so."""
        return self.passage(inlines, FormedPassage()) if inlines else ()

    def passage(
        self, inlines: Inlines, passage: FormedPassage, style: WordForm = WordForm()
    ) -> Inlines:
        high, low = divmod(len(self.passages), STEP)
        self.passages.append(passage)
        sign = chr(FIRST_PASSAGE + high) + chr(FIRST_LOW + low)
        return Plain(sign), *self.inlines(inlines, style)

    def inlines(self, inlines: Inlines, style: WordForm) -> Inlines:
        return tuple(marked for inline in inlines for marked in self.inline(inline, style))

    def inline(self, inline: Inline, style: WordForm) -> Iterator[Inline]:
        match inline:
            case Plain() | PageReference():
                yield from (self.sign(style), inline)
            case Break():
                yield from (Plain(LINE_END), inline)
            case NoteCall():
                yield from (self.sign(OTHER_STYLE), inline)
            case _:
                inside = self.inlines(inline.inlines, style_in(inline, style))
                # What an inline adds at its end has the style of the words around it.
                yield from (
                    self.sign(style),
                    replace(inline, inlines=(*inside, self.sign(style))),
                )

    def sign(self, style: WordForm) -> Plain:
        return Plain(chr(FIRST_STYLE + self.styles.setdefault(style, len(self.styles))))


def _read(line: str, passages: Sequence[FormedPassage], styles: Sequence[WordForm]) -> FormedLine:
    """Return a marked line without its signs."""
    first, *parts = SIGNS.split(line)
    passage, high, style, begins_line = None, 0, OTHER_STYLE, False
    runs = [StyledRun(first, OTHER_STYLE)] if first.strip() else []
    for sign, text in zip(parts[::2], parts[1::2], strict=True):
        number = ord(sign)
        if sign == LINE_END:
            begins_line = True
        elif number >= FIRST_STYLE:
            style = styles[number - FIRST_STYLE]
        elif number >= FIRST_LOW:
            passage = passages[high * STEP + number - FIRST_LOW]
        else:
            high = number - FIRST_PASSAGE
        if text.strip():
            runs.append(StyledRun(text, style, begins_line))
            begins_line = False
    return FormedLine(passage, tuple(runs))


def style_in(inline: Inline, around: WordForm) -> WordForm:
    """Return the style of the words in an inline; emphasis within emphasis is none."""
    if isinstance(inline, Foreign):
        return replace(around, language=inline.language or around.language)
    kind = kind_of(inline)
    if kind == "emphasis":
        return replace(around, kinds=around.kinds ^ {kind})
    return replace(around, kinds=around.kinds | {kind}) if kind else around
