"""What stands in square brackets that name it: [Illustration: …], [Sidenote: …] and notes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from book.read.plain.rows import FileRow, Group, cut

OPENERS = {
    "illustration": re.compile(
        r"^\*?\[(?:Illustration|Ilustraci[óo]n|Ilustra[çc][ãa]o|Illustrazione|Illustratie|Abbildung"
        r"|Kuva|Frontispiece)s?\b[ \t]*[\w.]{0,6}(?:\s*:|(?=\s*\]))\s*",
        re.IGNORECASE,
    ),
    "sidenote": re.compile(
        r"^\[(?:Sidenote|Side-note|Marginal note)s?\s*\w{0,3}\s*:\s*", re.IGNORECASE
    ),
    "footnote": re.compile(
        r"^\[(?:Footnote|Fu(?:ß|ss)note|Voetnoot)s?(?:\s+(?P<label>[^\]\s:]{1,8}))?\s*:\s*",
        re.IGNORECASE,
    ),
}
LONGEST = {"illustration": 8, "sidenote": 2, "footnote": 60}  # groups


@dataclass(frozen=True, slots=True)
class Bracket:
    """Groups that a bracket holds, without it: `opener` and `closer` are its rows and marks."""

    kind: str
    label: str
    first: int
    last: int
    groups: tuple[Group, ...]
    opener: tuple[FileRow, str]
    closer: tuple[FileRow, str]


def divide(groups: Sequence[Group]) -> list[Group]:
    """Divide groups before a row that opens such a bracket, and after a row that closes it."""
    divided: list[Group] = []
    for group in groups:
        start, depth = 0, 0
        for index, row in enumerate(group):
            if depth == 0 and kind_of(row):
                if index > start:
                    divided.append(group[start:index])
                start, depth = index, 1 + _depth(row.text[1:])
            elif depth > 0:
                depth += _depth(row.text)
            else:
                continue
            if depth <= 0:
                divided.append(group[start : index + 1])
                start, depth = index + 1, 0
        if start < len(group):
            divided.append(group[start:])
    return divided


def kind_of(row: FileRow) -> str:
    """Return the kind of bracket that a row opens, or ""."""
    if not row.text.startswith(("[", "*[")):
        return ""
    return next((kind for kind, pattern in OPENERS.items() if pattern.match(row.text)), "")


def _depth(text: str) -> int:
    return text.count("[") - text.count("]")


def find_brackets(groups: Sequence[Group]) -> Iterator[Bracket]:
    """Yield the brackets that end with a group."""
    index = 0
    while index < len(groups):
        found = _bracket(groups, index)
        if found:
            yield found
        index = found.last + 1 if found else index + 1


def _bracket(groups: Sequence[Group], first: int) -> Bracket | None:
    kind = kind_of(groups[first][0])
    if not kind:
        return None
    depth = 0
    for last in range(first, min(first + LONGEST[kind], len(groups))):
        depth += sum(_depth(row.text) for row in groups[last])
        if depth <= 0:
            closes = groups[last][-1].text.endswith("]")
            return _without_marks(kind, groups, first, last) if closes else None
    return None


def _without_marks(kind: str, groups: Sequence[Group], first: int, last: int) -> Bracket:
    opening, closing = groups[first][0], groups[last][-1]
    match = OPENERS[kind].match(opening.text)
    assert match
    label = match["label"] or "" if kind == "footnote" else ""
    inside: list[Group] = []
    for group in groups[first : last + 1]:
        rows = [_inside(row, match.end() if row is opening else 0, row is closing) for row in group]
        if kept := tuple(row for row in rows if row.text):
            inside.append(kept)
    opener = (opening, opening.text[: match.end()].strip())
    return Bracket(kind, label, first, last, tuple(inside), opener, (closing, "]"))


def _inside(row: FileRow, start: int, is_last: bool) -> FileRow:
    return cut(row, start, len(row.text) - 1 if is_last else None)
