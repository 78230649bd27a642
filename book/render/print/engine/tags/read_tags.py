"""Read the structure of a document from the boxes of its pages, and write it as a branch."""

from collections.abc import Sequence
from typing import Any

from book.render.print.engine.tags.branch import StructureBranch, mark_artifacts, write_branch
from book.render.print.engine.tags.elements import MarkedContent
from book.render.print.engine.tags.reading import StructureReader
from book.render.print.engine.tags.spaces import Space, write_spaces


def read_tags(
    boxes: Sequence[Any], streams: Sequence[Any], space: Space, language: str
) -> StructureBranch:
    """Return the structure of a document, read from the boxes of its pages.

    Spaces between words and artifacts are written into `streams`, the content streams of the pages.
    `space` maps the name of a font in the streams to its space as it is shown, and its width.
    """
    reader = StructureReader(language)
    for box, stream in zip(boxes, streams, strict=True):
        reader.read_page(box, stream._tags)
    reader.place_notes()
    reader.prune()
    write_spaces(reader.root, streams, space, reader.words)
    _mark_artifacts(reader.artifacts, streams)
    return write_branch(reader.structure())


def _mark_artifacts(artifacts: Sequence[MarkedContent], streams: Sequence[Any]) -> None:
    numbers: list[list[int]] = [[] for _ in streams]
    for artifact in artifacts:
        numbers[artifact.page].append(artifact.mcid)
    for stream, of_page in zip(streams, numbers, strict=True):
        mark_artifacts(stream.stream, of_page)
