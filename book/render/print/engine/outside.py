"""Find what stands outside the type area of its page, where it would be cut.

No proof of the words sees that: they can be read from the file wherever they stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from weasyprint import Document
from weasyprint.formatting_structure.boxes import FootnoteAreaBox, ReplacedBox, TextBox

from book.errors import EditionError

TOLERANCE = 3.0  # CSS pixels: a space at the end of a line, an italic letter, the serif of an f
SHOWN = 60  # characters that an error quotes
MARGIN = "sources"  # the class of what may stand in the margin


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a page in CSS pixels, from the top left."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, box: Any, width: float, height: float) -> bool:
        return bool(
            box.position_x >= self.left - TOLERANCE
            and box.position_x + width <= self.right + TOLERANCE
            and box.position_y >= self.top - TOLERANCE
            and box.position_y + height <= self.bottom + TOLERANCE
        )


def require_inside(document: Document, name: str) -> None:
    """Raise EditionError for the first words or picture that lie outside the type area."""
    for number, page in enumerate(document.pages, 1):
        for words in _outside(page._page_box):
            raise EditionError(
                f"“{words}” lies outside the page (sheet {number} of the part)",
                file=name,
                remedy="Shorten it, divide it, or choose a larger page: size in [print].",
            )


def _outside(page: Any) -> Iterator[str]:
    area = _content_area(page)
    whole = Area(0, 0, page.margin_width(), page.margin_height())
    for child in page.children:
        if isinstance(child, FootnoteAreaBox) or not hasattr(child, "at_keyword"):
            yield from _outside_in(child, area, whole)


def _content_area(box: Any) -> Area:
    left, top = box.content_box_x(), box.content_box_y()
    return Area(left, top, left + box.width, top + box.height)


def _outside_in(box: Any, area: Area, whole: Area) -> Iterator[str]:
    box = getattr(box, "_box", box)  # a placeholder of what is placed absolutely
    if getattr(box, "is_leader", False):  # its width is that of the room before it
        return
    if isinstance(box, TextBox):
        # A font may be higher than its line.
        if box.text.strip() and not area.holds(
            box, _width(box), min(box.height, box.margin_height())
        ):
            yield box.text.strip()[:SHOWN]
    elif isinstance(box, ReplacedBox):
        if not area.holds(box, box.width, box.height):
            yield box.element.get("alt") or box.element.get("src", "")
    else:
        inside = _area_of(box, area, whole)
        for child in getattr(box, "children", ()):
            yield from _outside_in(child, inside, whole)


def _area_of(box: Any, area: Area, whole: Area) -> Area:
    """Return where the children of a box may stand.

    A turned box has an area of its own, and lines hang into the margins as they are planned.
    """
    if line := getattr(box, "planned_line", None):
        start, end = line.left, line.right
        left, right = (end, start) if box.style["direction"] == "rtl" else (start, end)
        return replace(area, left=area.left - left, right=area.right + right)
    if box.element is not None and box.element.get("class") == MARGIN:
        return whole
    if box.style["transform"] and hasattr(box, "content_box_x"):
        return _content_area(box)
    return area


def _width(box: Any) -> float:
    """Return the width of a text without the space at its end."""
    if not box.text.endswith(" "):
        return float(box.width)
    return float(box.width - box.style["font_size"] / 3)
