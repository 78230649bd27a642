"""Parse TEI. Its entities are resolved only if they are letters; no other file is opened."""

import html
import re
from collections.abc import Iterator

from lxml import etree

from book.errors import EditionError
from book.text.decode import decode
from book.text.languages import language_tag
from book.text.limits import check_tags

Element = etree._Element
ID = "{http://www.w3.org/XML/1998/namespace}id"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
INCLUDE = "{http://www.w3.org/2001/XInclude}include"
ROOTS = ("TEI", "TEI.2", "teiCorpus", "teiCorpus.2")
DEEPEST = 100  # elements within each other
LONGEST_ENTITY = 40  # characters that an entity of the document may stand for
NAMED_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
XML_ENTITIES = (b"amp", b"lt", b"gt", b"quot", b"apos")
# Errors that leave a document well-formed (XML 1.0, 2.1): ids that are no names, or stand twice.
OF_IDS = ("DTD_XMLID_VALUE", "DTD_ID_REDEFINED")
REMEDY = "Validate it, e.g. with xmllint, and correct what that reports."


def parse_tei(content: bytes, file: str, encoding: str = "") -> Element:
    """Return the root of a TEI document. Raise EditionError if it is none, or is not whole."""
    if encoding:
        content = decode(content, file, encoding).encode()
    check_tags(content.count(b"<"), file)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        recover=True,
        encoding="utf-8" if encoding else None,
    )
    try:
        root = etree.fromstring(NAMED_ENTITY.sub(_as_numbers, content), parser)
    except (etree.XMLSyntaxError, LookupError) as error:
        raise _malformed(str(error), file, getattr(error, "lineno", 0) or 0) from error
    for entry in parser.error_log.filter_from_errors():
        if entry.type_name not in OF_IDS:
            raise _malformed(entry.message, file, entry.line)
    _check(root, file)
    return root


def _malformed(message: str, file: str, line: int) -> EditionError:
    return EditionError(
        f"this is not well-formed XML: {message}", file=file, line=line, remedy=REMEDY
    )


def _check(root: Element, file: str) -> None:
    if name(root) not in ROOTS:
        message = f"this XML is not TEI: its outermost element is <{name(root)}>"
        remedy = "Save the text as TEI, .html, .docx or .txt, and use that."
        raise EditionError(message, file=file, remedy=remedy)
    for include in root.iter(INCLUDE):
        message = f"this file includes another one: {include.get('href')}"
        remedy = "Resolve the inclusions first, e.g. with: xmllint --xinclude"
        raise EditionError(message, file=file, line=include.sourceline or 0, remedy=remedy)
    _check_depth(root, file)


def _check_depth(root: Element, file: str) -> None:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            message = f"more than {DEEPEST} elements within each other"
            line = element.sourceline or 0
            raise EditionError(message, file=file, line=line, remedy="Simplify the markup.")


def _as_numbers(match: re.Match[bytes]) -> bytes:
    """Return a named character of HTML as numbers; XML's own, and unknown ones, as they are."""
    if match[1] in XML_ENTITIES:
        return match[0]
    named = match[0].decode()
    text = html.unescape(named)
    return match[0] if text == named else "".join(f"&#{ord(c)};" for c in text).encode()


def entity_text(entity: Element, file: str) -> str:
    """Return what an entity of the document stands for. Raise EditionError if it is no letter."""
    known = entity.getroottree().docinfo.internalDTD
    declared = known.iterentities() if known is not None else ()
    called = (entity.text or "").strip("&;")
    for each in declared:
        value = each.content or ""
        if each.name == called and 0 < len(value) <= LONGEST_ENTITY and not set("<&") & set(value):
            return value
    message = f"unknown entity &{called};"
    line = entity.sourceline or 0
    remedy = "Replace it by the characters that it stands for."
    raise EditionError(message, file=file, line=line, remedy=remedy)


def name(element: Element) -> str:
    """Return an element's name without its namespace; "" for a comment and the like.

    >>> name(etree.XML('<div1 xmlns="http://www.tei-c.org/ns/1.0"/>'))
    'div1'
    """
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """Yield the child elements, of these names if any are given."""
    for child in element:
        if name(child) and (not names or name(child) in names):
            yield child


def has_child(element: Element, *names: str) -> bool:
    """Return whether a child element has one of these names."""
    return next(children(element, *names), None) is not None


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """Yield the elements of these names inside an element."""
    for each in element.iter():
        if each is not element and name(each) in names:
            yield each


def words(element: Element) -> str:
    """Return all text of an element, its white space collapsed."""
    return " ".join("".join(map(str, element.itertext())).split())


def language(element: Element) -> str:
    """Return the language that an element states, "" if there is none, or it is no tag."""
    return language_tag(element.get(LANGUAGE) or element.get("lang") or "")
