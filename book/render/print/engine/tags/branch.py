"""Write the structure of a document as PDF objects (ISO 32000-1, 14.7): a branch of the tree.

The branch can be grafted into any file. Its objects refer to others by their numbers in the file,
which are not known when the document is rendered. So it is written with open references, each the
index of an entry in a table that is made when it is grafted. A long book has some fifty elements a
page, and few of its documents change.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf

from book.render.print.engine.tags.elements import (
    Kid,
    LinkAnnotation,
    MarkedContent,
    StructureElement,
    TaggedStructure,
)

# ISO 32000-1, 14.8.5: items without a mark of their own; a head above its column.
ATTRIBUTES = {
    "L": {"O": "/List", "ListNumbering": "/None"},
    "TH": {"O": "/Table", "Scope": "/Column"},
}
ROW_SCOPE = {"Scope": "/Row"}
OPEN_REFERENCE = b"\0"
END = b"\n"  # of an object
ARTIFACT = -1
DOCUMENT = 0  # its index in the table; the elements follow


@dataclass(frozen=True, slots=True)
class StructureBranch:
    """The structure of a document with open references.

    `text` has the kids of the element Document, then the objects of the elements, one a line.
    `open_references` are indices in the table, which has references to Document, the elements, the
    pages, and then to annotations as they stand among an element's kids. `marked` has for each page
    the index of the element of each marked content, or ARTIFACT. `annotated` has the annotations in
    the structure, each with the index of its element; `redundant` those to leave out; `ids` maps
    names to indices of elements.
    """

    text: bytes
    open_references: Sequence[int]
    elements: int
    marked: tuple[Sequence[int], ...]
    annotated: tuple[tuple[LinkAnnotation, int], ...]
    redundant: frozenset[LinkAnnotation]
    ids: Mapping[str, int]


def write_branch(structure: TaggedStructure) -> StructureBranch:
    """Return the structure of a document as a branch."""
    writer = _BranchWriter(structure.pages, structure.words)
    document = writer.write_kids(structure.kids, -1, DOCUMENT)
    for artifact in structure.artifacts:
        writer.marked[artifact.page][artifact.mcid] = ARTIFACT
    objects = (document, *writer.objects)
    return StructureBranch(
        text=END.join(item.text for item in objects),
        open_references=writer.resolved(reference for item in objects for reference in item.open),
        elements=len(writer.objects),
        marked=tuple(map(_by_mcid, writer.marked)),
        annotated=tuple(writer.annotated),
        redundant=frozenset(structure.redundant),
        ids=writer.ids,
    )


def _by_mcid(marked: Mapping[int, int]) -> Sequence[int]:
    return array("i", (marked[mcid] for mcid in range(len(marked))))


def graft(branch: StructureBranch, table: Sequence[bytes]) -> tuple[bytes, list[bytes]]:
    """Return the kids of Document and the objects of the elements, with references filled in."""
    literal = branch.text.split(OPEN_REFERENCE)
    written = [b""] * (2 * len(literal) - 1)
    written[::2] = literal
    written[1::2] = [table[index] for index in branch.open_references]
    kids, *objects = b"".join(written).split(END)
    return kids, objects


@dataclass(slots=True)
class _OpenObject:
    """An object with open references.

    Those to Document and to elements are indices in the table; those to pages, and then to
    annotations, are complements (~0 is the first page), as the count of elements is not known yet.
    """

    text: bytes = b""
    open: list[int] = field(default_factory=list)


class _BranchWriter:
    """Writes the elements of a document, each after those that it is in."""

    def __init__(self, pages: int, words: Mapping[tuple[int, int], str]) -> None:
        self.pages, self.words = pages, words
        self.objects: list[_OpenObject] = []
        self.marked: list[dict[int, int]] = [{} for _ in range(pages)]
        self.annotated: list[tuple[LinkAnnotation, int]] = []
        self.ids: dict[str, int] = {}

    def resolved(self, references: Iterable[int]) -> Sequence[int]:
        """Return references as indices in the table: after Document and the elements, the pages."""
        after_elements = len(self.objects) + 1
        return array("i", (line if line >= 0 else after_elements + ~line for line in references))

    def write_element(self, element: StructureElement, parent: int) -> int:
        """Write an element with all that is in it; return its index in the table."""
        written = _OpenObject()
        self.objects.append(written)
        index = len(self.objects)
        if element.id:
            self.ids[element.id] = index
        page = _page_of(element)
        kids = self.write_kids(element.kids, page, index)
        page_key, page_reference = (b"/Pg \0", [~page]) if page >= 0 else (b"", [])
        written.open = [parent, *page_reference, *kids.open]
        written.text = b"<</Type /StructElem/S /%b/P \0%b%b/K [%b]>>" % (
            element.tag.encode(),
            _properties(element),
            page_key,
            kids.text,
        )
        return index

    def _write_words(self, content: MarkedContent, parent: int) -> int:
        """Write a Span for content that runs from right to left, with its words as they are read.

        ISO 32000-1, 14.9.4. Return its index in the table.
        """
        written = _OpenObject()
        self.objects.append(written)
        index = len(self.objects)
        self.marked[content.page][content.mcid] = index
        words = pdf_string(self.words[content.place])
        written.open = [parent, ~content.page]
        written.text = b"<</Type /StructElem/S /Span/P \0/ActualText %b/Pg \0/K [%d]>>" % (
            words,
            content.mcid,
        )
        return index

    def write_kids(self, kids: Iterable[Kid], page: int, parent: int) -> _OpenObject:
        """Write the kids of an element whose own page is `page`, -1 for none."""
        texts: list[bytes] = []
        references: list[int] = []
        for kid in kids:
            if isinstance(kid, MarkedContent) and kid.place in self.words:
                texts.append(OPEN_REFERENCE)
                references.append(self._write_words(kid, parent))
            elif isinstance(kid, MarkedContent):
                self.marked[kid.page][kid.mcid] = parent
                if kid.page == page:
                    texts.append(b"%d" % kid.mcid)
                else:
                    texts.append(b"<</Type /MCR/Pg \0/MCID %d>>" % kid.mcid)
                    references.append(~kid.page)
            elif isinstance(kid, StructureElement):
                texts.append(OPEN_REFERENCE)
                references.append(self.write_element(kid, parent))
            else:
                texts.append(OPEN_REFERENCE)
                references.append(~(self.pages + len(self.annotated)))
                self.annotated.append((kid, parent))
        return _OpenObject(b" ".join(texts), references)


def _page_of(element: StructureElement) -> int:
    """Return the page of the first marked content that is directly in an element, or -1."""
    return next((kid.page for kid in element.kids if isinstance(kid, MarkedContent)), -1)


def _properties(element: StructureElement) -> bytes:
    properties = [
        (b"Lang", element.language),
        (b"Alt", element.alternative),
        (b"E", element.expansion),
        (b"ID", element.id),
    ]
    written = b"".join(b"/%b %b" % (key, pdf_string(text)) for key, text in properties if text)
    return written + _attributes(element)


def _attributes(element: StructureElement) -> bytes:
    attributes: dict[str, Any] = dict(ATTRIBUTES.get(element.tag, {}))
    if element.heads_row:
        attributes |= ROW_SCOPE
    spans = {"ColSpan": element.columns, "RowSpan": element.rows}
    if wider := {name: count for name, count in spans.items() if count > 1}:
        attributes = {"O": "/Table", **attributes, **wider}
    if not attributes:
        return b""
    written: bytes = pydyf.Dictionary(attributes).data
    return b"/A " + written


def pdf_string(text: str) -> bytes:
    """Return a text as a PDF string on one line (7.3.4)."""
    written: bytes = pydyf.String(text).data
    return written.replace(b"\r", b"\\r").replace(b"\n", b"\\n").replace(b"\0", b"\\0")


def mark_artifacts(stream: list[Any], numbers: Iterable[int]) -> None:
    """Turn marked content into pagination artifacts, which a screen reader skips.

    ISO 32000-1, 14.8.2.2.2. pydyf keeps tag, properties and operator one after the other:
    `/Span <</MCID n>> BDC`.
    """
    artifacts = set(numbers)
    for index in range(2, len(stream)):
        properties = stream[index - 1]
        if stream[index] != b"BDC" or not isinstance(properties, dict):
            continue
        if properties.get("MCID") in artifacts:
            pagination = pydyf.Dictionary({"Type": "/Pagination"})
            stream[index - 2], stream[index - 1] = b"/Artifact", pagination
