"""Mend what WeasyPrint leaves to be done in a tagged PDF, on its own objects, before they are written.

- PDF/UA-1's mark goes into the metadata beside PDF/A's (ISO 14289-1, 5), so that one file is both.
- Running heads and folios become pagination artifacts (ISO 32000-1, 14.8.2.2.2): a screen reader skips them.
- Calls are tagged Reference, notes Note with an ID, their marks Lbl (ISO 14289-1, 7.9), and the links say where they go.
- A link with an emphasis in it gets two annotations, of which one hangs in no Link (ISO 14289-1, 7.18.5): that one goes.
- The hyphens of line ends read as soft ones (ISO 32000-1, 14.8.2.2.3): words are copied and spoken whole.
- Pages are labelled as printed (ISO 32000-1, 12.4.2).
"""

from collections.abc import Mapping
from typing import Any

import pydyf

UA_IDENTIFICATION = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""  # noqa: E501
STYLES = {"cover": None, "roman": "/r", "arabic": "/D"}


def finish(
    pdf: Any,
    labels: tuple[tuple[int, str], ...],
    notes: Mapping[str, tuple[str, str]],
    names: Mapping[str, str],
    words: Mapping[str, str],
) -> None:
    """Finish the PDF.

    `labels`: index of a page and the series that begins there; `notes`: a note's kind in words, and its mark, by anchor;
    `names`: what a link to an anchor leads to, in words.
    """
    _identify(pdf)
    _label(pdf, labels, words["cover"])
    _soften_hyphens(pdf)
    tree = _Tree(pdf)
    tree.make_artifacts()
    tree.drop_nested_links()
    tree.tag_notes(notes, words["back-to-text"])
    tree.name_links(names)


def _identify(pdf: Any) -> None:
    """Say in the one RDF of the metadata that the file follows PDF/UA-1 too, with the schema that PDF/A asks for."""
    for made in pdf.objects:
        if isinstance(made, pydyf.Stream) and made.extra.get("Type") == "/Metadata":
            written = b"".join(_bytes(part) for part in made.stream)
            made.stream = [written.replace(b"</rdf:RDF>", UA_IDENTIFICATION + b"</rdf:RDF>", 1)]
            return
    raise AssertionError("WeasyPrint wrote no metadata")


def _label(pdf: Any, labels: tuple[tuple[int, str], ...], cover: str) -> None:
    entries: list[Any] = []
    for index, series in labels:
        style = STYLES[series]
        entries += [index, pydyf.Dictionary({"S": style} if style else {"P": pydyf.String(cover)})]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(entries)})


def _soften_hyphens(pdf: Any) -> None:
    for made in pdf.objects:
        if isinstance(made, pydyf.Stream) and any(b"begincmap" in _bytes(part) for part in made.stream):
            made.stream = [_bytes(part).replace(b"> <2010>", b"> <00ad>") for part in made.stream]


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _number(reference: Any) -> int:
    return int(_bytes(reference).split()[0])


def _is_reference(value: Any) -> bool:
    return isinstance(value, bytes | str) and _bytes(value).endswith(b" R")


class _Tree:
    """The structure tree as it is found: which elements hang in it, under which parent, and the links."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = self.get(pdf.catalog["StructTreeRoot"])
        self.parent: dict[int, int] = {}
        self.reached: set[int] = set()
        self.links: list[tuple[int, Any]] = []
        waiting = [_number(kid) for kid in self.root["K"]]
        while waiting:
            number = waiting.pop()
            if number not in self.reached:
                self.reached.add(number)
                waiting += self._children(number)

    def get(self, reference: Any) -> Any:
        return self.pdf.objects[_number(reference)]

    def _children(self, number: int) -> list[int]:
        children = []
        for kid in self.pdf.objects[number]["K"]:
            found = self.get(kid) if _is_reference(kid) else {}
            if found.get("Type") == "/StructElem":
                self.parent[_number(kid)] = number
                children.append(_number(kid))
            elif found.get("Type") == "/OBJR":
                self.links.append((number, self.get(found["Obj"])))
        return children

    def make_artifacts(self) -> None:
        """Turn marked content that hangs nowhere in the tree into pagination artifacts: the margin boxes."""
        numbers = self.get(self.root["ParentTree"])["Nums"]
        for page in (self.get(reference) for reference in self.pdf.page_references):
            elements = numbers[2 * page["StructParents"] + 1]
            adrift = {i for i, element in enumerate(elements) if _number(element) not in self.reached}
            _mark_artifacts(self.get(page["Contents"]).stream, adrift)
            for index in adrift:
                elements[index] = "null"
            while elements and elements[-1] == "null":
                elements.pop()

    def drop_nested_links(self) -> None:
        """Take out the annotations of what is nested in a link: the link's own covers them."""
        pages = [self.get(reference) for reference in self.pdf.page_references]
        page_of = {reference: page for page in pages for reference in page.get("Annots", ())}
        for number, annotation in self.links:
            element = self.pdf.objects[number]
            if element["S"] == "/Link" or not self._is_in_link(number):
                continue
            element["K"] = pydyf.Array([kid for kid in element["K"] if not self._refers_to(kid, annotation)])
            page_of[annotation.reference]["Annots"].remove(annotation.reference)

    def _is_in_link(self, number: int) -> bool:
        while number in self.parent:
            number = self.parent[number]
            if self.pdf.objects[number]["S"] == "/Link":
                return True
        return False

    def _refers_to(self, kid: Any, annotation: Any) -> bool:
        found = self.get(kid) if _is_reference(kid) else {}
        return found.get("Type") == "/OBJR" and found["Obj"] == annotation.reference

    def tag_notes(self, notes: Mapping[str, tuple[str, str]], back: str) -> None:
        for number, annotation in self.links:
            target = annotation["Dest"].string if "Dest" in annotation else ""
            if self.pdf.objects[number]["S"] != "/Link":
                continue
            if target in notes:
                annotation["Contents"] = pydyf.String(" ".join(notes[target]))
                self._wrap(number, "/Reference")
            elif target.removeprefix("call-") in notes:
                note = target.removeprefix("call-")
                annotation["Contents"] = pydyf.String(f"{back}, {' '.join(notes[note])}")
                self._wrap(number, "/Lbl")
                self._tag_note(number, note)

    def name_links(self, names: Mapping[str, str]) -> None:
        """Say in words where a link within the book leads (ISO 14289-1, 7.18.5); WeasyPrint gives the anchor."""
        for _, annotation in self.links:
            target = annotation["Dest"].string if "Dest" in annotation else ""
            if target in names:
                annotation["Contents"] = pydyf.String(names[target])

    def _tag_note(self, number: int, note: str) -> None:
        """Make the element around a note's mark a Note: the nearest that WeasyPrint left without a meaning."""
        above = self.parent[self.parent[number]]
        element = self.pdf.objects[above]
        if element["S"] in ("/NonStruct", "/Span"):
            element["S"] = "/Note"
            element["ID"] = pydyf.String(note)

    def _wrap(self, number: int, tag: str) -> None:
        element, above = self.pdf.objects[number], self.pdf.objects[self.parent[number]]
        made = pydyf.Dictionary(
            {"Type": "/StructElem", "S": tag, "K": pydyf.Array([element.reference]), "Pg": element["Pg"], "P": above.reference}
        )
        self.pdf.add_object(made)
        at = next(i for i, kid in enumerate(above["K"]) if _is_reference(kid) and _number(kid) == number)
        above["K"][at] = element["P"] = made.reference
        self.parent[made.number], self.parent[number] = self.parent[number], made.number


def _mark_artifacts(stream: list[Any], adrift: set[int]) -> None:
    """Rewrite `/Span <</MCID n>> BDC` of the pieces adrift; pydyf keeps tag, properties and operator one after the other."""
    for index in range(2, len(stream)):
        properties = stream[index - 1]
        if _bytes(stream[index]) == b"BDC" and isinstance(properties, dict) and properties.get("MCID") in adrift:
            stream[index - 2], stream[index - 1] = b"/Artifact", pydyf.Dictionary({"Type": "/Pagination"})
