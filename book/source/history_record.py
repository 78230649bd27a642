"""Record a release in history.toml, from what a comparison found."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from book.errors import EditionError
from book.model import (
    Alteration,
    AlterationKind,
    Differences,
    DraftChange,
    DraftRelease,
    PageChange,
    PageFate,
    Spot,
)
from book.source.history_file import FILE, parse_history
from book.source.toml_positions import TomlFile

EMPHASIS = re.compile(r"(\*\*?)(?=\S)(.+?)\1")
LONGEST_QUOTATION = 12  # words of a changed passage
MOST_SPOTS = 4  # changes in one passage that are recorded one by one
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
REMARKS_REMEDY = 'Describe it in a sentence or two: inv diff --record "…"'
HEAD = (
    "# The history of the edition, the first release first. "
    "`inv diff --record` adds to it; its entries can be edited.\n"
)


def add_release(text: str, remarks: str, differences: Differences, file: str) -> str:
    """Return the text of history.toml with the release that is to be published.

    Raise EditionError if there are no remarks or no differences, if the release has the date of
    the former one, or if the differences are recorded already.
    """
    _check_remarks(remarks)
    _check_differences(differences, file)
    _check_unrecorded(TomlFile(file, text), differences.sha256)
    release = DraftRelease(
        date=differences.date,
        text=" ".join(remarks.split()),
        line=0,
        since=differences.sha256,
        changes=tuple(_changes(differences)),
    )
    former = text.rstrip() if text.strip() else HEAD.rstrip("\n")
    extended = f"{former}\n\n{_write_release(release)}"
    parse_history(TomlFile(file, extended))
    return extended


def _check_remarks(remarks: str) -> None:
    if not remarks.strip():
        raise EditionError("no description of this release", remedy=REMARKS_REMEDY)


def _check_differences(differences: Differences, file: str) -> None:
    if differences.is_empty:
        message = f"no changes since {differences.folder} was published: nothing to record"
        raise EditionError(message)
    if differences.date == differences.former_date:
        message = f"the date {differences.date} is also that of the former release"
        remedy = "Write a new date in [edition]: readers tell releases apart by it."
        settings = file.replace(FILE, "edition.toml")
        raise EditionError(message, file=settings, remedy=remedy)


def _check_unrecorded(toml: TomlFile, sha256: str) -> None:
    """Raise EditionError if the changes since the release of that digest are recorded already."""
    for release in parse_history(toml):
        if release.since == sha256:
            message = "the changes since the last release are already recorded here"
            remedy = "To record them again, remove this entry first."
            raise EditionError(message, file=toml.name, line=release.line, remedy=remedy)


def _changes(differences: Differences) -> Iterator[DraftChange]:
    """Yield the changes for readers, without those that only follow from others.

    Title page and imprint state their own changes, and the history is the record itself.
    """
    for alteration in differences.alterations:
        if alteration.subject not in ("matter", "history"):
            yield from _text_changes(alteration)
    yield from _page_changes([page for page in differences.pages or () if _is_told(page)])


def _is_told(page: PageChange) -> bool:
    """Return whether a change of pages is recorded: of the pages of the text, in their words."""
    return (page.first or page.former_first).isdecimal() and page.fate != "figures"


def _text_changes(alteration: Alteration) -> Iterator[DraftChange]:
    """Yield an alteration as a whole, or each of its changed passages if they are few and short.

    The places to which an entry of a list leads are no such passages.
    """
    spots = [spot for spot in alteration.spots if spot.before != "at"]
    is_changed = alteration.kind == "changed"
    if is_changed and alteration.spots and not spots:
        return
    change = _whole_change(alteration)
    if is_changed and alteration.subject != "witness" and _can_be_quoted(spots):
        for spot in spots:
            yield replace(change, old=without_emphasis(spot.old), new=without_emphasis(spot.new))
    else:
        yield change


def _whole_change(alteration: Alteration) -> DraftChange:
    subject, kind, place = alteration.subject, alteration.kind, alteration.place
    return DraftChange(subject, kind, place, alteration.name, alteration.note, alteration.former)


def _can_be_quoted(spots: Sequence[Spot]) -> bool:
    return 0 < len(spots) <= MOST_SPOTS and max(map(_length, spots)) <= LONGEST_QUOTATION


def _length(spot: Spot) -> int:
    return max(len(spot.old.split()), len(spot.new.split()))


def without_emphasis(text: str) -> str:
    """Remove the marks of emphasis, with which texts are compared.

    >>> without_emphasis("The *reflection*, **A**")
    'The reflection, A'
    """
    return EMPHASIS.sub(r"\2", text)


def _page_changes(pages: Sequence[PageChange]) -> Iterator[DraftChange]:
    """Yield a change for all pages of one fate, but for each run of moved pages one of its own."""
    for fate in dict.fromkeys(page.fate for page in pages):
        alike = [page for page in pages if page.fate == fate]
        if fate == "moved":
            yield from map(_moved_pages, alike)
        else:
            yield _pages_of_fate(fate, alike)


def _moved_pages(page: PageChange) -> DraftChange:
    return DraftChange("page", "moved", _pages(page), former=_former_pages(page))


def _pages_of_fate(fate: PageFate, pages: Sequence[PageChange]) -> DraftChange:
    ranges = (_pages(page) or _former_pages(page) for page in pages)
    return DraftChange("page", cast(AlterationKind, fate), ", ".join(ranges))


def _pages(page: PageChange) -> str:
    return _page_range(page.first, page.last)


def _former_pages(page: PageChange) -> str:
    return _page_range(page.former_first, page.former_last)


def _page_range(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"


def _write_release(release: DraftRelease) -> str:
    keys = {"date": release.date, "text": release.text, "since": release.since}
    tables = [_write_table("[[release]]", keys)]
    for change in release.changes:
        values = {key: getattr(change, field) for key, field in FIELDS.items()}
        tables.append(_write_table("[[release.change]]", values))
    return "\n".join(tables)


def _write_table(header: str, values: dict[str, str]) -> str:
    """Return a TOML table without empty values; a JSON string is a basic string (TOML 1.0, String).

    >>> _write_table("[[release]]", {"date": "2026", "text": "The word “law”.", "since": ""})
    '[[release]]\\ndate = "2026"\\ntext = "The word “law”."\\n'
    """
    lines = (
        f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value
    )
    return "\n".join((header, *lines, ""))
