"""Join the branches of all sheets in the one structure tree of a file, with the ways back into it: by content and by name."""

from collections.abc import Mapping, Sequence
from typing import Any

import pydyf

from book.render.print.engine.tags.branch import ARTIFACT, Branch, graft, string
from book.render.print.engine.tags.structure import Annotation

NOTHING = b"null"


class Written(pydyf.Object):  # type: ignore[misc]
    """An object as it stands in the file."""

    data = b""


def add(pdf: Any, data: bytes = b"") -> Written:
    """Add an object to a file."""
    made = Written()
    made.data = data
    pdf.add_object(made)
    return made


class Tree:
    """The structure tree of a file in the making: an element Document, whose kids are those of the sheets one after the other."""

    def __init__(self, pdf: Any, language: str) -> None:
        self.pdf, self.language = pdf, language
        self.root, self.document = pydyf.Dictionary({"Type": "/StructTreeRoot"}), Written()
        pdf.add_object(self.root)
        pdf.add_object(self.document)
        self.kids: list[bytes] = []
        self.content: list[bytes] = []  # of each page, the elements of its marked contents
        self.annotations: list[bytes] = []
        self.names: dict[str, bytes] = {}

    def add(
        self,
        branch: Branch,
        pages: Sequence[bytes],
        annotations: Mapping[Annotation, Written],
        of_all: int,
    ) -> None:
        """Graft the branch of a sheet with these pages onto the tree of a file of so many; links that lead nowhere have no annotation."""
        first = len(self.pdf.objects)
        elements = [b"%d 0 R" % number for number in range(first, first + branch.elements)]
        table = [self.document.reference, *elements, *pages]
        for annotation, line in branch.annotated:
            made = annotations.get(annotation)
            table.append(
                b"<</Type /OBJR/Pg %b/Obj %b>>" % (pages[annotation.page], made.reference)
                if made
                else b""
            )
            if made:
                made.data = made.data[:-2] + b"/StructParent %d>>" % (
                    of_all + len(self.annotations)
                )
                self.annotations.append(table[line])
        kids, objects = graft(branch, table)
        self.kids.append(kids)
        for data in objects:
            add(self.pdf, data)
        for marked in branch.marked:
            self.content.append(
                b"[%b]"
                % b" ".join([NOTHING if line == ARTIFACT else table[line] for line in marked])
            )
        self.names.update({name: table[line] for name, line in branch.ids.items()})

    def write(self) -> None:
        """Write what belongs to all branches (ISO 32000-1, 14.7.2 and 14.7.4.4)."""
        about = (
            self.root.reference,
            string(self.language),
            b" ".join(kids for kids in self.kids if kids),
        )
        self.document.data = b"<</Type /StructElem/S /Document/P %b/Lang %b/K [%b]>>" % about
        numbers = [b"%d %b" % found for found in enumerate((*self.content, *self.annotations))]
        self.root["K"] = b"[%b]" % self.document.reference
        self.root["ParentTree"] = add(self.pdf, b"<</Nums [%b]>>" % b" ".join(numbers)).reference
        self.root["ParentTreeNextKey"] = len(numbers)
        if self.names:
            names = b" ".join(
                b"%b %b" % (string(name), element) for name, element in sorted(self.names.items())
            )
            self.root["IDTree"] = add(self.pdf, b"<</Names [%b]>>" % names).reference
        self.pdf.catalog["StructTreeRoot"] = self.root.reference
        self.pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(
            {"DisplayDocTitle": "true"}
        )  # ISO 14289-1, 7.1
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
