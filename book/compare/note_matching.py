"""Match the notes of two releases, not by number but by their words or those they are called at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from book.compare.matching import IndexPair, Matching, group_by_key, pair_by_key
from book.compare.passages import MOVED, PassageMatching
from book.compare.words import (
    Candidates,
    carry_position,
    count_words_before,
    settle_position,
    similarity,
)
from book.text.typography import tokenize
from book.verify.readback.release.values import LinkedText, NoteReading, ReleaseReading

SAME_PASSAGE = 0.5  # of the words: two notes on one passage are versions of one

# The kind of a note, the index of its passage in the new release, and the words before its call.
Anchor = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class NoteMatching:
    """The notes of both releases in the new order, by index, and those that only one has.

    `moved` are the new indices of notes that are called elsewhere, `by_old` the new indices of
    all by the old ones.
    """

    pairs: tuple[IndexPair, ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]
    moved: frozenset[int] = frozenset()
    by_old: Mapping[int, int] = field(default_factory=dict)


def match_notes(
    old: ReleaseReading, new: ReleaseReading, passages: PassageMatching
) -> NoteMatching:
    """Match the notes called at the same words, then those of the same words, then similar ones."""
    matching = Matching(len(old.notes), len(new.notes))
    matching.add(_same_anchors(old, new, passages))
    moved = [
        *matching.add(_same_words(old, new, matching)),
        *matching.add(_similar(old, new, passages, matching)),
    ]
    return NoteMatching(
        pairs=tuple(matching.pairs),
        removed=tuple(matching.removed),
        added=tuple(matching.added),
        moved=frozenset(index for _, index in moved),
        by_old=dict(matching.pairs),
    )


def _same_anchors(
    old: ReleaseReading, new: ReleaseReading, passages: PassageMatching
) -> list[IndexPair]:
    """Pair notes called at the same words; those with the same words of their own are first."""
    here = group_by_key(enumerate(_new_anchor(note, new, passages) for note in new.notes))
    pairs: list[IndexPair] = []
    for index, note in enumerate(old.notes):
        anchor = _carried_anchor(note, old, passages)
        if anchor:
            pairs += [(index, partner) for partner in here.get(anchor, ())]
    return sorted(pairs, key=lambda pair: (_has_other_words(old, new, pair), pair))


def _has_other_words(old: ReleaseReading, new: ReleaseReading, pair: IndexPair) -> bool:
    first, second = old.notes[pair[0]], new.notes[pair[1]]
    return without_references(first.words) != without_references(second.words)


def _carried_anchor(
    note: NoteReading, old: ReleaseReading, passages: PassageMatching
) -> Anchor | None:
    """Return where in the new release the words are that an old note is called at."""
    pair = passages.by_old.get(note.block)
    if pair is None:
        return None
    position = count_words_before(old.blocks[note.block].words.text, note.offset)
    return note.kind, pair.new, carry_position(pair.differences, position)


def _new_anchor(note: NoteReading, new: ReleaseReading, passages: PassageMatching) -> Anchor:
    pair = passages.by_new.get(note.block)
    position = count_words_before(new.blocks[note.block].words.text, note.offset)
    settled = settle_position(pair.differences, position) if pair else position
    return note.kind, note.block, settled


def _same_words(
    old: ReleaseReading, new: ReleaseReading, matching: Matching
) -> Iterator[IndexPair]:
    removed = [(index, _kind_and_words(old.notes[index])) for index in matching.removed]
    added = [(index, _kind_and_words(new.notes[index])) for index in matching.added]
    return pair_by_key(removed, added)


def _kind_and_words(note: NoteReading) -> tuple[str, str]:
    return note.kind, without_references(note.words)


def _similar(
    old: ReleaseReading, new: ReleaseReading, passages: PassageMatching, matching: Matching
) -> list[IndexPair]:
    """Pair notes that moved and changed; the most similar first.

    On one passage SAME_PASSAGE of the words must be the same, elsewhere MOVED.
    """
    words = {index: tokenize(new.notes[index].words.text) for index in matching.added}
    candidates = Candidates(words.items())
    on_passage = group_by_key((index, new.notes[index].block) for index in matching.added)
    scored: list[tuple[float, int, int]] = []
    for one in matching.removed:
        note = old.notes[one]
        text, pair = tokenize(note.words.text), passages.by_old.get(note.block)
        near = on_passage.get(pair.new, []) if pair else []
        for two in sorted({*near, *candidates.find(text)}):
            share = similarity(text, words[two]) if new.notes[two].kind == note.kind else 0.0
            if share >= (SAME_PASSAGE if two in near else MOVED):
                scored.append((-share, one, two))
    return [(one, two) for _, one, two in sorted(scored)]


def without_references(words: LinkedText) -> str:
    """Return a text without its references to places, whose numbers change when others move.

    >>> from book.verify.readback.release.values import Ref
    >>> without_references(LinkedText("see I ¶1 there", (Ref(4, 8, "p-i-1"),)))
    'see  there'
    """
    text = words.text
    for reference in reversed(words.refs):
        text = text[: reference.start] + text[reference.end :]
    return text
