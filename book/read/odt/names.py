"""The namespaces of OpenDocument, and its attributes."""

from lxml import etree

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE = f"{{{OASIS}:office:1.0}}"
TEXT = f"{{{OASIS}:text:1.0}}"
STYLE = f"{{{OASIS}:style:1.0}}"
TABLE = f"{{{OASIS}:table:1.0}}"
DRAW = f"{{{OASIS}:drawing:1.0}}"
SVG = f"{{{OASIS}:svg-compatible:1.0}}"
FO = f"{{{OASIS}:xsl-fo-compatible:1.0}}"
META = f"{{{OASIS}:meta:1.0}}"
DC = "{http://purl.org/dc/elements/1.1/}"
XLINK = "{http://www.w3.org/1999/xlink}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"


def is_true(element: etree._Element, name: str) -> bool:
    """Return whether an attribute is "true"."""
    return element.get(name, "") == "true"


def number_of(element: etree._Element, name: str, default: int, most: int = 1_000_000) -> int:
    """Return an attribute that is a number, at most `most`."""
    text = element.get(name, "")
    return min(int(text), most) if text.isascii() and text.isdigit() else default
