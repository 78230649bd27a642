"""Where links lead, and what the book loads or runs."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from book.verify.device_rules.ebook import (
    CSS_TYPE,
    XHTML,
    XLINK,
    Ebook,
    ManifestItem,
    XmlDocument,
    is_external,
    local_name,
    text_content,
)
from book.verify.device_rules.rule import Rule, RuleViolation

DUPLICATE_ID = Rule(
    "EB-050",
    "error",
    "an id occurs twice in a document",
    "Which of the two a link leads to depends on the reading app.",
    "XML 1.0, Validity constraint: ID",
    "Give each element an id of its own.",
)
NO_FILE = Rule(
    "EB-051",
    "error",
    "a link leads to a file that is not in the book",
    "Tapping it shows an error; Send to Kindle may reject the book (E999).",
    "EPUB 3.3, Publication resources",
    "Correct the address, or remove the link.",
)
NO_ID = Rule(
    "EB-052",
    "error",
    "a link leads to an id that does not exist",
    "The reader lands at the top of the chapter, and a pop-up stays empty.",
    "EPUB 3.3, XHTML content documents",
    "Correct the id, or remove the link.",
)
EMPTY_LINK = Rule(
    "EB-053",
    "error",
    "a link has no text",
    "It cannot be tapped, and a screen reader says only “link”.",
    "WCAG 2.2, 2.4.4 Link purpose",
    "Give it text, an aria-label, or an image with alt text.",
)
LINK_TO_BODY = Rule(
    "EB-054",
    "error",
    "a link leads to the body element",
    "Send to Kindle rejects the book (E999).",
    "kindle-epub-fix, fixBodyIdLink",
    "Link to the file without a fragment, or to an element in it.",
)
REMOTE = Rule(
    "EB-055",
    "error",
    "the book loads something from the network",
    "Reading apps without a network show a gap, and others tell a third party who is reading what.",
    "EPUB 3.3, Remote resources",
    "Put the file into the book.",
)
SCRIPT = Rule(
    "EB-056",
    "error",
    "the book contains a script",
    "Kindle drops it, Kobo's e-ink readers do not run it, and stores reject it.",
    "EPUB 3.3, Scripting; Kobo ePub Guidelines, JavaScript support",
    "Remove it: a book needs none.",
)
UNSUPPORTED_ELEMENT = Rule(
    "EB-057",
    "error",
    "an element that Kindle does not show",
    "Its content is lost there.",
    "Amazon Kindle Publishing Guidelines, HTML and CSS tags supported",
    "Use text and images instead.",
)
RULES = (
    *(DUPLICATE_ID, NO_FILE, NO_ID, EMPTY_LINK),
    *(LINK_TO_BODY, REMOTE, SCRIPT, UNSUPPORTED_ELEMENT),
)

ADDRESS_ATTRIBUTES = ("href", "src", f"{XLINK}href", "poster", "data")
# The elements whose href loads a file; that of any other is a link to follow.
LOADING_HREF = ("link", "image", "use")
CSS_ADDRESS = re.compile(
    r"(?:url\(\s*|@import\s+)[\"']?\s*((?:https?:)?//[^\"')\s]+)", re.IGNORECASE
)
UNSUPPORTED = {
    *("form", "input", "textarea", "select", "button"),
    *("iframe", "frame", "frameset", "applet", "object", "embed"),
    *("canvas", "audio", "video"),
}


def check_ids(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.content_documents:
        yield from _check_ids(document)


def _check_ids(document: XmlDocument) -> Iterator[RuleViolation]:
    """Report each repeated id once, at its second element."""
    counts = Counter[str]()
    for node in document.elements:
        if name := node.get("id", ""):
            counts[name] += 1
            if counts[name] == 2:
                yield DUPLICATE_ID.at_element(document, node)


def check_addresses(ebook: Ebook) -> Iterator[RuleViolation]:
    """Check the addresses in the documents, in the NCX and in the package's guide."""
    for document in ebook.content_documents:
        for node in document.elements:
            if local_name(node) != "item":  # `container` checks the manifest
                yield from _check_addresses(ebook, document, node)


def _check_addresses(
    ebook: Ebook, document: XmlDocument, node: etree._Element
) -> Iterator[RuleViolation]:
    for address in filter(None, map(node.get, ADDRESS_ATTRIBUTES)):
        if rule := _broken_rule(ebook, document, address):
            yield rule.at_element(document, node, address)


def _broken_rule(ebook: Ebook, document: XmlDocument, address: str) -> Rule | None:
    """Return the rule that an address breaks, if any."""
    if is_external(address):
        return None
    name, fragment = document.resolve_address(address)
    if name not in ebook.files:
        return NO_FILE
    target = ebook.trees.get(name)
    if not fragment or target is None:
        return None
    if fragment not in target.ids:
        return NO_ID
    return LINK_TO_BODY if target.ids[fragment].tag == f"{XHTML}body" else None


def check_link_texts(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.documents:
        for link in document.tagged("a"):
            if link.get("href") is not None and not _has_name(link):
                yield EMPTY_LINK.at_element(document, link, link.get("href", ""))


def _has_name(link: etree._Element) -> bool:
    if text_content(link) or link.get("aria-label", "").strip():
        return True
    return any(image.get("alt", "").strip() for image in link.iter(f"{XHTML}img"))


def check_remote_items(ebook: Ebook) -> Iterator[RuleViolation]:
    for item in ebook.manifest:
        if is_external(item.href) and ebook.package:
            yield REMOTE.at_item(ebook.package, item, item.href)


def check_remote_files(ebook: Ebook) -> Iterator[RuleViolation]:
    """Check what the documents load from outside; a link to the web loads nothing."""
    for document in ebook.documents:
        for node in document.elements:
            for address in filter(_is_remote, _loaded_addresses(node)):
                yield REMOTE.at_element(document, node, address)


def _is_remote(address: str) -> bool:
    return is_external(address) and not address.startswith("data:")


def check_stylesheets(ebook: Ebook) -> Iterator[RuleViolation]:
    for item in ebook.manifest:
        if item.media_type == CSS_TYPE:
            yield from _check_stylesheet(ebook, item)


def _check_stylesheet(ebook: Ebook, item: ManifestItem) -> Iterator[RuleViolation]:
    css = ebook.files.get(item.name, b"").decode(errors="replace")
    for match in CSS_ADDRESS.finditer(css):
        line = css.count("\n", 0, match.start()) + 1
        yield REMOTE.in_file(item.name, match[1], line)


def _loaded_addresses(node: etree._Element) -> Iterator[str]:
    tag = local_name(node)
    for name in ADDRESS_ATTRIBUTES:
        if name != "href" or tag in LOADING_HREF:
            yield node.get(name, "")
    css = (node.text or "") if tag == "style" else ""
    yield from CSS_ADDRESS.findall(node.get("style", "") + css)


def check_scripts(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.documents:
        for node in filter(_is_script, document.elements):
            yield SCRIPT.at_element(document, node)


def check_unsupported(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.documents:
        for node in document.elements:
            if local_name(node) in UNSUPPORTED:
                yield UNSUPPORTED_ELEMENT.at_element(document, node)


def _is_script(node: etree._Element) -> bool:
    if local_name(node) == "script":
        return True
    has_handler = any(str(name).startswith("on") for name in node.attrib)
    return has_handler or node.get("href", "").startswith("javascript:")


CHECKS = (
    *(check_ids, check_addresses, check_link_texts),
    *(check_remote_items, check_stylesheets, check_remote_files),
    *(check_scripts, check_unsupported),
)
