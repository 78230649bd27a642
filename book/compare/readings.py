"""Compare the apparatus of two releases.

What only follows from adding or removing a witness is counted with the witness, not listed here.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from book.compare.matching import align_items
from book.compare.passages import PassageMatching
from book.compare.witnesses import WitnessMatching
from book.model import FORMAL, Alteration, Spot
from book.text.typography import tokenize
from book.verify.readback.release.values import (
    ApparatusEntry,
    Block,
    ReleaseReading,
    VariantReading,
)

KIND_LABELS: dict[str, str] = {
    "transposed": " (transp.)",
    "accidental": " (in its marks)",
    "formal": " (in its form)",
    **{form: f" ({form})" for form in FORMAL},
}
PARAGRAPH_LABELS = {"divided": "new paragraph", "joined": "no paragraph"}

Select = Callable[[Sequence[str]], tuple[str, ...]]  # the sigla that both releases have
Entry = tuple[str, str]  # a lemma and its readings, in words
Presence = tuple[str, tuple[str, ...], tuple[str, ...]]  # a place, and who had it and has it


def reading_changes(
    old: ReleaseReading,
    new: ReleaseReading,
    passages: PassageMatching,
    witnesses: WitnessMatching,
) -> Iterator[Alteration]:
    """Yield what became of the readings, and which witnesses have which passages in which order."""
    for index in passages.removed:
        yield from _changes_of_entries(old.blocks[index], None, witnesses)
    for index, block in enumerate(new.blocks):
        pair = passages.by_new.get(index)
        yield from _changes_of_entries(old.blocks[pair.old] if pair else None, block, witnesses)
    blocks = [(old.blocks[pair.old], new.blocks[pair.new]) for pair in passages.pairs]
    yield from _changes_of_presence(blocks, witnesses)
    yield from _changes_of_order(old, new, passages, witnesses)


# ── Readings ─────────────────────────────────────────────────────────────────────────────────────


def _changes_of_entries(
    old: Block | None, new: Block | None, witnesses: WitnessMatching
) -> Iterator[Alteration]:
    before = _worded_entries(old, witnesses.rename)
    after = _worded_entries(new, witnesses.without_added)
    for one, two in align_items(before, after, lambda entry: entry, _lemma, lambda _: 0):
        block = new if two else old
        if one != two and block:
            yield _change_of_entry(one, two, block.place)


def _lemma(entry: Entry) -> str:
    return entry[0]


def _change_of_entry(old: Entry | None, new: Entry | None, place: str) -> Alteration:
    if old and new:
        return Alteration("reading", "changed", place, new[0], spots=(_entry_spot(old, new),))
    lemma, readings = new or old or ("", "")
    if new:
        return Alteration("reading", "added", place, lemma, spots=(Spot("", readings),))
    return Alteration("reading", "removed", place, lemma, spots=(Spot(readings, ""),))


def _entry_spot(old: Entry, new: Entry) -> Spot:
    """Return the change of an entry: of its readings, or with the lemma if that changed too."""
    if old[0] == new[0]:
        return Spot(old[1], new[1])
    return Spot("] ".join(old), "] ".join(new))


def _worded_entries(block: Block | None, select: Select) -> list[Entry]:
    entries = (_word_entry(entry, select) for entry in (block.entries if block else ()))
    return [entry for entry in entries if entry]


def _word_entry(entry: ApparatusEntry, select: Select) -> Entry | None:
    """Return the lemma and the readings of the witnesses that both releases have.

    None if these witnesses have no readings, and the editor has not chosen the lemma.
    """
    selected = ((rival, select(rival.sigla)) for rival in entry.rivals)
    rivals = [(rival, sigla) for rival, sigla in selected if sigla]
    if not rivals and not entry.reason:
        return None
    start, end = _common_ends([entry.lemma, *(rival.text for rival, _ in rivals)])
    readings = [
        f"{_word_reading(rival, _without_ends(rival.text, start, end))} {' '.join(sigla)}"
        for rival, sigla in rivals
    ]
    if entry.reason:
        readings.append(f"chosen by the editor: {entry.reason}")
    return _without_ends(entry.lemma, start, end), "; ".join(readings)


def _common_ends(texts: Sequence[str]) -> tuple[int, int]:
    """Return the numbers of words with which a lemma and its readings all begin and end.

    They may be there only for a witness that is left out. An omission has nothing in common.

    >>> _common_ends(["the old dog", "the young dog"]), _common_ends(["the dog", ""])
    ((1, 1), (0, 0))
    """
    if len(texts) == 1 or not all(texts[1:]):
        return 0, 0
    words = [tokenize(text) for text in texts]
    shortest = min(map(len, words))
    start = _common_start(words, shortest)
    return start, _common_start([text[::-1] for text in words], shortest - start)


def _common_start(texts: Sequence[Sequence[str]], limit: int) -> int:
    """Return the number of words with which all texts begin, up to a limit."""
    count = 0
    while count < limit and len({words[count] for words in texts}) == 1:
        count += 1
    return count


def _without_ends(text: str, start: int, end: int) -> str:
    words = text.split()
    return " ".join(words[start : len(words) - end]) if start or end else text


def _word_reading(rival: VariantReading, text: str) -> str:
    if rival.kind in PARAGRAPH_LABELS:
        return PARAGRAPH_LABELS[rival.kind]
    return f"{text or 'om.'}{KIND_LABELS.get(rival.kind, '')}"


# ── Passages of the witnesses ────────────────────────────────────────────────────────────────────


def _changes_of_presence(
    pairs: Sequence[tuple[Block, Block]], witnesses: WitnessMatching
) -> Iterator[Alteration]:
    """Yield the passages whose witnesses have changed; consecutive ones form one range."""
    presences = (
        (new.place, witnesses.rename(old.sigla), witnesses.without_added(new.sigla))
        for old, new in pairs
    )
    for (before, after), group in groupby(presences, key=_sets_of_sigla):
        if before != after:
            yield _change_of_presence(list(group))


def _sets_of_sigla(presence: Presence) -> tuple[frozenset[str], frozenset[str]]:
    _, before, after = presence
    return frozenset(before), frozenset(after)


def _change_of_presence(presences: Sequence[Presence]) -> Alteration:
    first, before, after = presences[0]
    place = first if len(presences) == 1 else f"{first} to {presences[-1][0]}"
    spot = Spot(*(f"in {' '.join(sigla) or 'none'}" for sigla in (before, after)))
    return Alteration("reading", "changed", place, spots=(spot,))


def _changes_of_order(
    old: ReleaseReading,
    new: ReleaseReading,
    passages: PassageMatching,
    witnesses: WitnessMatching,
) -> Iterator[Alteration]:
    """Yield the witnesses that have their passages in another order than before."""
    before = {
        witnesses.names.get(siglum, siglum): [_successor(old, name, passages) for name in order]
        for siglum, order in old.orders
    }
    after = {siglum: [new.holders[name][1] for name in order] for siglum, order in new.orders}
    for siglum in dict.fromkeys((*before, *after)):
        former, order = before.get(siglum, []), list[int | None](after.get(siglum, []))
        if former != order and siglum not in witnesses.added | witnesses.removed:
            spot = Spot(_word_order(new, former), _word_order(new, order))
            name = f"order of the passages in {siglum}"
            yield Alteration("reading", "changed", name=name, spots=(spot,))


def _successor(old: ReleaseReading, name: str, passages: PassageMatching) -> int | None:
    """Return the new index of an old passage, or None if it was removed."""
    pair = passages.by_old.get(old.holders[name][1])
    return pair.new if pair else None


def _word_order(new: ReleaseReading, order: Sequence[int | None]) -> str:
    return " ".join("…" if index is None else new.blocks[index].place for index in order)
