"""The lines of a document as a reader sees them: exact words, their form, where their links lead.

A line is a block of text: a paragraph, a heading, an item, a cell. White space is collapsed as HTML
collapses it (CSS Text 3, 4.1); all else counts, spaces and hyphens too. What an edition says and
what is read back from an output are both built as lines here, and compared.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

SPACES = re.compile(r"[ \t\n\r\f]+")
LINE_END = "\n"  # within a line: the end of a line of verse


@dataclass(frozen=True, slots=True)
class FormSpan:
    """The characters `start` to `end` of a line, and what they are: "emphasis", "language" …"""

    start: int
    end: int
    kind: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class LinkSpan:
    """A link on the characters `start` to `end` of a line.

    `kind` is "call", "back", "term" or "link", `target` the name of an anchor, or an address.
    """

    start: int
    end: int
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of text; `kind` is that of a heading ("h1") or of what has no words, "" for others."""

    text: str
    kind: str = ""
    spans: tuple[FormSpan, ...] = ()
    links: tuple[LinkSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a book: before a character of a line of a document, all counted from 0."""

    document: int
    line: int
    offset: int


Document = tuple[ShownLine, ...]


@dataclass(frozen=True)
class BookText:
    """The documents of a book in reading order, and the place of each anchor by its name."""

    documents: tuple[Document, ...]
    anchors: Mapping[str, Position] = field(default_factory=dict)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The text of each document."""
        return tuple("\n".join(line.text for line in lines) for lines in self.documents)

    def offset(self, position: Position) -> int:
        """Return how many characters of its document's text stand before a place."""
        before = self.documents[position.document][: position.line]
        return sum(len(line.text) + 1 for line in before) + position.offset

    def words_at(self, position: Position, length: int = 40) -> str:
        """Return the words that begin at a place, "" at the end of a document."""
        lines = self.documents[position.document][position.line :]
        if not lines:
            return ""
        return " ".join((lines[0].text[position.offset :] or lines[0].kind)[:length].split())


@dataclass(slots=True)
class _Open:
    """A span that has begun and not ended."""

    start: int
    kind: str
    value: str
    is_link: bool


class LineBuilder:
    """Builds the lines of one document."""

    def __init__(self) -> None:
        self.lines: list[ShownLine] = []
        self.anchors: dict[str, tuple[int, int]] = {}
        self._kind = ""
        self._pieces: list[str] = []
        self._length = 0
        self._last = LINE_END  # the last character
        self._open: list[_Open] = []
        self._spans: list[_Open] = []
        self._ends: list[int] = []

    def text(self, text: str, *, keep: bool = False) -> None:
        """Add text; unless `keep`, its white space is collapsed."""
        if not keep:
            text = SPACES.sub(" ", text)
            if text[:1] == " " and self._last in (" ", LINE_END):
                text = text[1:]
        if text:
            self._pieces.append(text)
            self._length += len(text)
            self._last = text[-1]

    def line_break(self) -> None:
        """End a line of verse."""
        if self._last == " ":
            self._pieces[-1] = self._pieces[-1][:-1]
            self._length -= 1
        self.text(LINE_END, keep=True)

    def anchor(self, name: str) -> None:
        """Give this place a name. The first place with a name has it (DOM, 4.2.4)."""
        self.anchors.setdefault(name, (len(self.lines), self._length))

    def begin(self, kind: str, value: str = "") -> None:
        """Begin a span."""
        self._open.append(_Open(self._length, kind, value, is_link=False))

    def begin_link(self, kind: str, target: str) -> None:
        """Begin a link."""
        self._open.append(_Open(self._length, kind, target, is_link=True))

    def end(self) -> None:
        """End the span or link that was begun last."""
        self._close(self._open.pop())

    def end_line(self, kind: str = "") -> None:
        """End the line, if it has text; `kind` is that of the next one.

        A span that is open goes on in the next line.
        """
        for span in self._open:
            self._close(span)
        text = "".join(self._pieces).rstrip(" \n")
        if text:
            spans, links = self._written(text)
            self.lines.append(ShownLine(text, self._kind, spans, links))
        for span in self._open:
            span.start = 0
        self._kind, self._pieces, self._length, self._last = kind, [], 0, LINE_END
        self._spans, self._ends = [], []

    def wordless(self, kind: str, *spans: FormSpan) -> None:
        """Add a line for what has no words, such as a picture."""
        self.end_line()
        self.lines.append(ShownLine("", kind, spans))

    def _close(self, span: _Open) -> None:
        if span.start < self._length:
            self._spans.append(_Open(span.start, span.kind, span.value, span.is_link))
            self._ends.append(self._length)

    def _written(self, text: str) -> tuple[tuple[FormSpan, ...], tuple[LinkSpan, ...]]:
        spans: list[FormSpan] = []
        links: list[LinkSpan] = []
        for span, end in zip(self._spans, self._ends, strict=True):
            for first, last in _pieces(text, span.start, end):
                if span.is_link:
                    links.append(LinkSpan(first, last, span.kind, span.value))
                else:
                    spans.append(FormSpan(first, last, span.kind, span.value))
        spans.sort(key=_order)
        links.sort(key=lambda link: (link.start, link.end))
        return tuple(spans), tuple(links)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a span that lie on one line of verse, without white space around them.

    >>> list(_pieces("One,\\ntwo.", 0, 9)), list(_pieces("a b", 1, 2))
    ([(0, 4), (5, 9)], [])
    """
    for part in text[start:end].split(LINE_END):
        bare = part.strip(" ")
        if bare:
            first = start + part.index(bare)
            yield first, first + len(bare)
        start += len(part) + 1


def _order(span: FormSpan) -> tuple[int, int, str, str]:
    return span.start, -span.end, span.kind, span.value
