"""Write blocks in the containers that hold them: quotations, speeches, figures, letters …

The content models of TEI say what may stand where; what may not becomes the nearest element that
may.
"""

import unicodedata
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from book.model import Block, Container, Insert, Paragraph, Picture
from book.render.tei.elements import TEI, Element, element
from book.render.tei.leaves import Words, leaf
from book.render.tei.lists import ListWriter
from book.text.nesting import Nest, Nested

# The elements of blocks that stand at the beginning or the end of a division or a letter.
OPENING = {"salutation": "salute", "dateline": "dateline"}
CLOSING = {"salutation": "salute", "dateline": "dateline", "signature": "signed"}
# In these, some kinds of blocks have elements that they have nowhere else.
OWN_TAGS = {
    ("sp", "speaker"): "speaker",
    ("sp", "attribution"): "p",
    ("figure", "caption"): "head",
    ("lg", "caption"): "head",
}
NO_TEXT = ("app", "note", "figure", "milestone", "epigraph", "opener")

Flow = Callable[[Sequence[Nested]], Iterable[Element]]


@dataclass(frozen=True, slots=True)
class NestWriter:
    """Writes nested blocks. `other` writes those that are neither paragraphs nor inserts."""

    words: Words
    other: Callable[[Block], Iterable[Element]]
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    # ── Divisions and what is like them ──────────────────────────────────────────────────────────

    def body(
        self, children: Sequence[Nested], flow: Flow | None = None, *, has_end: bool = True
    ) -> Iterator[Element]:
        """Yield the blocks of a division, with its opener and, if it `has_end`, its closer.

        `flow` writes those between.
        """
        flow = flow or self.flow
        opening = len(list(takewhile(_opens, children)))
        rest = children[opening:]
        closing = len(list(takewhile(_closes, reversed(rest)))) if has_end else 0
        middle, ends = rest[: len(rest) - closing], rest[len(rest) - closing :]
        yield from map(self._opener, children[:opening])
        content = list(flow(middle))
        yield from content
        if ends and any(map(_is_text, content)):
            yield element("closer", *(self._end(each, CLOSING) for each in ends))
        else:
            yield from flow(ends)

    def _opener(self, child: Nested) -> Element:
        if isinstance(child, Nest):
            return element("epigraph", *self.flow(child.children))
        return element("opener", self._end(child, OPENING))

    def _end(self, child: Nested, tags: Mapping[str, str]) -> Element:
        assert isinstance(child, Paragraph)
        return leaf(child, self.words, tags[child.form.kind])

    def flow(self, children: Iterable[Nested], parent: str = "") -> Iterator[Element]:
        """Yield blocks that stand among paragraphs; `parent` is the element that holds them."""
        for child in children:
            match child:
                case Nest(container=Container(kind="speech")) if parent == "sp":
                    yield self._text_within(child)
                case Nest():
                    yield self.nest(child)
                case Paragraph():
                    yield self._paragraph(child, parent)
                case Insert():
                    yield from self._insert(child)
                case _:
                    yield from self.other(child)

    def _paragraph(self, paragraph: Paragraph, parent: str) -> Element:
        special = self.words.special(paragraph)
        if special is not None:
            return special
        return leaf(paragraph, self.words, OWN_TAGS.get((parent, paragraph.form.kind), ""))

    def _insert(self, insert: Insert) -> Iterator[Element]:
        if insert.kind == "scene-break":
            yield element("milestone", unit="section", rend=_rendition(insert.text) or "space")
            return
        figure = insert.containers[-1] if insert.containers else None
        picture = self.pictures.get(figure.get("source")) if figure else None
        if picture:
            yield element("graphic", url=_data_address(picture), mimeType=picture.media_type)

    # ── Containers ───────────────────────────────────────────────────────────────────────────────

    def nest(self, nest: Nest) -> Element:
        """Return the element of a container."""
        lists, children = ListWriter(self.words, self.flow), nest.children
        match nest.container.kind:
            case "quotation":
                return self._quotation(children)
            case "epigraph":
                return element("quote", *self.flow(children), type="epigraph")
            case "speech":
                return element("sp", *self.flow(children, "sp"))
            case "poem" if _is_poem(children):
                return element("lg", *self.flow(children, "lg"), type="poem")
            case "figure":
                return self._figure(nest)
            case "note":
                mark = nest.container.get("mark")
                words = self.flow(children)
                return element("note", *words, type="source", place="bottom", n=mark)
            case "list" | "item":
                return lists.items(nest)
            case "definitions" | "definition":
                return lists.definitions(nest)
            case "table" | "row" | "cell":
                return lists.table(nest)
        return self._text_within(nest)

    def _quotation(self, children: Sequence[Nested]) -> Element:
        *words, last = children
        if not words or not isinstance(last, Paragraph) or last.form.kind != "attribution":
            return element("quote", *self.flow(children))
        return element("cit", element("quote", *self.flow(words)), leaf(last, self.words))

    def _figure(self, nest: Nest) -> Element:
        is_decorative = nest.container.get("decorative") == "yes"
        figure = element("figure", rend="decorative" if is_decorative else "")
        figure.extend(self.flow(nest.children, "figure"))
        if alternative := nest.container.get("alt"):
            figure.append(element("figDesc", alternative))
        return figure

    def _text_within(self, nest: Nest) -> Element:
        """Return a text that interrupts the one around it: a letter, a dedication …"""
        body = element("body", *self.body(nest.children))
        if not any(map(_is_text, body)):
            body.append(element("p"))
        return element("floatingText", body, type=nest.container.kind)


def _opens(child: Nested) -> bool:
    if isinstance(child, Nest):
        return child.container.kind == "epigraph"
    return isinstance(child, Paragraph) and child.form.kind in OPENING


def _closes(child: Nested) -> bool:
    return isinstance(child, Paragraph) and child.form.kind in CLOSING


def _is_text(new: Element) -> bool:
    """Return whether an element is more than what TEI allows anywhere: a division needs that."""
    return str(new.tag).removeprefix(f"{{{TEI}}}") not in NO_TEXT


def _is_poem(children: Sequence[Nested]) -> bool:
    """Return whether blocks are stanzas, after a title at most, and whatever may stand in them."""
    kinds = [_kind(child) for child in children]
    title = 1 if kinds[:1] == ["caption"] else 0
    return "verse" in kinds and set(kinds[title:]) <= {"verse", "stage", "insert", "figure"}


def _kind(child: Nested) -> str:
    match child:
        case Nest():
            return child.container.kind
        case Paragraph():
            return child.form.kind
        case Insert():
            return "insert"
    return ""


def _rendition(text: str) -> str:
    """Return a sign as TEI allows it in @rend: without marks that have no width."""
    return "".join(c for c in text if unicodedata.category(c)[0] in "LNPSZ").strip()


def _data_address(picture: Picture) -> str:
    """Return an address that is the picture: the document needs no other file."""
    return f"data:{picture.media_type};base64,{b64encode(picture.content).decode()}"
