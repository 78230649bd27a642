"""Tell the copies of a work from what is written about it, by the wording they share.

A copy's own words are nearly all in the other copies; a commentary has some of them, and more of
its own. Titles, a numbered heading or a paragraph of boilerplate in common prove nothing.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations, pairwise

from book.model import Role, Text
from book.text.typography import fold, split_words

RUN = 5  # words that recur together: fewer are common phrases
GAP = 5  # words by which copies may differ within a passage
LONGEST_QUOTATION = 25  # words; a shorter passage may be a phrase that everybody uses
OWN = 0.5  # the part of a copy's words that are in other copies, at least
WHOLE, SPREAD = 0.9, 1.5  # a longer copy has all of a shorter one, within as many of its words


@dataclass(frozen=True, slots=True)
class _Wording:
    """The words of a text as numbers, and its runs of `RUN` words, each as one number."""

    words: tuple[int, ...]
    runs: tuple[int, ...]


def guess_roles(texts: Collection[Text]) -> dict[str, Role]:
    """Return "text" or "commentary" for each siglum."""
    wordings = _wordings(texts)
    copies = _first_copies(wordings)
    while more := [
        text.witness.siglum
        for text in texts
        if text.witness.siglum not in copies and _is_copy(text, texts, copies, wordings)
    ]:
        copies |= set(more)
    return {siglum: "text" if siglum in copies else "commentary" for siglum in wordings}


def _wordings(texts: Iterable[Text]) -> dict[str, _Wording]:
    numbers: dict[str, int] = {}
    wordings: dict[str, _Wording] = {}
    for text in texts:
        folded = (word for unit in text.units for word in split_words(unit.text.casefold()))
        words = tuple(numbers.setdefault(word, len(numbers)) for word in folded)
        runs = tuple(hash(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
        wordings[text.witness.siglum] = _Wording(words, runs)
    return wordings


def _first_copies(wordings: dict[str, _Wording]) -> set[str]:
    """Return the largest group of texts that share most of their words, or the likeliest text.

    That is the one that all others have whole, if they are several, or else the longest.
    """
    near: dict[str, set[str]] = {siglum: {siglum} for siglum in wordings}
    holders = Counter[str]()
    for one, other in combinations(wordings, 2):
        shares = _share(wordings[one], [wordings[other]]), _share(wordings[other], [wordings[one]])
        if min(shares) >= OWN:
            near[one].add(other)
            near[other].add(one)
        holders.update({one: shares[0] >= WHOLE, other: shares[1] >= WHOLE})

    def size(siglum: str) -> tuple[int, bool, int]:
        is_in_all = 2 <= holders[siglum] == len(wordings) - 1
        return len(near[siglum]), is_in_all, len(wordings[siglum].words)

    return near[max(wordings, key=size)]


def _is_copy(
    text: Text, texts: Collection[Text], copies: set[str], wordings: dict[str, _Wording]
) -> bool:
    """Return whether a text has its words from copies, has a copy whole, or continues one."""
    own = wordings[text.witness.siglum]
    known = [wordings[siglum] for siglum in copies]
    has_all = len(known) > 1 and any(_holds(own, each) for each in known)
    if has_all or _share(own, known) >= OWN:
        return True
    return any(_continues(text, each) for each in texts if each.witness.siglum in copies)


def _share(own: _Wording, others: Iterable[_Wording]) -> float:
    """Return which part of a text's words stand in passages that others have."""
    shared = sum(end - start for start, end in _passages(own, others))
    return shared / max(1, len(own.words))


def _holds(longer: _Wording, shorter: _Wording) -> bool:
    """Return whether a text has another one whole, and in one piece: it comments on none of it."""
    if _share(shorter, [longer]) < WHOLE:
        return False
    passages = _passages(longer, [shorter])
    return passages[-1][1] - passages[0][0] <= SPREAD * len(shorter.words)


def _passages(own: _Wording, others: Iterable[_Wording]) -> list[tuple[int, int]]:
    """Return where passages of a text begin and end that others have too."""
    known = {run for other in others for run in other.runs}
    starts = [place for place, run in enumerate(own.runs) if run in known]
    cuts = [n for n, (a, b) in enumerate(pairwise(starts), 1) if b - a > RUN + GAP]
    groups = [starts[a:b] for a, b in pairwise((0, *cuts, len(starts)))]
    found = [(group[0], group[-1] + RUN) for group in groups if group]
    shortest = min(LONGEST_QUOTATION, len(own.words) // 2)
    return [(start, end) for start, end in found if end - start >= shortest]


def _continues(text: Text, copy: Text) -> bool:
    """Return whether a text is another part of the work: its title, and the numbers that follow."""
    labels, before = _labels(text), _labels(copy)
    is_first = bool(labels) and labels[0] in ("1", "I", "A", "一", "第一")
    return bool(_titles(text) & _titles(copy) and labels and before) and not (
        is_first or labels[0] in before
    )


def _titles(text: Text) -> set[str]:
    return {fold(datum.value) for datum in text.metadata if datum.field == "title"}


def _labels(text: Text) -> list[str]:
    """Return the numbers of a text's highest headings: those numbered as its first one is."""
    numbered = [unit for unit in text.units if unit.kind == "heading" and unit.label]
    return [unit.label for unit in numbered if unit.style == numbered[0].style]
