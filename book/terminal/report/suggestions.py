"""The report of `inv suggest`: what an edition may still need, with entries to paste."""

import json
from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from book.model import Suggestion
from book.terminal.report.layout import new_table, shorten

# The title of each kind of suggestions, and the file that its entries belong in.
SECTIONS = {
    "lemma": ("Notes to correct or write", ""),
    "abbreviation": ("Abbreviations without a gloss", "glossary.toml"),
    "name": ("Names without a note", "notes.toml"),
    "date": ("Time references (“last year”) without a note", "notes.toml"),
    "event": ("Dates that the chronology lacks", "chronology.toml"),
    "heading": ("Likely headings of the index", "index.toml"),
    "crowded": ("Headings of the index with too many locators in a row", ""),
}
LISTED = 40  # suggestions of a kind


def suggestion_report(suggestions: Sequence[Suggestion], limits: Sequence[str]) -> RenderableType:
    """Return the suggestions by kind, each kind with its entries to paste.

    `limits` are sentences about what cannot be expected for the language.
    """
    parts: list[RenderableType] = [Line(limit, "italic") for limit in limits]
    for kind in SECTIONS:
        parts += _section(kind, [s for s in suggestions if s.kind == kind])
    if len(parts) == len(limits):
        parts.append(Line("nothing to suggest"))
    return Group(*parts)


def _section(kind: str, suggestions: Sequence[Suggestion]) -> Iterator[RenderableType]:
    if not suggestions:
        return
    title, file = SECTIONS[kind]
    listed, count = suggestions[:LISTED], len(suggestions)
    number = f"{count}" if count <= LISTED else f"the first {LISTED} of {count}"
    yield Line.assemble((title, "bold"), f" ({number})")
    yield Padding(_table(listed), (0, 0, 1, 0))
    if file:
        yield _entries(file, listed)


def _table(suggestions: Sequence[Suggestion]) -> Table:
    has_details = any(s.detail for s in suggestions)
    table = new_table("place", "times", "words", *(("in the text",) if has_details else ()))
    for suggestion in suggestions:
        details = [Line(shorten(suggestion.detail))] if has_details else []
        table.add_row(*_cells(suggestion), *details)
    return table


def _cells(suggestion: Suggestion) -> tuple[str, str, Line]:
    place = f"line {suggestion.line}" if suggestion.line else suggestion.place
    return place, str(suggestion.count or "–"), Line(shorten(suggestion.words))


def _entries(file: str, suggestions: Sequence[Suggestion]) -> RenderableType:
    """Return the entries as they can stand in the file, never wrapped."""
    entries = "\n\n".join(suggested_entry(s) for s in suggestions)
    return Group(
        Line(f"to paste into {file}:", "dim"),
        Line(f"\n{entries}\n", no_wrap=True, overflow="ignore"),
    )


def suggested_entry(suggestion: Suggestion) -> str:
    """Return a suggestion as a TOML entry; what the editor must write is left empty.

    >>> print(suggested_entry(Suggestion("abbreviation", "AG", "IV.2 ¶7", 2, "Australia Group")))
    [[term]]
    term = "AG"
    expansion = "Australia Group"
    definition = ""
    """
    table, fields = _entry_fields(suggestion)
    # A TOML basic string is escaped as a JSON string is.
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())
    return "\n".join((f"[[{table}]]", *lines))


def _entry_fields(suggestion: Suggestion) -> tuple[str, dict[str, str]]:
    """Return the name of the table, and its keys in the order in which they are written."""
    words, detail = suggestion.words, suggestion.detail
    match suggestion.kind:
        case "abbreviation":
            return "term", {"term": words, "expansion": detail, "definition": ""}
        case "event":
            return "event", {"date": words, "text": detail}
        case "heading":
            return "entry", {"heading": words, "match": words}
    lemma = suggestion.lemma or words
    return "note", {"lemma": lemma, "place": suggestion.place, "text": ""}
