"""The Unicode Bidirectional Algorithm (Unicode Standard Annex 9), for the proof of printed lines.

The print edition has its levels from FriBidi, by way of Pango. These are found apart from it.
Explicit embeddings and overrides (LRE to RLO), which the engine never writes, count as boundary
neutrals.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

INITIATORS = {
    "\N{LEFT-TO-RIGHT ISOLATE}": 0,
    "\N{RIGHT-TO-LEFT ISOLATE}": 1,
    "\N{FIRST STRONG ISOLATE}": None,
}
END = "\N{POP DIRECTIONAL ISOLATE}"
BRACKETS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⁅": "⁆", "⟦": "⟧", "⌈": "⌉", "⌊": "⌋"}
CLOSING = {closing: opening for opening, closing in BRACKETS.items()}
EXPLICIT = {"LRE", "RLE", "LRO", "RLO", "PDF", "BN"}
ISOLATING = {"LRI", "RLI", "FSI", "PDI"}
NEUTRAL = {"B", "S", "WS", "ON", *ISOLATING}
STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}  # as neutrals see them (N1)


def find_levels(text: str, base: int) -> list[int]:
    """Return the embedding level of each character of a paragraph whose own level is `base`.

    >>> find_levels("אב cd, ef 12.", 1)
    [1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1]
    """
    matches = dict(_isolates(text))
    levels = _explicit_levels(text, base, matches)
    kinds = [unicodedata.bidirectional(character) or "L" for character in text]
    resolved = levels[:]
    for run in _isolating_runs(text, levels, matches, kinds):
        _resolve(text, run, kinds, levels, base, resolved)
    return _with_boundaries(kinds, resolved, base)


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the indices of what has these levels in the order from left to right (rule L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order


def _isolates(text: str) -> Iterator[tuple[int, int]]:
    """Yield each isolate initiator with the place of the PDI that ends it (BD9)."""
    open_: list[int] = []
    for index, character in enumerate(text):
        if character in INITIATORS:
            open_.append(index)
        elif character == END and open_:
            yield open_.pop(), index


def _explicit_levels(text: str, base: int, matches: dict[int, int]) -> list[int]:
    """Return the levels by rules X1 to X8."""
    stack, levels = [base], []
    closings = set(matches.values())
    for index, character in enumerate(text):
        if index in closings:
            stack.pop()
        levels.append(stack[-1])
        if index in matches:
            side = INITIATORS[character]
            if side is None:
                side = first_strong(text[index + 1 : matches[index]])
            stack.append(stack[-1] + (2 if stack[-1] % 2 == side else 1))
    return levels


def first_strong(text: str) -> int:
    """Return the level of a paragraph by its first strong letter outside isolates (P2, P3)."""
    depth = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        depth += (character in INITIATORS) - (character == END)
        if kind in ("L", "R", "AL") and depth <= 0:
            return int(kind != "L")
    return 0


def _isolating_runs(
    text: str, levels: Sequence[int], matches: dict[int, int], kinds: Sequence[str]
) -> list[list[int]]:
    """Return the isolating run sequences (BD13) as indices, without boundary neutrals (X9)."""
    indices = (index for index in range(len(text)) if kinds[index] not in EXPLICIT)
    runs = [list(group) for _, group in groupby(indices, lambda index: levels[index])]
    by_start = {run[0]: run for run in runs}
    joined: list[list[int]] = []
    continued = set()
    for run in runs:
        if run[0] in continued:
            continue
        sequence = run
        while (end := matches.get(sequence[-1])) in by_start:
            continued.add(end)
            sequence = [*sequence, *by_start[end]]
        joined.append(sequence)
    return joined


def _resolve(
    text: str,
    run: Sequence[int],
    kinds: Sequence[str],
    levels: Sequence[int],
    base: int,
    resolved: list[int],
) -> None:
    """Resolve the types of an isolating run sequence, and so its levels (W1 to I2)."""
    level = levels[run[0]]
    before = next((levels[i] for i in range(run[0] - 1, -1, -1) if kinds[i] not in EXPLICIT), base)
    after = base
    if kinds[run[-1]] not in ("LRI", "RLI", "FSI"):
        rest = range(run[-1] + 1, len(text))
        after = next((levels[i] for i in rest if kinds[i] not in EXPLICIT), base)
    sides = [("L", "R")[max(level, other) % 2] for other in (before, after)]
    types = _weak([kinds[index] for index in run], sides[0])
    _brackets([text[index] for index in run], types, ("L", "R")[level % 2], sides[0])
    types = _neutral(types, ("L", "R")[level % 2], sides)
    for index, kind in zip(run, types, strict=True):
        if level % 2:
            resolved[index] = level + (kind != "R")
        else:
            resolved[index] = level + {"L": 0, "R": 1}.get(kind, 2)


def _weak(types: list[str], start: str) -> list[str]:
    """Resolve weak types (W1 to W7)."""
    _resolve_marks(types, start)
    _after_strong(types, start, "AL", "AN")
    types = ["R" if kind == "AL" else kind for kind in types]
    for i in range(1, len(types) - 1):  # W4
        around = types[i - 1], types[i + 1]
        if types[i] in ("ES", "CS") and around == ("EN", "EN"):
            types[i] = "EN"
        elif types[i] == "CS" and around == ("AN", "AN"):
            types[i] = "AN"
    place = 0
    for kind, group in groupby(types[:]):  # W5, W6
        end = place + len(list(group))
        if kind == "ET" and "EN" in (*types[place - 1 : place], *types[end : end + 1]):
            types[place:end] = ["EN"] * (end - place)
        elif kind in ("ET", "ES", "CS"):
            types[place:end] = ["ON"] * (end - place)
        place = end
    _after_strong(types, start, "L", "L")
    return types


def _resolve_marks(types: list[str], start: str) -> None:
    """Give marks the type of what they stand on (W1)."""
    previous = start
    for i, kind in enumerate(types):
        if kind == "NSM":
            types[i] = "ON" if previous in ISOLATING else previous
        previous = types[i]


def _after_strong(types: list[str], start: str, after: str, becomes: str) -> None:
    """Give European numbers another type after a strong one (W2, W7)."""
    strong = start
    for i, kind in enumerate(types):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == after:
            types[i] = becomes


def _brackets(text: Sequence[str], types: list[str], own: str, start: str) -> None:
    """Resolve paired brackets (N0)."""
    for opening, closing in sorted(_pairs(text, types)):
        inside = {STRONG.get(kind) for kind in types[opening + 1 : closing]} - {None}
        if own in inside:
            side: str | None = own
        elif inside:
            kinds = reversed(types[:opening])
            before = next((STRONG[kind] for kind in kinds if kind in STRONG), start)
            side = before if before != own else own
        else:
            continue
        types[opening] = types[closing] = str(side)


def _pairs(text: Sequence[str], types: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of the brackets that belong together (BD16)."""
    open_: list[tuple[str, int]] = []
    for index, character in enumerate(text):
        if types[index] != "ON":
            continue
        if character in BRACKETS:
            open_.append((character, index))
        elif character in CLOSING:
            places = [n for n, (each, _) in enumerate(open_) if each == CLOSING[character]]
            if places:
                yield open_[places[-1]][1], index
                del open_[places[-1] :]


def _neutral(types: list[str], own: str, sides: Sequence[str]) -> list[str]:
    """Resolve neutrals by what is on both sides of them (N1, N2)."""
    place = 0
    for is_neutral, group in groupby(types[:], lambda kind: kind in NEUTRAL):
        end = place + len(list(group))
        if is_neutral:
            before = STRONG[types[place - 1]] if place else sides[0]
            after = STRONG[types[end]] if end < len(types) else sides[1]
            types[place:end] = [before if before == after else own] * (end - place)
        place = end
    return types


def _with_boundaries(kinds: Sequence[str], levels: list[int], base: int) -> list[int]:
    """Give boundary neutrals the level of what is before them (5.2)."""
    before = base
    for index, kind in enumerate(kinds):
        if kind in EXPLICIT:
            levels[index] = before
        before = levels[index]
    return levels
