"""Write a structure as objects of PDF (ISO 32000-1, 14.7), on pydyf's PDF."""

from collections.abc import Iterable, Sequence
from typing import Any

import pydyf

from book.print.tags.structure import Annotation, Element, Piece, Tagged

ATTRIBUTES = {  # ISO 32000-1, 14.8.5: items without a mark of their own; a head above its column
    "L": {"O": "/List", "ListNumbering": "/None"},
    "TH": {"O": "/Table", "Scope": "/Column"},
}


class Writer:
    """Writes the structure tree, and the two ways back into it: by marked content and annotation, and by name.

    `links` are the links of each page, whose last item has the annotation that the engine made, if it made one.
    """

    def __init__(self, pdf: Any, links: Sequence[Any]) -> None:
        self.pdf = pdf
        self.links = links
        self.pages = pdf.page_references
        self.first = 0  # page of the part that is being written
        self.content: list[dict[int, bytes]] = [{} for _ in self.pages]
        self.annotations: list[bytes] = []
        self.names: dict[str, bytes] = {}

    def write(self, parts: Iterable[Tagged], language: str) -> None:
        """Write the parts, one after the other, as the kids of one element Document."""
        root, document = pydyf.Dictionary({"Type": "/StructTreeRoot"}), Written()
        self.pdf.add_object(root)
        self.pdf.add_object(document)
        kids: list[bytes] = []
        for part in parts:
            kids += self._kids(part.kids, -1, document.reference)
            for piece in part.artifacts:
                self.content[self.first + piece.page][piece.mcid] = b"null"
            for annotation in part.redundant:
                self._leave_out(annotation)
            self.first += part.pages
        document.write(S=b"/Document", P=root.reference, Lang=_string(language), K=_array(kids))
        root["K"] = _array([document.reference])
        root["ParentTree"] = self._added(pydyf.Dictionary({"Nums": self._numbers()}))
        root["ParentTreeNextKey"] = len(self.content) + len(self.annotations)
        if self.names:
            names = [part for name, at in sorted(self.names.items()) for part in (_string(name), at)]
            root["IDTree"] = self._added(pydyf.Dictionary({"Names": _array(names)}))
        self.pdf.catalog["StructTreeRoot"] = root.reference

    def _added(self, made: Any) -> bytes:
        self.pdf.add_object(made)
        reference: bytes = made.reference
        return reference

    def element(self, element: Element, parent: bytes) -> bytes:
        """Write an element with all that is in it; give its reference."""
        made = Written()
        reference = self._added(made)
        said = (("Lang", element.language), ("Alt", element.alternative), ("E", element.expansion), ("ID", element.id))
        more = {key: _string(value) for key, value in said if value}
        if element.id:
            self.names[element.id] = reference
        if attributes := ATTRIBUTES.get(element.tag):
            more["A"] = pydyf.Dictionary(attributes | ({"Scope": "/Row"} if element.heads_row else {})).data
        page = next((kid.page for kid in element.kids if isinstance(kid, Piece)), -1)
        if page >= 0:
            more["Pg"] = self.pages[self.first + page]
        made.write(S=b"/" + element.tag.encode(), P=parent, **more, K=_array(self._kids(element.kids, page, reference)))
        return reference

    def _kids(self, kids: Iterable[Element | Piece | Annotation], page: int, parent: bytes) -> list[bytes]:
        made = (self._kid(kid, page, parent) for kid in kids)
        return [kid for kid in made if kid is not None]

    def _kid(self, kid: Element | Piece | Annotation, page: int, parent: bytes) -> bytes | None:
        match kid:
            case Element():
                return self.element(kid, parent)
            case Piece():
                self.content[self.first + kid.page][kid.mcid] = parent
                if kid.page == page:
                    return b"%d" % kid.mcid
                return b"<</Type /MCR/Pg %b/MCID %d>>" % (self.pages[self.first + kid.page], kid.mcid)
            case Annotation():
                return self._reference(kid, parent)

    def _reference(self, annotation: Annotation, parent: bytes) -> bytes | None:
        made = self._made(annotation)
        if made is None:
            return None  # a link to nothing, of which the engine makes none
        made["StructParent"] = len(self.content) + len(self.annotations)
        self.annotations.append(parent)
        return b"<</Type /OBJR/Pg %b/Obj %b>>" % (self.pages[self.first + annotation.page], made.reference)

    def _made(self, annotation: Annotation) -> Any:
        """Find the annotation that the engine made of a link."""
        *_, spot = self.links[self.first + annotation.page][annotation.link]
        return spot.link_annotation

    def _leave_out(self, annotation: Annotation) -> None:
        if (made := self._made(annotation)) is not None:
            page = self.pdf.objects[int(self.pages[self.first + annotation.page].split()[0])]
            page["Annots"].remove(made.reference)

    def _numbers(self) -> bytes:
        """List, for each page, the elements of its marked content, then those of the annotations (14.7.4.4)."""
        numbers: list[bytes] = []
        for page, elements in enumerate(self.content):
            numbers += [b"%d" % page, _array(elements[mcid] for mcid in range(len(elements)))]
        for number, element in enumerate(self.annotations, len(self.content)):
            numbers += [b"%d" % number, element]
        return _array(numbers)


class Written(pydyf.Object):  # type: ignore[misc]
    """A structure element as it stands in the file: a long book has so many that pydyf's dictionaries are slow to make and to write."""

    data = b""

    def write(self, **entries: bytes) -> None:
        written = b"".join(b"/%b %b" % (name.encode(), value) for name, value in entries.items())
        self.data = b"<</Type /StructElem" + written + b">>"


def _array(items: Iterable[bytes]) -> bytes:
    return b"[%b]" % b" ".join(items)


def _string(text: str) -> bytes:
    written: bytes = pydyf.String(text).data
    return written


def mark_artifacts(stream: list[Any], numbers: Iterable[int]) -> None:
    """Turn marked contents into pagination artifacts, which a screen reader skips (ISO 32000-1, 14.8.2.2.2).

    pydyf keeps tag, properties and operator one after the other: `/Span <</MCID n>> BDC`.
    """
    wanted = set(numbers)
    for index in range(2, len(stream)):
        properties = stream[index - 1]
        if stream[index] == b"BDC" and isinstance(properties, dict) and properties.get("MCID") in wanted:
            stream[index - 2], stream[index - 1] = b"/Artifact", pydyf.Dictionary({"Type": "/Pagination"})
