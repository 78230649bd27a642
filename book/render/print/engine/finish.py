"""Finish the PDF that WeasyPrint made, on pydyf's objects, before they are written.

- The metadata identify PDF/UA-1 beside PDF/A (ISO 14289-1, 5), so that one file is both; and they
  name the book's language.
- Hyphens at line ends are mapped to soft ones (ISO 32000-1, 14.8.2.2.3), so that words are copied
  and spoken whole.
- Pages are labeled as printed (ISO 32000-1, 12.4.2), and shown as an open book, with odd ones on
  the right (table 28, PageLayout).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pydyf
from markupsafe import escape

UA_PROPERTY = (
    b'<rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name>"
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>"
    b"</rdf:li>"
)
# PDF/A demands that a schema which it does not know is described (ISO 19005-3, 6.6.2.3).
UA_SCHEMA = (
    b'<rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b"<pdfaSchema:property><rdf:Seq>" + UA_PROPERTY + b"</rdf:Seq></pdfaSchema:property>"
    b"</rdf:li>"
)
UA_IDENTIFICATION = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    b"<pdfuaid:part>1</pdfuaid:part></rdf:Description>\n"
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\n'
    b"<pdfaExtension:schemas><rdf:Bag>" + UA_SCHEMA + b"</rdf:Bag></pdfaExtension:schemas>\n"
    b"</rdf:Description>\n"
)
LANGUAGE = (
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language></rdf:Description>\n"
)
NUMBER_STYLES = {"roman": "/r", "arabic": "/D"}


def finish(
    pdf: Any, labels: Sequence[tuple[int, str]], cover: str, *, archival: bool = True
) -> None:
    """Finish the PDF.

    `labels` are the index of each page at which a series of page numbers begins, and the series
    ("cover", "roman" or "arabic") or the number of one page; `cover` is the label of the cover's
    pages. An `archival` file claims PDF/A, and so PDF/UA too.
    """
    if archival:
        _identify(pdf)
    _label_pages(pdf, labels, cover)
    pdf.catalog["PageLayout"] = "/TwoPageRight"
    _soften_hyphens(pdf)


def link_words(
    notes: Mapping[str, str], names: Mapping[str, str], back_to_text: str
) -> dict[str, str]:
    """Return where the links within the book lead, in words, by anchor.

    `notes` has the names of notes by anchor, such as "note 3", `names` those of all other anchors.
    """
    back = {f"call-{anchor}": f"{back_to_text}, {name}" for anchor, name in notes.items()}
    return {**names, **notes, **back}


def _identify(pdf: Any) -> None:
    """Add PDF/UA-1 and the language to the one RDF element of the metadata."""
    language = LANGUAGE.format(escape(pdf.catalog["Lang"].string)).encode()
    end = b"</rdf:RDF>"
    stream = _metadata_stream(pdf)
    written = b"".join(_bytes(part) for part in stream.stream)
    stream.stream = [written.replace(end, language + UA_IDENTIFICATION + end, 1)]


def _metadata_stream(pdf: Any) -> Any:
    for item in pdf.objects:
        if _is_metadata(item):
            return item
    raise AssertionError("WeasyPrint wrote no metadata")


def _is_metadata(item: Any) -> bool:
    return isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/Metadata"


def _label_pages(pdf: Any, labels: Sequence[tuple[int, str]], cover: str) -> None:
    entries: list[Any] = []
    for index, series in labels:
        entries += [index, _label(series, cover)]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(entries)})


def _label(series: str, cover: str) -> Any:
    if style := NUMBER_STYLES.get(series):
        return pydyf.Dictionary({"S": style})
    return pydyf.Dictionary({"P": pydyf.String(cover if series == "cover" else series)})


def _soften_hyphens(pdf: Any) -> None:
    """Map the glyph of the hyphen to a soft hyphen in each font's /ToUnicode map."""
    for item in pdf.objects:
        if _is_unicode_map(item):
            parts = map(_bytes, item.stream)
            item.stream = [part.replace(b"> <2010>", b"> <00ad>") for part in parts]


def _is_unicode_map(item: Any) -> bool:
    if not isinstance(item, pydyf.Stream):
        return False
    return any(b"begincmap" in _bytes(part) for part in item.stream)


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
