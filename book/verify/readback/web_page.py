"""Read a page back, as a browser does: what it links to, what it loads, what it says of files."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from book.errors import ProofError

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
HTML = {"h": "http://www.w3.org/1999/xhtml"}
LOADS = {
    "img": "src",
    "script": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
}
LOADING_LINKS = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "modulepreload",
    "manifest",
}
IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]*)|@import\s+["']([^"']*)""")


@dataclass(frozen=True, slots=True)
class WebPageReading:
    """A page: its ids, the addresses that it links to and those that it loads, the checksum it tells of each file, its data in JSON-LD."""

    ids: frozenset[str]
    links: tuple[str, ...]
    loads: tuple[str, ...]
    sums: dict[str, str]
    data: tuple[dict[str, Any], ...]


def read_web_page(content: bytes, name: str) -> WebPageReading:
    """Read a page, which must be well-formed XML too. Raise ProofError if it is not, or if an id stands twice."""
    try:
        root = etree.fromstring(content, PARSER)
    except etree.XMLSyntaxError as error:
        raise ProofError(
            f"the page is not well-formed: {error.msg}", file=name, line=error.lineno or 0
        ) from error
    ids = [str(found) for found in root.xpath("//@id")]
    if twice := sorted({found for found in ids if ids.count(found) > 1}):
        raise ProofError(f"duplicate ids: {', '.join(twice)}", file=name)
    return WebPageReading(
        frozenset(ids),
        tuple(str(found) for found in root.xpath("//h:a/@href | //h:link/@href", namespaces=HTML)),
        tuple(_loads(root)),
        dict(_sums(root)),
        tuple(
            json.loads(found.text or "")
            for found in root.iterfind(".//h:script[@type='application/ld+json']", HTML)
        ),
    )


def _loads(root: etree._Element) -> Iterator[str]:
    """List what a browser fetches to show the page."""
    for name, attribute in LOADS.items():
        yield from (
            str(found)
            for found in root.xpath(
                f"//h:{name}/@{attribute} | //h:{name}/@srcset", namespaces=HTML
            )
        )
    for link in root.iterfind(".//h:link", HTML):
        if LOADING_LINKS & set(link.get("rel", "").split()):
            yield link.get("href", "")
    styles = [found.text or "" for found in root.iterfind(".//h:style", HTML)] + [
        str(found) for found in root.xpath("//@style")
    ]
    for style in styles:
        yield from (found[1] or found[2] for found in IN_STYLE.finditer(style))


def _sums(root: etree._Element) -> Iterator[tuple[str, str]]:
    for term in root.iterfind(".//h:dl[@class='sums']/h:dt", HTML):
        told = term.getnext()
        link = term.find("h:a", HTML)
        if told is not None and link is not None:
            yield link.get("href", ""), "".join(told.itertext()).strip()
