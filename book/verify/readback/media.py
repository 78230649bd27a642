"""The circumstances in which a document is shown: on screen or paper, light, dark, narrow."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from book.errors import ProofError
from book.verify.readback.style_rules import Condition, Conditions
from book.verify.readback.style_values import ROOT

WIDTH = re.compile(r"\((min|max)-width:\s*([\d.]+)(px|r?em)\)")
SCHEME = re.compile(r"\(prefers-color-scheme:\s*(light|dark)\)")
FEATURE = re.compile(r"\([\w-]+(?::\s*[\w-]+)?\)")
TYPES = ("screen", "print")
USUAL_WIDTH = 1280.0


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How a document is shown; `holding` are the other conditions that hold."""

    medium: str = "screen"
    scheme: str = "light"
    width: float = USUAL_WIDTH
    holding: frozenset[str] = frozenset()

    def __str__(self) -> str:
        named = [*(("print",) if self.medium == "print" else ()), *sorted(self.holding)]
        if self.scheme == "dark":
            named.append("dark colors")
        if self.width != USUAL_WIDTH:
            named.append(f"a width of {self.width:g} px")
        return " and ".join(named)


def list_circumstances(conditions: Iterable[Condition]) -> tuple[Circumstances, ...]:
    """Return every combination of circumstances that style sheets tell apart."""
    asked = set(conditions)
    media = " ".join(text for kind, text in asked if kind == "media")
    schemes = ("light", "dark") if SCHEME.search(media) else ("light",)
    widths = _widths({_pixels(*match.groups()[1:]) for match in WIDTH.finditer(media)})
    others = set(FEATURE.findall(SCHEME.sub("", WIDTH.sub("", media))))
    others |= {text for kind, text in asked if kind == "supports"}
    sets = [frozenset(s) for s in _subsets(sorted(others))]
    types = TYPES if media else TYPES[:1]
    every = (Circumstances(*each) for each in product(types, schemes, widths, sets))
    return tuple(each for each in every if each.medium == "screen" or each.scheme == "light")


def _widths(edges: Iterable[float]) -> list[float]:
    """Return a width between each two edges that style sheets name: the usual one, or the least.

    >>> _widths([768, 1024]), _widths([1600])
    ([767, 769, 1280.0], [1280.0, 1601])
    """
    limits = sorted(edges)
    widths: list[float] = []
    for low, high in pairwise((0, *limits, math.inf)):
        is_usual = low < USUAL_WIDTH < high
        widths.append(USUAL_WIDTH if is_usual else low + 1 if low else high - 1)
    return widths


def _pixels(number: str, unit: str) -> float:
    return float(number) * (1 if unit == "px" else ROOT)


def _subsets(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the sets of names that are tried: none, each alone, and all."""
    yield ()
    yield from ((name,) for name in names)
    if len(names) > 1:
        yield names


@lru_cache(4096)
def apply_in(conditions: Conditions, circumstances: Circumstances) -> bool:
    """Return whether all conditions hold. Raise ProofError for one that is not understood."""
    return all(_holds(condition, circumstances) for condition in conditions)


def _holds(condition: Condition, circumstances: Circumstances) -> bool:
    kind, text = condition
    if kind == "supports":
        return text in circumstances.holding
    return any(_matches(query.strip(), circumstances) for query in text.split(","))


def _matches(query: str, circumstances: Circumstances) -> bool:
    parts = [part.strip() for part in re.split(r"\band\b", query.removeprefix("only "))]
    return all(_is_true(part, circumstances) for part in parts)


def _is_true(part: str, circumstances: Circumstances) -> bool:
    if part in ("all", *TYPES):
        return part in ("all", circumstances.medium)
    if match := SCHEME.fullmatch(part):
        return match[1] == circumstances.scheme
    if match := WIDTH.fullmatch(part):
        edge = _pixels(match[2], match[3])
        is_below = circumstances.width <= edge
        return is_below if match[1] == "max" else circumstances.width >= edge
    if FEATURE.fullmatch(part):
        return part in circumstances.holding
    raise ProofError(f"the condition {part!r} of a style sheet is not understood")
