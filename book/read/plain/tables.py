"""Tables that a typist set in columns: cells where rules divide them, or else lines as typed."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from book.model import BlockForm, Container, Line
from book.read.plain.lines import Calls, decided, write_block
from book.read.plain.rows import FileRow, Group, cut

PIPE_RULE = re.compile(r"^[|+]?[\s:|+=-]*-[\s:|+=-]*[|+]?$")
DASHES = re.compile(r"^-{2,}(?:\s+-{2,})+$")
WIDE_GAP = re.compile(r"(?<=\S)(?: {3,}|\t+ *)(?=\S)")
CODE = BlockForm("code")

Cells = list[tuple[bool, list[FileRow]]]  # of a row: whether it is in the head, and its cells


def looks_like_columns(group: Group) -> bool:
    """Return whether a group is set in columns."""
    rows = [row.text for row in group]
    if len(group) < 2:
        return False
    if sum("|" in row for row in rows) >= max(2, 0.6 * len(rows)):
        return True
    if any(DASHES.match(row) for row in rows):
        return len(rows) > 2
    return len(group) >= 3 and _has_columns(group)


def _has_columns(group: Group) -> bool:
    """Return whether most rows have two wide gaps or more that end at the same columns."""
    ends = [[row.column + m.end() for m in WIDE_GAP.finditer(row.text)] for row in group]
    gapped = [places for places in ends if len(places) >= 2]
    starts = [[row.column + m.start() for m in WIDE_GAP.finditer(row.text)] for row in group]
    common = Counter(place for places in (*ends, *starts) for place in places)
    aligned = [count for _, count in common.most_common(2)]
    is_aligned = len(aligned) == 2 and aligned[1] >= 0.5 * len(group)
    return len(gapped) >= 0.7 * len(group) and is_aligned


def write_table(group: Group, name: str, calls: Calls) -> list[Line]:
    """Return a table of cells if the rules say where they are, or else the lines as typed."""
    cells = _pipe_cells(group) or _dashed_cells(group)
    if cells is None:
        return [
            Line(row.number, row.raw.rstrip(), CODE, continues=bool(index))
            for index, row in enumerate(group)
        ]
    rules = [row for row in group if _is_rule(row.text)]
    lines = list(_cell_lines(cells, name, calls))
    return [*lines, *(decided(row, row.text, "rule of a table") for row in rules)]


def _is_rule(text: str) -> bool:
    return bool(PIPE_RULE.match(text) or DASHES.match(text))


def _pipe_cells(group: Group) -> Cells | None:
    """Return the cells that strokes divide; None if the rows have different numbers of them."""
    content = [row for row in group if not _is_rule(row.text)]
    if not content or not all("|" in row.text for row in content):
        return None
    rule = next((i for i, row in enumerate(group) if i and _is_rule(row.text)), 0)
    heads = {row.number for row in group[:rule]}
    cells = [(row.number in heads and rule > 0, _split(row)) for row in content]
    return cells if len({len(row) for _, row in cells}) == 1 else None


def _split(row: FileRow) -> list[FileRow]:
    places = [-1, *(i for i, c in enumerate(row.text) if c == "|"), len(row.text)]
    parts = [cut(row, a + 1, b) for a, b in itertools.pairwise(places)]
    if row.text.startswith("|"):
        parts = parts[1:]
    return parts[:-1] if row.text.endswith("|") else parts


def _dashed_cells(group: Group) -> Cells | None:
    """Return the cells above and below a rule of dashes; None if words cross its gaps."""
    rules = [i for i, row in enumerate(group) if DASHES.match(row.text)]
    if not rules or rules[0] > 1 or any("\t" in row.raw for row in group):
        return None
    rule = group[rules[0]]
    spans = [
        (rule.column + m.start(), rule.column + m.end()) for m in re.finditer(r"-+", rule.text)
    ]
    cells: Cells = []
    for index, row in enumerate(group):
        if _is_rule(row.text):
            continue
        parts = _cells_at(row, spans)
        if parts is None:
            return None
        cells.append((index < rules[0], parts))
    return cells


def _cells_at(row: FileRow, spans: Sequence[tuple[int, int]]) -> list[FileRow] | None:
    bounds = [0, *((a[1] + b[0] + 1) // 2 for a, b in itertools.pairwise(spans)), 10_000]
    gaps = [range(a[1], b[0]) for a, b in itertools.pairwise(spans)]
    text = " " * row.column + row.text
    if any(text[c : c + 1].strip() for gap in gaps for c in gap):
        return None
    return [
        cut(row, max(a - row.column, 0), max(b - row.column, 0))
        for a, b in itertools.pairwise(bounds)
    ]


def _cell_lines(cells: Cells, name: str, calls: Calls) -> Iterator[Line]:
    columns = len(cells[0][1])
    size = (("columns", str(columns)), ("rows", str(len(cells))))
    table = Container("table", name, size)
    for number, (is_head, parts) in enumerate(cells):
        head = (("head", "yes"),) if is_head else ()
        row = Container("row", f"{name}-{number}", (("row", str(number)), *head))
        for column, part in enumerate(parts):
            place = (("column", str(column)), *head)
            cell = Container("cell", f"{name}-{number}-{column}", place)
            if part.text:
                yield from write_block(
                    (part,), [BlockForm(containers=(table, row, cell))], [False], calls
                )
