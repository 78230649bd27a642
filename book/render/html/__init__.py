"""The book's blocks and inlines as HTML that is also well-formed XML, for print, e-book and site.

style    what the media render differently
inlines  what a paragraph is made of
blocks   paragraphs, lists, tables and divisions
markup   small pieces that these share

Every word of a witness or an editor is escaped: none of their markup reaches the output.
"""

from book.render.html.blocks import HtmlRenderer
from book.render.html.inlines import APART
from book.render.html.style import Style

__all__ = ["APART", "HtmlRenderer", "Style"]
