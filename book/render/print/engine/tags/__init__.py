"""Tag the PDF: a structure tree for screen readers (ISO 14289-1), in place of WeasyPrint's.

WeasyPrint 70.0 makes an element of each box: a paragraph on two pages becomes two, notes and inline
languages are lost, contents are lists. Here each element of HTML becomes one structure element.

    elements   structure elements, and what they hold
    roles      which structure elements stand for which elements of HTML
    reading    the structure, read from the boxes of a document
    spaces     the spaces that separate words, added to the content streams
    branch     the structure of a document as PDF objects
    tree       the branches of all documents, joined in one structure tree
"""

from collections.abc import Callable, Sequence
from typing import Any

from book.render.print.engine.tags.branch import StructureBranch, mark_artifacts, write_branch
from book.render.print.engine.tags.elements import MarkedContent
from book.render.print.engine.tags.reading import StructureReader
from book.render.print.engine.tags.spaces import write_spaces


def read_tags(
    boxes: Sequence[Any], streams: Sequence[Any], space: Callable[[bytes], bytes], language: str
) -> StructureBranch:
    """Return the structure of a document, read from the boxes of its pages.

    Spaces between words and artifacts are written into `streams`, the content streams of the pages.
    `space` maps the name of a font in the streams to its space as it is shown.
    """
    reader = StructureReader(language)
    for box, stream in zip(boxes, streams, strict=True):
        reader.read_page(box, stream._tags)
    reader.place_notes()
    reader.prune()
    write_spaces(reader.root, streams, space)
    _mark_artifacts(reader.artifacts, streams)
    return write_branch(reader.structure())


def _mark_artifacts(artifacts: Sequence[MarkedContent], streams: Sequence[Any]) -> None:
    numbers: list[list[int]] = [[] for _ in streams]
    for artifact in artifacts:
        numbers[artifact.page].append(artifact.mcid)
    for stream, of_page in zip(streams, numbers, strict=True):
        mark_artifacts(stream.stream, of_page)
