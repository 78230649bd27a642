"""Find for each note of a release which one it is in the next: by the words it is called at, or by its own; never by its number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from book.compare.passages import MOVED, Pairing, renumbered
from book.compare.spots import Candidates, carried, likeness, merged, settled, spots, words_before
from book.model import Alteration
from book.text.typography import TOKEN, tokenize
from book.verify.readback.release.values import LinkedText, NoteReading, ReleaseReading

LEMMA = 4  # words before the call by which a note is known
SAME = 0.5  # of the words, and two notes of one passage are one that was changed

Anchor = tuple[
    str, int, int
]  # the kind of note, the index of its passage in the new release, and after how many words it is called


@dataclass(frozen=True, slots=True)
class NotePairing:
    """The notes of both releases by their indices, those that only one has, and those of `pairs` that are called elsewhere."""

    pairs: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]
    moved: frozenset[int] = frozenset()
    forward: Mapping[int, int] = field(default_factory=dict)


def pair_notes(old: ReleaseReading, new: ReleaseReading, passages: Pairing) -> NotePairing:
    """Pair the notes: those called at the same words, then those with the same words, then those much alike."""
    first, second = _anchors_before(old, passages), _anchors_now(new, passages)
    left, right = set(range(len(old.notes))), set(range(len(new.notes)))
    found: list[tuple[int, int]] = []

    def take(pairs: Iterator[tuple[int, int]]) -> set[int]:
        taken = set()
        for one, two in pairs:
            if one in left and two in right:
                left.remove(one)
                right.remove(two)
                found.append((one, two))
                taken.add(two)
        return taken

    take(_same_anchor(first, second, old, new))
    moved = take(_same_words(sorted(left), sorted(right), old, new))
    moved |= take(_alike(sorted(left), sorted(right), old, new, passages))
    found.sort(key=lambda pair: pair[1])
    return NotePairing(
        tuple(found), tuple(sorted(left)), tuple(sorted(right)), frozenset(moved), dict(found)
    )


def _anchors_before(old: ReleaseReading, passages: Pairing) -> list[Anchor | None]:
    """Say where in the new release the words are at which the old notes are called."""
    made: list[Anchor | None] = []
    for note in old.notes:
        pair = passages.forward.get(note.block)
        at = words_before(old.blocks[note.block].words.text, note.at)
        made.append((note.kind, pair.new, carried(pair.codes, at)) if pair else None)
    return made


def _anchors_now(new: ReleaseReading, passages: Pairing) -> list[Anchor]:
    pairs = {pair.new: pair for pair in passages.pairs}
    made = []
    for note in new.notes:
        at, pair = words_before(new.blocks[note.block].words.text, note.at), pairs.get(note.block)
        made.append((note.kind, note.block, settled(pair.codes, at) if pair else at))
    return made


def _same_anchor(
    first: Sequence[Anchor | None],
    second: Sequence[Anchor],
    old: ReleaseReading,
    new: ReleaseReading,
) -> Iterator[tuple[int, int]]:
    """Pair notes called at the same words: where several are, those with the same words before the others."""
    here: dict[Anchor, list[int]] = {}
    for index, anchor in enumerate(second):
        here.setdefault(anchor, []).append(index)
    candidates = [
        (one, two) for one, anchor in enumerate(first) if anchor for two in here.get(anchor, ())
    ]
    yield from sorted(
        candidates,
        key=lambda pair: (bare(old.notes[pair[0]].words) != bare(new.notes[pair[1]].words), pair),
    )


def _same_words(
    left: Sequence[int], right: Sequence[int], old: ReleaseReading, new: ReleaseReading
) -> Iterator[tuple[int, int]]:
    known: dict[tuple[str, str], list[int]] = {}
    for two in right:
        known.setdefault((new.notes[two].kind, bare(new.notes[two].words)), []).append(two)
    for one in left:
        same = known.get((old.notes[one].kind, bare(old.notes[one].words)), [])
        if same:
            yield one, same.pop(0)


def _alike(
    left: Sequence[int],
    right: Sequence[int],
    old: ReleaseReading,
    new: ReleaseReading,
    passages: Pairing,
) -> Iterator[tuple[int, int]]:
    """Pair what was both moved and changed: within a passage half of the words must be the same, elsewhere more."""
    words = {two: tokenize(new.notes[two].words.text) for two in right}
    candidates = Candidates(words.items())
    of_passage: dict[int, list[int]] = {}
    for two in right:
        of_passage.setdefault(new.notes[two].block, []).append(two)
    found = []
    for one in left:
        before = old.notes[one]
        pair, said = passages.forward.get(before.block), tokenize(before.words.text)
        near = of_passage.get(pair.new, []) if pair else []
        for two in sorted({*near, *candidates.of(said)}):
            share = likeness(said, words[two]) if new.notes[two].kind == before.kind else 0.0
            if share >= (SAME if two in near else MOVED):
                found.append((-share, one, two))
    yield from ((one, two) for _, one, two in sorted(found))


def bare(words: LinkedText) -> str:
    """Give a text without its references to places of the book: these have other numbers when something else moves.

    >>> from book.verify.readback.release.values import Ref
    >>> bare(Words("see I ¶1 there", (Ref(4, 8, "p-i-1"),)))
    'see  there'
    """
    text = words.text
    for ref in reversed(words.refs):
        text = text[: ref.start] + text[ref.end :]
    return text


def lemma(release: ReleaseReading, note: NoteReading) -> str:
    """Give the last words before a note's call."""
    text = release.blocks[note.block].words.text[: note.at].rstrip()
    starts = [match.start() for match in TOKEN.finditer(text)][-LEMMA:]
    return text[starts[0] :] if starts else ""


def note_changes(
    old: ReleaseReading, new: ReleaseReading, found: NotePairing, written: Sequence[str]
) -> Iterator[Alteration]:
    """Say what became of the notes; `written` are the old ones as they would refer to the places of the new release."""
    partner = {two: one for one, two in found.pairs}
    for gone, index in merged(len(new.notes), found.removed, found.pairs):
        if gone:
            yield _only("removed", old, index)
        elif index not in partner:
            yield _only("added", new, index)
        else:
            yield from _both(
                old, new, partner[index], index, written[partner[index]], moved=index in found.moved
            )
    marks = [
        (_numbered(old, old.notes[one]), _numbered(new, new.notes[two])) for one, two in found.pairs
    ]
    for was_, now_ in renumbered([pair for pair in marks if pair[0] != pair[1]]):
        yield Alteration("note", "renumbered", now_, former=was_)


def _only(how: Literal["added", "removed"], release: ReleaseReading, index: int) -> Alteration:
    note = release.notes[index]
    said = spots(*(("", note.words.text) if how == "added" else (note.words.text, "")))
    return Alteration(
        "note",
        how,
        release.blocks[note.block].place,
        lemma(release, note),
        spots=said,
        note=note.mark,
    )


def _both(
    old: ReleaseReading, new: ReleaseReading, one: int, two: int, written: str, *, moved: bool
) -> Iterator[Alteration]:
    was, now = old.notes[one], new.notes[two]
    place, changed = new.blocks[now.block].place, spots(written, now.words.text)
    before = f"{old.blocks[was.block].place}, at “{lemma(old, was)}”" if moved else ""
    if changed or moved:
        yield Alteration(
            "note",
            "changed" if changed else "moved",
            place,
            lemma(new, now),
            before,
            changed,
            note=now.mark,
        )


def _numbered(release: ReleaseReading, note: NoteReading) -> str:
    """Name a note by its number, which counts from the beginning of its part."""
    return f"{release.blocks[note.block].part} n. {note.mark}"
