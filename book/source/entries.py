"""Parse the entries of notes.toml, glossary.toml, chronology.toml and index.toml."""

from book.model import DraftEntry, DraftEvent, DraftNote, DraftTerm
from book.source import schema
from book.source.parse import parse_toml
from book.source.settings import check_date
from book.source.toml_positions import TomlFile, table_lines


def parse_notes(toml: TomlFile) -> tuple[DraftNote, ...]:
    """Return the notes. Raise EditionError with the line of the first mistake."""
    tables = parse_toml(toml, schema.NotesFile).note
    return tuple(map(_note, tables, table_lines(toml.text, "note")))


def _note(table: schema.NoteTable, line: int) -> DraftNote:
    text = table.text.strip()
    return DraftNote(table.lemma, text, line, table.place, author=table.by, id=table.id)


def parse_glossary(toml: TomlFile) -> tuple[DraftTerm, ...]:
    """Return the terms of the glossary. Raise EditionError with the line of the first mistake."""
    tables = parse_toml(toml, schema.GlossaryFile).term
    return tuple(map(_term, tables, table_lines(toml.text, "term")))


def _term(table: schema.TermTable, line: int) -> DraftTerm:
    term, expansion = one_line(table.term), one_line(table.expansion)
    return DraftTerm(term, expansion, table.definition.strip(), line, one_line(table.sort_as))


def parse_chronology(toml: TomlFile) -> tuple[DraftEvent, ...]:
    """Return the events. Raise EditionError with the line of the first mistake or invalid date."""
    tables = parse_toml(toml, schema.ChronologyFile).event
    for index, table in enumerate(tables):
        check_date(table.date, f".event[{index}].date", toml)
    return tuple(map(_event, tables, table_lines(toml.text, "event")))


def _event(table: schema.EventTable, line: int) -> DraftEvent:
    return DraftEvent(table.date, table.text.strip(), line, _as_list(table.match))


def parse_index(toml: TomlFile) -> tuple[DraftEntry, ...]:
    """Return the entries of the index. Raise EditionError with the line of the first mistake."""
    tables = parse_toml(toml, schema.IndexFile).entry
    return tuple(map(_entry, tables, table_lines(toml.text, "entry")))


def _entry(table: schema.EntryTable, line: int) -> DraftEntry:
    return DraftEntry(
        heading=one_line(table.heading),
        line=line,
        matches=_as_list(table.match),
        sub=one_line(table.sub),
        see=_as_list(table.see),
        see_also=_as_list(table.see_also),
        sort_as=one_line(table.sort_as or table.sort),
    )


def one_line(text: str) -> str:
    """Return a text with one space for each run of white space.

    >>> one_line(" two\\n  lines ")
    'two lines'
    """
    return " ".join(text.split())


def _as_list(words: schema.OneOrMore) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words
