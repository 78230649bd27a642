"""Match the passages of two releases by their words, wherever they are and however numbered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from book.compare.matching import IndexPair, Matching
from book.compare.words import Candidates, Numbering, diff_words, similarity
from book.text.alignment import DiffBlock, differences
from book.text.typography import tokenize
from book.verify.readback.release.values import Block, BlockKind

SAME_PLACE = 0.4  # of the words: passages at one point of the text are versions of one
MOVED = 0.7  # of the words: passages at different points are
REPEATED_ROLES = ("p", "item", "row")  # of which a place can have several passages


@dataclass(frozen=True)
class PassagePair:
    """A passage of both releases, by its index in each.

    If it `moved`, it is no longer between the passages that it was between.
    """

    old: int
    new: int
    old_text: str
    new_text: str
    moved: bool = False

    @cached_property
    def differences(self) -> list[DiffBlock]:
        return diff_words(tokenize(self.old_text), tokenize(self.new_text))


@dataclass(frozen=True, slots=True)
class PassageMatching:
    """The passages of both releases in the new order, and the indices of those only one has.

    `by_old` finds a pair by its old index, `by_new` by its new one.
    """

    pairs: tuple[PassagePair, ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]
    by_old: Mapping[int, PassagePair] = field(default_factory=dict)
    by_new: Mapping[int, PassagePair] = field(default_factory=dict)


def match_passages(old: Sequence[Block], new: Sequence[Block]) -> PassageMatching:
    """Match the passages: of each kind as one aligned text, then by role, then moved ones."""
    matching = Matching(len(old), len(new))
    for kind in dict.fromkeys(block.kind for block in (*old, *new)):
        matching.add(_aligned(old, new, kind))
    matching.add(_same_roles(old, new, matching))
    moved = set(matching.add(_moved(old, new, matching)))
    pairs = tuple(
        PassagePair(one, two, old[one].words.text, new[two].words.text, (one, two) in moved)
        for one, two in matching.pairs
    )
    return PassageMatching(
        pairs,
        tuple(matching.removed),
        tuple(matching.added),
        {pair.old: pair for pair in pairs},
        {pair.new: pair for pair in pairs},
    )


class _WordStream:
    """The words of all passages of a kind, each with the index of its passage."""

    def __init__(self, blocks: Sequence[Block], kind: BlockKind, numbering: Numbering) -> None:
        self.words: list[int] = []
        self.owners: list[int] = []
        for index, block in enumerate(blocks):
            if block.kind == kind:
                words = numbering.number(tokenize(block.words.text))
                self.words += words
                self.owners += [index] * len(words)


def _aligned(old: Sequence[Block], new: Sequence[Block], kind: BlockKind) -> list[IndexPair]:
    """Pair passages of a kind by the words they share in an alignment of the whole text.

    The pairs that share the most words are first.
    """
    numbering = Numbering()
    first, second = (_WordStream(blocks, kind, numbering) for blocks in (old, new))
    shared = _shared_words(first, second)
    old_lengths, new_lengths = Counter(first.owners), Counter(second.owners)
    return [
        (one, two)
        for (one, two), count in sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        if 2 * count / (old_lengths[one] + new_lengths[two]) >= SAME_PLACE
    ]


def _shared_words(first: _WordStream, second: _WordStream) -> Counter[IndexPair]:
    """Count the equal words of each two passages in an alignment of the streams."""
    shared = Counter[IndexPair]()
    start = new_start = 0
    end_of_both = (len(first.words), 0, len(second.words), 0)
    for block in (*differences(first.words, second.words), end_of_both):
        equal = first.owners[start : block[0]], second.owners[new_start : block[2]]
        shared.update(zip(*equal, strict=True))
        start, new_start = block[1], block[3]
    return shared


def _same_roles(old: Sequence[Block], new: Sequence[Block], matching: Matching) -> list[IndexPair]:
    """Pair passages without common words that are the only ones of their role at their place.

    Such are a title, a date, a heading, an empty cell.
    """
    first, second = _single_roles(old, matching.removed), _single_roles(new, matching.added)
    return [(one, second[role]) for role, one in first.items() if role in second]


def _single_roles(
    blocks: Sequence[Block], indices: Sequence[int]
) -> dict[tuple[str, str, str], int]:
    """Return the passages that are the only ones of their kind, place and role, by these."""
    roles = [
        ((blocks[index].kind, blocks[index].place, blocks[index].role), index)
        for index in indices
        if blocks[index].role not in REPEATED_ROLES or not tokenize(blocks[index].words.text)
    ]
    counts = Counter(role for role, _ in roles)
    return {role: index for role, index in roles if counts[role] == 1}


def _moved(old: Sequence[Block], new: Sequence[Block], matching: Matching) -> list[IndexPair]:
    """Pair passages with the same words, or nearly so, at other places; the most similar first."""
    words = {index: tokenize(new[index].words.text) for index in matching.added}
    candidates = Candidates(words.items())
    scored = []
    for one in matching.removed:
        text = tokenize(old[one].words.text)
        for two in candidates.find(text):
            share = similarity(text, words[two]) if new[two].kind == old[one].kind else 0.0
            if share >= MOVED:
                scored.append((-share, one, two))
    return [(one, two) for _, one, two in sorted(scored)]
