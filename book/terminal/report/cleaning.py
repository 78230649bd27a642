"""The report of `inv clean`: what cleaning kept and removed, the metadata, and what is doubtful."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from book.model import Doubt, Removal, Text, Unit
from book.terminal.report.layout import elide_runs, new_table, shorten
from book.text.counts import counted

LISTED = 40  # doubts of a witness


class ReportRow(NamedTuple):
    """A row of the table: where it stands, what became of it, by which rule, and its words."""

    line: int
    column: int
    fate: str
    rule: str
    words: str


def cleaning_report(text: Text, doubts: Sequence[Doubt] = ()) -> RenderableType:
    """Return what was kept, removed and read as metadata, in the order of the file, and doubts."""
    witness = text.witness
    name = f"Witness {witness.siglum}"
    title = Line.assemble((name, "bold"), f"  {witness.file}  ({witness.role})")
    rows = sorted((*map(_removed, text.removals), *_metadata(text), *map(_kept, text.units)))
    return Group(title, _table(rows), Line(_summary(text)), *_doubts(doubts), Line(""))


def _removed(removal: Removal) -> ReportRow:
    span = removal.span
    fate = "not carried" if removal.is_text else "removed"
    return ReportRow(span.line, span.start, fate, removal.rule, removal.text.strip())


def _metadata(text: Text) -> Iterator[ReportRow]:
    for item in text.metadata:
        span = item.span
        yield ReportRow(span.line, span.start, "metadata", f"{item.rule}: {item.field}", item.value)


def _kept(unit: Unit) -> ReportRow:
    form = unit.form.containers[-1].kind if unit.form.containers else unit.form.kind
    kind = "heading" if unit.kind == "heading" else form
    span = unit.spans[0]
    return ReportRow(span.line, span.start, "kept", kind, unit.text)


def _table(rows: list[ReportRow]) -> Table:
    """Return the rows as a table; of many alike in a row, the first ones and the last."""
    table = new_table("line", "", "rule", "words")
    for shown, elided, last in elide_runs(rows, _is_alike):
        for row in shown:
            _add(table, row)
        if elided:
            words = sum(len(row.words.split()) for row in elided)
            table.add_row("", "", "", Line(f"… {len(elided)} more, {words} words", "dim"))
        for row in last:
            _add(table, row)
    return table


def _is_alike(before: ReportRow, row: ReportRow) -> bool:
    return (before.fate, before.rule) == (row.fate, row.rule) and row.rule != "heading"


def _add(table: Table, row: ReportRow) -> None:
    style = "dim" if row.fate == "kept" else ""
    table.add_row(str(row.line), row.fate, row.rule, Line(shorten(row.words), style))


def _summary(text: Text) -> str:
    kept = Counter(unit.kind for unit in text.units)
    removed = Counter(removal.rule for removal in text.removals)
    counts = ", ".join(f"{count} by {rule}" for rule, count in removed.most_common())
    changes = f"; characters changed: {_changes_by_rule(text)}" if text.changes else ""
    return (
        f"kept: {counted(kept['heading'], 'heading')}, {counted(kept['paragraph'], 'paragraph')}"
        f"; removed: {counts or 'nothing'}{changes}"
    )


def _changes_by_rule(text: Text) -> str:
    counts = Counter[str]()
    for change in text.changes:
        counts[change.rule] += change.count
    return ", ".join(f"{count} by {rule}" for rule, count in counts.items())


def _doubts(doubts: Sequence[Doubt]) -> Iterator[RenderableType]:
    """Yield the doubtful text, and the entries to paste into the [[witness]] for it."""
    if not doubts:
        return
    number = f"{len(doubts)}" if len(doubts) <= LISTED else f"the first {LISTED} of {len(doubts)}"
    yield Line.assemble(("Doubtful", "bold"), f" ({number})")
    table = new_table("line", "", "why", "words")
    for doubt in doubts[:LISTED]:
        fate = "kept" if doubt.key == "drop" else "removed"
        table.add_row(str(doubt.line), fate, doubt.reason, Line(shorten(doubt.text)))
    yield table
    for key in ("drop", "keep"):
        entries = dict.fromkeys(doubt.entry for doubt in doubts[:LISTED] if doubt.key == key)
        if entries:
            yield Line(f"If they are wrongly {'kept' if key == 'drop' else 'removed'}, paste:")
            yield Line(f"{key} = [\n  " + ",\n  ".join(entries) + ",\n]")
