"""Build the index: find the words of its entries, mark them in the text, sort the entries."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, groupby

from rapidfuzz import fuzz, process

from book.annotate.anchors import SearchedPassages, set_anchors
from book.errors import EditionError
from book.model import DraftEntry, Edition, IndexEntry, IndexGroup, Locator, Reference
from book.text.passages import WordPosition, find_words
from book.text.sorting import Alphabet, check_readings

LocatedEntry = tuple[DraftEntry, tuple[Locator, ...]]


def build_index(
    edition: Edition, drafts: tuple[DraftEntry, ...], alphabet: Alphabet, file: str
) -> tuple[Edition, tuple[IndexGroup, ...]]:
    """Return the edition with the words of the entries marked, and the index grouped by letters.

    Raise EditionError if words are not found or entries contradict each other; `file` is where the
    entries were read.
    """
    if not drafts:
        return edition, ()
    _check(drafts, file)
    named = ((draft.sort_as or draft.sub or draft.heading, draft.line) for draft in drafts)
    check_readings(named, edition.imprint.language, file)
    searched = SearchedPassages(edition)
    positions = [
        searched.sort(find_words(draft.matches, searched.indexed, draft.heading, file, draft.line))
        for draft in drafts
    ]
    anchors = _number_anchors(positions, searched)
    entries = [
        (draft, tuple(searched.locator(position, anchors[position]) for position in own))
        for draft, own in zip(drafts, positions, strict=True)
    ]
    return set_anchors(edition, anchors), _group(entries, alphabet)


def _number_anchors(
    positions: Iterable[Iterable[WordPosition]], searched: SearchedPassages
) -> dict[WordPosition, str]:
    distinct = searched.sort(set(chain.from_iterable(positions)))
    return {position: f"mark-{number}" for number, position in enumerate(distinct, 1)}


# ── Checks of the drafts ─────────────────────────────────────────────────────────────────────────


def _check(drafts: tuple[DraftEntry, ...], file: str) -> None:
    headings = list(dict.fromkeys(draft.heading for draft in drafts))
    first: dict[tuple[str, str], int] = {}
    for draft in drafts:
        key = (draft.heading, draft.sub)
        if key in first:
            problem = f"the entry {_name(draft)} occurs twice"
            remedy = f"Merge it with the entry in line {first[key]}."
            raise _mistake(draft, file, problem, remedy)
        first[key] = draft.line
        _check_fields(draft, file)
        for target in (*draft.see, *draft.see_also):
            _check_target(target, draft, headings, file)


def _name(draft: DraftEntry) -> str:
    return f"“{draft.heading}: {draft.sub}”" if draft.sub else f"“{draft.heading}”"


def _check_fields(draft: DraftEntry, file: str) -> None:
    if not (draft.matches or draft.see or draft.see_also):
        problem = f"the entry {_name(draft)} has neither words to find nor a reference"
        raise _mistake(draft, file, problem, "Give it `match`, `see` or `see_also`.")
    if draft.see and draft.matches:
        problem = f"the entry {_name(draft)} has both `match` and `see`"
        raise _mistake(draft, file, problem, "Write `see_also` instead of `see`.")


def _check_target(target: str, draft: DraftEntry, headings: list[str], file: str) -> None:
    if target == draft.heading:
        problem = f"the entry “{target}” refers to itself"
        raise _mistake(draft, file, problem, "Name another heading.")
    if target not in headings:
        remedy = f"Nearest headings: {_nearest(target, headings)}."
        raise _mistake(draft, file, f"there is no heading “{target}”", remedy)


def _nearest(target: str, headings: list[str]) -> str:
    nearest = process.extract(target, headings, scorer=fuzz.WRatio, limit=3)
    return ", ".join(f"“{heading}”" for heading, _, _ in nearest)


def _mistake(draft: DraftEntry, file: str, problem: str, remedy: str) -> EditionError:
    return EditionError(problem, file=file, line=draft.line, remedy=remedy)


# ── The entries in order ─────────────────────────────────────────────────────────────────────────


def _group(entries: list[LocatedEntry], alphabet: Alphabet) -> tuple[IndexGroup, ...]:
    """Sort the entries by their headings, and group them by their letters."""
    by_heading: dict[str, list[LocatedEntry]] = {}
    for draft, locators in entries:
        by_heading.setdefault(draft.heading, []).append((draft, locators))
    sort_as = {heading: _sort_name(own) for heading, own in by_heading.items()}
    order = sorted(by_heading, key=lambda each: alphabet.heading_key(each, sort_as[each]))
    ids = {heading: f"entry-{number}" for number, heading in enumerate(order, 1)}
    by_letter = groupby(order, key=lambda each: alphabet.letter(each, sort_as[each]))
    return tuple(
        IndexGroup(tuple(_entry(heading, by_heading[heading], ids, alphabet) for heading in own))
        for _, own in by_letter
    )


def _sort_name(entries: list[LocatedEntry]) -> str:
    """Return the name by which the editor wants a heading sorted, or "" if none is given."""
    return next((draft.sort_as for draft, _ in entries if not draft.sub), "")


def _entry(
    heading: str, entries: list[LocatedEntry], ids: dict[str, str], alphabet: Alphabet
) -> IndexEntry:
    """Return the entry of a heading, with its sub-entries in order."""
    subs = sorted(
        (entry for entry in entries if entry[0].sub),
        key=lambda entry: alphabet.heading_key(entry[0].sub, entry[0].sort_as),
    )
    own = next((entry for entry in entries if not entry[0].sub), (DraftEntry(heading, 0), ()))
    return replace(
        _single_entry(own, ids),
        id=ids[heading],
        entries=tuple(_single_entry(sub, ids) for sub in subs),
    )


def _single_entry(entry: LocatedEntry, ids: dict[str, str]) -> IndexEntry:
    draft, locators = entry
    see, see_also = _references(draft.see, ids), _references(draft.see_also, ids)
    return IndexEntry("", draft.sub or draft.heading, locators, see, see_also)


def _references(headings: tuple[str, ...], ids: dict[str, str]) -> tuple[Reference, ...]:
    """Return references to headings in the order of the index; `ids` are in that order."""
    ordered = sorted(set(headings), key=list(ids).index)
    return tuple(Reference(ids[heading], heading) for heading in ordered)
