"""What each element of a page is: a block, a container, words with a form, or no text."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack

from book.read.html.blocks import enter_block, enter_block_language, enter_line
from book.read.html.drama import closes_quotation
from book.read.html.furniture import NAVIGATION
from book.read.html.inlines import (
    enter_formula,
    enter_inline,
    enter_link,
    enter_quotation,
    enter_ruby,
)
from book.read.html.lists import enter_item, enter_list
from book.read.html.names import (
    BLOCKS,
    CALL,
    HEADINGS,
    HIDDEN,
    METADATA,
    NO_WORDS,
    NOTE,
    REMOVED,
    words_of,
    words_of_blocks,
)
from book.read.html.note_bodies import HtmlNote
from book.read.html.parse import Element
from book.read.html.parts import (
    enter_break,
    enter_caption,
    enter_definition,
    enter_definitions,
    enter_heading,
    enter_heading_group,
    enter_preformatted,
    enter_rule,
    enter_term,
    skip,
)
from book.read.html.pictures import HtmlPictures, is_figure
from book.read.html.placing import call_note, enter_uncalled
from book.read.html.tables import enter_cell, enter_row, enter_table
from book.read.html.walk import Entered, HtmlWalker

Handler = Callable[[HtmlWalker, Element, ExitStack], Entered]


class HtmlElements:
    """Enters elements; it has what all pages of a document share."""

    def __init__(self, pictures: HtmlPictures, notes: Mapping[str, HtmlNote]) -> None:
        self.pictures = pictures
        self._notes = notes
        self._handlers: dict[str, Handler] = {
            **dict.fromkeys(("ol", "ul", "menu", "dir"), enter_list),
            **dict.fromkeys(("td", "th"), enter_cell),
            **dict.fromkeys(HEADINGS, enter_heading),
            **dict.fromkeys(("img", "svg", "image"), pictures.enter_picture),
            "hgroup": enter_heading_group,
            "li": enter_item,
            "table": enter_table,
            "tr": enter_row,
            "dl": enter_definitions,
            "dt": enter_term,
            "dd": enter_definition,
            "figure": pictures.enter_figure,
            "figcaption": enter_caption,
            "caption": enter_caption,
            "hr": enter_rule,
            "br": enter_break,
            "wbr": skip,
            "pre": enter_preformatted,
            "a": enter_link,
            "q": enter_quotation,
            "ruby": enter_ruby,
            "math": enter_formula,
        }

    def enter(self, walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
        """Begin an element, and say what to walk through in it."""
        tag = element.tag
        if tag in NO_WORDS:
            return False
        if field := element.get(METADATA):
            walker.builder.metadata(field, words_of(element), "title block")
            return False
        if rule := element.get(REMOVED):
            _remove(walker, element, rule)
            return False
        if note := self._notes.get(element.get(CALL) or ""):
            call_note(walker, element, note)
            return False
        if name := element.get(NOTE):
            return enter_uncalled(walker, element, stack, name)
        if element.get(HIDDEN) and tag != "br":
            _remove(walker, element, "hidden text")
            return False
        if walker.spec.is_stanza and tag not in ("br", "img", "a", "q", "ruby", "math"):
            return enter_line(walker, element, stack)
        return self._enter_shown(walker, element, stack)

    def _enter_shown(self, walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
        if is_figure(element):
            return self.pictures.enter_figure(walker, element, stack)
        if handler := self._handlers.get(str(element.tag)):
            if element.tag in BLOCKS:
                enter_block_language(walker, element, stack)
            return handler(walker, element, stack)
        if element.tag in BLOCKS or (element.tag == "cite" and closes_quotation(element)):
            return enter_block(walker, element, stack)
        return enter_inline(walker, element, stack)


def _remove(walker: HtmlWalker, element: Element, rule: str) -> None:
    """Record what the blocks of an element say, and its pictures by their alternatives or names."""
    pictures = (each.get("alt") or each.get("src") or "" for each in element.iter("img"))
    named = (text for text in pictures if not text.startswith("data:"))
    is_list = rule in NAVIGATION.values()  # which is one thing
    for text in (*([words_of(element)] if is_list else words_of_blocks(element)), *named):
        walker.builder.removed(text, rule)
