"""Tag the PDF: its structure tree for screen readers (ISO 14289-1), in place of the one that WeasyPrint would make.

WeasyPrint 70.0 makes an element of each box: a paragraph on two pages becomes two, notes and inline languages are lost, contents are
lists. Here the tree is read from the boxes (`structure`), each element of HTML once, with the spaces that separate words
(`spaces`), sheet by sheet, and written as objects (`branch`), which `tree` joins when all are drawn. `finish` does what else the
standards ask for, before the file is written.
"""

from collections.abc import Callable, Sequence
from typing import Any

from book.render.print.engine.tags.branch import Branch, mark_artifacts, write_branch
from book.render.print.engine.tags.finish import finish
from book.render.print.engine.tags.spaces import write_spaces
from book.render.print.engine.tags.structure import Structure

__all__ = ["Branch", "finish", "read_tags"]


def read_tags(
    boxes: Sequence[Any], streams: Sequence[Any], space: Callable[[bytes], bytes], language: str
) -> Branch:
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
    return write_branch(structure.tagged())
