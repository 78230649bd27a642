"""The report of `inv clean`: what cleaning removed from a witness, and the metadata it found."""

from collections import Counter
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from book.model import Text
from book.terminal.report.layout import new_table, shorten

Row = tuple[int, int, str, str, str]  # line, column, fate, rule, words


def cleaning_report(text: Text) -> RenderableType:
    """Return the removals with their rules, the metadata, and what was kept and changed."""
    witness = text.witness
    name = f"Witness {witness.siglum}"
    title = Line.assemble((name, "bold"), f"  {witness.file}  ({witness.role})")
    rows = sorted((*_removals(text), *_metadata(text)))
    table = _table(rows) if rows else Line("nothing removed, no metadata", "dim")
    return Group(title, table, Line(_summary(text)), Line(""))


def _removals(text: Text) -> Iterator[Row]:
    for removal in text.removals:
        span = removal.span
        fate = "not carried" if removal.is_text else "removed"
        yield span.line, span.start, fate, removal.rule, removal.text.strip()


def _metadata(text: Text) -> Iterator[Row]:
    for item in text.metadata:
        span = item.span
        yield span.line, span.start, "metadata", f"{item.rule}: {item.field}", item.value


def _table(rows: list[Row]) -> Table:
    table = new_table("line", "", "rule", "words")
    for line, _, fate, rule, words in rows:
        table.add_row(str(line), fate, rule, Line(shorten(words)))
    return table


def _summary(text: Text) -> str:
    kept = Counter(unit.kind for unit in text.units)
    changes = f"; characters changed: {_changes_by_rule(text)}" if text.changes else ""
    return f"kept: {kept['heading']} headings, {kept['paragraph']} paragraphs{changes}"


def _changes_by_rule(text: Text) -> str:
    counts = Counter[str]()
    for change in text.changes:
        counts[change.rule] += change.count
    return ", ".join(f"{count} by {rule}" for rule, count in counts.items())
