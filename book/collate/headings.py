"""The headings of a witness: what each says, its level, and the words that follow it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from book.collate.lexicon import printed_ranges, printed_text
from book.model import Heading, Span, Unit
from book.text.divisions import DivisionName, is_han, read_division
from book.text.typography import fold

SAME_TITLE = 80.0  # per cent of likeness from which titles are the same
SAME_OPENING = 75.0  # of the words below two headings
OPENING = 80  # letters
SHORTEST_OPENING = 20


@dataclass(frozen=True)
class Section:
    """A heading of a witness at the place `span`; `level` counts from 1 once it is known.

    `opening` is the beginning of the text that follows; the heading `is_adjacent` if no text
    stands between the one before and it.
    """

    text: str
    name: DivisionName
    level: int = 0
    style: str = ""
    span: Span | None = None
    opening: str = ""
    is_adjacent: bool = False

    @cached_property
    def title(self) -> str:
        """The title as it is compared; "" if there is only a number."""
        return fold(self.name.title)

    @cached_property
    def folded(self) -> str:
        """The title as it is compared; all of the heading if there is only a number."""
        return self.title or fold(self.text)

    def heading(self, ordinal: int) -> Heading:
        """Return the heading of a part; without a number, `ordinal` is the label."""
        if self.name.number and not is_han(self.name.label):
            return Heading(self.name.label, self.name.title)
        return Heading(str(self.name.number or ordinal), self.text)


def parse_entry(entry: str, level: int = 1) -> Section:
    """Return an entry of an outline or a list of contents as a section.

    >>> parse_entry("IV. Exchanges").heading(1), parse_entry("Coda").heading(3)
    (Heading(label='IV', title='Exchanges'), Heading(label='3', title='Coda'))
    """
    name = read_division(entry)
    return Section(entry, name, level, name.kind or _style_of_number(name.label))


def _style_of_number(label: str) -> str:
    if not label:
        return ""
    return "arabic" if label[0].isdigit() else "roman" if label.isascii() else "han"


def sections_of(units: Sequence[Unit]) -> Iterator[Section]:
    """Yield the headings of a witness in order; their levels are not known yet."""
    before = ""
    for unit, opening in zip(units, openings_after(units), strict=True):
        if unit.kind == "heading":
            yield _section(unit, opening, before == "heading")
        before = unit.kind


def openings_after(units: Sequence[Unit]) -> list[str]:
    """Return, for each unit, the beginning of the text that follows it, folded."""
    openings: list[str] = []
    opening = ""
    for unit in reversed(units):
        openings.append(opening)
        if unit.kind == "paragraph" and not unit.form.container("note"):
            opening = fold(unit.text[: 2 * OPENING])[:OPENING]
    return openings[::-1]


def _section(unit: Unit, opening: str, is_adjacent: bool) -> Section:
    text = printed_text(unit)
    return Section(text, name_of(unit), 0, unit.style, unit.spans[0], opening, is_adjacent)


def name_of(heading: Unit) -> DivisionName:
    """Return what a heading says of its division."""
    breaks = (each.start for each in printed_ranges(heading) if each.kind == "break")
    return read_division(printed_text(heading), min(breaks, default=0))


def weigh(one: Section, other: Section) -> float:
    """Return how much speaks for two headings being the same; 0 if they cannot be.

    The number is the same and the titles do not differ, or the title is the same, or the same text
    follows.
    """
    numbers = {one.name.number, other.name.number} - {0}
    same_number = one.name.number == other.name.number > 0
    same_title = bool(one.title and other.title) and _alike(one.title, other.title, SAME_TITLE)
    same_opening = have_same_opening(one, other)
    if _differ_in_kind(one, other) and not same_title:
        return 0.0
    is_untitled = not (one.title and other.title)
    is_possible = same_opening or (same_title and len(numbers) < 2) or (same_number and is_untitled)
    if not is_possible:
        return 0.0
    return 1.0 + 2 * same_number + 2 * same_title + 4 * same_opening


def have_same_opening(one: Section, other: Section) -> bool:
    """Return whether the same text follows two headings."""
    shortest = min(len(one.opening), len(other.opening))
    first, second = one.opening[:shortest], other.opening[:shortest]
    return shortest >= SHORTEST_OPENING and _alike(first, second, SAME_OPENING)


def have_same_number(one: Section, other: Section) -> bool:
    """Return whether two headings have the same number of the same kind, or written alike."""
    is_same = one.name.number == other.name.number > 0 and one.name.kind == other.name.kind
    styles = _style_of_number(one.name.label), _style_of_number(other.name.label)
    return is_same and (bool(one.name.kind) or styles[0] == styles[1])


def may_be_same(one: Section, other: Section) -> bool:
    """Return whether two headings have the same number, whatever their titles are."""
    return one.name.number == other.name.number > 0 and not _differ_in_kind(one, other)


def _alike(one: str, other: str, least: float) -> bool:
    return one == other or fuzz.ratio(one, other, score_cutoff=least) > 0


def _differ_in_kind(one: Section, other: Section) -> bool:
    kinds = {one.name.kind, other.name.kind} - {""}
    return len(kinds) > 1
