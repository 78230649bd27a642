"""Put the boxes of a line that is set in visual order (Unicode Standard Annex 9, rule L2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline as inline_layout
from weasyprint.text.line_break import create_layout

handle_leader = inline_layout.handle_leader


def apply() -> None:
    """Make WeasyPrint order the boxes of its lines so."""
    inline_layout.handle_leader = _handle_leader


def _handle_leader(context: Any, line: Any, containing_block: Any) -> None:
    """Fill a line up with its leader, if it has one, and order its boxes."""
    if not getattr(line, "is_divided", False):
        handle_leader(context, line, containing_block)
        return
    is_rtl = line.style["direction"] == "rtl"
    right, leaves = line.position_x + line.width, list(_leaves(line))
    for leaf in leaves:
        _drop_last_space(context, leaf.box)
    if leader := next((leaf.box for leaf in leaves if getattr(leaf.box, "is_leader", False)), None):
        leader.width += containing_block.width - line.text_indent - _width(leaves)
        line.width = containing_block.width
    start = line.position_x + line.text_indent
    if is_rtl:
        start = right - line.text_indent - _width(leaves)
        line.position_x = right - line.width
    _place(leaves, start)
    if leader:
        _fill_leader(leader, right if is_rtl else line.position_x + line.width)


def _drop_last_space(context: Any, box: Any) -> None:
    """Lay out a text anew of which WeasyPrint has taken the space at the end of its line.

    It leaves the space in the layout, where it stands on the left and moves the words to the right.
    """
    if isinstance(box, boxes.TextBox) and box.text and box.pango_layout.text != box.text:
        spacing = box.justification_spacing
        box.pango_layout = create_layout(box.text, box.style, context, None, spacing)
        box.pango_layout.deactivate()


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A box in a line that is placed as a whole, and the inline boxes around it, outermost first.

    The box may be an inline box that is empty.
    """

    box: Any
    around: tuple[Any, ...]

    @property
    def width(self) -> float:
        width: float = self.box.margin_width()
        return width


def _leaves(box: Any, around: tuple[Any, ...] = ()) -> Iterator[_Leaf]:
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        is_parent = isinstance(child, boxes.InlineBox) and not child.is_leader
        inner = list(_leaves(child, (*around, child))) if is_parent else []
        yield from inner or (_Leaf(child, around),)


def _width(leaves: Sequence[_Leaf]) -> float:
    around = {id(box): box for leaf in leaves for box in leaf.around}
    return sum(leaf.width for leaf in leaves) + sum(map(_edges, around.values()))


def _edges(box: Any) -> float:
    return _edge(box, "left") + _edge(box, "right")


def _edge(box: Any, side: str) -> float:
    edges = f"margin_{side}", f"border_{side}_width", f"padding_{side}"
    return sum(float(getattr(box, name)) for name in edges)


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the indices of what has these levels in the order from left to right.

    >>> visual_order([1, 1, 2, 2, 1])
    [4, 2, 3, 1, 0]
    """
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return order


def _place(leaves: Sequence[_Leaf], x: float) -> None:
    """Place the boxes of a line from left to right, beginning at `x`."""
    ordered = [leaves[index] for index in visual_order([leaf.box.level for leaf in leaves])]
    last = {id(box): index for index, leaf in enumerate(ordered) for box in leaf.around}
    begun: dict[int, float] = {}  # where the content of an inline box begins
    for index, leaf in enumerate(ordered):
        for box in leaf.around:
            if id(box) not in begun:
                box.position_x = x
                x += _edge(box, "left")
                begun[id(box)] = x
        leaf.box.translate(dx=x - leaf.box.position_x)
        x += leaf.width
        for box in reversed(leaf.around):
            if last[id(box)] == index:
                box.width = x - begun[id(box)]
                x += _edge(box, "right")


def _fill_leader(leader: Any, edge: float) -> None:
    """Fill a leader with its text, at the same distances from an edge in all lines."""
    (text,) = leader.children[:1]
    left, width = leader.content_box_x(), text.width
    copies = []
    if width > 0:
        first = int((edge - left - leader.width) / width) + 1
        for number in range(first, int((edge - left) / width) + 1):
            copy = text.copy()
            copy.position_x = edge - number * width
            if copy.position_x >= left and copy.position_x + width <= left + leader.width + 0.01:
                copies.append(copy)
    leader.children = copies
