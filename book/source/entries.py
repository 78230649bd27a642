"""Parse the entries of notes.toml, glossary.toml, chronology.toml and index.toml."""

from book.model import DraftEntry, DraftEvent, DraftNote, DraftTerm
from book.source import schema
from book.source.parse import parse_toml
from book.source.settings import DATE_REMEDY
from book.source.toml_positions import TomlFile, find_table
from book.text.dates import is_date


def parse_notes(toml: TomlFile) -> tuple[DraftNote, ...]:
    """Return the notes. Raise EditionError with the line of the first mistake."""
    tables = parse_toml(toml, schema.NotesFile).note
    return tuple(
        _note(table, find_table(toml.text, "note", index)) for index, table in enumerate(tables)
    )


def _note(table: schema.NoteTable, line: int) -> DraftNote:
    text = table.text.strip()
    return DraftNote(table.lemma, text, line, table.place, author=table.by, id=table.id)


def parse_glossary(toml: TomlFile) -> tuple[DraftTerm, ...]:
    """Return the terms of the glossary. Raise EditionError with the line of the first mistake."""
    tables = parse_toml(toml, schema.GlossaryFile).term
    return tuple(
        _term(table, find_table(toml.text, "term", index)) for index, table in enumerate(tables)
    )


def _term(table: schema.TermTable, line: int) -> DraftTerm:
    term, expansion = _one_line(table.term), _one_line(table.expansion)
    return DraftTerm(term, expansion, table.definition.strip(), line)


def parse_chronology(toml: TomlFile) -> tuple[DraftEvent, ...]:
    """Return the events. Raise EditionError with the line of the first mistake or invalid date."""
    tables = parse_toml(toml, schema.ChronologyFile).event
    return tuple(_event(table, index, toml) for index, table in enumerate(tables))


def _event(table: schema.EventTable, index: int, toml: TomlFile) -> DraftEvent:
    if not is_date(table.date):
        raise toml.error(f".event[{index}].date", f"invalid `date` {table.date!r}", DATE_REMEDY)
    line = find_table(toml.text, "event", index)
    return DraftEvent(table.date, table.text.strip(), line, _as_list(table.match))


def parse_index(toml: TomlFile) -> tuple[DraftEntry, ...]:
    """Return the entries of the index. Raise EditionError with the line of the first mistake."""
    tables = parse_toml(toml, schema.IndexFile).entry
    return tuple(
        _entry(table, find_table(toml.text, "entry", index)) for index, table in enumerate(tables)
    )


def _entry(table: schema.EntryTable, line: int) -> DraftEntry:
    return DraftEntry(
        heading=_one_line(table.heading),
        line=line,
        matches=_as_list(table.match),
        sub=_one_line(table.sub),
        see=_as_list(table.see),
        see_also=_as_list(table.see_also),
        sort=table.sort,
    )


def _one_line(text: str) -> str:
    """Return a text with one space for each run of white space.

    >>> _one_line(" two\\n  lines ")
    'two lines'
    """
    return " ".join(text.split())


def _as_list(words: schema.OneOrMore) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words
