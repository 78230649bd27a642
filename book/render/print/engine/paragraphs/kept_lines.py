"""Keep the lines of a document that are set, for pages that are laid out again.

A page that ends short is laid out several times (`page_fill`, `last_page`), and the lines after its
end are those with which the next one begins; most of them are the same each time. They are kept
once they are filled, and copied.
"""

from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes

from book.render.print.engine.paragraphs.plans import PlannedLine, PlannedParagraph

# The identity of an element, where a line of it begins and ends, and where its text does.
Place = tuple[int, float, float, str]
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line box that is filled, how far it begins to the right, and what WeasyPrint returns.

    That is where the next line begins, and what follows it in the result of `split_inline_box`.
    """

    box: Any
    offset: float
    rest: tuple[Any, ...]

    def copy(self) -> tuple[Any, ...]:
        """Return the result of `split_inline_box` for another copy of the line."""
        box = self.box.deepcopy()
        box.filled_offset = self.offset
        return (box, *self.rest)


@dataclass(slots=True)
class _Keeper:
    """The kept lines of a document, and which of its paragraphs are plain, by their identity."""

    lines: dict[Key, KeptLine] = field(default_factory=dict)
    are_plain: dict[int, tuple[bool, PlannedParagraph]] = field(default_factory=dict)

    def is_plain(self, paragraph: PlannedParagraph, line_box: Any) -> bool:
        """Tell whether a paragraph has text alone: what else it has may be laid out elsewhere."""
        identity = id(paragraph)
        if identity not in self.are_plain:
            self.are_plain[identity] = (_has_text_alone(line_box), paragraph)
        return self.are_plain[identity][0]


def _has_text_alone(box: Any) -> bool:
    return all(
        child.is_in_normal_flow()
        and (
            isinstance(child, boxes.TextBox)
            or (isinstance(child, boxes.InlineBox) and _has_text_alone(child))
        )
        for child in box.children
    )


def _keeper(context: Any) -> _Keeper:
    keeper: _Keeper = context.__dict__.setdefault("kept_lines", _Keeper())
    return keeper


def kept_line(context: Any, line: PlannedLine, place: Place) -> Any:
    """Return a planned line that was set before at its place, None if none was.

    It is what `split_inline_box` returns.
    """
    kept = _keeper(context).lines.get(_key(line, place))
    return kept.copy() if kept else None


def note_result(context: Any, line_box: Any, line: PlannedLine, place: Place, result: Any) -> None:
    """Note what `split_inline_box` returned for a planned line, to keep it once it is filled."""
    if _keeper(context).is_plain(line.paragraph, line_box):
        result[0].kept_as = (_key(line, place), result[1:])


def keep_filled(context: Any, line: Any, offset: float) -> None:
    """Keep a line that is filled, if it is one to keep."""
    if noted := line.__dict__.pop("kept_as", None):
        key, rest = noted
        _keeper(context).lines[key] = KeptLine(line.deepcopy(), offset, rest)


def _key(line: PlannedLine, place: Place) -> Key:
    # A plan may be that of other elements with the same words, such as cells of a table.
    return (line.fitted, line.width, line.quality, *place)
