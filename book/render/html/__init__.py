"""The book's blocks and inlines as HTML that is also well-formed XML, for print, e-book and site.

style    what the media render differently
inlines  what a paragraph is made of
formulas formulas in MathML
verse    poems, stanzas and lines
forms    paragraphs in the containers that hold them: quotations, lists, figures, speeches
cells    tables of a source as grids
blocks   the blocks of the editor: lists, tables, contents, index; and divisions
markup   small pieces that these share

Every word of a witness or an editor is escaped: none of their markup reaches the output.
"""

from book.render.html.blocks import HtmlRenderer
from book.render.html.inlines import APART, BREAK
from book.render.html.style import Style

__all__ = ["APART", "BREAK", "HtmlRenderer", "Style"]
