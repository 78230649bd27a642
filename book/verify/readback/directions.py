"""Follow lines in which words run in both directions, by the Unicode Bidirectional Algorithm.

The order in which a file says its words is compared with where they stand: on each line, the texts
must be in the visual order that UAX 9 gives for the whole paragraph. Then each text gets its place
along the line as it is read: what is read first begins at 0 or further on, whatever its direction.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from book.text.direction import direction_of, has_rtl_letters
from book.verify.readback.bidi import END, find_levels, first_strong, visual_order
from book.verify.readback.drawn import DrawnText, PageContent
from book.verify.readback.tagged import INLINE, TaggedElement

LEAST_LEADING = 8  # points: less than the distance of two lines, more than a letter is raised
BACK = 2.5  # points by which a text may begin before the end of the one beside it
ISOLATE = {"ltr": "\N{LEFT-TO-RIGHT ISOLATE}", "rtl": "\N{RIGHT-TO-LEFT ISOLATE}"}
SHOWN = 40  # characters of a text that are named

Moved = dict[int, DrawnText]  # by the identity of the text as it was read


@dataclass(frozen=True, slots=True)
class MisplacedText:
    """A text that does not stand where it is read: its page, and what is wrong."""

    page: int
    words: str
    fault: str


@dataclass(frozen=True, slots=True)
class _LineItem:
    """A text on a line with its level, a space between texts, or the border of an isolate."""

    level: int
    text: DrawnText | None = None
    is_border: bool = False


@dataclass(slots=True)
class _ReadParagraph:
    """The texts of a paragraph, each with the place of its first character in the whole."""

    base: int
    text: str = ""
    texts: list[tuple[int, DrawnText]] = field(default_factory=list)


def follow_directions(
    document: TaggedElement, pages: Sequence[PageContent]
) -> tuple[TaggedElement, tuple[MisplacedText, ...]]:
    """Return a document with its texts placed as they are read, and the texts that are misplaced.

    A document without letters that run from right to left is returned as it is.
    """
    if not has_rtl_letters(document.text):
        return document, ()
    reader = _DirectionReader(pages, is_rtl=direction_of(document.language) == "rtl")
    notes = {f"#{note.id}" for note in document.find("Note")}
    for paragraph in _ParagraphWalk(notes).paragraphs(document):
        reader.follow(paragraph)
    return reader.moved(document), tuple(reader.misplaced)


def misplaced_on_line(texts: Sequence[DrawnText]) -> tuple[MisplacedText, ...]:
    """Return the texts of a line by itself that do not stand where they are read.

    The line runs from right to left if it begins with such a letter.
    """
    reader = _DirectionReader((), is_rtl=False)
    paragraph = _ReadParagraph(first_strong("".join(text.text for text in texts)))
    for text in texts:
        paragraph.texts.append((len(paragraph.text), text))
        paragraph.text += text.text
    reader.follow(paragraph)
    return tuple(reader.misplaced)


class _DirectionReader:
    """Reads the paragraphs of a document that `is_rtl` or not."""

    def __init__(self, pages: Sequence[PageContent], *, is_rtl: bool) -> None:
        self.pages, self.is_rtl = pages, is_rtl
        self.misplaced: list[MisplacedText] = []
        self.moves: Moved = {}

    def moved(self, element: TaggedElement) -> TaggedElement:
        kids = tuple(
            self.moved(kid) if isinstance(kid, TaggedElement) else self.moves.get(id(kid), kid)
            for kid in element.kids
        )
        return replace(element, kids=kids)

    def follow(self, paragraph: _ReadParagraph) -> None:
        levels = find_levels(paragraph.text, paragraph.base)
        line: list[_LineItem] = []
        last: DrawnText | None = None
        end = 0
        for start, text in paragraph.texts:
            if text.text.strip():
                if last and not _is_beside(last, text):
                    self._follow_line(line)
                    line = []
                last = text
            line += (_LineItem(level, is_border=True) for level in levels[end:start])
            line += self._items(text, start, levels)
            end = start + len(text.text)
        self._follow_line(line)

    def _items(self, text: DrawnText, start: int, levels: Sequence[int]) -> Iterator[_LineItem]:
        """Yield a text with its level, which must be one, and the spaces on its sides with theirs.

        A text that is drawn in another direction than its level has is misplaced.
        """
        own = [
            (level, character.isspace())
            for character, level in zip(text.text, levels[start:], strict=False)
        ]
        inked = {level for level, is_space in own if not is_space}
        if any(level % 2 != text.is_rtl for level in inked):
            self._misplace(text, "is drawn in another direction than it is read")
        is_before = True
        for level, is_space in own:
            if is_space and (is_before or len(own) == 1):
                yield _LineItem(level)
            elif not is_space and is_before:
                is_before = False
                yield _LineItem(max(inked), text)
        if own and own[-1][1] and not is_before:
            yield _LineItem(own[-1][0])

    def _follow_line(self, line: Sequence[_LineItem]) -> None:
        while line and line[-1].text is None:  # rule L1
            line = line[:-1]
        order = visual_order([item.level for item in line])
        texts = [text for index in order if (text := line[index].text)]
        for before, after in pairwise(texts):
            if after.left < before.right - max(BACK, before.size / 4):
                self._misplace(after, f"stands on the wrong side of “{_words(before)}”")
                return
        for text, (begin, end) in _as_read(line, order):
            shift = 0.0
            if self.is_rtl:  # what begins at the right edge of the page begins at 0
                shift = self.pages[text.page].box[2] - texts[-1].right - texts[0].left
            self.moves[id(text)] = replace(text, left=begin + shift, right=end + shift)

    def _misplace(self, text: DrawnText, fault: str) -> None:
        self.misplaced.append(MisplacedText(text.page, _words(text), fault))


def _words(text: DrawnText) -> str:
    return text.text.strip()[:SHOWN]


def _is_beside(before: DrawnText, text: DrawnText) -> bool:
    is_level = abs(before.baseline - text.baseline) < LEAST_LEADING
    return before.page == text.page and is_level


def _as_read(
    line: Sequence[_LineItem], order: Sequence[int]
) -> Iterator[tuple[DrawnText, tuple[float, float]]]:
    """Yield each text with its place along its line as it is read, with the gaps between them.

    What was turned by rule L2 is turned back, from the lowest level up.
    """
    places = dict(_places(line, order))
    turned = list(order)
    for level in range(1, max((item.level for item in line), default=0) + 1):
        start = 0
        while start < len(turned):
            end = start
            while end < len(turned) and line[turned[end]].level >= level:
                end += 1
            if group := [index for index in turned[start:end] if not line[index].is_border]:
                edges = min(places[i][0] for i in group) + max(places[i][1] for i in group)
                places |= {i: (edges - places[i][1], edges - places[i][0]) for i in group}
            turned[start:end] = turned[start:end][::-1]
            start = end + 1
    for index, item in enumerate(line):
        if item.text:
            yield item.text, places[index]


def _places(
    line: Sequence[_LineItem], order: Sequence[int]
) -> Iterator[tuple[int, tuple[float, float]]]:
    """Yield where each item of a line begins and ends; a space has no width here."""
    edge = min((item.text.left for item in line if item.text), default=0.0)
    for index in order:
        text = line[index].text
        left, right = (text.left, text.right) if text else (edge, edge)
        edge = right
        yield index, (left, right)


@dataclass(slots=True)
class _ParagraphWalk:
    """Collects the texts between the borders of blocks; the label of a note is in its first one.

    `notes` are the targets of calls, which are no part of the words before them.
    """

    notes: set[str]
    current: _ReadParagraph = field(default_factory=lambda: _ReadParagraph(0))
    after_label: bool = False

    def paragraphs(self, document: TaggedElement) -> Iterator[_ReadParagraph]:
        yield from self._read(document, document.language)
        yield self.current

    def _read(self, element: TaggedElement, language: str) -> Iterator[_ReadParagraph]:
        language = element.language or language
        is_inline = element.tag in INLINE
        isolate = self._isolate(element, language) if is_inline else ""
        if not is_inline and not self.after_label:
            yield self._begin(language)
        self.after_label = False
        self.current.text += isolate
        for kid in element.kids:
            if isinstance(kid, TaggedElement):
                yield from self._read(kid, language)
            else:
                self.current.texts.append((len(self.current.text), kid))
                self.current.text += kid.text
        self.current.text += END if isolate else ""
        if element.tag == "Lbl":
            self.after_label = True
        elif not is_inline:
            yield self._begin(language)

    def _begin(self, language: str) -> _ReadParagraph:
        ended = self.current
        self.current = _ReadParagraph(int(direction_of(language) == "rtl"))
        return ended

    def _isolate(self, element: TaggedElement, language: str) -> str:
        if any(link.target in self.notes for link in element.links):
            return ISOLATE["ltr"]
        direction = direction_of(language)
        return ISOLATE[direction] if (direction == "rtl") != self.current.base else ""
