"""Walk through a tree of markup, however deep, and parse it without entities or the network."""

import html
import re
from collections.abc import Callable

from lxml import etree

from book.verify.intake.gathering import Gatherer, Treatment

Element = etree._Element
Treat = Callable[[Element, Gatherer], Treatment]
NAMED_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
XML_ENTITIES = {b"amp", b"lt", b"gt", b"quot", b"apos"}


def walk(root: Element, treat: Treat, gatherer: Gatherer) -> None:
    """Gather the text of a tree; `treat` says how each element is taken."""
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if isinstance(element, etree._Entity):
            continue  # what it stands for is in another file
        if event == "start":
            treatment = treat(element, gatherer)
            gatherer.enter(treatment)
            if treatment.is_skipped:
                walker.skip_subtree()
            else:
                gatherer.text(element.text)
            continue
        if event == "end":
            gatherer.leave()
        else:
            gatherer.optional(element.text)
        if element is not root:
            gatherer.text(element.tail)


def parse_xml(content: bytes) -> Element | None:
    """Return the root of a document, mended where it is not well-formed; None if there is none."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=True
    )
    try:
        return etree.fromstring(NAMED_ENTITY.sub(_as_number, content), parser)
    except etree.XMLSyntaxError:
        return None


def _as_number(match: re.Match[bytes]) -> bytes:
    """Return a named entity of HTML as numbers; XML's own, and unknown ones, as they are."""
    if match[1] in XML_ENTITIES:
        return match[0]
    name = match[0].decode()
    text = html.unescape(name)
    return match[0] if text == name else "".join(f"&#{ord(c)};" for c in text).encode()


def name_of(element: Element) -> str:
    """Return an element's name without its namespace, in lower case as HTML has it.

    >>> name_of(etree.fromstring('<P xmlns="x"/>'))
    'p'
    """
    return str(element.tag).rpartition("}")[2].lower()


def local_name(element: Element) -> str:
    """Return an element's name without its namespace.

    >>> local_name(etree.fromstring('<rubyBase xmlns="x"/>'))
    'rubyBase'
    """
    return str(element.tag).rpartition("}")[2]
