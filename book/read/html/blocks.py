"""Blocks of a page: paragraphs, stanzas, quotations, and what else holds blocks."""

import re
from contextlib import ExitStack
from typing import Any

from book.model import ContainerKind
from book.read.html.drama import block_kind, is_run_in_speaker
from book.read.html.inlines import DIRECTIONS, enter_inline, inline_kinds, stated_language
from book.read.html.lines import divide, indent_of, is_poetry, is_stanza, wrap_lines
from book.read.html.names import (
    ALIGN,
    BLOCKS,
    CAPTION_CLASS,
    DEDICATION_CLASS,
    EPIGRAPH_CLASS,
    HEADINGS,
    LETTER_CLASS,
    LINE_CLASS,
    QUOTATION_CLASS,
    SPEECH_CLASS,
    has_blocks,
    has_class,
    text_of,
    types,
)
from book.read.html.parse import Element
from book.read.html.walk import Entered, HtmlWalker, steps_in

SCENE_BREAK = re.compile(r"\s*(?:[*⁂⁎∗•·✻✽❦❧§~#]\s*)+|\s*(?:[-–—_=]\s*){3,}")


def enter_block_language(walker: HtmlWalker, element: Element, stack: ExitStack) -> None:
    """Let blocks inside have the language, direction and alignment that an element states."""
    changes: dict[str, Any] = {}
    outer = walker.here.language
    if (language := stated_language(element)) and language.lower() != outer.lower():
        changes["language"] = walker.here.language = language
        stack.callback(lambda: setattr(walker.here, "language", outer))
    if (direction := (element.get("dir") or "").lower()) in DIRECTIONS:
        changes["direction"] = direction
    align = element.get(ALIGN) or (element.get("align") or "").lower()
    if element.tag == "center":
        align = "center"
    if align:
        changes["align"] = align if align in ("center", "right") else ""
    if changes:
        stack.enter_context(walker.block(**changes))


def enter_block(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Begin a block, or what holds blocks."""
    if is_scene_break(walker, element):
        walker.end_block()
        walker.builder.scene_break(" ".join(text_of(element).split()))
        return False
    enter_block_language(walker, element, stack)
    containers = containers_of(walker, element)
    for container in containers:
        stack.enter_context(walker.container(container))
    if is_run_in_speaker(element):
        return enter_speech(walker, element, stack)
    _enter_poetry(walker, element, stack)
    if is_stanza(element, in_verse=walker.here.is_verse):
        stack.enter_context(walker.block(kind="verse", is_stanza=True))
        return True
    kind, sort = block_kind(element), divide(element)
    is_verse = kind == "paragraph" and sort == "verse" and walker.spec.align != "right"
    if kind == "paragraph" and _is_caption(walker, element):
        kind = "caption"
    elif is_verse:
        kind = "verse"
    if kind in ("paragraph", "verse") and not containers:
        # The style of a stage direction, an epigraph … is theirs already.
        for each in inline_kinds(element):
            stack.enter_context(walker.range(each))
    stack.enter_context(walker.block(kind=kind, is_stanza=is_verse))
    return True


def _is_caption(walker: HtmlWalker, element: Element) -> bool:
    """Return whether a block is in a caption, or is one by its class in a figure."""
    is_named = walker.innermost == "figure" and has_class(element, CAPTION_CLASS)
    return walker.spec.kind == "caption" or is_named


def _enter_poetry(walker: HtmlWalker, element: Element, stack: ExitStack) -> None:
    """Note whether words inside are verse."""
    outer = walker.here.is_verse
    if is_poetry(element):
        walker.here.is_verse = True
    elif element.tag in ("header", "footer", "cite"):
        walker.here.is_verse = False
    stack.callback(lambda: setattr(walker.here, "is_verse", outer))
    if walker.here.is_verse:
        wrap_lines(element)


def containers_of(walker: HtmlWalker, element: Element) -> list[ContainerKind]:
    """Return the containers that an element is."""
    kinds = types(element)
    found: list[ContainerKind] = []
    if "epigraph" in kinds or has_class(element, EPIGRAPH_CLASS):
        found.append("epigraph")
    elif element.tag == "blockquote" or has_class(element, QUOTATION_CLASS):
        found.append("quotation")
    if "dedication" in kinds or has_class(element, DEDICATION_CLASS):
        found.append("dedication")
    if "letter" in kinds or (has_class(element, LETTER_CLASS) and has_blocks(element)):
        found.append("letter")
    if "speech" in kinds or (has_class(element, SPEECH_CLASS) and has_blocks(element)):
        found.append("speech")
    if element.tag == "aside":
        found.append("aside")
    if _is_poem(walker, element):
        found.append("poem")
    return [kind for kind in found if kind not in walker.here.containers or kind == "quotation"]


def _is_poem(walker: HtmlWalker, element: Element) -> bool:
    return element.tag not in ("p", "body") and is_poetry(element) and not walker.here.is_verse


def is_scene_break(walker: HtmlWalker, element: Element) -> bool:
    """Return whether a block is only signs that divide two scenes."""
    if element.tag not in ("p", "div", "center", *HEADINGS) or walker.innermost == "cell":
        return False
    if len(element) > 3 or has_blocks(element) or element.find(".//img") is not None:
        return False
    return bool(SCENE_BREAK.fullmatch(text_of(element)))


def enter_line(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Begin a line of a stanza, or words in one."""
    if element.tag in BLOCKS or element.tag == "l" or has_class(element, LINE_CLASS):
        walker.end_line()
        stack.callback(walker.end_line)
    if (steps := indent_of(element)) is not None:
        walker.indent(steps)
    return enter_inline(walker, element, stack)


def enter_speech(walker: HtmlWalker, element: Element, stack: ExitStack) -> Entered:
    """Begin a paragraph that its speaker's name begins."""
    stack.enter_context(walker.container("speech"))
    speaker, *rest = steps_in(element)
    inner = ExitStack()
    return [
        lambda: inner.enter_context(walker.block(kind="speaker")),
        speaker,
        inner.close,
        lambda: stack.enter_context(walker.block()),
        *rest,
    ]
