"""Reports for an editor's terminal: what cleaning took away, where witnesses differ, what an edition may still need."""

import json
from collections import Counter
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from book.model import Agreement, Collation, Reading, Suggestion, Text, Variant
from book.verify.device_rules.rule import Rule

SHOWN = 76


def cleaning(text: Text) -> RenderableType:
    """Show what was removed from a witness, by which rule, and the metadata found in it."""
    witness = text.witness
    title = Line.assemble(
        ("Witness " + witness.siglum, "bold"), f"  {witness.file}  ({witness.role})"
    )
    kept = Counter(unit.kind for unit in text.units)
    summary = f"kept: {kept['heading']} headings, {kept['paragraph']} paragraphs"
    changes = Counter[str]()
    for change in text.changes:
        changes[change.rule] += change.count
    if changes:
        summary += "; characters changed: " + ", ".join(
            f"{count} by {rule}" for rule, count in changes.items()
        )
    rows = [(r.span.line, r.span.start, "removed", r.rule, r.text.strip()) for r in text.removals]
    rows += [
        (m.span.line, m.span.start, "metadata", f"{m.rule}: {m.field}", m.value)
        for m in text.metadata
    ]
    table = _table("line", "", "rule", "words")
    for line, _, fate, rule, words in sorted(rows):
        table.add_row(str(line), fate, rule, Line(_cut(words)))
    return Group(
        title,
        *([table] if rows else [Line("nothing removed, no metadata", "dim")]),
        Line(summary),
        Line(""),
    )


def collation(found: Collation) -> RenderableType:
    """Show the rows of the work with the witnesses that have each, then the variants, then how far they agree."""
    rows = _table("place", "witnesses", "begins")
    for row in found.rows:
        rows.add_row(
            str(row.place),
            " ".join(dict.fromkeys(siglum for siglum, _ in row.units)),
            Line(_cut(row.text)),
        )
    for heading in found.outline:
        if not any(row.place.path[0] == heading.label for row in found.rows):
            rows.add_row(heading.label, "–", Line(f"lacuna: {_cut(heading.title)}", "italic"))
    variants = _table("place", "lemma", "readings", "kind")
    for variant in (v for row in found.rows for v in row.variants):
        variants.add_row(
            str(variant.place), Line(_cut(variant.lemma)), Line(_readings(variant)), variant.kind
        )
    return Group(
        rows,
        *([variants] if variants.row_count else []),
        *(Line(agreement(pair)) for pair in found.agreements),
    )


def agreement(found: Agreement) -> str:
    return (
        f"{found.first} and {found.second} share {found.words} words: {found.substantive} differences in words, "
        f"{found.accidental} in punctuation, case, quotes or spacing"
    )


def rules(found: Sequence[Rule]) -> RenderableType:
    """Show the device rules: what must not be in an e-book, why, who says so, and what to do."""
    said: list[RenderableType] = []
    for rule in found:
        mild = " (a warning)" if rule.severity == "warning" else ""
        said.append(Line.assemble((rule.code, "bold"), f"  {rule.problem}{mild}"))
        said.append(
            Padding(
                Line.assemble(rule.consequence, (f" [{rule.source}]", "dim"), f"\n{rule.advice}"),
                (0, 0, 0, 8),
            )
        )
    return Group(*said)


def _readings(variant: Variant) -> str:
    return "; ".join(f"{_reading(r)} {' '.join(r.sigla)}" for r in variant.readings)


def _reading(reading: Reading) -> str:
    """Write a reading: its words, or in an apparatus's short words what is otherwise."""
    match reading.form:
        case "moved":
            return f"transp. {f'after {reading.after}' if reading.after else 'to the beginning'}"
        case "divided":
            return "new paragraph"
        case "joined":
            return "no paragraph"
        case "transposed":
            return f"{_cut(reading.text)} (transp.)"
    return _cut(reading.text) or "om."


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for name in columns:
        table.add_column(
            name,
            overflow="fold",
            justify="right" if name == "line" else "left",
            no_wrap=name in ("place", ""),
        )
    return table


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN].rsplit(None, 1)[0] + "…"


SECTIONS = {
    "lemma": ("Notes to be mended or written", ""),
    "abbreviation": ("Abbreviations without a gloss", "glossary.toml"),
    "name": ("Names without a note", "notes.toml"),
    "date": ("Allusions to a time without a note", "notes.toml"),
    "event": ("Dates that the chronology lacks", "chronology.toml"),
    "heading": ("Likely headings of the index", "index.toml"),
}
LISTED = 40  # suggestions of a kind


def suggestions(found: Sequence[Suggestion], limits: Sequence[str]) -> RenderableType:
    """Show what an edition may still need, by kind, each kind with its entries to paste."""
    parts: list[RenderableType] = [Line(limit, "italic") for limit in limits]
    for kind, (title, file) in SECTIONS.items():
        some = [s for s in found if s.kind == kind]
        if some:
            parts += [
                *_section(title, some[:LISTED], len(some)),
                *([_entries(file, some[:LISTED])] if file else []),
            ]
    return Group(*parts) if len(parts) > len(limits) else Group(*parts, Line("nothing to suggest"))


def _section(title: str, some: Sequence[Suggestion], count: int) -> tuple[RenderableType, ...]:
    detailed = any(s.detail for s in some)
    table = _table("place", "times", "words", *(("in the text",) if detailed else ()))
    for s in some:
        cells = (Line(_cut(s.words)), *((Line(_cut(s.detail)),) if detailed else ()))
        table.add_row(f"line {s.line}" if s.line else s.place, str(s.count or "–"), *cells)
    shown = f"{count}" if count <= len(some) else f"the first {len(some)} of {count}"
    return Line.assemble((title, "bold"), f" ({shown})"), Padding(table, (0, 0, 1, 0))


def _entries(file: str, some: Sequence[Suggestion]) -> RenderableType:
    """Write the entries as they can stand in the file."""
    written = "\n\n".join(snippet(s) for s in some)
    return Group(
        Line(f"to paste into {file}:", "dim"),
        Line(f"\n{written}\n", no_wrap=True, overflow="ignore"),
    )


def snippet(found: Suggestion) -> str:
    """Write a suggestion as an entry of its file; what the editor must write is left empty.

    >>> print(snippet(Suggestion("abbreviation", "AG", "IV.2 ¶7", 2, "Australia Group")))
    [[term]]
    term = "AG"
    expansion = "Australia Group"
    definition = ""
    """
    entries = {
        "abbreviation": (
            "term",
            {"term": found.words, "expansion": found.detail, "definition": ""},
        ),
        "event": ("event", {"date": found.words, "text": found.detail}),
        "heading": ("entry", {"heading": found.words, "match": found.words}),
    }
    note = ("note", {"lemma": found.lemma or found.words, "place": found.place, "text": ""})
    table, keys = entries.get(found.kind, note)
    return "\n".join(
        (
            f"[[{table}]]",
            *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items()),
        )
    )
