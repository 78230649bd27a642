"""Find the outline of the work: its parts and sections, from the headings of all witnesses."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from book.collate.headings import (
    Section,
    have_same_number,
    may_be_same,
    parse_entry,
    sections_of,
    weigh,
)
from book.collate.levels import with_levels
from book.model import Heading, Span, Text, Unit, Work
from book.text.alignment import heaviest_chain
from book.text.divisions import titles_below_numbers
from book.text.typography import letter_label

PREFACE = "Preface"
CERTAIN = 3.0  # weight from which headings are the same though their order differs
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of the work, and the path of each section by its number.

    `numbers` are the sections that the headings of the witnesses open, by siglum and place.
    """

    parts: tuple[Heading, ...]
    paths: tuple[Path, ...]
    numbers: Mapping[tuple[str, Span], int]

    def section(self, siglum: str, unit: Unit) -> int | None:
        """Return the number of the section that a unit opens; None if it is no heading."""
        return self.numbers.get((siglum, unit.spans[0])) if unit.kind == "heading" else None


def find_outline(copies: Iterable[Text], work: Work) -> Outline:
    """Return the parts of the work and their sections.

    The parts come from edition.toml, else from the headings of all witnesses. A part that only a
    list of contents has is one too.
    """
    copies = list(copies)
    merged = _MergedSections([parse_entry(entry) for entry in work.outline])
    for text in copies:
        merged.add(text.witness.siglum, with_levels(sections_of(text.units)))
    if not work.outline:
        for text in copies:
            merged.add_listed([parse_entry(entry) for entry in contents_list(text)])
    return merged.outline()


def contents_list(text: Text) -> list[str]:
    """Return the entries of a witness's list of contents; a number and its title are one."""
    listed = [datum.value for datum in text.metadata if datum.field == "outline"]
    titles = titles_below_numbers(listed)
    return [
        f"{entry} {listed[n + 1]}" if n + 1 in titles else entry
        for n, entry in enumerate(listed)
        if n not in titles
    ]


def free_label(label: str, taken: Iterable[str]) -> str:
    """Return the label, with a letter if it is taken, whatever its case: identifiers have none.

    >>> free_label("1", []), free_label("1", ["1"]), free_label("1", ["1", "1b"])
    ('1', '1b', '1c')
    >>> free_label("ACT II", ["Act II"])
    'ACT IIb'
    """
    taken = {label.casefold() for label in taken}
    suffixes = (letter_label(number) if number > 1 else "" for number in range(1, len(taken) + 2))
    return next(free for suffix in suffixes if (free := label + suffix).casefold() not in taken)


@dataclass(slots=True, eq=False)
class _Node:
    section: Section
    level: int


class _MergedSections:
    """The sections of all witnesses so far, in order, each once."""

    def __init__(self, parts: Sequence[Section]) -> None:
        self._nodes = [_Node(part, 1) for part in parts]
        self._deepest_part = 1 if parts else 0  # given parts: all other headings are in them
        self._opened: dict[tuple[str, Span], _Node] = {}

    def add(self, siglum: str, own: Sequence[Section]) -> None:
        """Add the headings of a witness; those that no other has stand between their neighbors."""
        matches = self._match(own, weigh)
        levels = {own[n].level: node.level for n, node in matches.items()}
        at = 0
        for number, section in enumerate(own):
            node = matches.get(number)
            if node:
                levels[section.level] = node.level
            else:
                level = max(_map_level(section.level, levels), self._deepest_part + 1)
                node = _Node(section, level)
                following = (matches[n] for n in range(number + 1, len(own)) if n in matches)
                self._nodes.insert(self._position(node, at, next(following, None)), node)
            at = self._nodes.index(node) + 1
            if section.span:
                self._opened[siglum, section.span] = node

    def _match(
        self, own: Sequence[Section], weigh: Callable[[Section, Section], float]
    ) -> dict[int, _Node]:
        """Return the nodes of the headings that are known, first those in the same order."""
        edges = [
            (number, at, weight)
            for at, node in enumerate(self._nodes)
            for number, section in enumerate(own)
            if (weight := weigh(node.section, section))
        ]
        pairs = {number: self._nodes[at] for number, at, _ in heaviest_chain(edges)}
        taken = set(map(id, pairs.values()))
        for number, at, weight in sorted(edges, key=lambda edge: -edge[2]):
            node = self._nodes[at]
            if weight >= CERTAIN and number not in pairs and id(node) not in taken:
                pairs[number] = node
                taken.add(id(node))
        return pairs | self._match_between(own, pairs)

    def _match_between(
        self, own: Sequence[Section], pairs: Mapping[int, _Node]
    ) -> dict[int, _Node]:
        """Return the nodes that have only their number in common with a heading.

        Both stand alone between the same neighbors.
        """
        positions = {id(node): at for at, node in enumerate(self._nodes)}
        at = {number: positions[id(node)] for number, node in pairs.items()}
        between = (
            (number, self._nodes[at[number - 1] + 1])
            for number in range(1, len(own) - 1)
            if number not in at
            and {number - 1, number + 1} <= at.keys()
            and at[number + 1] - at[number - 1] == 2
        )
        return {n: node for n, node in between if may_be_same(node.section, own[n])}

    def _position(self, node: _Node, at: int, following: _Node | None) -> int:
        """Return where a new node stands: before `following`, and in the order of the numbers."""
        last = self._nodes.index(following) if following else len(self._nodes)
        between = range(at, max(at, last))
        higher = (n for n in between if _is_later(self._nodes[n], node))
        return next(higher, between.stop)

    def add_listed(self, entries: Sequence[Section]) -> None:
        """Add the parts that only a list of contents has.

        They are numbered as other parts are, or stand beside such a part: what is not numbered may
        have no heading, or another one, in the text. A part of which the text has an entry is there
        without its heading.
        """
        matches = self._match(entries, _weigh_entry)
        parts = {entries[n].style for n, node in matches.items() if node.level == 1}
        missing = {n for n, e in enumerate(entries) if e.style in parts and not self._has(e)}
        numbered = {n for n in missing if entries[n].name.number}
        bounds = [n for n, e in enumerate(entries) if e.style in parts and e.name.number]
        for start, end in pairwise([*bounds, len(entries)]):
            if matches.keys() & set(range(start + 1, end)):
                numbered.discard(start)
        beside = {n for n in missing if {n - 1, n + 1} & numbered}
        at = 0
        for number, entry in enumerate(entries):
            if number in matches:
                at = self._nodes.index(matches[number]) + 1
            elif number in numbered | beside:
                while at < len(self._nodes) and self._nodes[at].level > 1:
                    at += 1
                self._nodes.insert(at, _Node(entry, 1))
                at += 1

    def _has(self, entry: Section) -> bool:
        return any(_weigh_entry(node.section, entry) for node in self._nodes)

    def outline(self) -> Outline:
        """Return the parts, and the paths of all sections."""
        parts: dict[str, Heading] = {}
        paths: list[Path] = []
        children: dict[Path, list[str]] = {}
        outer: list[tuple[int, Path]] = []
        for node in self._nodes:
            while outer and outer[-1][0] >= node.level:
                outer.pop()
            if outer or node.level <= self._deepest_part or not self._deepest_part:
                parent = outer[-1][1] if outer else ()
            else:
                parent = (PREFACE,)
            siblings = children.setdefault(parent, [])
            if parent:
                label = node.section.name.numeral or str(len(siblings) + 1)
            else:
                heading = node.section.heading(len(siblings) + 1)
                label = heading.label
            label = free_label(label, siblings)
            if not parent:
                parts[label] = replace(heading, label=label)
            siblings.append(label)
            path = (*parent, label)
            paths.append(path)
            outer.append((node.level, path))
        numbers = {id(node): number for number, node in enumerate(self._nodes)}
        opened = {place: numbers[id(node)] for place, node in self._opened.items()}
        return Outline(tuple(parts.values()), tuple(paths), opened)


def _map_level(level: int, levels: Mapping[int, int]) -> int:
    """Return the level in the outline of a witness's level, by those of its other headings."""
    if level in levels or not levels:
        return levels.get(level, level)
    nearest = min(levels, key=lambda other: abs(other - level))
    return max(1, levels[nearest] + level - nearest)


def _is_later(node: _Node, new: _Node) -> bool:
    name, own = node.section.name, new.section.name
    return node.level <= new.level and name.kind == own.kind and name.number > own.number > 0


def _weigh_entry(section: Section, entry: Section) -> float:
    """Return how much speaks for an entry of a list being a section, which is not missing then."""
    return weigh(section, entry) or (0.5 if have_same_number(section, entry) else 0.0)
