"""Make the index: find the words of its entries in the text and in the notes, mark them, and put the entries in order."""

from dataclasses import replace
from functools import partial
from itertools import groupby

from rapidfuzz import fuzz, process

from book.errors import EditionError
from book.model import DraftEntry, Edition, IndexEntry, IndexGroup, Locator, Reference
from book.text.inlines import with_marks
from book.text.passages import Passage, WordPosition, find_words, passages_of, rewrite_passages
from book.text.sorting import Alphabet


def build_index(
    edition: Edition, drafts: tuple[DraftEntry, ...], alphabet: Alphabet, file: str
) -> tuple[Edition, tuple[IndexGroup, ...]]:
    """Mark the words of the entries in the edition, and give the index by letters.

    Raise EditionError, with the line of the entry, for words that are nowhere and for entries that do not fit together.
    """
    if not drafts:
        return edition, ()
    _check(drafts, file)
    passages = tuple(passages_of(edition))
    found = [
        find_words(draft.matches, passages, draft.heading, file, draft.line) for draft in drafts
    ]
    marks: dict[WordPosition, str] = {}
    order = {passage.key: number for number, passage in enumerate(passages)}

    def place(spot: WordPosition) -> tuple[int, int]:
        return order[spot[0]], spot[1]

    for spot in sorted({spot for spots in found for spot in spots}, key=place):
        marks[spot] = f"mark-{len(marks) + 1}"
    by_key = {passage.key: passage for passage in passages}
    located = [
        tuple(_locator(marks[spot], by_key[spot[0]]) for spot in sorted(spots, key=place))
        for spots in found
    ]
    return _marked(edition, marks), _groups(list(zip(drafts, located, strict=True)), alphabet)


# ── What the editor wrote ────────────────────────────────────────────────────────────────────────


def _check(drafts: tuple[DraftEntry, ...], file: str) -> None:
    headings = list(dict.fromkeys(draft.heading for draft in drafts))
    first: dict[tuple[str, str], int] = {}
    for draft in drafts:
        name = f"“{draft.heading}: {draft.sub}”" if draft.sub else f"“{draft.heading}”"
        if (draft.heading, draft.sub) in first:
            there = first[draft.heading, draft.sub]
            raise EditionError(
                f"{name} is there already",
                file=file,
                line=draft.line,
                remedy=f"Join it to that of line {there}.",
            )
        first[draft.heading, draft.sub] = draft.line
        if not (draft.matches or draft.see or draft.see_also):
            raise EditionError(
                f"{name} leads nowhere",
                file=file,
                line=draft.line,
                remedy="Give it `match`, `see` or `see_also`.",
            )
        if draft.see and draft.matches:
            raise EditionError(
                f"{name} has both `match` and `see`",
                file=file,
                line=draft.line,
                remedy="Write `see_also` for `see`.",
            )
        for target in (*draft.see, *draft.see_also):
            _check_target(target, draft, headings, file)


def _check_target(target: str, draft: DraftEntry, headings: list[str], file: str) -> None:
    if target == draft.heading:
        raise EditionError(
            f"“{target}” leads to itself",
            file=file,
            line=draft.line,
            remedy="Name another heading.",
        )
    if target not in headings:
        near = ", ".join(
            f"“{heading}”"
            for heading, _, _ in process.extract(target, headings, scorer=fuzz.WRatio, limit=3)
        )
        raise EditionError(
            f"there is no heading “{target}” to see",
            file=file,
            line=draft.line,
            remedy=f"Nearest headings: {near}.",
        )


# ── Where the words are ──────────────────────────────────────────────────────────────────────────


def _locator(mark: str, passage: Passage) -> Locator:
    return Locator(mark, passage.place, passage.note)


def _marked(edition: Edition, marks: dict[WordPosition, str]) -> Edition:
    points: dict[str, dict[int, str]] = {}
    for (key, at), mark in marks.items():
        points.setdefault(key, {})[at] = mark

    return rewrite_passages(
        edition, {key: partial(with_marks, points=here) for key, here in points.items()}
    )


# ── The entries in order ─────────────────────────────────────────────────────────────────────────

Located = list[tuple[DraftEntry, tuple[Locator, ...]]]


def _groups(located: Located, alphabet: Alphabet) -> tuple[IndexGroup, ...]:
    by_heading: dict[str, Located] = {}
    for draft, locators in located:
        by_heading.setdefault(draft.heading, []).append((draft, locators))
    own = {
        heading: next((d.sort for d, _ in group if not d.sub), "")
        for heading, group in by_heading.items()
    }
    sort = {heading: by or heading for heading, by in own.items()}
    order = sorted(by_heading, key=lambda heading: alphabet.key(sort[heading]))
    ids = {heading: f"entry-{number}" for number, heading in enumerate(order, 1)}
    entries = [(alphabet.letter(sort[h]), _entry(h, by_heading[h], ids, alphabet)) for h in order]
    return tuple(
        IndexGroup(tuple(e for _, e in group))
        for _, group in groupby(entries, key=lambda pair: pair[0])
    )


def _entry(heading: str, group: Located, ids: dict[str, str], alphabet: Alphabet) -> IndexEntry:
    subs = sorted(
        (pair for pair in group if pair[0].sub),
        key=lambda pair: alphabet.key(pair[0].sort or pair[0].sub),
    )
    entries = tuple(
        _with_references(draft, draft.sub, locators, "", ids, alphabet) for draft, locators in subs
    )
    draft, locators = next(
        (pair for pair in group if not pair[0].sub), (DraftEntry(heading, 0), ())
    )
    return replace(
        _with_references(draft, heading, locators, ids[heading], ids, alphabet), entries=entries
    )


def _with_references(
    draft: DraftEntry,
    words: str,
    locators: tuple[Locator, ...],
    name: str,
    ids: dict[str, str],
    alphabet: Alphabet,
) -> IndexEntry:
    see, also = (
        tuple(Reference(ids[t], t) for t in sorted(set(of), key=alphabet.key))
        for of in (draft.see, draft.see_also)
    )
    return IndexEntry(name, words, locators, see, also)
