"""Collect the lines of a document, with their form, as a reader walks through it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from book.model import (
    DEFAULT_LIMITS,
    BlockForm,
    BlockKind,
    Container,
    ContainerKind,
    Fact,
    Insert,
    Limits,
    Line,
    LineFate,
    Picture,
    Range,
    RangeKind,
)
from book.text.limits import check_paragraphs

# The spaces that a format's own line ends and indents become; a no-break space is text.
WHITE = re.compile(r"[ \t\n\r\f]+")
# Lines of a file that is not plain text are numbered as if blank lines divided them.
STEP = 2
UNREADABLE = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document as it was read: a line for each block, and the pictures in the file."""

    lines: tuple[Line, ...]
    pictures: tuple[Picture, ...] = ()
    facts: tuple[Fact, ...] = ()


class DocumentBuilder:
    """Collects a document. Text outside a block opens a paragraph of its own.

    A file with more paragraphs than `limits` allows is refused as soon as it is known.

    >>> builder = DocumentBuilder()
    >>> with builder.container("quotation"), builder.block():
    ...     builder.text("a ")
    ...     with builder.range("emphasis"):
    ...         builder.text("fox ")
    ...     builder.text(" ran")
    >>> (line,) = builder.document().lines
    >>> line.text, line.ranges
    ('a fox ran', (Range(start=2, end=5, kind='emphasis', value=''),))
    >>> line.form.containers
    (Container(kind='quotation', id='1', attributes=()),)
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS, file: str = "") -> None:
        self._limits, self._file = limits, file
        self._lines: list[Line] = []
        self._pictures: dict[str, Picture] = {}
        self._facts: list[Fact] = []
        self._containers: tuple[Container, ...] = ()
        self._count = 0
        self._inserts: list[Insert] = []
        self._form: BlockForm | None = None
        self._prefix = ""
        self._clear()
        self._ranges: list[Range] = []
        self._preserves_spaces = False

    # ── Blocks ───────────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def container(self, kind: ContainerKind, name: str = "", **attributes: str) -> Iterator[None]:
        """Let what is added inside be in a new container; attributes that are "" are left out.

        `name` is its id, if the source has one that is unique: a note needs that of its call.
        """
        self.end_block()
        self._count += 1
        given = tuple((key, value) for key, value in attributes.items() if value)
        outer = self._containers
        self._containers = (*outer, Container(kind, name or str(self._count), given))
        yield
        self.end_block()
        self._containers = outer

    @contextmanager
    def elsewhere(self) -> Iterator[None]:
        """Let what is added inside be in no container: a note inside a table, for example."""
        self.end_block()
        outer, self._containers = self._containers, ()
        yield
        self.end_block()
        self._containers = outer

    @contextmanager
    def block(self, kind: BlockKind = "paragraph", **form: Any) -> Iterator[None]:
        """Let the text added inside be one block; `form` are fields of `BlockForm`."""
        self.open_block(kind, **form)
        yield
        self.end_block()

    @contextmanager
    def heading(self, level: int) -> Iterator[None]:
        """Let the text added inside be a heading of this level, from 1."""
        self.open_block("heading")
        self._prefix = "#" * min(level, 6) + " "
        yield
        self.end_block()

    def open_block(self, kind: BlockKind = "paragraph", **form: Any) -> None:
        """Begin a block; it lasts until the next one begins, or until `end_block`."""
        self.end_block()
        self._form = BlockForm(kind, self._containers, **form)
        self._preserves_spaces = kind == "code"

    def end_block(self) -> None:
        """End the block that is open, if there is one; a block without words leaves no line."""
        if self._form is None:
            return
        form, text, ranges = self._form, "".join(self._pieces), self._ranges
        self._form, self._ranges, prefix = None, [], self._prefix
        self._clear()
        self._prefix = ""
        stripped = text.strip(" \n")
        if not stripped:
            self._keep_calls(ranges)
            return
        start = len(text) - len(text.lstrip(" \n"))
        if self._inserts:
            form = replace(form, before=tuple(self._inserts))
            self._inserts = []
        moved = (_trimmed(each, stripped, start, len(prefix)) for each in ranges)
        kept = tuple(each for each in moved if each)
        self._add(prefix + stripped, form, kept)

    def _keep_calls(self, ranges: list[Range]) -> None:
        """Set calls of notes in a block without words at the end of the line before it."""
        calls = [each for each in ranges if each.kind == "note"]
        if calls and self._lines:
            last = self._lines[-1]
            end = len(last.text)
            moved = (replace(each, start=end, end=end) for each in calls)
            self._lines[-1] = replace(last, ranges=(*last.ranges, *moved))

    def _add(
        self,
        text: str,
        form: BlockForm,
        ranges: tuple[Range, ...] = (),
        fate: LineFate = "open",
        rule: str = "",
        field: str = "",
    ) -> None:
        number = STEP * len(self._lines) + 1
        check_paragraphs(len(self._lines) + 1, self._limits, self._file)
        self._lines.append(Line(number, text, form, ranges, False, fate, rule, field))

    # ── Text ─────────────────────────────────────────────────────────────────────────────────────

    @property
    def is_open(self) -> bool:
        """Whether a block is open."""
        return self._form is not None

    @property
    def has_text(self) -> bool:
        """Whether the block that is open has words."""
        return self._has_words

    @property
    def last_character(self) -> str:
        """The last character of the block that is open, "" if there is none."""
        return self._last

    def text(self, text: str) -> None:
        """Add text to the block; white space collapses to one space, except in code."""
        if not self._preserves_spaces:
            text = WHITE.sub(" ", text)
            if self._last in ("", " "):
                text = text.removeprefix(" ")
        if not text:
            return
        if self._form is None:
            self.open_block()
        self._append(text)

    def _clear(self) -> None:
        """Forget the text of a block. It is kept in pieces, or a long one would take minutes."""
        self._pieces: list[str] = []
        self._length, self._last, self._last_break, self._has_words = 0, "", 0, False

    def _append(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
        self._last = text[-1]
        self._has_words = self._has_words or not text.isspace()

    @contextmanager
    def range(self, kind: RangeKind, value: str = "") -> Iterator[None]:
        """Let the text added inside have a form. It must be inside one block."""
        form, start = self._form, self._length
        yield
        if form is None and self._form is not None:
            start = 0
        if self._length > start:
            self._ranges.append(Range(start, self._length, kind, value))

    def line_break(self, indent: int = 0) -> None:
        """Begin a new line of verse, of an address, or of whatever is not prose."""
        if not self._has_words:
            return
        if self._last != " ":
            self._append(" ")
        end = self._length
        if self._last_break != end:
            self._last_break = end
            self._ranges.append(Range(end - 1, end, "break", str(indent)))

    def note_call(self, note: str) -> None:
        """Call the note with this id, which is that of a container of the kind "note"."""
        if self._form is None:
            self.open_block()
        self._ranges.append(Range(self._length, self._length, "note", note))

    # ── What is not text ─────────────────────────────────────────────────────────────────────────

    def scene_break(self, text: str = "") -> None:
        """Add a break between scenes; `text` is what the source prints for it."""
        self.end_block()
        self._inserts.append(Insert("scene-break", self._containers, text))

    def picture(self) -> None:
        """Show the picture of the figure that is the innermost container."""
        self.end_block()
        self._inserts.append(Insert("picture", self._containers))

    def add_picture(self, picture: Picture) -> None:
        """Add a picture to the document."""
        self._pictures[picture.name] = picture

    def metadata(self, field: str, text: str, rule: str) -> None:
        """Add a statement that the source makes of itself."""
        self._decided(text, "metadata", rule, field)

    def fact(self, field: str, value: str, rule: str) -> None:
        """Add what the source says of itself outside its words."""
        if stated := " ".join(value.split()):
            self._facts.append(Fact(field, stated, rule))

    def removed(self, text: str, rule: str) -> None:
        """Add words of the file that are not text, and the rule that removes them."""
        self._decided(text, "removed", rule)

    def not_carried(self, text: str, reason: str) -> None:
        """Add words of the file that the edition cannot show, and the reason."""
        self._decided(text, "not carried", reason)

    def _decided(self, text: str, fate: LineFate, rule: str, field: str = "") -> None:
        """Add a line whose fate is known; the block that is open goes on after it."""
        if words := WHITE.sub(" ", text).strip():
            self._add(words, BlockForm(), (), fate, rule, field)

    def document(self) -> SourceDocument:
        """Return what was collected."""
        self.end_block()
        if self._inserts and (last := self._last_open()) is not None:
            line = self._lines[last]
            form = replace(line.form, after=tuple(self._inserts))
            self._lines[last] = replace(line, form=form)
            self._inserts = []
        for insert in self._inserts:
            figure = next((c for c in insert.containers if c.kind == "figure"), None)
            words = (figure and figure.get("alt")) or insert.text or UNREADABLE
            self.not_carried(words, f"a {insert.kind} in a document without text")
        self._inserts = []
        pictures, facts = tuple(self._pictures.values()), tuple(self._facts)
        return SourceDocument(tuple(self._lines), pictures, facts)

    def _last_open(self) -> int | None:
        numbers = reversed(range(len(self._lines)))
        return next((n for n in numbers if self._lines[n].fate == "open"), None)


def _trimmed(each: Range, text: str, start: int, shift: int) -> Range | None:
    """Return a range moved and cut to the words of a stripped text; None if it has none."""
    first = min(max(each.start - start, 0), len(text))
    last = min(max(each.end - start, 0), len(text))
    if each.kind == "note":
        return replace(each, start=first + shift, end=first + shift)
    if each.kind != "break":
        while first < last and text[first] == " ":
            first += 1
        while last > first and text[last - 1] == " ":
            last -= 1
    return replace(each, start=first + shift, end=last + shift) if first < last else None
