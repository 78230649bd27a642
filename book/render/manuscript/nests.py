"""Write nested blocks as pandoc's: verse, drama, quotations, lists, tables, pictures."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from book.model import Block, Break, Inlines, Insert, Paragraph, Picture, Plain
from book.render.manuscript.inlines import InlineWriter, code_text
from book.render.manuscript.lists import ListNodeWriter
from book.render.manuscript.nodes import (
    INDENT,
    NO_ATTRIBUTES,
    NO_TITLE,
    RULE,
    Node,
    attributes,
    node,
    words,
)
from book.text.inlines import text_of
from book.text.nesting import Nest, Nested
from book.text.slices import break_offsets, slice_inlines, without_breaks

# The paragraph styles of Word; a manuscript in Markdown names the kind of a block instead.
WORD_STYLES = {
    "verse": "Verse",
    "speaker": "Speaker",
    "stage": "Stage Direction",
    "caption": "Caption",
    "credit": "Credit",
    "salutation": "Salutation",
    "dateline": "Date",
    "signature": "Signature",
    "attribution": "Attribution",
    "dedication": "Dedication",
    "epigraph": "Epigraph",
    "letter": "Letter",
    "aside": "Aside",
}
# The form of these, unless a part of their words has it: it would not stand out.
FORMED = {"speaker": "SmallCaps", "stage": "Emph", "term": "Strong"}


@dataclass(frozen=True, slots=True)
class NestedBlockWriter:
    """Writes nested blocks. `other` writes those that are neither paragraphs nor inserts."""

    inlines: InlineWriter
    other: Callable[[Block], Iterable[Node]]
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    has_styles: bool = False

    def flow(self, children: Iterable[Nested]) -> list[Node]:
        return list(chain.from_iterable(map(self._child, children)))

    def _child(self, child: Nested) -> Iterable[Node]:
        match child:
            case Nest():
                return self._nest(child)
            case Paragraph():
                return [self._paragraph(child)]
            case Insert(kind="scene-break"):
                return [RULE]
            case Insert():
                return self._picture(child)
        return self.other(child)

    # ── Paragraphs ───────────────────────────────────────────────────────────────────────────────

    def _paragraph(self, paragraph: Paragraph) -> Node:
        kind = paragraph.form.kind
        match kind:
            case "verse":
                return self._styled(kind, self._verse(paragraph))
            case "code" if _is_bare(paragraph.inlines):
                return node("CodeBlock", [NO_ATTRIBUTES, code_text(paragraph.inlines)])
        inside = self.inlines.inlines(paragraph.inlines)
        if kind in FORMED and not _has(inside, FORMED[kind]):
            inside = [node(FORMED[kind], inside)]
        return self._styled(kind, node("Para", self._attributed(paragraph, inside)))

    def _attributed(self, paragraph: Paragraph, inside: list[Node]) -> list[Node]:
        """Return inlines in a span that says their language and direction, if these are stated."""
        form = paragraph.form
        given = attributes(lang=form.language, dir=form.direction)
        return inside if given == NO_ATTRIBUTES else [node("Span", [given, inside])]

    def _styled(self, kind: str, block: Node) -> Node:
        """Return a block with the style that Word has for its kind."""
        if not self.has_styles or kind not in WORD_STYLES:
            return block
        return node("Div", [attributes(custom_style=WORD_STYLES[kind]), [block]])

    def _verse(self, paragraph: Paragraph) -> Node:
        lines = []
        for indent, inlines in _lines(paragraph):
            inside = self._attributed(paragraph, self.inlines.inlines(inlines))
            lines.append([*words(INDENT * indent), *inside] if indent else inside)
        return node("LineBlock", lines)

    # ── Containers ───────────────────────────────────────────────────────────────────────────────

    def _nest(self, nest: Nest) -> list[Node]:
        kind, children = nest.container.kind, nest.children
        match kind:
            case "quotation" | "epigraph" | "letter" | "aside":
                return [self._styled(kind, node("BlockQuote", self.flow(children)))]
            case "dedication":
                return [self._styled(kind, each) for each in self.flow(children)]
            case "list":
                return list(self._lists.lists(nest))
            case "definitions":
                return list(self._lists.definitions(children))
            case "table":
                return list(self._lists.table(nest))
            case "figure" if self.has_styles and _has_one_caption(children):
                return self._figure(children)
        return self.flow(children)

    @property
    def _lists(self) -> ListNodeWriter:
        return ListNodeWriter(self.inlines, self.flow)

    def _figure(self, children: Sequence[Nested]) -> list[Node]:
        """Return a picture with its caption, for Word; only the caption if there is no picture."""
        pictures = [image for child in children for image in self._images(child)]
        captions = [child for child in children if isinstance(child, Paragraph)]
        caption = [node("Para", self.inlines.inlines(each.inlines)) for each in captions]
        if not pictures:
            return caption
        return [node("Figure", [NO_ATTRIBUTES, [None, caption], [node("Plain", pictures)]])]

    def _picture(self, insert: Insert) -> list[Node]:
        images = self._images(insert)
        return [node("Para", images)] if images else []

    def _images(self, child: Nested) -> list[Node]:
        """Return the picture of an insert; its address is its name."""
        if not isinstance(child, Insert) or not child.containers:
            return []
        figure = child.containers[-1]
        picture = self.pictures.get(figure.get("source"))
        if picture is None:
            return []
        alternative = words(figure.get("alt"))
        return [node("Image", [NO_ATTRIBUTES, alternative, [picture.name, NO_TITLE]])]


def _is_bare(inlines: Inlines) -> bool:
    return all(isinstance(inline, Plain | Break) for inline in inlines)


def _lines(paragraph: Paragraph) -> Iterator[tuple[int, Inlines]]:
    """Yield the lines of a stanza, each after its indent."""
    inlines, start = paragraph.inlines, 0
    indent = paragraph.form.indent
    for offset, line_break in break_offsets(inlines):
        yield indent, without_breaks(slice_inlines(inlines, start, offset + 1))
        start, indent = offset + 1, line_break.indent
    yield indent, without_breaks(slice_inlines(inlines, start, len(text_of(inlines)) + 1))


def _has_one_caption(children: Sequence[Nested]) -> bool:
    """Return whether a figure is a picture and one caption, as pandoc has figures."""
    kinds = sorted("picture" if isinstance(child, Insert) else _kind(child) for child in children)
    return kinds == ["caption", "picture"]


def _kind(child: Nested) -> str:
    return child.form.kind if isinstance(child, Paragraph) else ""


def _has(content: Any, kind: str) -> bool:
    """Return whether a node of a kind is in pandoc's nodes."""
    if isinstance(content, dict):
        return content.get("t") == kind or _has(content.get("c"), kind)
    return isinstance(content, list) and any(_has(each, kind) for each in content)
