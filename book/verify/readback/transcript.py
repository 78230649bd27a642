"""A text as lines, each with what stands in it: calls, anchors and links.

A line is a paragraph, a heading, a cell … as it was read from an output, or as an output must have
it. Both are compared character by character.
"""

import re
from dataclasses import dataclass, field

WHITE_SPACE = re.compile(r"[ \t\r\n]+")
AFTER_WORDS = ("formula", "ruby")


@dataclass(frozen=True, slots=True)
class LinePoint:
    """What stands between two characters of a line: a call, an anchor, a division's beginning.

    `kind` says which, and `name` is its id, or its value.
    """

    offset: int
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class LinkedSpan:
    """The characters `start` to `end` of a line lead to `target`: an address, or `#` and an id."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """A line of text; `where` says for readers in which part of the book or of the page it is.

    The break between two lines of verse, or of an address, is a line feed.
    """

    where: str
    text: str
    points: tuple[LinePoint, ...] = ()
    links: tuple[LinkedSpan, ...] = ()


@dataclass(slots=True)
class LineDraft:
    """The line that is being written, and the points that wait for its first character."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    points: list[LinePoint] = field(default_factory=list)
    links: list[LinkedSpan] = field(default_factory=list)


class TranscriptWriter:
    """Collects lines. A line without text is none: its points are those of the next one."""

    def __init__(self) -> None:
        self.lines: list[TranscriptLine] = []
        self.where = ""
        self.draft = LineDraft()

    @property
    def offset(self) -> int:
        """The number of characters that the present line has."""
        return self.draft.length

    def text(self, text: str) -> None:
        """Add text to the present line."""
        self.draft.parts.append(text)
        self.draft.length += len(text)

    def point(self, kind: str, name: str) -> None:
        """Add a point after the text that the present line has."""
        self.draft.points.append(LinePoint(self.draft.length, kind, name))

    def link(self, start: int, target: str) -> None:
        """Make what follows the offset `start` a link."""
        self.draft.links.append(LinkedSpan(start, self.draft.length, target))

    def end_line(self, where: str = "") -> None:
        """End the present line, if it has text."""
        draft = self.draft
        if draft.length:
            text = "".join(draft.parts)
            points = tuple(_settled(point, text) for point in draft.points)
            links = _joined_links(draft.links, text) if draft.links else ()
            self.lines.append(TranscriptLine(where or self.where, text, points, links))
            self.draft = LineDraft()


def _settled(point: LinePoint, text: str) -> LinePoint:
    """Return a point; one that says something of the words before it stands after their end."""
    if point.kind not in AFTER_WORDS:
        return point
    return LinePoint(len(text[: point.offset].rstrip()), point.kind, point.name)


def _joined_links(links: list[LinkedSpan], text: str) -> tuple[LinkedSpan, ...]:
    """Return links without white space at their ends; those that go on after it are one."""
    joined: list[LinkedSpan] = []
    for link in sorted(links, key=lambda each: (each.start, each.end)):
        words = text[link.start : link.end]
        if not words.strip():
            continue
        start = link.start + len(words) - len(words.lstrip())
        end = link.start + len(words.rstrip())
        former = joined[-1] if joined else None
        if former and former.target == link.target and not text[former.end : start].strip():
            joined.pop()
            start, end = min(start, former.start), max(end, former.end)
        joined.append(LinkedSpan(start, end, link.target))
    return tuple(joined)


class FlowWriter(TranscriptWriter):
    """Collects lines as a browser shows them: white space is one space, and none at their ends."""

    def text(self, text: str) -> None:
        """Add text to the present line."""
        added = WHITE_SPACE.sub(" ", text)
        last = self.draft.parts[-1][-1:] if self.draft.parts else " "
        if last == " ":
            added = added.removeprefix(" ")
        if added:
            super().text(added)

    def end_line(self, where: str = "") -> None:
        """End the present line, if it has text."""
        if self.draft.parts and self.draft.parts[-1].endswith(" "):
            self.draft.parts[-1] = self.draft.parts[-1][:-1]
            self.draft.length -= 1
        super().end_line(where)
