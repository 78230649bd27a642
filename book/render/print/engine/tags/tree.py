"""Join the branches of all documents in the one structure tree of a file.

With the ways back into it: from content, by the parent tree, and from names, by the ID tree.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf

from book.render.print.engine.tags.branch import ARTIFACT, StructureBranch, graft, pdf_string
from book.render.print.engine.tags.elements import LinkAnnotation
from book.text.direction import direction_of

NULL = b"null"
LEAF_SIZE = 64  # keys: some readers parse a whole leaf for each key that they look up
RIGHT_TO_LEFT = b"/A <</O /Layout/WritingMode /RlTb>>"  # 14.8.5.4.2; what is inside inherits it


class RawObject(pydyf.Object):  # type: ignore[misc]
    """An object as it is written in the file."""

    data = b""


def add_object(pdf: Any, data: bytes = b"") -> RawObject:
    """Add an object to a file, and return it."""
    raw = RawObject()
    raw.data = data
    pdf.add_object(raw)
    return raw


class StructureTree:
    """The structure tree of a file of `pages` pages.

    It has one element Document, whose kids are those of the branches, one after the other.
    """

    def __init__(self, pdf: Any, language: str, pages: int) -> None:
        self.pdf, self.language, self.pages = pdf, language, pages
        self.is_rtl = direction_of(language) == "rtl"
        self.root, self.document = pydyf.Dictionary({"Type": "/StructTreeRoot"}), RawObject()
        pdf.add_object(self.root)
        pdf.add_object(self.document)
        self.kids: list[bytes] = []
        # Of each page, by its index, the elements of its marked contents.
        self.contents = dict.fromkeys(range(pages), b"[]")
        self.annotations: list[bytes] = []  # the elements of the annotations
        self.names: dict[str, bytes] = {}

    def add(
        self,
        branch: StructureBranch,
        pages: Mapping[int, bytes],
        annotations: Mapping[LinkAnnotation, RawObject],
    ) -> None:
        """Graft the branch of a document. `pages` are references to its pages, by their indices.

        Links that lead nowhere are not among the `annotations`.
        """
        first = len(self.pdf.objects)
        elements = [b"%d 0 R" % number for number in range(first, first + branch.elements)]
        references = list(pages.values())
        table = [self.document.reference, *elements, *references]
        for link, element in branch.annotated:
            annotation = annotations.get(link)
            table.append(self._link(annotation, references[link.page], table[element]))
        kids, objects = graft(branch, table)
        self.kids.append(kids)
        for data in objects:
            add_object(self.pdf, data)
        for index, marked in zip(pages, branch.marked, strict=True):
            self.contents[index] = _parents(marked, table)
        self.names.update({name: table[index] for name, index in branch.ids.items()})

    def _link(self, annotation: RawObject | None, page: bytes, element: bytes) -> bytes:
        """Return a reference to an annotation, which gets the way back to its element."""
        if annotation is None:
            return b""
        key = self.pages + len(self.annotations)
        annotation.data = annotation.data[:-2] + b"/StructParent %d>>" % key
        self.annotations.append(element)
        return b"<</Type /OBJR/Pg %b/Obj %b>>" % (page, annotation.reference)

    def write(self) -> None:
        """Write what belongs to all branches (ISO 32000-1, 14.7.2 and 14.7.4.4)."""
        kids = b" ".join(kids for kids in self.kids if kids)
        mode = RIGHT_TO_LEFT if self.is_rtl else b""
        properties = (self.root.reference, pdf_string(self.language), mode, kids)
        self.document.data = b"<</Type /StructElem/S /Document/P %b/Lang %b%b/K [%b]>>" % properties
        self.root["K"] = b"[%b]" % self.document.reference
        self._write_parent_tree()
        self._write_id_tree()
        catalog = self.pdf.catalog
        catalog["StructTreeRoot"] = self.root.reference
        # ISO 14289-1, 7.1.
        preferences = {"DisplayDocTitle": "true"}
        if self.is_rtl:
            preferences["Direction"] = "/R2L"  # table 150: pages are bound on the right
        catalog["ViewerPreferences"] = pydyf.Dictionary(preferences)
        catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def _write_parent_tree(self) -> None:
        parents = (*self.contents.values(), *self.annotations)
        leaves = [
            add_object(self.pdf, leaf).reference for leaf in _number_leaves(parents, LEAF_SIZE)
        ]
        tree = b"<</Kids [%b]>>" % b" ".join(leaves)
        self.root["ParentTree"] = add_object(self.pdf, tree).reference
        self.root["ParentTreeNextKey"] = len(parents)

    def _write_id_tree(self) -> None:
        if self.names:
            names = sorted(self.names.items())
            written = b" ".join(b"%b %b" % (pdf_string(name), element) for name, element in names)
            self.root["IDTree"] = add_object(self.pdf, b"<</Names [%b]>>" % written).reference


def _number_leaves(values: Sequence[bytes], size: int) -> Iterator[bytes]:
    """Yield the leaves of a number tree whose keys count from 0 (ISO 32000-1, 7.9.7).

    >>> list(_number_leaves([b"7 0 R", b"8 0 R", b"9 0 R"], 2))
    [b'<</Limits [0 1]/Nums [0 7 0 R 1 8 0 R]>>', b'<</Limits [2 2]/Nums [2 9 0 R]>>']
    """
    for first in range(0, len(values), size):
        numbered = list(enumerate(values[first : first + size], first))
        numbers = b" ".join(b"%d %b" % entry for entry in numbered)
        yield b"<</Limits [%d %d]/Nums [%b]>>" % (first, numbered[-1][0], numbers)


def _parents(marked: Sequence[int], table: Sequence[bytes]) -> bytes:
    """Return the references to the elements of a page's marked contents."""
    return b"[%b]" % b" ".join([NULL if index == ARTIFACT else table[index] for index in marked])
