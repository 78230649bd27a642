"""Render the annotated manuscript for word processors, which pandoc writes as Markdown or DOCX.

`numbering` takes out of the book what only pages need, and numbers its notes; `document` writes
the rest as pandoc's document.
"""

from book.render.manuscript.document import pandoc_document
from book.render.manuscript.numbering import as_manuscript, formulas_of

__all__ = ["as_manuscript", "formulas_of", "pandoc_document"]
