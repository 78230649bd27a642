"""The numbers that are printed before paragraphs of an ODT (OpenDocument 1.3, part 3, 5.3)."""

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from book.read.odt.names import LOEXT, STYLE, TEXT, number_of
from book.read.word.document import ListPlace
from book.read.word.numbers import format_number, list_style

FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "": "none",
    "一, 二, 三, ...": "chineseCounting",
    "①, ②, ③, ...": "decimalEnclosedCircle",
    "1st": "ordinal",
}
PLACE = re.compile(r"%(\d+)%")
LEVELS = 10
OUTLINE = " outline"  # the list that counts headings; no style has such a name


@dataclass(frozen=True, slots=True)
class OdtLevel:
    """A level of a list: the style of its numbers, and what stands around them."""

    style: str = "bullet"
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    levels: int = 1  # of numbers that are printed
    pattern: str = ""


@dataclass(slots=True)
class OdtLists:
    """The styles of lists; it counts as items are read in their order."""

    styles: dict[str, dict[int, OdtLevel]] = field(default_factory=dict)
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _lists: Counter[str] = field(default_factory=Counter)

    def add(self, tree: etree._Element | None) -> None:
        """Add the styles of lists of a part of the file."""
        if tree is None:
            return
        for each in tree.iter(TEXT + "list-style", TEXT + "outline-style"):
            is_outline = each.tag == TEXT + "outline-style"
            name = OUTLINE if is_outline else each.get(STYLE + "name", "")
            self.styles[name] = {
                number_of(level, TEXT + "level", 1) - 1: _read_level(level)
                for level in each
                if isinstance(level.tag, str)
            }

    def restart(self, counter: str) -> None:
        """Begin another list, which counts from the start."""
        self._counters[counter] = [None] * LEVELS
        self._lists[counter] += 1

    def count(self, counter: str, name: str, level: int, start: int | None) -> ListPlace:
        """Return the place and the number of the next item; `start` is its own number, if given."""
        level = min(level, LEVELS - 1)
        levels = self.styles.get(name, {})
        this = levels.get(level, OdtLevel())
        counters = self._counters.setdefault(counter, [None] * LEVELS)
        before = counters[level]
        counters[level] = start or (this.start if before is None else before + 1)
        counters[level + 1 :] = [None] * (LEVELS - level - 1)
        list_id = f"{counter} {self._lists[counter]}"
        style = list_style(this.style)
        number = 0 if style in ("bullet", "none") else counters[level] or 0
        return ListPlace(list_id, level, _label(levels, level, counters), style, number=number)


def _read_level(element: etree._Element) -> OdtLevel:
    if not str(element.tag).endswith(("level-style-number", "outline-level-style")):
        return OdtLevel()
    return OdtLevel(
        FORMATS.get(element.get(STYLE + "num-format", ""), "decimal"),
        element.get(STYLE + "num-prefix", ""),
        element.get(STYLE + "num-suffix", ""),
        number_of(element, TEXT + "start-value", 1),
        number_of(element, TEXT + "display-levels", 1, LEVELS),
        element.get(LOEXT + "num-list-format", ""),
    )


def _label(levels: dict[int, OdtLevel], level: int, counters: list[int | None]) -> str:
    this = levels.get(level, OdtLevel())
    if this.style in ("bullet", "none"):
        return "" if this.style == "bullet" else (this.prefix + this.suffix).strip()

    def number(index: int) -> str:
        each = levels.get(index, OdtLevel("decimal"))
        count = counters[index] if 0 <= index < LEVELS else None
        return format_number(each.start if count is None else count, each.style)

    if PLACE.search(this.pattern):
        return PLACE.sub(lambda match: number(int(match[1]) - 1), this.pattern).strip()
    numbers = [number(each) for each in range(max(level - this.levels + 1, 0), level + 1)]
    return (this.prefix + ".".join(filter(None, numbers)) + this.suffix).strip()
