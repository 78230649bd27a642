"""Tag what a style sheet paints as a picture: the bands on the cover.

WeasyPrint marks all backgrounds as artifacts, which a screen reader skips. An element of HTML with
`role="img"` is a picture: the backgrounds of the boxes in it are marked as content of a figure, and
its `aria-label` is the text that stands for it (ISO 14289-1, 7.3).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.draw as drawing
from weasyprint.pdf.stream import Stream

draw_background = drawing.draw_background


def apply() -> None:
    """Apply the patch to WeasyPrint. To apply it again changes nothing."""
    drawing.draw_background = _draw_background


class FigureStream(Stream):  # type: ignore[misc]
    """A stream that marks the backgrounds of these boxes as content of a figure."""

    def __init__(self, *arguments: Any, boxes: dict[int, Any] | None = None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.boxes = boxes or {}  # by the identities of their backgrounds
        self.box: Any = None

    @contextmanager
    def artifact(self) -> Iterator[None]:
        box, self.box = self.box, None
        with super().artifact() if box is None else self.marked(box, "Figure"):
            yield


def _draw_background(stream: Any, background: Any, *rest: Any, **named: Any) -> None:
    stream.box = getattr(stream, "boxes", {}).get(id(background))
    draw_background(stream, background, *rest, **named)
    stream.box = None


def is_picture(source: Any) -> bool:
    """Return whether an element of HTML is a picture that the style sheet paints."""
    return source is not None and source.get("role") == "img"


def painted_boxes(page_box: Any) -> dict[int, Any]:
    """Return the boxes of a page that are painted and stand in a picture, by their backgrounds."""
    pictures = [box for box in page_box.descendants() if is_picture(box.element)]
    return {
        id(box.background): box
        for picture in pictures
        for box in picture.descendants()
        if box.background is not None and box.background.color.alpha > 0
    }
