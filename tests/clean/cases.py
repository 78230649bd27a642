"""Read the cases of the cleaning rules, and write a cleaned witness in their notation.

cases/README.md describes the format.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from book.clean import RULES
from book.clean.characters import FIXERS
from book.clean.punctuation import RULES as PUNCTUATION
from book.model import Selection, Span, Text, Witness, Work
from book.text.decode import split_lines

CASES = Path(__file__).parent / "cases"
NAMED = re.compile(r"\\N\{([^}]+)\}")
MARK = re.compile(r"⟦([^:⟧]+): ([^⟧]*)⟧")
CASE_START = re.compile(r"^== ", re.MULTILINE)
RULE_FILES = {rule.__name__: CASES / f"{rule.__name__}.txt" for rule in RULES}
FIXER_FILES = {
    fixer.__name__: CASES / "characters" / f"{fixer.__name__}.txt"
    for fixer in (*FIXERS, *PUNCTUATION)
}


@dataclass(frozen=True)
class Case:
    """A witness as marked lines, with settings of it and of the work.

    `reason` says why the case is known to fail, if it is.
    """

    name: str
    marked: tuple[str, ...]
    settings: tuple[tuple[str, str], ...] = ()
    reason: str = ""

    @property
    def text(self) -> str:
        return "\n".join(MARK.sub(r"\2", row.replace("⤷", "")) for row in self.marked)

    def values(self, key: str) -> tuple[str, ...]:
        return tuple(value for name, value in self.settings if name == key)

    @property
    def work(self) -> Work:
        title, author = (next(iter(self.values(key)), "") for key in ("title", "author"))
        return Work(title, author, "", self.values("outline"))

    @property
    def witness(self) -> Witness:
        lines = split_lines(self.text, "a.txt")
        drop, keep = map(selections, (self.values("drop"), self.values("keep")))
        witness = Witness("A", "a.txt", "text", lines, drop=drop, keep=keep)
        is_commentary = "commentary" in self.values("role")
        return replace(witness, role="commentary") if is_commentary else witness


def selections(values: Iterable[str]) -> tuple[Selection, ...]:
    """Return entries of `drop` or `keep`: patterns, or tables of TOML."""
    return tuple(map(_selection, values))


def _selection(value: str) -> Selection:
    if not value.startswith("{"):
        return Selection(line=value, written=value)
    table = tomllib.loads(f"x = {value}")["x"]
    names = {"from": "first", "to": "last"}
    return Selection(**{names.get(key, key): each for key, each in table.items()}, written=value)


def spell_out(text: str) -> str:
    """Replace `\\N{NAME}` by the character of that name."""
    return NAMED.sub(lambda m: (b"\\N{%b}" % m[1].encode()).decode("unicode_escape"), text)


def read_cases(path: Path) -> Iterator[Case]:
    """Yield the cases of a rule's file."""
    for block in CASE_START.split(path.read_text("utf-8"))[1:]:
        yield _parse_case(spell_out(block.rstrip("\n")).split("\n"))


def _parse_case(rows: list[str]) -> Case:
    name, *rows = rows
    options = [row[1:].partition(" ") for row in rows if row.startswith("@")]
    reason = "; ".join(row[2:].strip() for row in rows if row.startswith("!!"))
    marked = tuple(row for row in rows if not row.startswith(("@", "!!")))
    return Case(name, marked, tuple((key, value) for key, _, value in options), reason)


def mark(text: Text) -> tuple[str, ...]:
    """Return the lines of a cleaned witness with the marks of the cases."""
    lines = {line.number: line.text for line in text.witness.lines}
    marked: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for span, form in _iter_marks(text):
        source = lines[span.line][span.start : span.end]
        marked[span.line].append((span.start, form.format(source)))
    return tuple(
        "".join(source for _, source in sorted(marked[number]))
        for number in range(1, max(marked) + 1)
    )


def _iter_marks(text: Text) -> Iterator[tuple[Span, str]]:
    """Yield each span with the format in which the cases write it."""
    for unit in text.units:
        form = "⟦heading: {}⟧" if unit.kind == "heading" else "{}"
        for number, span in enumerate(unit.spans):
            yield span, ("⤷" if number else "") + form
    yield from ((removal.span, f"⟦{removal.rule}: {{}}⟧") for removal in text.removals)
    yield from ((datum.span, f"⟦{datum.field}: {{}}⟧") for datum in text.metadata)
