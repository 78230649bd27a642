"""Tag the PDF: its structure tree for screen readers (ISO 14289-1), in place of the one that WeasyPrint would make.

WeasyPrint 70.0 makes an element of each box: a paragraph on two pages becomes two, notes and inline languages are lost, contents are
lists. Here the tree is read from the boxes (`structure`), each element of HTML once, with the spaces that separate words
(`spaces`), sheet by sheet; when all are drawn it is written as objects (`objects`). `finish` does what else the standards ask
for, before the file is written.
"""

from collections.abc import Callable, Sequence
from typing import Any

import pydyf

from book.print.tags.finish import finish
from book.print.tags.objects import Writer, mark_artifacts
from book.print.tags.spaces import write_spaces
from book.print.tags.structure import Structure, Tagged

__all__ = ["Tagged", "add_tags", "finish", "read_tags"]


def read_tags(boxes: Sequence[Any], streams: Sequence[Any], space: Callable[[bytes], bytes], language: str) -> Tagged:
    """Read the structure of a sheet from the boxes of its pages, and mend the streams into which they are drawn.

    `space` gives the space of a font, by its name in the streams, as it is shown.
    """
    structure = Structure(language)
    for box, stream in zip(boxes, streams, strict=True):
        structure.read_page(box, stream._tags)
    structure.place_notes()
    structure.prune()
    write_spaces(structure.root, streams, space)
    artifacts: list[list[int]] = [[] for _ in streams]
    for piece in structure.artifacts:
        artifacts[piece.page].append(piece.mcid)
    for stream, numbers in zip(streams, artifacts, strict=True):
        mark_artifacts(stream.stream, numbers)
    return structure.tagged()


def add_tags(pdf: Any, parts: Sequence[Tagged], links: Sequence[Any], language: str) -> None:
    """Add the structure of all sheets to a PDF; `links` are the links of its pages, as the engine has them."""
    Writer(pdf, links).write(parts, language)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})  # ISO 14289-1, 7.1
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
