"""Prove all that the editor wrote, and account for each line of it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from book.model import Collation, Edition, EditorialAccount, EditorialEntry, EditorialFate
from book.verify.editor import prove_front, references
from book.verify.editor.markdown import cited_keys
from book.verify.editor.passages import read_searched
from book.verify.editor.prove_apparatus import prove_apparatus
from book.verify.editor.prove_choices import prove_choices
from book.verify.editor.prove_index import prove_index
from book.verify.editor.prove_introduction import prove_introduction
from book.verify.editor.prove_lists import prove_chronology, prove_glossary
from book.verify.editor.prove_notes import prove_notes
from book.verify.editor.statements import StatedValue, read_statements, tables_of
from book.verify.editor.words import References

SETTINGS, INTRODUCTION, BIBLIOGRAPHY = "edition.toml", "introduction.md", "references.yaml"
FILES = (
    *(SETTINGS, "notes.toml", INTRODUCTION, "glossary.toml", "chronology.toml", "index.toml"),
    *("history.toml", BIBLIOGRAPHY),
)
# The values that only set how the edition is made; those of other tables are printed.
SETTING_KEYS = frozenset(
    (
        *("note.place", "note.id", "entry.match", "entry.sort", "event.match", "choice.place"),
        *("alignment.text", "alignment.facing", "subject.listed"),
    )
)
MARKDOWN_KEYS = frozenset(("witness.note", "note.text", "term.definition", "event.text"))
PLACES = {
    "glossary.toml": "Glossary",
    "chronology.toml": "Chronology",
    "index.toml": "Index",
    "history.toml": "Edition history",
}


@dataclass(frozen=True, slots=True)
class EditorsFiles:
    """The editor's files as they are: their contents by name, in the folder that errors name."""

    contents: Mapping[str, bytes]
    folder: str

    def statements(self, name: str) -> tuple[StatedValue, ...]:
        """Return what a TOML file states, nothing if there is no such file."""
        return read_statements(self.contents.get(name, b""))

    def path(self, name: str) -> str:
        return f"{self.folder}/{name}"


def prove_editor(
    edition: Edition, collation: Collation, files: EditorsFiles
) -> tuple[EditorialAccount, ...]:
    """Return the account of every line that the editor wrote.

    Raise ProofError, with file and line, for the first word that the edition does not have at its
    place.
    """
    statements = {name: files.statements(name) for name in FILES if name.endswith(".toml")}
    works = files.contents.get(BIBLIOGRAPHY, b"")
    entries = references.read_references(works, files.path(BIBLIOGRAPHY))
    known = references.words_of_references(entries)
    cited = _cited(statements, _introduction(files))
    _prove_settings(edition, collation, statements[SETTINGS], known, files)
    note_places = _prove_notes(edition, statements, known, files)
    _prove_lists(edition, statements, known, files)
    prove_introduction(edition, _introduction(files), known, files.path(INTRODUCTION))
    references.prove_references(edition, entries, cited, files.path(BIBLIOGRAPHY))
    lines_of_works = {key: entry.line for key, entry in entries.items()}
    return tuple(
        _account(name, files, statements, note_places, cited, lines_of_works)
        for name in FILES
        if name in files.contents
    )


def _introduction(files: EditorsFiles) -> str:
    return files.contents.get(INTRODUCTION, b"").decode("utf-8-sig").replace("\r\n", "\n")


def _cited(statements: Mapping[str, tuple[StatedValue, ...]], introduction: str) -> frozenset[str]:
    texts = (each.value for own in statements.values() for each in own if _is_markdown(each))
    return frozenset().union(cited_keys(introduction), *map(cited_keys, map(str, texts)))


def _is_markdown(statement: StatedValue) -> bool:
    return statement.name in MARKDOWN_KEYS or statement.name == "release.text"


def _prove_settings(
    edition: Edition,
    collation: Collation,
    statements: Sequence[StatedValue],
    known: References,
    files: EditorsFiles,
) -> None:
    file, own = files.path(SETTINGS), tuple(statements)
    prove_front.prove_settings(edition, own, file)
    prove_front.prove_descriptions(edition, tables_of(own, "witness"), known, file)
    prove_choices(edition, tables_of(own, "choice"), file)
    prove_apparatus(edition, collation)


def _prove_notes(
    edition: Edition,
    statements: Mapping[str, tuple[StatedValue, ...]],
    known: References,
    files: EditorsFiles,
) -> tuple[str, ...]:
    name = "notes.toml"
    return prove_notes(edition, tables_of(statements[name], "note"), known, files.path(name))


def _prove_lists(
    edition: Edition,
    statements: Mapping[str, tuple[StatedValue, ...]],
    known: References,
    files: EditorsFiles,
) -> None:
    passages = read_searched(edition)
    for name, table, prove in (
        ("glossary.toml", "term", prove_glossary),
        ("chronology.toml", "event", prove_chronology),
    ):
        prove(edition, tables_of(statements[name], table), known, passages, files.path(name))
    entries = tables_of(statements["index.toml"], "entry")
    prove_index(edition, entries, passages, files.path("index.toml"))
    history = statements["history.toml"]
    prove_front.prove_history(
        edition,
        tables_of(history, "release"),
        tables_of(history, "release.change"),
        known,
        files.path("history.toml"),
    )


# ── The account ──────────────────────────────────────────────────────────────────────────────────


def _account(
    name: str,
    files: EditorsFiles,
    statements: Mapping[str, tuple[StatedValue, ...]],
    note_places: Sequence[str],
    cited: frozenset[str],
    lines_of_works: Mapping[str, int],
) -> EditorialAccount:
    content = files.contents[name]
    lines = content.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    if name == INTRODUCTION:
        fates = {n: EditorialEntry(n, "printed", "", "Introduction") for n in _filled(lines)}
    elif name == BIBLIOGRAPHY:
        fates = dict(_works(lines, cited, lines_of_works))
    else:
        fates = dict(_stated(name, statements[name], note_places))
    entries = tuple(fates.get(n) or _unstated(n, lines[n - 1]) for n in _filled(lines))
    return EditorialAccount(name, hashlib.sha256(content).hexdigest(), entries)


def _filled(lines: Sequence[str]) -> Iterator[int]:
    return (number for number, line in enumerate(lines, 1) if line.strip())


def _unstated(number: int, line: str) -> EditorialEntry:
    """Return the entry of a line that states nothing: a comment, or the head of a table."""
    is_comment = line.lstrip().startswith("#")
    return EditorialEntry(number, "comment" if is_comment else "setting", "")


def _works(
    lines: Sequence[str], cited: frozenset[str], lines_of_works: Mapping[str, int]
) -> Iterator[tuple[int, EditorialEntry]]:
    """Yield the entry of each line of references.yaml: that of the work it belongs to."""
    starts = sorted((line, key) for key, line in lines_of_works.items())
    for number in _filled(lines):
        key = next((key for line, key in reversed(starts) if line <= number), "")
        if not key:
            continue
        fate: EditorialFate = "printed" if key in cited else "not printed"
        place = "Bibliography" if key in cited else "nothing cites it"
        yield number, EditorialEntry(number, fate, key, place)


def _stated(
    name: str, statements: Iterable[StatedValue], note_places: Sequence[str]
) -> Iterator[tuple[int, EditorialEntry]]:
    """Yield the entry of each line of a TOML file that states a value."""
    for each in statements:
        fate = fate_of(each)
        place = note_places[each.number] if each.table == "note" else PLACES.get(name, "")
        if fate == "printed" and name == SETTINGS:
            place = _place_of_setting(each)
        for number in range(each.first, each.last + 1):
            shown = place if fate == "printed" else ""
            yield number, EditorialEntry(number, fate, each.name, shown)


def fate_of(statement: StatedValue) -> EditorialFate:
    """Return whether a value is printed, in the metadata of outputs, or a setting."""
    if statement.name in prove_front.METADATA or statement.table in prove_front.METADATA_TABLES:
        return "metadata"
    if statement.name in SETTING_KEYS or statement.key in ("what", "how"):
        return "setting"
    is_setting = statement.table in ("print", "epub", "collation", "apparatus", "limits", "text")
    is_printed = statement.name in prove_front.PRINTED or _is_printed_elsewhere(statement)
    return "printed" if is_printed and not is_setting else "setting"


def _is_printed_elsewhere(statement: StatedValue) -> bool:
    """Return whether a value that is in no table of the front matter is printed."""
    if statement.name in ("work.outline", "work.preface", "witness.note", "witness.date"):
        return True
    return statement.table not in ("edition", "work", "witness", "contributor", "")


def _place_of_setting(statement: StatedValue) -> str:
    if statement.table == "choice":
        return "Apparatus"
    kinds = prove_front.PRINTED.get(statement.name, ())
    return ", ".join(kind.replace("-", " ").capitalize() for kind in kinds) or "Headings"
