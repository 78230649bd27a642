"""Draft an edition.toml for a folder of files, from what the files say of the work."""

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from book.model import Contributor, Finding, WorkDescription

PLACEHOLDER = "TODO: {}"
HEADING = (
    "# Made from the files: check each line. The order of the witnesses is the order of trust.",
    "# What says TODO has to be written before the edition is published.",
)
OUTLINE = '# outline = ["I. First part", "II. Second part"]  # only if no witness lists its parts'


@dataclass(frozen=True, slots=True)
class WitnessDraft:
    """A witness of a new edition, and what it says of itself.

    `encoding` is "" for UTF-8, `language` for that of the work. A commentary has a title, an author
    and a date of its own.
    """

    siglum: str
    file: str
    role: str
    encoding: str = ""
    language: str = ""
    title: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class EditionDraft:
    """What is known of a new edition; `labels` is the language of the book's own words.

    It is "" if the book has words in the language of the work.
    """

    slug: str
    work: WorkDescription
    witnesses: Sequence[WitnessDraft]
    date: str
    editor: str = ""
    publisher: str = ""
    rights: str = ""
    labels: str = ""


def write_settings(draft: EditionDraft) -> str:
    """Return the edition.toml of a new edition: what nobody knows is marked, or left out."""
    lines = [
        *HEADING,
        *_edition_lines(draft),
        *_work_lines(draft.work),
        *(line for person in draft.work.contributors for line in _contributor_lines(person)),
        *_sort_lines(draft.work),
        *(line for witness in draft.witnesses for line in _witness_lines(witness)),
    ]
    return "\n".join(lines) + "\n"


def placeholder(field: str) -> str:
    """Return what stands for a value that has still to be written."""
    return PLACEHOLDER.format(field)


def _edition_lines(draft: EditionDraft) -> Iterator[str]:
    """Yield the lines of [edition]; the identifier follows from the slug alone."""
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"urn:variorum:{draft.slug}")
    work = draft.work
    yield from ("", "[edition]", _pair("slug", draft.slug))
    yield _found("title", work.title)
    yield from _given(subtitle=work.subtitle.value)
    yield _found("language", work.language)
    yield from _given(labels=draft.labels, date=draft.date)
    yield from _given(editor=draft.editor, publisher=draft.publisher, rights=draft.rights)
    yield _pair("identifier", f"urn:uuid:{identifier}")


def _work_lines(work: WorkDescription) -> Iterator[str]:
    yield from ("", "[work]", _found("title", work.title), _found("author", work.author))
    yield from [_found("date", work.date)] if work.date.value else []
    yield OUTLINE


def _contributor_lines(person: Contributor) -> Iterator[str]:
    yield from ("", "[[contributor]]")
    yield from _given(name=person.name, role=person.role, credit=person.credit)


def _sort_lines(work: WorkDescription) -> Iterator[str]:
    """Yield how names are filed, of those that a file states in that form."""
    people = ((person.name, person.sort) for person in work.contributors)
    filed = {name: sort for name, sort in ((work.author.value, work.sort), *people) if sort}
    if filed:
        yield from ("", "[sort]")
        yield from (_pair(_string(name), sort) for name, sort in filed.items())


def _witness_lines(witness: WitnessDraft) -> Iterator[str]:
    yield from ("", "[[witness]]")
    yield from _given(siglum=witness.siglum, file=witness.file, role=witness.role)
    yield from _given(encoding=witness.encoding, language=witness.language)
    yield from _given(title=witness.title, author=witness.author)
    yield from _given(publisher=witness.publisher, date=witness.date, url=witness.url)


def _found(key: str, finding: Finding) -> str:
    """Return a line with what was found, with the origin of a guess; or what marks it unknown."""
    if not finding.value:
        return _pair(key, placeholder(key))
    origin = f"  # a guess, by {finding.rule} in {finding.file}" if finding.is_guess else ""
    return _pair(key, finding.value) + origin


def _given(**values: str) -> list[str]:
    """Write keys and strings, those that are not empty."""
    return [_pair(key, value) for key, value in values.items() if value]


def _pair(key: str, value: str) -> str:
    return f"{key} = {_string(value)}"


def _string(value: str) -> str:
    """Write a string; a JSON string is a basic string of TOML (TOML 1.0, String)."""
    return json.dumps(value, ensure_ascii=False)
