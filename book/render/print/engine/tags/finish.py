"""Finish the PDF that WeasyPrint made, on its own objects, before they are written.

- PDF/UA-1's mark goes into the metadata beside PDF/A's (ISO 14289-1, 5), so that one file is both; and the book's language.
- The hyphens of line ends read as soft ones (ISO 32000-1, 14.8.2.2.3): words are copied and spoken whole.
- Pages are labelled as printed (ISO 32000-1, 12.4.2).
"""

from collections.abc import Mapping
from typing import Any

import pydyf
from markupsafe import escape

UA_IDENTIFICATION = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
LANGUAGE = (
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language></rdf:Description>\n"
)
STYLES = {"cover": None, "roman": "/r", "arabic": "/D"}


def finish(
    pdf: Any, labels: tuple[tuple[int, str], ...], words: Mapping[str, str], archival: bool = True
) -> None:
    """Finish the PDF.

    `labels`: index of a page and the series that begins there; `archival`: whether the file claims PDF/A, and so PDF/UA too.
    """
    if archival:
        _identify(pdf)
    _label(pdf, labels, words["cover"])
    _soften_hyphens(pdf)


def link_words(
    notes: Mapping[str, tuple[str, str]], names: Mapping[str, str], words: Mapping[str, str]
) -> dict[str, str]:
    """Say where the links within the book lead: `notes` are a note's kind in words, and its mark, by anchor, `names` all other anchors."""
    called = {note: " ".join(said) for note, said in notes.items()}
    back = {f"call-{note}": f"{words['back-to-text']}, {said}" for note, said in called.items()}
    return {**names, **called, **back}


def _identify(pdf: Any) -> None:
    """Say in the one RDF of the metadata that the file follows PDF/UA-1 too, with the schema that PDF/A asks for."""
    language = LANGUAGE.format(escape(pdf.catalog["Lang"].string)).encode()
    for made in pdf.objects:
        if isinstance(made, pydyf.Stream) and made.extra.get("Type") == "/Metadata":
            written = b"".join(_bytes(part) for part in made.stream)
            made.stream = [
                written.replace(b"</rdf:RDF>", language + UA_IDENTIFICATION + b"</rdf:RDF>", 1)
            ]
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
        if isinstance(made, pydyf.Stream) and any(
            b"begincmap" in _bytes(part) for part in made.stream
        ):
            made.stream = [_bytes(part).replace(b"> <2010>", b"> <00ad>") for part in made.stream]


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
