"""Lines, the paragraphs that they are, and what is said of a line that is a notice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from book.text.grouping import group_runs

NumberedLine = tuple[int, str]
NOTICE = "library notice"
SECTION_GAP = 4  # from the number of the last line of a section to that of the next one's first
EDGES = " \t\f\r\N{NO-BREAK SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Notice:
    """What a line is that is not text: the rule that takes it, and the field that it states."""

    rule: str
    field: str = ""
    value: str = ""


Notices = dict[int, Notice]


@dataclass(frozen=True, slots=True)
class FileParagraph:
    """The lines from the index `start` on; `gap` is from the number of the line before."""

    start: int
    lines: tuple[str, ...]
    gap: int = 1

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def indices(self) -> range:
        return range(self.start, self.start + len(self.lines))

    @property
    def begins_section(self) -> bool:
        return self.gap >= SECTION_GAP


def bare(line: str) -> str:
    """Return a line without what cannot be seen at its ends."""
    return line.strip(EDGES)


def group_paragraphs(lines: Sequence[NumberedLine], first: int, last: int) -> list[FileParagraph]:
    """Return the paragraphs of the lines from the index `first` to `last` (half open).

    >>> [p.lines for p in group_paragraphs([(1, "a"), (2, "b "), (4, "c")], 0, 3)]
    [('a', 'b'), ('c',)]
    """
    paragraphs = []
    before = lines[first - 1][0] if first else 0
    for run in group_runs(range(first, last), lambda a, b: lines[b][0] - lines[a][0] <= 1):
        words = tuple(bare(lines[index][1]) for index in run)
        paragraphs.append(FileParagraph(run[0], words, lines[run[0]][0] - before))
        before = lines[run[-1]][0]
    return paragraphs


def remove_all(paragraphs: Iterable[FileParagraph], rule: str) -> Notices:
    """Return the lines of paragraphs as removed by a rule."""
    return dict.fromkeys((i for p in paragraphs for i in p.indices), Notice(rule))


def state_field(start: int, lines: Sequence[str], rule: str, field: str, whole: str) -> Notices:
    """Return lines as a statement; the first one has the `whole` value, the others their words."""
    values = (whole, *lines[1:])
    return {start + n: Notice(rule, field, value) for n, value in enumerate(values)}
