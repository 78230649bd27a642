"""Find the value for which the most reliable places speak."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from book.describe.heads import FIRST_LINE
from book.describe.statements import FILE_NAME, Claim
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
    "title page": 5,
    FILE_NAME: 1,
    FIRST_LINE: 1,
}
USUAL = 3
LEAST = 2  # a file’s name alone is no title
SURE = 5
IN_HEAD = 2  # what a text has in its first lines is about the text


def weight_of(rule: str) -> int:
    """Return how far the place can be relied on that a rule reads."""
    return WEIGHTS.get(rule, USUAL)


@dataclass(frozen=True, slots=True)
class Votes:
    """The statements of all copies, and the words with which the copies begin."""

    statements: Sequence[Claim]
    head: str

    def winner(self, field: str, normalize: Callable[[str], str] = str) -> Finding:
        """Return the value of a field for which most weight speaks; none if there is too little.

        Values are the same if their letters are, or if one begins with the other.
        """
        stated = ((s, normalize(s.value)) for s in self.statements if s.field == field)
        groups = _group((statement, value) for statement, value in stated if value)
        best = max(groups, key=self._weight, default=[])
        weight = self._weight(best)
        if weight < LEAST:
            return Finding()
        statement, value = _best_form(best)
        return Finding(value, statement.rule, statement.file, is_guess=weight < SURE)

    def _weight(self, group: Sequence[tuple[Claim, str]]) -> float:
        """Return the weight of a group: of each place once in each file."""
        places = {(statement.rule, statement.file) for statement, _ in group}
        total = sum(weight_of(rule) for rule, _ in places)
        is_in_head = any(fold(value) in self.head for _, value in group)
        return total + IN_HEAD * bool(group and is_in_head)


Group = list[tuple[Claim, str]]


def _group(cast: Iterable[tuple[Claim, str]]) -> list[Group]:
    """Group values that are the same, the most reliable first."""
    groups: list[Group] = []
    for statement, value in sorted(cast, key=lambda each: -weight_of(each[0].rule)):
        same = next((g for g in groups if _is_same(fold(g[0][1]), fold(value))), None)
        if same is None:
            groups.append([(statement, value)])
        else:
            same.append((statement, value))
    return groups


def _is_same(one: str, other: str) -> bool:
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def _best_form(group: Group) -> tuple[Claim, str]:
    """Return the most reliable form of a value, in small letters if any copy has them."""
    statement, value = group[0]
    mixed = (v for _, v in group if fold(v) == fold(value) and not v.isupper())
    return statement, next(mixed, value) if value.isupper() else value
