"""Make the index: find the words of its entries in the text and in the notes, mark them, and put the entries in order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from rapidfuzz import fuzz, process

from book.alphabet import Alphabet
from book.errors import EditionError
from book.inlines import calls_of, text_of, with_marks
from book.model import Block, Division, DraftEntry, Edition, IndexEntry, IndexGroup, Locator, Note, Paragraph, Reference
from book.typography import HAN, STRAIGHT

WORD = r"[\w-]"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a witness or a note: `key` tells it from others, the rest is for its locators."""

    key: str
    text: str
    place: str
    note: str = ""


Spot = tuple[str, int]  # a passage's key, and the character in it from 0


def make_index(edition: Edition, drafts: tuple[DraftEntry, ...], alphabet: Alphabet, file: str) -> tuple[Edition, tuple[IndexGroup, ...]]:
    """Mark the words of the entries in the edition, and give the index by letters.

    Raise EditionError, with the line of the entry, for words that are nowhere and for entries that do not fit together.
    """
    if not drafts:
        return edition, ()
    _check(drafts, file)
    passages = tuple(_passages(edition))
    found = [_find(draft, passages, file) for draft in drafts]
    marks: dict[Spot, str] = {}
    order = {passage.key: number for number, passage in enumerate(passages)}

    def place(spot: Spot) -> tuple[int, int]:
        return order[spot[0]], spot[1]

    for spot in sorted({spot for spots in found for spot in spots}, key=place):
        marks[spot] = f"mark-{len(marks) + 1}"
    by_key = {passage.key: passage for passage in passages}
    located = [tuple(_locator(marks[spot], by_key[spot[0]]) for spot in sorted(spots, key=place)) for spots in found]
    return _marked(edition, marks), _groups(list(zip(drafts, located, strict=True)), alphabet)


# ── What the editor wrote ────────────────────────────────────────────────────────────────────────


def _check(drafts: tuple[DraftEntry, ...], file: str) -> None:
    headings = list(dict.fromkeys(draft.heading for draft in drafts))
    first: dict[tuple[str, str], int] = {}
    for draft in drafts:
        name = f"“{draft.heading}: {draft.sub}”" if draft.sub else f"“{draft.heading}”"
        if (draft.heading, draft.sub) in first:
            there = first[draft.heading, draft.sub]
            raise EditionError(f"{name} is there already", file=file, line=draft.line, remedy=f"Join it to that of line {there}.")
        first[draft.heading, draft.sub] = draft.line
        if not (draft.matches or draft.see or draft.see_also):
            raise EditionError(f"{name} leads nowhere", file=file, line=draft.line, remedy="Give it `match`, `see` or `see_also`.")
        if draft.see and draft.matches:
            raise EditionError(f"{name} has both `match` and `see`", file=file, line=draft.line, remedy="Write `see_also` for `see`.")
        for target in (*draft.see, *draft.see_also):
            _check_target(target, draft, headings, file)


def _check_target(target: str, draft: DraftEntry, headings: list[str], file: str) -> None:
    if target == draft.heading:
        raise EditionError(f"“{target}” leads to itself", file=file, line=draft.line, remedy="Name another heading.")
    if target not in headings:
        near = ", ".join(f"“{heading}”" for heading, _, _ in process.extract(target, headings, scorer=fuzz.WRatio, limit=3))
        raise EditionError(f"there is no heading “{target}” to see", file=file, line=draft.line, remedy=f"Nearest headings: {near}.")


# ── Where the words are ──────────────────────────────────────────────────────────────────────────


def _passages(edition: Edition) -> Iterator[Passage]:
    """Go through the paragraphs that have a place, those of the witnesses, and the notes called from each."""
    notes = {note.id: note for note in edition.notes}
    for paragraph in _paragraphs(edition.divisions):
        yield Passage(str(paragraph.place), text_of(paragraph.inlines), str(paragraph.place))
        for call in calls_of(paragraph.inlines):
            if notes[call].kind == "note":
                yield _note_passage(notes[call], edition.words["index-note"])


def _paragraphs(divisions: Iterable[Division]) -> Iterator[Paragraph]:
    for division in divisions:
        yield from (b for b in division.blocks if isinstance(b, Paragraph) and b.place and b.style == "text")
        yield from _paragraphs(division.divisions)


def _note_passage(note: Note, words: str) -> Passage:
    after_page = words.format(note=note.mark)
    return Passage(note.id, text_of(note.inlines), f"{'.'.join(note.place.path)} {after_page.strip()}", after_page)


def pattern(match: str) -> re.Pattern[str]:
    """Make the pattern of an entry's words: whole words, where a hyphen is part of a word and an apostrophe is not.

    Words in small letters are found with capitals too; `*` stands for any letters of a word.

    >>> text = "Export controls: the UN’s non-proliferation, a control list, exports."
    >>> [pattern(match).findall(text) for match in ("export", "export*", "UN", "proliferation", "*proliferation", "control")]
    [['Export'], ['Export', 'exports'], ['UN'], [], ['non-proliferation'], ['control']]
    """
    words = " ".join(match.split()).translate(STRAIGHT)
    core = words.strip("*").strip()
    before = f"(?<!{WORD}){WORD}*?" if words.startswith("*") else "" if HAN.match(core) else f"(?<!{WORD})"
    after = f"{WORD}*" if words.endswith("*") else "" if HAN.match(core[-1:]) else f"(?!{WORD})"
    return re.compile(before + re.escape(core).replace(r"\*", f"{WORD}*") + after, re.IGNORECASE if core == core.lower() else 0)


def _find(draft: DraftEntry, passages: tuple[Passage, ...], file: str) -> frozenset[Spot]:
    spots: set[Spot] = set()
    for match in draft.matches:
        if not match.strip("* "):
            raise EditionError(f"“{draft.heading}” has an empty `match`", file=file, line=draft.line, remedy="Write words of the text.")
        sought = pattern(match)
        found = {(p.key, m.start()) for p in passages for m in sought.finditer(p.text.translate(STRAIGHT))}
        if not found:
            raise _not_found(match, draft, passages, file)
        spots |= found
    return frozenset(spots)


def _not_found(match: str, draft: DraftEntry, passages: tuple[Passage, ...], file: str) -> EditionError:
    sought = match.strip("* ").translate(STRAIGHT)
    near = sorted((_nearest(sought, passage) for passage in passages), key=lambda n: -n[0])[:3]
    shown = "\n".join(f"    {place}: …{snippet}…" for _, place, snippet in near)
    remedy = f"Whole words are sought; `*` stands for any letters of a word. Nearest words:\n{shown}"
    return EditionError(f"the words “{match}” of “{draft.heading}” are not found", file=file, line=draft.line, remedy=remedy)


def _nearest(sought: str, passage: Passage) -> tuple[float, str, str]:
    match = fuzz.partial_ratio_alignment(sought, passage.text.translate(STRAIGHT))
    if match is None:
        return 0.0, passage.place, passage.text[:40]
    return match.score, passage.place, passage.text[max(match.dest_start - 10, 0) : match.dest_end + 10].strip()


def _locator(mark: str, passage: Passage) -> Locator:
    return Locator(mark, passage.place, passage.note)


def _marked(edition: Edition, marks: dict[Spot, str]) -> Edition:
    points: dict[str, dict[int, str]] = {}
    for (key, at), mark in marks.items():
        points.setdefault(key, {})[at] = mark

    def in_block(block: Block) -> Block:
        here = points.get(str(block.place)) if isinstance(block, Paragraph) and block.style == "text" else None
        return replace(block, inlines=with_marks(block.inlines, here)) if here and isinstance(block, Paragraph) else block

    def in_division(division: Division) -> Division:
        blocks, inner = tuple(map(in_block, division.blocks)), tuple(map(in_division, division.divisions))
        return replace(division, blocks=blocks, divisions=inner)

    notes = tuple(replace(n, inlines=with_marks(n.inlines, points[n.id])) if n.id in points else n for n in edition.notes)
    return replace(edition, divisions=tuple(map(in_division, edition.divisions)), notes=notes)


# ── The entries in order ─────────────────────────────────────────────────────────────────────────

Located = list[tuple[DraftEntry, tuple[Locator, ...]]]


def _groups(located: Located, alphabet: Alphabet) -> tuple[IndexGroup, ...]:
    by_heading: dict[str, Located] = {}
    for draft, locators in located:
        by_heading.setdefault(draft.heading, []).append((draft, locators))
    own = {heading: next((d.sort for d, _ in group if not d.sub), "") for heading, group in by_heading.items()}
    sort = {heading: by or heading for heading, by in own.items()}
    order = sorted(by_heading, key=lambda heading: alphabet.key(sort[heading]))
    ids = {heading: f"entry-{number}" for number, heading in enumerate(order, 1)}
    entries = [(alphabet.letter(sort[h]), _entry(h, by_heading[h], ids, alphabet)) for h in order]
    return tuple(IndexGroup(tuple(e for _, e in group)) for _, group in groupby(entries, key=lambda pair: pair[0]))


def _entry(heading: str, group: Located, ids: dict[str, str], alphabet: Alphabet) -> IndexEntry:
    subs = sorted((pair for pair in group if pair[0].sub), key=lambda pair: alphabet.key(pair[0].sort or pair[0].sub))
    entries = tuple(_with_references(draft, draft.sub, locators, "", ids, alphabet) for draft, locators in subs)
    draft, locators = next((pair for pair in group if not pair[0].sub), (DraftEntry(heading, 0), ()))
    return replace(_with_references(draft, heading, locators, ids[heading], ids, alphabet), entries=entries)


def _with_references(
    draft: DraftEntry, words: str, locators: tuple[Locator, ...], name: str, ids: dict[str, str], alphabet: Alphabet
) -> IndexEntry:
    see, also = (tuple(Reference(ids[t], t) for t in sorted(set(of), key=alphabet.key)) for of in (draft.see, draft.see_also))
    return IndexEntry(name, words, locators, see, also)
