"""Find the value for which the most reliable places speak."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from book.describe.statements import FILE_NAME, PROPERTIES, Claim
from book.describe.title_pages import (
    BELOW_TITLE,
    FIRST_LINE,
    HEADING,
    PAGE_RULES,
    TITLE_HEADING,
    TITLE_PAGE,
)
from book.model import Finding
from book.text.typography import fold

# How far a place can be relied on: what a cataloger wrote, a library’s header, a page’s, a guess.
WEIGHTS = {
    "metadata of the e-book": 8,
    "TEI header": 8,
    "library header": 7,
    "metadata block": 7,
    "labeled line": 7,
    "metadata of the page": 5,
    TITLE_PAGE: 5,
    "title style": 5,
    TITLE_HEADING: 5,
    "document information": 4,
    PROPERTIES: 2,
    FILE_NAME: 1,
    FIRST_LINE: 1,
}
# Places in the first lines: that the first lines have it too says nothing more.
OF_HEAD = (HEADING, TITLE_HEADING, BELOW_TITLE, FIRST_LINE, *PAGE_RULES)
USUAL = 3
SURE = 5
IN_HEAD = 2  # what a text has in its first lines is about the text


def weight_of(rule: str) -> int:
    """Return how far the place can be relied on that a rule reads."""
    return WEIGHTS.get(rule, USUAL)


def begins_alike(one: str, other: str) -> bool:
    """Return whether two values have the same letters, or one begins with those of the other.

    >>> begins_alike("Emma: A Novel", "EMMA"), begins_alike("Emma", "Persuasion")
    (True, False)
    """
    first, second = fold(one), fold(other)
    return bool(first and second) and (first.startswith(second) or second.startswith(first))


def no_better(value: str, other: str) -> bool:
    """Return False: no form of a value is better than a more reliable one."""
    return False


@dataclass(frozen=True, slots=True)
class Votes:
    """The statements of all copies, and the words with which the copies begin."""

    statements: Sequence[Claim]
    head: str

    def winner(
        self,
        field: str,
        normalize: Callable[[str], str] = str,
        is_same: Callable[[str, str], bool] = begins_alike,
        is_better: Callable[[str, str], bool] = no_better,
    ) -> Finding:
        """Return the value of a field for which most weight speaks; none if there is too little.

        Of its forms it is the most reliable, or one that `is_better` than that.
        """
        stated = ((s, normalize(s.value)) for s in self.statements if s.field == field)
        groups = _group(((claim, value) for claim, value in stated if value), is_same)
        best = max(groups, key=self._weight, default=[])
        if not best:
            return Finding()
        claim, value = _best_form(best, is_better)
        return Finding(value, claim.rule, claim.file, is_guess=self._weight(best) < SURE)

    def _weight(self, group: Sequence[tuple[Claim, str]]) -> int:
        """Return the weight of a group: of each file that of its most reliable place."""
        weights: dict[str, int] = {}
        for claim, _ in group:
            weights[claim.file] = max(weights.get(claim.file, 0), weight_of(claim.rule))
        outside = (value for claim, value in group if claim.rule not in OF_HEAD)
        is_in_head = any(fold(value) in self.head for value in outside)
        return sum(weights.values()) + IN_HEAD * is_in_head


Group = list[tuple[Claim, str]]


def _group(cast: Iterable[tuple[Claim, str]], is_same: Callable[[str, str], bool]) -> list[Group]:
    """Group values that are the same, the most reliable first."""
    groups: list[Group] = []
    for statement, value in sorted(cast, key=lambda each: -weight_of(each[0].rule)):
        same = next((group for group in groups if is_same(group[0][1], value)), None)
        if same is None:
            groups.append([(statement, value)])
        else:
            same.append((statement, value))
    return groups


def _best_form(group: Group, is_better: Callable[[str, str], bool]) -> tuple[Claim, str]:
    """Return the best form of a value, in small letters if any copy has them."""
    reliable = (each for each in group if weight_of(each[0].rule) >= SURE)
    better = (each for each in reliable if is_better(each[1], group[0][1]))
    statement, value = next(better, group[0])
    mixed = (v for _, v in group if fold(v) == fold(value) and not v.isupper())
    return statement, next(mixed, value) if value.isupper() else value
