"""Formulas of Word (OMML) as MathML: pandoc knows how to convert them."""

import copy
import io
import re
import zipfile
from collections.abc import Iterable

from lxml import etree

from book.errors import EditionError
from book.pandoc.engine import convert_bytes
from book.read.archive import parse_xml
from book.read.docx.package import M, W
from book.read.word.formulas import clean_mathml

TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    b'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONSHIPS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
SEAM = "variorum-formula"
MATHML = re.compile(r"<math\b.*?</math>", re.DOTALL)
KEY = "{variorum}mathml"  # the attribute that a converted formula has


def convert_formulas(trees: Iterable[etree._Element | None], file: str) -> None:
    """Note on each formula its MathML, "" where pandoc cannot convert it.

    All are converted together: starting pandoc takes its time.
    """
    found = [each for tree in trees if tree is not None for each in tree.iter(M + "oMath")]
    if not found:
        return
    try:
        page = convert_bytes(_document(found), "docx", "html5", file, ["--mathml"])
    except EditionError:
        page = ""
    parts = page.split(SEAM)[1:] or [""] * len(found)
    for each, part in zip(found, parts, strict=True):
        match = MATHML.search(part)
        each.set(KEY, _cleaned(match[0]) if match else "")


def _cleaned(markup: str) -> str:
    try:
        return clean_mathml(parse_xml(markup.encode(), "formula"))[1]
    except EditionError:
        return ""


def _document(formulas: list[etree._Element]) -> bytes:
    """Return a DOCX with each formula in a paragraph of its own, after its seam."""
    root = etree.Element(W + "document", nsmap={"w": W[1:-1], "m": M[1:-1]})
    body = etree.SubElement(root, W + "body")
    for formula in formulas:
        paragraph = etree.SubElement(body, W + "p")
        run = etree.SubElement(paragraph, W + "r")
        etree.SubElement(run, W + "t").text = SEAM
        single = copy.deepcopy(formula)
        single.tail = None
        etree.SubElement(body, W + "p").append(single)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONSHIPS)
        archive.writestr("word/document.xml", etree.tostring(root))
        archive.writestr("word/styles.xml", b'<w:styles xmlns:w="%b"/>' % W[1:-1].encode())
    return stream.getvalue()
