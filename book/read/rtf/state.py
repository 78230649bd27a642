r"""What holds at a place of an RTF: the destination, the look of text, the paragraph's place."""

from dataclasses import dataclass, field, replace

from book.model import RangeKind
from book.read.word.document import Look

LOOKS: dict[str, RangeKind] = {
    "i": "emphasis",
    "b": "strong",
    "scaps": "small-capitals",
    "strike": "deletion",
    "striked": "deletion",
    **dict.fromkeys(
        (
            *("ul", "uld", "uldb", "ulw", "uldash", "uldashd", "uldashdd", "ulth", "ulwave"),
            *("ulhwave", "ululdbwave", "ulthd", "ulthdash", "ulldash", "ulthldash"),
        ),
        "underline",
    ),
}
VERTICAL: dict[str, RangeKind] = {"super": "superscript", "sub": "subscript"}
SKIPPED = "skipped"  # the destination of what nobody reads
HIDING = {"v": "hidden text", "webhidden": "hidden text", "deleted": "tracked deletion"}


@dataclass(frozen=True, slots=True)
class CharacterState:
    """How text looks and is decoded."""

    kinds: frozenset[RangeKind] = frozenset()
    hiding: frozenset[str] = frozenset()
    font: int | None = None
    language: int = 0
    style: int = 0
    is_rtl: bool = False
    skips: int = 1  # bytes after a \\u

    def obey(self, word: str, number: int | None) -> "CharacterState | None":
        """Return the state after a control word, None if it is about something else."""
        is_on = number != 0
        if word in LOOKS:
            return replace(self, kinds=_switched(self.kinds, LOOKS[word], is_on=is_on))
        if word in VERTICAL:
            others = self.kinds - set(VERTICAL.values())
            return replace(self, kinds=_switched(others, VERTICAL[word], is_on=is_on))
        if word in HIDING:
            hiding = self.hiding | {word} if is_on else self.hiding - {word}
            return replace(self, hiding=hiding)
        match word:
            case "plain":
                return CharacterState(hiding=self.hiding & {"deleted"}, skips=self.skips)
            case "ulnone":
                return replace(self, kinds=self.kinds - {"underline"})
            case "nosupersub":
                return replace(self, kinds=self.kinds - set(VERTICAL.values()))
            case "rtlch" | "ltrch":
                return replace(self, is_rtl=word == "rtlch")
        return self._obey_number(word, number or 0)

    def _obey_number(self, word: str, number: int) -> "CharacterState | None":
        match word:
            case "f":
                return replace(self, font=number)
            case "lang":
                return replace(self, language=number)
            case "cs":
                return replace(self, style=number)
            case "uc":
                return replace(self, skips=min(max(number, 0), 16))
        return None

    @property
    def rule(self) -> str:
        """The rule that removes text here, "" if it is shown."""
        order = ("deleted", "v", "webhidden")
        return next((HIDING[word] for word in order if word in self.hiding), "")

    def look(self) -> Look:
        return frozenset((kind, "") for kind in self.kinds)


def _switched(kinds: frozenset[RangeKind], kind: RangeKind, *, is_on: bool) -> frozenset[RangeKind]:
    return kinds | {kind} if is_on else kinds - {kind}


@dataclass(frozen=True, slots=True)
class ParagraphState:
    """What a paragraph is, besides its text; lengths in twips."""

    style: int = 0
    align: str = ""
    left: int = 0
    right: int = 0
    before: int = 0
    outline: int = -1
    level: int = 0
    list_id: int = 0
    is_rtl: bool = False
    in_table: bool = False
    nesting: int = 0

    def obey(self, word: str, number: int | None) -> "ParagraphState | None":
        """Return the state after a control word, None if it is about something else."""
        if word in ("ql", "qj", "qc", "qr"):
            return replace(self, align={"qc": "center", "qr": "right"}.get(word, ""))
        if word == "pard":
            return ParagraphState()
        if word in ("rtlpar", "ltrpar"):
            return replace(self, is_rtl=word == "rtlpar")
        if word == "intbl":
            return replace(self, in_table=True, nesting=max(self.nesting, 1))
        if name := NUMBERS.get(word):
            return replace(self, **{name: number or 0})  # type: ignore[arg-type]
        if word == "itap":
            return replace(self, nesting=number or 0, in_table=bool(number))
        return None


NUMBERS = {
    "s": "style",
    "li": "left",
    "lin": "left",
    "ri": "right",
    "rin": "right",
    "sb": "before",
    "outlinelevel": "outline",
    "ilvl": "level",
    "ls": "list_id",
}


@dataclass(frozen=True, slots=True)
class RtfGroup:
    r"""A group: what is at stake in it until its closing brace.

    `destination` names what its text is; a group that is `is_starred` (\\*) and unknown is skipped.
    A group with a `frame` collects blocks of its own, a field or a picture.
    """

    destination: str = ""
    frame: str = ""
    is_formula: bool = False
    paragraph: ParagraphState = field(default_factory=ParagraphState)
    characters: CharacterState = field(default_factory=CharacterState)
    is_starred: bool = False
