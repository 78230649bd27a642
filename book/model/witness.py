"""Witnesses as they came, line by line, and cleaned."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from book.model.form import PLAIN_FORM, BlockForm, Picture, Ranges, shift_ranges
from book.model.form_account import FormCount
from book.model.settings import DEFAULT_PUNCTUATION, Punctuation

# A copy of the work; what is written about it; a translation, or another version that differs too
# much to be collated, which is set on the pages that face the text.
Role = Literal["text", "commentary", "version"]
LineFate = Literal["open", "metadata", "removed", "not carried"]


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line of a witness; `number` counts from 1 in the file, blank lines included.

    A file that is not plain text has a line for each block. `ranges` and `form` are its form; a
    line that `continues` is one of the same stanza as the line before it.

    The reader of the file may have decided the line's `fate`, by a `rule`: it is metadata for a
    `field`, removed, or not carried into the edition; the rule is then the reason. What cleaning
    shall decide is "open".

    A line of a plain file may be divided: a call taken out of it, a speaker and the speech. Its
    parts have its number, and `column` counts the characters of the parts before this one.
    """

    number: int
    text: str
    form: BlockForm = PLAIN_FORM
    ranges: Ranges = ()
    continues: bool = False
    fate: LineFate = "open"
    rule: str = ""
    field: str = ""
    column: int = 0


def line_texts(lines: Iterable[Line]) -> dict[int, str]:
    """Return the text of each line by its number; the parts of a divided line are joined.

    >>> line_texts((Line(3, "TOM."), Line(4, "No."), Line(3, "It is back.", column=4)))
    {3: 'TOM.It is back.', 4: 'No.'}
    """
    return {
        number: "".join(line.text for line in sorted(same, key=lambda line: line.column))
        for number, same in line_parts(lines).items()
    }


def line_parts(lines: Iterable[Line]) -> dict[int, list[Line]]:
    """Return the parts of each line by its number; most lines are one part."""
    parts: dict[int, list[Line]] = {}
    for line in lines:
        parts.setdefault(line.number, []).append(line)
    return parts


@dataclass(frozen=True, slots=True)
class Fact:
    """What a file says of itself; `field` and `rule` are those of a `Metadatum`.

    A file's own facts are those that it states outside its words, as an attribute or a property,
    or in a structure that its words do not show.
    """

    field: str
    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class Selection:
    """What an editor drops or keeps of a witness; one of these is given, all but `kind` patterns.

    `line` selects the lines in which it is found, `part` the characters that match it, `first` and
    `last` the lines from the one to the other (without `first` from the beginning, without `last`
    to the end), and `kind` the blocks of that kind. `written` is the entry in edition.toml, and
    `position` its line there.
    """

    line: str = ""
    part: str = ""
    first: str = ""
    last: str = ""
    kind: str = ""
    written: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Witness:
    """A source file: a copy of the work or of a part of it, or a commentary on it.

    `form` counts what form the file has, and how much of it was read.
    """

    siglum: str
    file: str
    role: Role
    lines: tuple[Line, ...]
    sha256: str = ""
    title: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    note: str = ""
    drop: tuple[Selection, ...] = ()
    keep: tuple[Selection, ...] = ()
    punctuation: Punctuation = DEFAULT_PUNCTUATION
    pictures: tuple[Picture, ...] = ()
    form: tuple[FormCount, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """The characters `start` to `end` (half open, from 0) of a witness's line."""

    line: int
    start: int
    end: int


def cut_line(parts: Iterable[Line], span: Span) -> Line:
    """Return the part of a line that a span is in, cut to the span."""
    begun = (part for part in parts if part.column <= span.start)
    part = max(begun, key=lambda part: part.column)
    start, end = span.start - part.column, span.end - part.column
    ranges = shift_ranges(part.ranges, start, end)
    return replace(part, text=part.text[start:end], ranges=ranges)


@dataclass(frozen=True, slots=True)
class Unit:
    """A heading or a paragraph of a cleaned witness.

    `text` is printed; `source` has the same words with the characters of the witness. `label` is a
    heading's number as the witness writes it ("IV", "2"), `style` its kind of numbering. `ranges`
    are of `text`.
    """

    kind: Literal["heading", "paragraph"]
    text: str
    source: str
    spans: tuple[Span, ...]
    label: str = ""
    style: str = ""
    form: BlockForm = PLAIN_FORM
    ranges: Ranges = ()


@dataclass(frozen=True, slots=True)
class Removal:
    """Page furniture removed from a witness, and the rule that removed it.

    If it `is_text`, it is not furniture: the edition cannot carry it, and the rule is the reason.
    """

    span: Span
    text: str
    rule: str
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Metadatum:
    """Words of a witness that describe it: a title, an author, an agency, a date …"""

    span: Span
    field: str
    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class Change:
    """The number of characters that a character rule changed in a line."""

    line: int
    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class Text:
    """A cleaned witness.

    Each character of its lines belongs to exactly one unit, removal or metadatum.
    """

    witness: Witness
    units: tuple[Unit, ...]
    removals: tuple[Removal, ...] = ()
    metadata: tuple[Metadatum, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Text of which cleaning is not sure, and the entry of `drop` or `keep` that settles it.

    `key` is "drop" for text that was kept, "keep" for text that was removed.
    """

    line: int
    text: str
    key: Literal["drop", "keep"]
    reason: str
    entry: str
