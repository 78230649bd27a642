"""Read the structure of the book from the boxes that the engine laid out: what a screen reader walks through.

The elements are those of HTML in the words of ISO 32000-1, 14.8.4. An element of HTML makes one structure element, on
however many pages and lines its boxes stand; boxes that mean nothing make none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

GROUPS = {
    "section": "Sect",
    "p": "P",
    "blockquote": "BlockQuote",
    "figure": "Div",
    "figcaption": "Caption",
    "caption": "Caption",
}
TABLES = {"table": "Table", "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD"}
STANDARD: dict[str, tuple[str, ...]] = {
    **{tag: (name,) for tag, name in (GROUPS | TABLES).items()},
    **{f"h{level}": (f"H{level}",) for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "dl"), ("L",)),
    **dict.fromkeys(("img", "{http://www.w3.org/2000/svg}svg"), ("Figure",)),
    "li": ("LI", "LBody"),
    "dt": ("LI", "Lbl"),
}
IN_CONTENTS = {
    "ol": ("TOC",),
    "li": ("TOCI",),
    "div": ("Reference",),
}  # 14.8.4.2: a list of contents may hold another one
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
# What a note can follow, and what holds text itself, so that a note called there stands at its end.
FOLLOWED = ("P", "Caption", *HEADINGS)
HOLDING = ("LBody", "TD", "TH", "BlockQuote", "Sect", "Document")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of marked content: its page (index), its number there (ISO 32000-1, 14.7.4.2), the text of its box."""

    page: int
    mcid: int
    text: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """The annotation of a link: its page (index), and which of the page's links it is. A link broken over lines has several."""

    page: int
    link: int


@dataclass(eq=False, slots=True)
class Spot:
    """Where a link is drawn: it stands for the engine's box, and gets the annotation that the engine makes."""

    link_annotation: Any = None


@dataclass(eq=False, slots=True)
class Element:
    """A structure element in the making."""

    tag: str
    parent: "Element | None" = None
    source: Any = None
    language: str = ""
    alternative: str = ""
    expansion: str = ""
    id: str = ""
    heads_row: bool = False  # of a table's head
    kids: "list[Element | Piece | Annotation]" = field(default_factory=list)
    more: list[Any] = field(
        default_factory=list
    )  # the elements of HTML that go on with this one: a note in several pieces

    def add(self, tag: str, source: Any = None) -> "Element":
        made = Element(tag, self, source)
        self.kids.append(made)
        return made

    def above(self) -> "Iterator[Element]":
        """Give the element and what it stands in, inside out."""
        found: Element | None = self
        while found:
            yield found
            found = found.parent

    def pieces(self) -> Iterator[Piece]:
        """Give the pieces of the element and of all in it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.pieces()
            elif isinstance(kid, Piece):
                yield kid


@dataclass(frozen=True, slots=True)
class Tagged:
    """The structure of a sheet, which knows its pages by their index, and nothing of the engine's boxes; see `Structure`."""

    kids: "tuple[Element | Piece | Annotation, ...]"
    artifacts: tuple[Piece, ...]
    redundant: tuple[Annotation, ...]
    pages: int


class Structure:
    """The structure as it is read page by page, and what belongs to no element.

    `artifacts` are pieces that are not the book's text (running heads, folios, leaders, a table's head said again on the next
    page); `redundant` are annotations within a link, which the link's own covers.
    """

    def __init__(self, language: str) -> None:
        self.root = Element("Document", language=language)
        self.artifacts: list[Piece] = []
        self.redundant: list[Annotation] = []
        self.made: dict[Any, Element] = {}
        self.notes: dict[str, Element] = {}
        self.called: dict[str, Element] = {}
        self.page = -1
        self.tags: dict[Any, dict[str, Any]] = {}

    def read_page(self, box: Any, tags: dict[Any, dict[str, Any]]) -> None:
        """Read the next page. `tags` says which of its boxes are drawn as which marked content; it is emptied."""
        self.page, self.tags = self.page + 1, tags
        for child in box.children:
            self._read(child, None if hasattr(child, "at_keyword") else self.root)

    def _read(self, box: Any, parent: Element | None) -> None:
        box = getattr(
            box, "_box", box
        )  # what is placed absolutely has a stand-in at its place in the text
        inside = (
            self._element(box, parent) if parent and not getattr(box, "is_leader", False) else None
        )
        if box in self.tags:
            piece = Piece(self.page, self.tags.pop(box)["mcid"], getattr(box, "text", ""))
            (inside.kids if inside else self.artifacts).append(piece)
            return
        if box.link_annotation is not None:
            self._link(Annotation(self.page, box.link_annotation), box, inside)
        for child in getattr(box, "children", ()):
            self._read(child, inside)

    def _link(self, annotation: Annotation, box: Any, inside: Element | None) -> None:
        own = inside and inside.tag == "Link" and inside.source is box.element
        (inside.kids if inside and own else self.redundant).append(annotation)

    def _element(self, box: Any, parent: Element) -> Element | None:
        """Find or make the element that a box stands for; None for a table's head on a further page."""
        source = box.element
        if source is None or source in (element.source for element in parent.above()):
            return parent
        if note := source.get("data-note"):
            return self._go_on(note, source)
        if source not in self.made:
            made = self._make(source, parent)
            if made is parent:
                return parent
            self.made[source] = made
            self._describe(source, made)
        made = self.made[source]
        began = next(made.pieces(), None)
        return None if made.tag == "THead" and began and began.page < self.page else made

    def _describe(self, source: Any, made: Element) -> None:
        """Say what an element's words do not: another language than around it (ISO 14289-1, 7.2), a picture's meaning (7.3)."""
        around = _language(made)
        made.source = source
        made.alternative = source.get("alt", "") if made.tag == "Figure" else ""
        made.heads_row = made.tag == "TH" and source.get("scope") == "row"
        made.expansion = source.get("title", "") if source.tag == "abbr" else ""
        if (language := source.get("lang", around)) != around:
            made.language = language

    def _make(self, source: Any, parent: Element) -> Element:
        """Make the element for one of HTML, and what ISO 32000-1 wants around it; `parent` where it has no meaning of its own."""
        if source.get("role") == "doc-footnote":
            return self._note(source)
        if source.tag == "a":
            return self._reference(source, parent)
        if source.tag == "dd":
            return _last_item(parent).add("LBody")
        for tag in _tags(source, parent):
            parent = parent.add(tag)
        return parent

    def _reference(self, source: Any, parent: Element) -> Element:
        """Make a Link; within the book it is a Reference, or the Lbl of its note (ISO 14289-1, 7.9)."""
        target = source.get("href", "")
        if "back" in _classes(source):
            note = next(element for element in parent.above() if element.tag == "Note")
            label = Element("Lbl", note)
            note.kids.insert(0, label)
            return label.add("Link")
        if source.get("role") == "doc-noteref":
            self.called[target.removeprefix("#")] = parent
        inside = any(element.tag == "Reference" for element in parent.above())
        return (
            parent.add("Link")
            if inside or not target.startswith("#")
            else parent.add("Reference").add("Link")
        )

    def _note(self, source: Any) -> Element:
        """Make a Note, which is placed when all pages are read: its label, and a P, so that it is spoken apart from the text."""
        note = Element("Note", self.root, id=source.get("id"))
        self.notes[note.id] = note
        return note.add("P")

    def _go_on(self, name: str, source: Any) -> Element:
        """Go on with a note that the layout has cut into pieces."""
        body = next(
            kid for kid in self.notes[name].kids if isinstance(kid, Element) and kid.tag == "P"
        )
        if source not in body.more:
            body.more.append(source)
        return body

    def place_notes(self) -> None:
        """Put each note after the paragraph or heading that calls it, in the order of the calls.

        ISO 32000-1 (14.8.4.4, Note) leaves it open whether a note stands within the text or elsewhere. Within a paragraph it would
        cut a sentence in two, as NVDA has no role for Note and reads on; at the end of the page it is far from its call.
        """
        last: dict[Element, Element] = {}
        for name, call in self.called.items():
            note = self.notes.pop(name)
            block = next(
                element for element in call.above() if element.tag in (*FOLLOWED, *HOLDING)
            )
            note.parent = block.parent if block.tag in FOLLOWED and block.parent else block
            kids = note.parent.kids
            kids.insert(
                kids.index(last.get(block, block)) + 1 if note.parent is not block else len(kids),
                note,
            )
            last[block] = note
        self.root.kids += self.notes.values()

    def tagged(self) -> Tagged:
        """Give the structure without what it was read from. Nothing can be read after that."""
        _forget(self.root)
        return Tagged(
            tuple(self.root.kids), tuple(self.artifacts), tuple(self.redundant), self.page + 1
        )

    def prune(self, element: Element | None = None) -> None:
        """Take out what holds nothing: it draws something at most, as the bands of the cover."""
        element = element or self.root
        for kid in [kid for kid in element.kids if isinstance(kid, Element)]:
            self.prune(kid)
            if not kid.kids:
                element.kids.remove(kid)


def _forget(element: Element) -> None:
    """Let go of what an element was read from."""
    element.parent, element.source, element.more = None, None, []
    for index, kid in enumerate(element.kids):
        if isinstance(kid, Element):
            _forget(kid)
        elif isinstance(kid, Piece):
            element.kids[index] = replace(kid, text="")


def _classes(source: Any) -> list[str]:
    found: list[str] = source.get("class", "").split()
    return found


def _tags(source: Any, parent: Element) -> tuple[str, ...]:
    """Say what an element of HTML is in the words of ISO 32000-1, from the outside in; nothing: what it stands in says it all."""
    classes = _classes(source)
    if (source.tag == "ol" and "contents" in classes) or parent.tag in ("TOC", "TOCI"):
        return IN_CONTENTS.get(source.tag, ())
    if "subheading" in classes:
        return (_below(parent),)
    if source.tag in STANDARD:
        return STANDARD[source.tag]
    told = source.get("lang", _language(parent)) != _language(parent) or (
        source.tag == "abbr" and "title" in source.attrib
    )
    return ("Span",) if told else ()


def _language(element: Element) -> str:
    return next(element.language for element in element.above() if element.language)


def _last_item(parent: Element) -> Element:
    """Find the item that a definition belongs to."""
    items = [kid for kid in parent.kids if isinstance(kid, Element) and kid.tag == "LI"]
    return items[-1] if items else parent.add("LI")


def _below(parent: Element) -> str:
    """Give the level below the heading of a section, so that none is skipped (ISO 14289-1, 7.4.2)."""
    heads = [
        kid.tag
        for element in parent.above()
        for kid in element.kids
        if isinstance(kid, Element) and kid.tag in HEADINGS
    ]
    return HEADINGS[min(HEADINGS.index(heads[0]) + 1, 5)] if heads else "H1"
