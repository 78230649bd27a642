"""Write a structure as objects of PDF (ISO 32000-1, 14.7), on pydyf's PDF."""

from collections.abc import Iterable
from typing import Any

import pydyf

from book.tags.structure import Annotation, Element, Piece, Structure

ATTRIBUTES = {  # ISO 32000-1, 14.8.5: items without a mark of their own; a head above its column
    "L": {"O": "/List", "ListNumbering": "/None"},
    "TH": {"O": "/Table", "Scope": "/Column"},
}


class Writer:
    """Writes the structure tree, and the two ways back into it: by marked content and annotation, and by name."""

    def __init__(self, pdf: Any, structure: Structure) -> None:
        self.pdf = pdf
        self.structure = structure
        self.content: list[dict[int, bytes]] = [{} for _ in pdf.page_references]
        self.annotations: list[bytes] = []
        self.names: dict[str, bytes] = {}

    def write(self) -> None:
        root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self.pdf.add_object(root)
        root["K"] = pydyf.Array([self.element(self.structure.root, root.reference)])
        for piece in self.structure.artifacts:
            self.content[piece.page][piece.mcid] = b"null"
        root["ParentTree"] = self._added(pydyf.Dictionary({"Nums": self._numbers()}))
        root["ParentTreeNextKey"] = len(self.content) + len(self.annotations)
        if self.names:
            names = [part for name, at in sorted(self.names.items()) for part in (pydyf.String(name), at)]
            root["IDTree"] = self._added(pydyf.Dictionary({"Names": pydyf.Array(names)}))
        self.pdf.catalog["StructTreeRoot"] = root.reference

    def _added(self, made: Any) -> bytes:
        self.pdf.add_object(made)
        reference: bytes = made.reference
        return reference

    def element(self, element: Element, parent: bytes) -> bytes:
        """Write an element with all that is in it; give its reference."""
        made = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{element.tag}", "P": parent})
        reference = self._added(made)
        for key, value in (("Lang", element.language), ("Alt", element.alternative), ("E", element.expansion), ("ID", element.id)):
            if value:
                made[key] = pydyf.String(value)
        if element.id:
            self.names[element.id] = reference
        if attributes := ATTRIBUTES.get(element.tag):
            made["A"] = pydyf.Dictionary(_scoped(attributes, element))
        page = next((kid.page for kid in element.kids if isinstance(kid, Piece)), -1)
        if page >= 0:
            made["Pg"] = self.pdf.page_references[page]
        made["K"] = pydyf.Array([self._kid(kid, page, reference) for kid in element.kids])
        return reference

    def _kid(self, kid: Element | Piece | Annotation, page: int, parent: bytes) -> Any:
        match kid:
            case Element():
                return self.element(kid, parent)
            case Piece():
                self.content[kid.page][kid.mcid] = parent
                if kid.page == page:
                    return kid.mcid
                return pydyf.Dictionary({"Type": "/MCR", "Pg": self.pdf.page_references[kid.page], "MCID": kid.mcid})
            case Annotation():
                kid.made["StructParent"] = len(self.content) + len(self.annotations)
                self.annotations.append(parent)
                return pydyf.Dictionary({"Type": "/OBJR", "Pg": self.pdf.page_references[kid.page], "Obj": kid.made.reference})

    def _numbers(self) -> Any:
        """List, for each page, the elements of its marked content, then those of the annotations (14.7.4.4)."""
        numbers = pydyf.Array()
        for page, elements in enumerate(self.content):
            numbers.extend([page, pydyf.Array(elements[mcid] for mcid in range(len(elements)))])
        for number, element in enumerate(self.annotations, len(self.content)):
            numbers.extend([number, element])
        return numbers


def _scoped(attributes: dict[str, str], element: Element) -> dict[str, str]:
    if element.tag == "TH" and element.source.get("scope") == "row":
        return attributes | {"Scope": "/Row"}
    return attributes


def mark_artifacts(stream: list[Any], numbers: Iterable[int]) -> None:
    """Turn marked contents into pagination artifacts, which a screen reader skips (ISO 32000-1, 14.8.2.2.2).

    pydyf keeps tag, properties and operator one after the other: `/Span <</MCID n>> BDC`.
    """
    wanted = set(numbers)
    for index in range(2, len(stream)):
        properties = stream[index - 1]
        if stream[index] == b"BDC" and isinstance(properties, dict) and properties.get("MCID") in wanted:
            stream[index - 2], stream[index - 1] = b"/Artifact", pydyf.Dictionary({"Type": "/Pagination"})
