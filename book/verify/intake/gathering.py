"""What the modules of the formats gather from a file: its words, and the words that have a form."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from book.verify.intake.words import split

Kinds = frozenset[str]
NO_KINDS: Kinds = frozenset()
STYLED_TAGS = {"b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis"}
RESTYLED = re.compile(
    r"(?:^|[\s,}>+~])(b|strong|i|em)(?=[\s,{.:\[>+~])(?=[^{}]{0,500}\{[^{}]{0,2000}font-?\w*)"
)
MAYBE = "~"  # before a kind that a reader may recognize, and need not


def names(text: str) -> frozenset[str]:
    """Return the names in a text, which are divided by spaces."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Treatment:
    """How the proof takes an element of markup.

    is_block    it ends the words around it
    is_aside    its text stands outside the text around it, which goes on after it
    is_optional a reader may leave its words out
    is_skipped  it has no words
    kinds       the form that its words have
    counts      the form that it is, if it has any text
    language    the language that it states
    """

    is_block: bool = False
    is_aside: bool = False
    is_optional: bool = False
    is_skipped: bool = False
    kinds: Kinds = NO_KINDS
    counts: tuple[str, ...] = ()
    language: str = ""


INLINE, BLOCK = Treatment(), Treatment(is_block=True)
ASIDE, SKIPPED = Treatment(is_aside=True), Treatment(is_skipped=True)
OPTIONAL = Treatment(is_aside=True, is_optional=True)


@dataclass(slots=True)
class Gathered:
    """All that was gathered: texts with words that a reader needs, or may, give, and the form.

    `formed` has the words of each kind of form. `blocks` has the last word of each block of a kind,
    "" if it has none: words that were removed explain with it where their blocks went. A kind with
    the sign MAYBE need not be recognized. `restyled` are the kinds of form whose elements a style
    sheet gives another look. Where the form of a format `is_uncounted` there are words alone.
    """

    needed: list[str] = field(default_factory=list)
    optional: list[str] = field(default_factory=list)
    formed: dict[str, list[str]] = field(default_factory=dict)
    blocks: dict[str, list[str]] = field(default_factory=dict)
    restyled: set[str] = field(default_factory=set)
    is_uncounted: bool = False


Piece = tuple[str, Kinds]


@dataclass(slots=True)
class _Level:
    treatment: Treatment
    kinds: Kinds
    size: int
    outer: list[Piece] | None
    was_optional: bool
    language: str


class Gatherer:
    """Gathers the text of a file as its markup is walked through.

    `language` is that which the elements around the text state last.

    >>> gatherer = Gatherer()
    >>> gatherer.text("Bo")
    >>> gatherer.enter(Treatment(kinds=frozenset({"emphasis"})))
    >>> gatherer.text("at and")
    >>> gatherer.leave()
    >>> gatherer.text(" oar.")
    >>> found = gatherer.found()
    >>> found.needed, found.formed
    (['Boat and oar.'], {'emphasis': ['at', 'and']})
    """

    def __init__(self) -> None:
        self._found = Gathered()
        self._pieces: list[Piece] = []
        self._levels: list[_Level] = []
        self._kinds = NO_KINDS
        self._is_optional = False
        self.language = ""
        self._size = 0  # characters gathered that are not blank
        self._last = ""

    def is_in(self, kind: str) -> bool:
        """Return whether text that is added now has a form."""
        return kind in self._kinds

    def text(self, text: str | None, kinds: Kinds = NO_KINDS) -> None:
        """Add text to the passage."""
        if text:
            self._pieces.append((text, self._kinds | kinds if kinds else self._kinds))
            if not text.isspace():
                self._size += len(text)
                self._last = text

    def optional(self, text: str | None) -> None:
        """Add a text of its own that a reader may leave out."""
        if text:
            self._found.optional.append(text)

    def aside(self, text: str, kind: str) -> None:
        """Add a text of its own that has a form."""
        self.needed(text)
        self.form(kind, split(text))

    def needed(self, text: str | None) -> None:
        """Add a text of its own, such as an attribute."""
        if text:
            (self._found.optional if self._is_optional else self._found.needed).append(text)

    def words_of(self, part: "Gatherer") -> None:
        """Add the words of a part that readers remove: its form is nobody's loss."""
        found = part.found()
        self._found.needed += found.needed
        self._found.optional += found.optional

    def block(self, kind: str, text: str = "") -> None:
        """Count a block that ends with this text, or has none."""
        self._size += 1  # what holds a picture is not empty
        last = split(text)[-1:]
        self._found.blocks.setdefault(kind, []).append(last[0] if last else "")

    def restyle(self, sheet: str) -> None:
        """Take note of what a style sheet says of elements that have a form by themselves."""
        self._found.restyled |= {STYLED_TAGS[tag] for tag in RESTYLED.findall(sheet)}

    def form(self, kind: str, words: Iterable[str]) -> None:
        """Add words that have a form."""
        self._found.formed.setdefault(kind, []).extend(words)

    def end(self) -> None:
        """End the passage."""
        if not self._pieces:
            return
        pieces, self._pieces = self._pieces, []
        text = "".join(part for part, _ in pieces)
        if text.isspace():
            return
        (self._found.optional if self._is_optional else self._found.needed).append(text)
        for kind in sorted(set().union(*(kinds for _, kinds in pieces))):
            if kind.startswith(MAYBE):
                continue  # a place, not a form
            marked = "".join(part if kind in kinds else " " for part, kinds in pieces)
            self.form(f"{MAYBE}{kind}" if self._is_optional else kind, split(marked))

    def enter(self, treatment: Treatment) -> None:
        """Begin an element."""
        outer = None
        if treatment.is_aside:
            outer, self._pieces = self._pieces, []
        elif treatment.is_block:
            self.end()
        state = (self._kinds, self._size, outer, self._is_optional, self.language)
        self._levels.append(_Level(treatment, *state))
        self.language = treatment.language or self.language
        if treatment.is_aside and treatment.kinds == NO_KINDS:
            self._kinds = NO_KINDS
        self._kinds |= treatment.kinds
        self._is_optional |= treatment.is_optional

    def leave(self) -> None:
        """End the element that was begun last."""
        level = self._levels.pop()
        treatment = level.treatment
        if treatment.is_aside or treatment.is_block:
            self.end()
        if level.outer is not None:
            self._pieces = level.outer
        if self._size > level.size:
            for kind in treatment.counts:
                self.block(f"{MAYBE}{kind}" if self._is_optional else kind, self._last)
        self._kinds, self._is_optional = level.kinds, level.was_optional
        self.language = level.language

    def found(self) -> Gathered:
        """Return all that was gathered."""
        self.end()
        return self._found
