"""history.toml: read what an editor recorded of former releases, and write an entry from what a comparison found."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import cast, get_args

from book.errors import EditionError
from book.model import (
    Alteration,
    AlterationKind,
    AlterationSubject,
    Differences,
    DraftChange,
    DraftRelease,
    PageChange,
    PageFate,
)
from book.source import schema
from book.text.dates import is_date

FILE = "history.toml"
SHA256 = re.compile(r"[0-9a-f]{64}")
EMPHASIS = re.compile(r"(\*\*?)(?=\S)(.+?)\1")
CITED, SPOTS = (
    12,
    4,
)  # words that are cited of a difference, and differences of a passage that are told one by one
# The keys of a [[release.change]], and the fields of a DraftChange.
FIELDS = {
    "what": "subject",
    "how": "kind",
    "place": "place",
    "name": "name",
    "note": "note",
    "was": "former",
    "old": "old",
    "new": "new",
}
WORDED = ("place", "name", "note", "was", "old", "new")
HEAD = "# The history of the edition, the first release first. `inv diff --record` adds to it; what it writes can be edited.\n"


def parse_history(text: str, file: str) -> tuple[DraftRelease, ...]:
    """Read history.toml, the first release first. Raise EditionError with the line of what is wrong."""
    table = schema.parse(text, schema.HistoryFile, file)
    found: list[DraftRelease] = []
    for index, release in enumerate(table.release):
        path = f".release[{index}]"
        _check_release(release, path, text, file, found[-1].date if found else "")
        changes = tuple(
            _change(change, f"{path}.change[{at}]", text, file)
            for at, change in enumerate(release.change)
        )
        line = schema.table_line(text, "release", index)
        found.append(DraftRelease(release.date, release.text.strip(), line, release.since, changes))
    return tuple(found)


def _check_release(
    release: schema.ReleaseTable, path: str, text: str, file: str, former: str
) -> None:
    def mistake(key: str, message: str, remedy: str) -> EditionError:
        return EditionError(
            message, file=file, line=schema.line_of(text, f"{path}.{key}"), remedy=remedy
        )

    if not is_date(release.date):
        raise mistake(
            "date", f"{release.date!r} is no date", 'Write "2026", "2026-05" or "2026-05-31".'
        )
    if release.date < former:
        raise mistake(
            "date",
            f"{release.date} is before {former}, the date of the release above",
            "Put the first release first.",
        )
    if release.since and not SHA256.fullmatch(release.since):
        raise mistake(
            "since",
            f"{release.since!r} is no SHA-256",
            "Write 64 hexadecimal digits in small letters, or leave it out.",
        )


def _change(change: schema.ChangeTable, path: str, text: str, file: str) -> DraftChange:
    for key, known in (("what", get_args(AlterationSubject)), ("how", get_args(AlterationKind))):
        value = getattr(change, key)
        if value not in known:
            line = schema.line_of(text, f"{path}.{key}")
            raise EditionError(
                f"`{key}` knows no {value!r}",
                file=file,
                line=line,
                remedy=f"It knows: {', '.join(known)}.",
            )
    words = {FIELDS[key]: " ".join(getattr(change, key).split()) for key in WORDED}
    return DraftChange(
        cast(AlterationSubject, change.what), cast(AlterationKind, change.how), **words
    )


def add_release(text: str, said: str, found: Differences, file: str) -> str:
    """Add to history.toml what is otherwise in the release that is to be published. Raise EditionError if it cannot be recorded."""
    settings_file = file.replace(FILE, "edition.toml")
    if not said.strip():
        raise EditionError(
            "nothing is said of this release",
            remedy='Say it in a sentence or two: inv diff --record "…"',
        )
    if found.is_empty:
        raise EditionError(
            f"nothing changed since {found.folder} was published: there is nothing to record"
        )
    if found.date == found.former_date:
        remedy = "Give the new release a date of its own, [edition] date: by it readers tell the one from the other."
        raise EditionError(
            f"the date is {found.date}, as in the release before", file=settings_file, remedy=remedy
        )
    releases = parse_history(text, file)
    for release in releases:
        if release.since == found.sha256:
            remedy = "To record it anew, take that entry out."
            raise EditionError(
                "what changed since that release is recorded already",
                file=file,
                line=release.line,
                remedy=remedy,
            )
    entry = DraftRelease(
        found.date, " ".join(said.split()), 0, found.sha256, tuple(_changes(found))
    )
    made = f"{text.rstrip()}\n\n{_written(entry)}" if text.strip() else f"{HEAD}\n{_written(entry)}"
    parse_history(made, file)
    return made


def _changes(found: Differences) -> Iterator[DraftChange]:
    """Choose what a reader is told: not what the title page and the imprint say themselves, nor what follows from other changes."""
    for alteration in found.alterations:
        if alteration.subject not in ("matter", "history"):
            yield from _of(alteration)
    pages = [
        page
        for page in found.pages or ()
        if (page.first or page.former_first).isdecimal() and page.fate != "figures"
    ]
    for fate in dict.fromkeys(page.fate for page in pages):
        some = [page for page in pages if page.fate == fate]
        yield from (_moved(page) for page in some) if fate == "moved" else (_of_pages(fate, some),)


def _of(found: Alteration) -> Iterator[DraftChange]:
    spots = [
        spot for spot in found.spots if spot.before != "at"
    ]  # but the places that an entry of a list leads to
    if found.kind == "changed" and found.spots and not spots:
        return
    whole = DraftChange(
        found.subject, found.kind, found.place, found.name, found.note, found.former
    )
    cited = all(max(len(spot.old.split()), len(spot.new.split())) <= CITED for spot in spots)
    if (
        found.kind != "changed"
        or found.subject == "witness"
        or not cited
        or not 0 < len(spots) <= SPOTS
    ):
        yield whole
        return
    for spot in spots:
        yield DraftChange(
            found.subject,
            found.kind,
            found.place,
            found.name,
            found.note,
            found.former,
            bare(spot.old),
            bare(spot.new),
        )


def bare(words: str) -> str:
    """Leave out the marks of emphasis, with which words are compared.

    >>> bare("The *reflection*, **A**")
    'The reflection, A'
    """
    return EMPHASIS.sub(r"\2", words)


def _moved(page: PageChange) -> DraftChange:
    return DraftChange(
        "page",
        "moved",
        _range(page.first, page.last),
        former=_range(page.former_first, page.former_last),
    )


def _of_pages(fate: PageFate, pages: Sequence[PageChange]) -> DraftChange:
    """Tell of all pages of one fate at once."""
    numbers = (
        _range(page.first, page.last) if page.first else _range(page.former_first, page.former_last)
        for page in pages
    )
    return DraftChange("page", cast(AlterationKind, fate), ", ".join(numbers))


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"


def _written(release: DraftRelease) -> str:
    keys = {"date": release.date, "text": release.text, "since": release.since}
    tables = [_table("[[release]]", keys)]
    tables += [
        _table("[[release.change]]", {key: getattr(change, field) for key, field in FIELDS.items()})
        for change in release.changes
    ]
    return "\n".join(tables)


def _table(header: str, keys: dict[str, str]) -> str:
    """Write a table of TOML without what is empty: a basic string is written as JSON's (TOML 1.0, String).

    >>> _table("[[release]]", {"date": "2026", "text": "The word “law”.", "since": ""})
    '[[release]]\\ndate = "2026"\\ntext = "The word “law”."\\n'
    """
    lines = (
        f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items() if value
    )
    return "\n".join((header, *lines, ""))
