"""Documents with every element, in no format yet: `written` writes them in each.

Every word of a document is its own, so that a lost one names itself. `words` and `formed` say what
must be found in a file of the document, and a writer that cannot show something leaves it out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hypothesis import strategies as st

RunKind = Literal[
    "plain",
    "emphasis",
    "strong",
    "small-capitals",
    "superscript",
    "subscript",
    "underline",
    "deletion",
    "code",
    "link",
    "ruby",
    "note",
    "break",
    "within",
]
BlockKind = Literal[
    "paragraph",
    "heading",
    "quotation",
    "bullets",
    "numbers",
    "table",
    "figure",
    "poem",
    "speech",
    "scene-break",
    "hidden",
    "comment",
]
RUN_KINDS: tuple[RunKind, ...] = RunKind.__args__  # type: ignore[attr-defined]
BLOCK_KINDS: tuple[BlockKind, ...] = BlockKind.__args__  # type: ignore[attr-defined]
STEMS = ("boat", "weir", "cliché", "naïve", "паром", "λίμνη", "ﬁsh", "straße", "10")


@dataclass(frozen=True, slots=True)
class Run:
    """Words with a form; `other` are the words of a note or the annotation of a ruby."""

    kind: RunKind
    words: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A block: its rows, each of them a row of runs (a line, an item, a cell, a paragraph)."""

    kind: BlockKind
    rows: tuple[tuple[Run, ...], ...]

    def runs(self) -> Iterator[Run]:
        """Yield the runs that are written: a cell of a table is one run, which has words."""
        for row in self.rows:
            yield from cells(row) if self.kind == "table" else row


def cells(row: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return the runs of a row that make cells."""
    return tuple(run for run in row if run.words)


@dataclass(frozen=True, slots=True)
class Sample:
    """A document: its title and its blocks."""

    title: str
    parts: tuple[Part, ...]

    def text(self) -> str:
        """Return all words that are written, in any order."""
        runs = [run for part in self.parts for run in part.runs()]
        return " ".join(f"{run.words} {run.other}" for run in runs)


class WordMaker:
    """Makes words that no other place of the document has."""

    def __init__(self) -> None:
        self.count = 0

    def words(self, number: int) -> str:
        return " ".join(self.word() for _ in range(number))

    def word(self) -> str:
        self.count += 1
        letters, rest = "", self.count
        while rest:
            rest, digit = divmod(rest, 26)
            letters += chr(ord("a") + digit)
        return STEMS[self.count % len(STEMS)] + "q" + letters

    def run(self, kind: RunKind, number: int) -> Run:
        other = self.words(2) if kind in ("ruby", "note") else ""
        return Run(kind, "" if kind in ("note", "break") else self.words(number), other)

    def row(self, kinds: list[tuple[RunKind, int]]) -> tuple[Run, ...]:
        inner = [self.run(kind, number) for kind, number in kinds]
        return (self.run("plain", 2), *inner, self.run("plain", 1))

    def part(self, kind: BlockKind, rows: list[list[tuple[RunKind, int]]]) -> Part:
        if kind in ("heading", "hidden", "comment"):
            return Part(kind, ((self.run("plain", 3),),))
        return Part(kind, tuple(self.row(row) for row in rows))


_RUN = st.tuples(st.sampled_from(RUN_KINDS), st.integers(1, 3))
_ROWS = st.lists(st.lists(_RUN, max_size=3), min_size=1, max_size=4)
_PART = st.tuples(st.sampled_from(BLOCK_KINDS), _ROWS)


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    """Return documents of a few blocks."""
    maker = WordMaker()
    title = maker.words(3)
    drawn = draw(st.lists(_PART, min_size=1, max_size=8))
    opening = maker.part("paragraph", [[("plain", 3)]])
    parts = [maker.part(kind, rows) for kind, rows in drawn]
    # A document that ends with a break between scenes has no place for it.
    return Sample(title, (opening, *parts, maker.part("paragraph", [[("plain", 3)]])))
