"""The numbers that Word prints before paragraphs (ECMA-376, part 1, 17.9)."""

import re
from dataclasses import dataclass, field

from lxml import etree

from book.read.docx.looks import Styles, sources
from book.read.docx.package import W, child, is_on, value
from book.read.word.document import ListPlace
from book.read.word.numbers import format_number, list_style

PLACE = re.compile(r"%(\d)")
LEVELS = 9
BLANKS = " \u200b\uf020"  # the last is a space of a symbol font


@dataclass(frozen=True, slots=True)
class ListLevel:
    """A level of a list: its first number, the style of numbers, and what is printed."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    paragraph_style: str = ""
    is_legal: bool = False
    restarts: bool = True


@dataclass(slots=True)
class Lists:
    """The lists of a document; it counts as paragraphs are read in their order."""

    levels: dict[str, dict[int, ListLevel]] = field(default_factory=dict)  # of each list's pattern
    patterns: dict[str, str] = field(default_factory=dict)  # of each list
    overrides: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level(self, list_id: str, level: int) -> ListLevel:
        own = self.overrides.get(list_id, {}).get(level)
        pattern = self.levels.get(self.patterns.get(list_id, ""), {})
        return own or pattern.get(level) or ListLevel()

    def count(self, list_id: str, level: int) -> ListPlace:
        """Return the place and the number of the next paragraph of a list."""
        this = self.level(list_id, level)
        counters = self._counters.setdefault(self.patterns[list_id], [None] * LEVELS)
        before = counters[level]
        start = self.starts.get((list_id, level))
        if start is not None and (list_id, level) not in self._begun:
            counters[level] = start
        else:
            counters[level] = this.start if before is None else before + 1
        self._begun.add((list_id, level))
        for deeper in range(level + 1, LEVELS):
            if self.level(list_id, deeper).restarts:
                counters[deeper] = None
        for higher in range(level):
            if counters[higher] is None:
                counters[higher] = self.level(list_id, higher).start
        style = list_style(this.style)
        if style in ("bullet", "none") and not PLACE.search(this.text):
            label = "" if style == "bullet" else this.text.strip()
            is_blank = style == "bullet" and not this.text.strip(BLANKS)
            return ListPlace(list_id, level, label, style, continues=is_blank)
        label, number = self._label(list_id, this, counters), counters[level] or 0
        return ListPlace(list_id, level, label, style, number=number)

    def _label(self, list_id: str, this: ListLevel, counters: list[int | None]) -> str:
        def number(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            if not 0 <= index < LEVELS:
                return ""
            each = self.level(list_id, index)
            style = "decimal" if this.is_legal else each.style
            count = counters[index]
            return format_number(each.start if count is None else count, style)

        return PLACE.sub(number, this.text).strip()


def read_numbering(tree: etree._Element | None) -> Lists:
    """Return the lists of the part `numbering.xml`."""
    lists = Lists()
    if tree is None:
        return lists
    links: dict[str, str] = {}
    styled: dict[str, str] = {}
    for each in tree.iter(W + "abstractNum"):
        name = value(each, "abstractNumId")
        lists.levels[name] = {
            _number(level, "ilvl"): _level(level) for level in each.iter(W + "lvl")
        }
        if link := value(child(each, "numStyleLink")):
            links[name] = link
        if style := value(child(each, "styleLink")):
            styled[style] = name
    for name, link in links.items():
        if link in styled:
            lists.levels[name] = lists.levels[styled[link]]
    for each in tree.findall(W + "num"):
        _read_list(each, lists)
    return lists


def _read_list(element: etree._Element, lists: Lists) -> None:
    list_id = value(element, "numId")
    lists.patterns[list_id] = value(child(element, "abstractNumId"))
    for override in element.iter(W + "lvlOverride"):
        level = _number(override, "ilvl")
        start = child(override, "startOverride")
        if start is not None:
            lists.starts[list_id, level] = _number(start, "val")
        if (own := child(override, "lvl")) is not None:
            lists.overrides.setdefault(list_id, {})[level] = _level(own)


def _number(element: etree._Element | None, name: str, default: int = 0) -> int:
    text = value(element, name)
    return min(int(text), 1_000_000) if text.isascii() and text.isdigit() else default


def _level(element: etree._Element) -> ListLevel:
    legal = child(element, "isLgl")
    hidden = child(element, "rPr", "vanish")
    is_hidden = hidden is not None and is_on(hidden)
    return ListLevel(
        _number(child(element, "start"), "val", 0),
        value(child(element, "numFmt"), default="decimal"),
        "" if is_hidden else value(child(element, "lvlText")),
        value(child(element, "pStyle")),
        legal is not None and is_on(legal),
        value(child(element, "lvlRestart")) != "0",
    )


def number_of(
    styles: Styles, lists: Lists, style: str, properties: etree._Element | None
) -> ListPlace | None:
    """Return a paragraph's place in a list, None if it is in none; the list counts on."""
    list_id, level = "", None
    for source in sources(styles, style, properties):
        numbering = child(source, "numPr")
        if numbering is None:
            continue
        if level is None and child(numbering, "ilvl") is not None:
            level = _number(child(numbering, "ilvl"), "val")
        list_id = list_id or value(child(numbering, "numId"))
    if list_id not in lists.patterns:
        return None
    if level is None:
        names = {level: lists.level(list_id, level).paragraph_style for level in range(LEVELS)}
        level = next((each for each, name in names.items() if name == style), 0)
    return lists.count(list_id, min(level, LEVELS - 1))
