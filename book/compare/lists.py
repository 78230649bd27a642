"""Compare the lists of two releases: chronology, glossary, bibliography, index."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence

from book.compare.spots import spots
from book.model import Alteration, Spot
from book.text.alignment import heaviest_chain
from book.verify.readback.release.values import ListEntry

NAMED = 5  # words
Named = tuple[
    ListEntry, str, Counter[str]
]  # an entry, its words and the places that it leads to, as the new release names these


def list_changes(old: Sequence[Named], new: Sequence[Named]) -> Iterator[Alteration]:
    """Say what became of the entries; one that has another key and the same words was renamed."""
    pairs, removed, added = _paired(old, new)
    kept = _in_order(pairs)
    for index in removed:
        item, words, _ = old[index]
        yield Alteration(item.of, "removed", name=_name(item), spots=spots(words, ""))
    for one, two in pairs:
        (was, before, led), (now, after, leads) = old[one], new[two]
        changed = [*spots(before, after)]
        gone, come = (", ".join((led - leads).elements()), ", ".join((leads - led).elements()))
        if gone or come:
            changed.append(Spot(gone, come, "at"))
        renamed = _name(was) if was.key != now.key and now.of != "bibliography" else ""
        if changed or was.key != now.key or two not in kept:
            yield Alteration(
                now.of,
                "changed" if changed or was.key != now.key else "moved",
                name=_name(now),
                former=renamed,
                spots=tuple(changed),
            )
    for index in added:
        item, words, _ = new[index]
        yield Alteration(item.of, "added", name=_name(item), spots=spots("", words))


def _in_order(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Give the new indices of those that stand in the same order in both, as many as can be."""
    return {two for _, two, _ in heaviest_chain((one, two, 1.0) for one, two in pairs)}


def _name(item: ListEntry) -> str:
    """Name an entry: one of the bibliography by its first words, as its key is the editor's own."""
    if item.of != "bibliography":
        return item.key
    words = item.words.text.split()
    return " ".join(words[:NAMED]) + (" …" if len(words) > NAMED else "")


def _paired(
    old: Sequence[Named], new: Sequence[Named]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Pair the entries: those that are alike in all, those of one key, those of the same words. The rest only one release has."""
    keys: tuple[Callable[[Named], Hashable], ...] = (
        lambda e: (e[0].of, e[0].key, e[1]),
        lambda e: (e[0].of, e[0].key),
        lambda e: (e[0].of, e[1] or e[0].key),
    )
    left, right = list(range(len(old))), list(range(len(new)))
    pairs: list[tuple[int, int]] = []
    for key in keys:
        here: dict[Hashable, list[int]] = {}
        for two in right:
            here.setdefault(key(new[two]), []).append(two)
        pairs += [(one, same.pop(0)) for one in left if (same := here.get(key(old[one])))]
        taken = {one for one, _ in pairs}
        left, right = (
            [one for one in left if one not in taken],
            sorted(two for some in here.values() for two in some),
        )
    return sorted(pairs, key=lambda pair: pair[1]), left, right
