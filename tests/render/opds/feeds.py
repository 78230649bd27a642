"""Names, patterns and readers for the two feeds."""

import re

from lxml import etree

ATOM, DC = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/terms/}"
BCP_47 = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-\d{3})?")
URI_REFERENCE = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
Element = etree._Element


def child_text(parent: Element, name: str) -> str:
    """Return the text of a child that must be there exactly once."""
    (child,) = parent.findall(name)
    return child.text or ""


def links(parent: Element, rel: str) -> list[Element]:
    return [link for link in parent.findall(f"{ATOM}link") if link.get("rel") == rel]
