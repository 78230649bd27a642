"""Read the structure of a document from the boxes that WeasyPrint laid out.

An element of HTML makes one structure element, on however many pages and lines its boxes stand.
Boxes that mean nothing make none.
"""

from collections.abc import Callable
from typing import Any

from book.render.print.engine.bidi.joins import JOINER
from book.render.print.engine.continued import is_continued_line
from book.render.print.engine.tags.elements import (
    LinkAnnotation,
    MarkedContent,
    StructureElement,
    TaggedStructure,
)
from book.render.print.engine.tags.roles import HEADINGS, classes_of, is_repeated_head, roles_of

# A note follows one of these; called elsewhere, it stands at the end of an element that holds text.
FOLLOWED = ("P", "Caption", *HEADINGS)
HOLDING = ("LBody", "TD", "TH", "BlockQuote", "Sect", "Document")
CELLS = ("TD", "TH")


class StructureReader:
    """Reads the structure of a document page by page.

    `artifacts` are not the book's text: running heads, folios, leaders, marks of items, the head of
    a table where it is repeated on a further page. `redundant` are annotations of links within a
    link, whose own annotation covers them.
    """

    def __init__(self, language: str) -> None:
        self.root = StructureElement("Document", language=language)
        self.artifacts: list[MarkedContent] = []
        self.redundant: list[LinkAnnotation] = []
        self.elements: dict[Any, StructureElement] = {}  # by element of HTML
        self.notes: dict[str, StructureElement] = {}
        self.callers: dict[str, StructureElement] = {}  # by the note that they call
        self.words: dict[tuple[int, int], str] = {}  # of content that runs from right to left
        self.page = -1
        self.tags: dict[Any, dict[str, Any]] = {}

    def read_page(self, box: Any, tags: dict[Any, dict[str, Any]]) -> None:
        """Read the next page. `tags` maps its boxes to their marked content, and is emptied."""
        self.page, self.tags = self.page + 1, tags
        for child in box.children:
            is_margin = hasattr(child, "at_keyword")
            self._read(child, None if is_margin else self.root)

    def _read(self, box: Any, parent: StructureElement | None) -> None:
        box = getattr(box, "_box", box)  # a placeholder of what is placed absolutely
        element = self._element(box, parent) if parent and not _is_artifact(box) else None
        if box in self.tags:
            content = MarkedContent(self.page, self.tags.pop(box)["mcid"], getattr(box, "text", ""))
            (element.kids if element else self.artifacts).append(content)
            if words := leftward_words(box):
                self.words[content.place] = words
            return
        if box.link_annotation is not None:
            self._add_link(LinkAnnotation(self.page, box.link_annotation), box, element)
        for child in getattr(box, "children", ()):
            self._read(child, element)

    def _add_link(
        self, annotation: LinkAnnotation, box: Any, element: StructureElement | None
    ) -> None:
        if element and element.tag == "Link" and element.source is box.element:
            element.kids.append(annotation)
        else:
            self.redundant.append(annotation)

    def _element(self, box: Any, parent: StructureElement) -> StructureElement | None:
        """Return the element of a box; None for the head of a table on a further page."""
        source = box.element
        if source is None or source in (element.source for element in parent.ancestors()):
            return parent
        if note := source.get("data-note"):
            return self._continue_note(note, source)
        element = self.elements.get(source) or self._new_element(source, parent)
        return None if element.tag == "THead" and self._began_before(element) else element

    def _began_before(self, element: StructureElement) -> bool:
        first = next(element.contents(), None)
        return first is not None and first.page < self.page

    def _new_element(self, source: Any, parent: StructureElement) -> StructureElement:
        element = self._insert(source, parent)
        if element is not parent:
            self.elements[source] = element
            _describe(element, source)
        return element

    def _insert(self, source: Any, parent: StructureElement) -> StructureElement:
        """Insert the element for one of HTML, and those that ISO 32000-1 demands around it.

        Return the parent if it has no meaning of its own.
        """
        if source.get("role") == "doc-footnote":
            return self._insert_note(source)
        if source.tag == "a":
            return self._insert_link(source, parent)
        if called := source.get("data-calls"):
            self.callers[called] = parent
            return parent
        if source.tag == "dd":
            return _last_item(parent).add("LBody")
        for tag in roles_of(source, parent):
            parent = parent.add(tag)
        return parent

    def _insert_link(self, source: Any, parent: StructureElement) -> StructureElement:
        """Insert a Link. Within the book it is in a Reference, or in the Lbl of its note.

        ISO 14289-1, 7.9.
        """
        target = source.get("href", "")
        if "back" in classes_of(source):
            return _insert_label(parent).add("Link")
        if source.get("role") == "doc-noteref":
            self.callers[target.removeprefix("#")] = parent
        is_in_reference = any(element.tag == "Reference" for element in parent.ancestors())
        if is_in_reference or not target.startswith("#"):
            return parent.add("Link")
        return parent.add("Reference").add("Link")

    def _insert_note(self, source: Any) -> StructureElement:
        """Insert a Note and return the P in it, which makes it be spoken apart from the text.

        It gets its place when all pages are read.
        """
        note = StructureElement("Note", self.root, id=source.get("id"))
        self.notes[note.id] = note
        return note.add("P")

    def _continue_note(self, name: str, source: Any) -> StructureElement:
        """Return the P of a note that the layout has cut into pieces."""
        body = _body_of(self.notes[name])
        if source not in body.continuations:
            body.continuations.append(source)
        return body

    def place_notes(self) -> None:
        """Put each note after the paragraph or heading that calls it, in the order of the calls.

        ISO 32000-1 (14.8.4.4, Note) allows a note within the text or elsewhere. Within a paragraph
        it would cut a sentence in two, as NVDA has no role for Note and reads on; at the end of the
        page it is far from its call.
        """
        last: dict[StructureElement, StructureElement] = {}
        for name, caller in self.callers.items():
            note, block = self.notes.pop(name), _block_of(caller)
            _place_note(note, block, last.get(block, block))
            last[block] = note
        self.root.kids += self.notes.values()

    def structure(self) -> TaggedStructure:
        """Return the structure without what it was read from. Nothing can be read after that."""
        self.root.forget_source()
        kids, pages = tuple(self.root.kids), self.page + 1
        artifacts, redundant = tuple(self.artifacts), tuple(self.redundant)
        return TaggedStructure(kids, artifacts, redundant, pages, self.words)

    def prune(self) -> None:
        """Remove the elements that hold nothing, such as the bands of the cover.

        An empty cell stays: all rows of a table have as many (ISO 14289-1, 7.5).
        """
        _prune(self.root)


def leftward_words(box: Any) -> str:
    """Return the words of a text box that runs from right to left (`bidi`), "" of another one."""
    is_rtl = getattr(box, "level", 0) % 2
    return box.text.strip(JOINER) if is_rtl and hasattr(box, "text") else ""


def _is_artifact(box: Any) -> bool:
    """Return whether a box is not the book's text.

    That is a leader, a heading of the index that is repeated, what a style sheet draws (the mark of
    an item, the number of a line), or a picture that is only decoration.
    """
    if getattr(box, "is_leader", False) or "::" in (box.element_tag or ""):
        return True
    source = box.element
    if is_continued_line(source) or is_repeated_head(source):
        return True
    return source is not None and source.tag == "img" and not source.get("alt")


def _prune(element: StructureElement) -> None:
    for kid in list(element.child_elements()):
        _prune(kid)
        if not kid.kids and kid.tag not in CELLS:
            element.kids.remove(kid)


def _describe(element: StructureElement, source: Any) -> None:
    """Note what the words of an element do not say.

    Another language than around it (ISO 14289-1, 7.2), the meaning of a picture (7.3).
    """
    around = element.inherited_language()
    element.source = source
    if element.tag == "Figure":
        element.alternative = source.get("alt") or source.get("aria-label", "")
    element.heads_row = element.tag == "TH" and source.get("scope") == "row"
    if element.tag in CELLS:
        element.columns = int(source.get("colspan", 1))
        element.rows = int(source.get("rowspan", 1))
    element.expansion = source.get("title", "") if source.tag == "abbr" else ""
    language = source.get("lang", around)
    element.language = language if language != around else element.language


def _ancestor(element: StructureElement, test: Callable[[str], bool]) -> StructureElement:
    return next(ancestor for ancestor in element.ancestors() if test(ancestor.tag))


def _insert_label(parent: StructureElement) -> StructureElement:
    """Insert the label of the note that an element is in, at its beginning."""
    note = _ancestor(parent, lambda tag: tag == "Note")
    label = StructureElement("Lbl", note)
    note.kids.insert(0, label)
    return label


def _block_of(caller: StructureElement) -> StructureElement:
    return _ancestor(caller, lambda tag: tag in FOLLOWED or tag in HOLDING)


def _place_note(note: StructureElement, block: StructureElement, former: StructureElement) -> None:
    """Put a note after `former`, the block or its last note, or at the end of the block."""
    if block.tag in FOLLOWED and block.parent:
        note.parent = block.parent
        note.parent.kids.insert(note.parent.kids.index(former) + 1, note)
    else:
        note.parent = block
        block.kids.append(note)


def _body_of(note: StructureElement) -> StructureElement:
    return next(kid for kid in note.child_elements() if kid.tag == "P")


def _last_item(parent: StructureElement) -> StructureElement:
    """Return the item of a list that a definition belongs to."""
    items = [kid for kid in parent.child_elements() if kid.tag == "LI"]
    return items[-1] if items else parent.add("LI")
