"""The shapes of edition.toml and its companions."""

from typing import Annotated

import msgspec

from book.model import DEFAULT_APPARATUS, DEFAULT_LIMITS

Filled = Annotated[str, msgspec.Meta(pattern=r"\S")]  # a string that is not blank


class Frozen(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of a TOML file. An unknown key is an error: a misspelled one would be lost."""


class EditionTable(Frozen, frozen=True):
    title: Filled
    language: Filled
    date: Filled
    identifier: Filled
    slug: Filled
    subtitle: str = ""
    editor: str = ""
    publisher: str = ""
    rights: str = ""
    labels: str = ""
    description: str = ""
    series: str = ""
    series_number: str = ""
    url: str = ""
    long_description: str = ""
    audience: tuple[str, ...] = ()


class WorkTable(Frozen, frozen=True):
    title: Filled
    author: Filled
    date: str = ""
    outline: tuple[Filled, ...] = ()
    preface: str = ""


# Not of Filled: with two such unions msgspec 0.22 ends with a segmentation fault at exit.
OneOrMore = str | tuple[str, ...]


class TextTable(Frozen, frozen=True):
    punctuation: OneOrMore = ""
    marks: str = ""


class SelectionTable(Frozen, frozen=True, rename={"first": "from", "last": "to"}):
    part: str = ""
    first: str = ""
    last: str = ""
    kind: str = ""


class WitnessTable(Frozen, frozen=True):
    siglum: str
    file: Filled
    role: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    note: str = ""
    encoding: str = ""
    language: str = ""
    punctuation: OneOrMore = ""
    marks: str = ""
    drop: tuple[str | SelectionTable, ...] = ()
    keep: tuple[str | SelectionTable, ...] = ()


class ContributorTable(Frozen, frozen=True):
    name: Filled
    role: Filled
    credit: str = ""


class SubjectTable(Frozen, frozen=True):
    scheme: str
    code: str
    heading: str = ""
    listed: bool = True


class IsbnTable(Frozen, frozen=True):
    print: str = ""
    epub: str = ""
    pdf: str = ""


class AccessibilityTable(Frozen, frozen=True):
    conforms_to: Filled
    certified_by: Filled
    credential: str = ""


class PrintTable(Frozen, frozen=True):
    size: str = "6x9"
    line_numbers: int = 0
    expansion: bool = True
    protrusion: bool = True
    facing: str = ""


class EpubTable(Frozen, frozen=True):
    kepub: bool = False


class CollationTable(Frozen, frozen=True):
    spelling: tuple[str, ...] = ()
    distinguish: tuple[str, ...] = ()


class LimitsTable(Frozen, frozen=True):
    file_size: int = DEFAULT_LIMITS.file_size
    markdown_size: int = DEFAULT_LIMITS.markdown_size
    line_length: int = DEFAULT_LIMITS.line_length
    lines: int = DEFAULT_LIMITS.lines
    paragraphs: int = DEFAULT_LIMITS.paragraphs
    marks: int = DEFAULT_LIMITS.marks
    witnesses: int = DEFAULT_LIMITS.witnesses


class ApparatusTable(Frozen, frozen=True):
    style: str = "negative"
    where: str = "auto"
    keyed: str = "marks"
    count: str = "page"
    levels: tuple[str, ...] = DEFAULT_APPARATUS.levels
    layout: dict[str, str] = {}


class ChoiceTable(Frozen, frozen=True):
    place: str
    reading: str
    lemma: str = ""
    reason: str = ""


class AlignedTable(Frozen, frozen=True):
    text: Filled
    facing: Filled


class EditionFile(Frozen, frozen=True):
    edition: EditionTable
    work: WorkTable
    witness: tuple[WitnessTable, ...]
    text: TextTable = TextTable()
    print: PrintTable = PrintTable()
    epub: EpubTable = EpubTable()
    collation: CollationTable = CollationTable()
    apparatus: ApparatusTable = ApparatusTable()
    limits: LimitsTable = LimitsTable()
    fonts: dict[str, str] = {}
    contributor: tuple[ContributorTable, ...] = ()
    subject: tuple[SubjectTable, ...] = ()
    isbn: IsbnTable = IsbnTable()
    sort: dict[str, str] = {}
    accessibility: AccessibilityTable | None = None
    choice: tuple[ChoiceTable, ...] = ()
    alignment: tuple[AlignedTable, ...] = ()


class NoteTable(Frozen, frozen=True):
    lemma: str
    text: str = ""  # may be empty until the edition is assembled
    place: str = ""
    by: str = ""
    id: str = ""


class NotesFile(Frozen, frozen=True):
    note: tuple[NoteTable, ...] = ()


class TermTable(Frozen, frozen=True):
    term: Filled
    expansion: str = ""
    definition: str = ""
    sort_as: str = ""


class GlossaryFile(Frozen, frozen=True):
    term: tuple[TermTable, ...] = ()


class EventTable(Frozen, frozen=True):
    date: Filled
    text: Filled
    match: OneOrMore = ()


class ChronologyFile(Frozen, frozen=True):
    event: tuple[EventTable, ...] = ()


class EntryTable(Frozen, frozen=True):
    heading: Filled
    match: OneOrMore = ()
    sub: str = ""
    see: OneOrMore = ()
    see_also: OneOrMore = ()
    sort_as: str = ""
    sort: str = ""  # the former name of `sort_as`


class IndexFile(Frozen, frozen=True):
    entry: tuple[EntryTable, ...] = ()


class ChangeTable(Frozen, frozen=True):
    what: Filled
    how: Filled
    place: str = ""
    name: str = ""
    note: str = ""
    was: str = ""
    old: str = ""
    new: str = ""


class ReleaseTable(Frozen, frozen=True):
    date: Filled
    text: Filled
    since: str = ""
    change: tuple[ChangeTable, ...] = ()


class HistoryFile(Frozen, frozen=True):
    release: tuple[ReleaseTable, ...] = ()
