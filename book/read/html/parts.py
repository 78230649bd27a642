"""Headings, captions, terms, breaks and preformatted text of a page."""

from contextlib import ExitStack

from book.read.html.blocks import enter_block, is_scene_break
from book.read.html.drama import block_kind
from book.read.html.lines import (
    BREAK,
    break_at_newlines,
    divide,
    divide_rows,
    is_poetry,
    is_verse_text,
    is_wrapped_text,
)
from book.read.html.names import HEADINGS, text_of
from book.read.html.parse import Element
from book.read.html.walk import Entered, HtmlWalker

# Containers in which a heading is not one of the work.
QUOTED = {"quotation", "item", "cell", "figure", "note", "aside", "definition"}


def enter_heading(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Begin a heading; one in a quotation, a cell … is a line of it."""
    if is_scene_break(walker, element):
        return enter_block(walker, element, stack)
    if set(walker.here.containers) & QUOTED:
        stack.enter_context(walker.block())
        stack.enter_context(walker.range("strong"))
        return True
    stack.enter_context(walker.block(level=HEADINGS[str(element.tag)]))
    if walker.here.containers:
        stack.enter_context(walker.builder.elsewhere())
    return True


def enter_heading_group(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Begin a heading of several lines: a number, a title, a subtitle."""
    levels = [HEADINGS[str(each.tag)] for each in element.iter(*HEADINGS)]
    if not levels or set(walker.here.containers) & QUOTED:
        return enter_block(walker, element, stack)
    stack.enter_context(walker.block(level=min(levels), is_stanza=True))
    if walker.here.containers:
        stack.enter_context(walker.builder.elsewhere())
    return True


def enter_caption(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Begin the caption of a figure or of a table."""
    kind = "attribution" if block_kind(element) == "attribution" else "caption"
    divide(element)
    stack.enter_context(walker.block(kind=kind))
    return True


def enter_definitions(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Begin a list of terms."""
    stack.enter_context(walker.container("definitions"))
    stack.enter_context(walker.block())
    return True


def enter_term(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Begin a term; outside a list of terms it is a paragraph."""
    kind = "term" if walker.innermost == "definitions" else "paragraph"
    stack.enter_context(walker.block(kind=kind))
    return True


def enter_definition(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Begin a definition."""
    if walker.innermost == "definitions":
        stack.enter_context(walker.container("definition"))
    return enter_block(walker, element, stack)


def enter_rule(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Add a scene break. What stands at the end of a chapter is none; cleaning finds that out."""
    if walker.innermost not in ("cell", "row", "table", "note"):
        walker.end_block()
        walker.builder.scene_break()
    return False


def enter_break(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """End a line, a paragraph, or what a program wrapped."""
    sort = element.get(BREAK)
    if walker.spec.kind == "code":
        walker.text("\n")
    elif walker.spec.level:
        walker.end_line()
    elif sort == "paragraphs":
        walker.end_block()
    elif sort == "prose":
        walker.text(" ")
    else:
        walker.line_break()
    return False


def enter_preformatted(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Begin the lines of a program, or of verse and text that are set like one."""
    text = text_of(element)
    is_code = element.find(".//code") is not None or element.get("class")
    if is_poetry(element) or (not is_code and is_verse_text(text)):
        break_at_newlines(element)
        stack.enter_context(walker.block(kind="verse", is_stanza=True))
    elif not is_code and is_wrapped_text(text):
        break_at_newlines(element)
        divide_rows(element, text.split("\n"))
        stack.enter_context(walker.block())
    else:
        stack.enter_context(walker.block(kind="code"))
    return True


def skip(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Pass over an element without words."""
    return False
