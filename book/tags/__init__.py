"""Tag the PDF: its structure tree for screen readers (ISO 14289-1), in place of the one that WeasyPrint would make.

WeasyPrint 70.0 makes an element of each box: a paragraph on two pages becomes two, notes and inline languages are lost, contents are
lists. Here the tree is read from the boxes (`structure`), each element of HTML once, and written as objects (`objects`), with
the spaces that separate words (`spaces`); `finish` does what else the standards ask for, before the file is written.
"""

from typing import Any

import pydyf

from book.tags.finish import finish
from book.tags.objects import Writer, mark_artifacts
from book.tags.spaces import write_spaces
from book.tags.structure import Structure

__all__ = ["add_tags", "finish"]


def add_tags(pdf: Any, document: Any, _: object, streams: list[Any]) -> None:
    """Add the structure tree to a PDF; the parameters are those of `weasyprint.pdf.add_tags`, whose place this takes."""
    structure = Structure(document.metadata.lang)
    for page, stream in zip(document.pages, streams, strict=True):
        structure.read_page(page._page_box, stream._tags)
    structure.place_notes()
    structure.prune()
    write_spaces(structure.root, streams, {font.hash: font for font in document.fonts.values()})
    for number, stream in enumerate(streams):
        mark_artifacts(stream.stream, (piece.mcid for piece in structure.artifacts if piece.page == number))
    for annotation in structure.redundant:
        _page_of(pdf, annotation.page)["Annots"].remove(annotation.made.reference)
    Writer(pdf, structure).write()
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})  # ISO 14289-1, 7.1
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _page_of(pdf: Any, number: int) -> Any:
    return pdf.objects[int(pdf.page_references[number].split()[0])]
