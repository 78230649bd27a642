"""Read an HTML page back, as a browser does: its links, what it loads, what it says of files."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from book.errors import ProofError

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
HTML = {"h": "http://www.w3.org/1999/xhtml"}
# The elements that load something, and the attribute that has its address.
LOADING_ELEMENTS = {
    **dict.fromkeys(("img", "script", "iframe", "source", "video", "audio", "embed"), "src"),
    "object": "data",
}
LOADING_LINKS = {
    *("stylesheet", "icon", "preload", "prefetch", "preconnect"),
    *("dns-prefetch", "modulepreload", "manifest"),
}
STYLE_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]*)|@import\s+["']([^"']*)""")


@dataclass(frozen=True, slots=True)
class WebPageReading:
    """A page as it was read.

    It has its ids, the addresses that it links to and those that it loads, the SHA-256 that it
    gives of each file, and its linked data (JSON-LD).
    """

    ids: frozenset[str]
    links: tuple[str, ...]
    loads: tuple[str, ...]
    sums: dict[str, str]
    data: tuple[dict[str, Any], ...]


def read_web_page(content: bytes, name: str) -> WebPageReading:
    """Read a page from its bytes; `name` is its file, for errors.

    Raise ProofError if it is not well-formed XML or has an id twice.
    """
    root = parse_page(content, name)
    links = root.xpath("//h:a/@href | //h:link/@href", namespaces=HTML)
    scripts = root.iterfind(".//h:script[@type='application/ld+json']", HTML)
    return WebPageReading(
        _ids(root, name),
        tuple(map(str, links)),
        tuple(_loads(root)),
        dict(_sums(root)),
        tuple(json.loads(script.text or "") for script in scripts),
    )


def parse_page(content: bytes, name: str) -> etree._Element:
    """Return the root of a page. Raise ProofError if it is not well-formed XML."""
    try:
        return etree.fromstring(content, PARSER)
    except etree.XMLSyntaxError as error:
        message = f"the page is not well-formed: {error.msg}"
        raise ProofError(message, file=name, line=error.lineno or 0) from error


def _ids(root: etree._Element, name: str) -> frozenset[str]:
    ids = Counter(map(str, root.xpath("//@id")))
    if duplicates := ids - Counter(set(ids)):
        raise ProofError(f"duplicate ids: {', '.join(sorted(duplicates))}", file=name)
    return frozenset(ids)


def _loads(root: etree._Element) -> Iterator[str]:
    """Yield the addresses of all that a browser loads to show the page."""
    for element, attribute in LOADING_ELEMENTS.items():
        query = f"//h:{element}/@{attribute} | //h:{element}/@srcset"
        yield from map(str, root.xpath(query, namespaces=HTML))
    yield from _loading_links(root)
    for style in _styles(root):
        yield from (match[1] or match[2] for match in STYLE_ADDRESS.finditer(style))


def _loading_links(root: etree._Element) -> Iterator[str]:
    for link in root.iterfind(".//h:link", HTML):
        if LOADING_LINKS & set(link.get("rel", "").split()):
            yield link.get("href", "")


def _styles(root: etree._Element) -> Iterator[str]:
    for element in root.iterfind(".//h:style", HTML):
        yield element.text or ""
    yield from map(str, root.xpath("//@style"))


def _sums(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield each file in the list of checksums, and its checksum."""
    for term in root.iterfind(".//h:dl[@class='sums']/h:dt", HTML):
        description, link = term.getnext(), term.find("h:a", HTML)
        if description is not None and link is not None:
            yield link.get("href", ""), "".join(description.itertext()).strip()
