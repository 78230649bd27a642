"""The form of a text: what it has besides its words.

The words of a line, a unit or a paragraph are a plain string, which is cleaned, compared and
proven. Its form stands off from them: ranges on the string, and the block that the string is.
"""

from dataclasses import dataclass, replace
from typing import Literal

RangeKind = Literal[
    "emphasis",
    "strong",
    "small-capitals",
    "superscript",
    "subscript",
    "underline",
    "deletion",
    "insertion",
    "code",
    "quotation",
    "foreign",
    "direction",
    "link",
    "ruby",
    "formula",
    "break",
    "note",
]
BlockKind = Literal[
    "paragraph",
    "heading",
    "verse",
    "speaker",
    "stage",
    "code",
    "caption",
    "credit",
    "term",
    "salutation",
    "dateline",
    "signature",
    "attribution",
]
ContainerKind = Literal[
    "quotation",
    "epigraph",
    "dedication",
    "letter",
    "poem",
    "speech",
    "list",
    "item",
    "definitions",
    "definition",
    "table",
    "row",
    "cell",
    "figure",
    "note",
    "aside",
]
Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Range:
    """The characters `start` to `end` (half open, from 0) of a string, and what they are.

    `value` depends on the kind:

        foreign     a BCP 47 tag
        direction   "rtl" or "ltr", where the source states it
        link        an address with its scheme
        ruby        the annotation of these words
        formula     MathML, or "" if only the words are known
        quotation   nothing: the words have their quotation marks
        break       the indent of the next line in steps of 1 em; the range is the space between
                    two lines of verse, or of an address. "paragraph" in a note: a new paragraph
        note        the id of the note that is called after `start`; such a range is empty
    """

    start: int
    end: int
    kind: RangeKind
    value: str = ""


Ranges = tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Container:
    """A block that holds others. Two blocks are in the same one if they have equal containers.

    `id` is unique in the witness. The attributes depend on the kind:

        list        style: "bullet", "none", "decimal", "lower-alpha", "upper-alpha", "lower-roman",
                    "upper-roman"
        item        label: the number as the source prints it, "" for a bullet
        table       columns: the number of columns, rows: that of rows
        row         row: its number from 0; head: "yes" in the head
        cell        column: its number from 0; columns, rows: what it spans, if more than 1;
                    head: "yes" if it names its row or column; align: "left", "center", "right"
        figure      source: the name of the picture, "" if the source lacks it; alt: its text
                    alternative; decorative: "yes"
        note        mark: the source's mark of its call
        poem        numbers: "yes" if the source numbers the lines
    """

    kind: ContainerKind
    id: str
    attributes: Attributes = ()

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute."""
        return next((value for key, value in self.attributes if key == name), default)


@dataclass(frozen=True, slots=True)
class Insert:
    """What has no words and stands between blocks: a scene break or a picture.

    A picture is inside a container of the kind "figure", which describes it. `text` is what the
    source prints for a scene break ("* * *").
    """

    kind: Literal["scene-break", "picture"]
    containers: tuple[Container, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class BlockForm:
    """What a block is, besides its words.

    `containers` holds it, the outermost first. `indent` is that of its first line in steps of 1 em.
    `number` is the number of its first line of verse, as the source counts, 0 if it does not.
    `language` and `direction` are as in `Range`. `before` and `after` are what stands between this
    block and its neighbors; only the last block has any after it.
    """

    kind: BlockKind = "paragraph"
    containers: tuple[Container, ...] = ()
    indent: int = 0
    number: int = 0
    align: Literal["", "center", "right"] = ""
    language: str = ""
    direction: Literal["", "ltr", "rtl"] = ""
    before: tuple[Insert, ...] = ()
    after: tuple[Insert, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether this is a paragraph or a heading that nothing holds."""
        return self.kind in ("paragraph", "heading") and not self.containers

    def container(self, kind: ContainerKind) -> Container | None:
        """Return the innermost container of a kind."""
        return next((each for each in reversed(self.containers) if each.kind == kind), None)


PLAIN_FORM = BlockForm()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a witness or of the edition's folder; `name` is unique in its source."""

    name: str
    media_type: str
    content: bytes


def shift_ranges(ranges: Ranges, start: int, end: int, offset: int = 0) -> Ranges:
    """Return the ranges of the characters `start` to `end`, counted from `offset` there.

    >>> shift_ranges((Range(2, 6, "emphasis"), Range(9, 9, "note", "n1")), 4, 8)
    (Range(start=0, end=2, kind='emphasis', value=''),)
    """
    shift = offset - start
    return tuple(
        replace(each, start=max(each.start, start) + shift, end=min(each.end, end) + shift)
        for each in ranges
        if _overlaps(each, start, end)
    )


def _overlaps(each: Range, start: int, end: int) -> bool:
    if each.start == each.end:
        return start < each.start <= end or each.start == start == 0
    return max(each.start, start) < min(each.end, end)
