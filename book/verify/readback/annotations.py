"""Read the annotations of a PDF: its links, and what is drawn over its pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from book.verify.readback.geometry import Box, box_around

Objects = tuple[int, int]  # an object's number and generation


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation: the index of its page, its type, the area that it takes, and what it says.

    `target` is where a link leads: to “#” and a name within the file, or to an address; "" if it is
    neither. `is_drawn` is true if it has an appearance of its own, which is drawn over the page.
    """

    page: int
    kind: str
    box: Box
    target: str
    words: str
    is_drawn: bool = False


Annotations = dict[Objects, Annotation]


def read_annotations(document: pikepdf.Pdf) -> Annotations:
    """Return all annotations of the pages, by their objects."""
    pages = enumerate(document.pages)
    return {key: annotation for index, page in pages for key, annotation in _on(page, index)}


def _on(page: pikepdf.Page, index: int) -> Iterator[tuple[Objects, Annotation]]:
    for annotation in page.obj.get("/Annots", ()):
        yield annotation.objgen, _annotation(annotation, index)


def _annotation(annotation: Any, page: int) -> Annotation:
    left, bottom, right, top = map(float, annotation.Rect)
    return Annotation(
        page,
        str(annotation.get("/Subtype", "")).removeprefix("/"),
        box_around(((left, bottom), (right, top))),
        _target(annotation),
        str(annotation.get("/Contents", "")),
        "/AP" in annotation,
    )


def _target(annotation: Any) -> str:
    """Return where a link leads (ISO 32000-1, 12.3.2, 12.6.4.7)."""
    if "/A" in annotation:
        return str(annotation.A.get("/URI", ""))
    destination = annotation.get("/Dest")
    return f"#{destination}" if isinstance(destination, pikepdf.String) else ""
