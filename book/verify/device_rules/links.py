"""Where links lead, and what the book asks of the world outside of it."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from book.verify.device_rules.ebook import CSS_TYPE, XHTML, XLINK, Ebook, is_external, text_content
from book.verify.device_rules.rule import Rule, RuleViolation

DUPLICATE_ID = Rule(
    "EB-050",
    "error",
    "an id stands twice in a document",
    "A link leads to either of the two, reader by reader.",
    "XML 1.0, Validity constraint: ID",
    "Give each element an id of its own.",
)
NO_FILE = Rule(
    "EB-051",
    "error",
    "a link leads to a file that is not in the book",
    "Tapping it shows an error; Send to Kindle may refuse the book (E999).",
    "EPUB 3.3, Publication resources",
    "Mend the address, or take the link away.",
)
DEAD_FRAGMENT = Rule(
    "EB-052",
    "error",
    "a link leads to an id that is not there",
    "The reader lands at the head of the chapter, and a pop-up stays empty.",
    "EPUB 3.3, XHTML content documents",
    "Mend the id, or take the link away.",
)
EMPTY_LINK = Rule(
    "EB-053",
    "error",
    "a link has no words",
    "It cannot be tapped, and a screen reader says “link” and nothing else.",
    "WCAG 2.2, 2.4.4 Link purpose",
    "Give it words, an aria-label, or a picture with an alt text.",
)
BODY_ID = Rule(
    "EB-054",
    "error",
    "a link leads to the body element",
    "Send to Kindle refuses the book (E999).",
    "kindle-epub-fix, fixBodyIdLink",
    "Link to the file without a fragment, or to an element in it.",
)
REMOTE = Rule(
    "EB-055",
    "error",
    "the book fetches something from the network",
    "Readers without a network show a gap, and the others tell a stranger who reads what.",
    "EPUB 3.3, Remote resources",
    "Put the file into the book.",
)
SCRIPTED = Rule(
    "EB-056",
    "error",
    "the book has a script",
    "Kindle drops it, Kobo's e-ink does not run it, and shops refuse it.",
    "EPUB 3.3, Scripting; Kobo ePub Guidelines, JavaScript support",
    "Take it out: a book needs none.",
)
UNSUPPORTED = Rule(
    "EB-057",
    "error",
    "an element that Kindle does not show",
    "What is in it is lost there.",
    "Amazon Kindle Publishing Guidelines, HTML and CSS tags supported",
    "Say it in text and pictures.",
)
RULES = (DUPLICATE_ID, NO_FILE, DEAD_FRAGMENT, EMPTY_LINK, BODY_ID, REMOTE, SCRIPTED, UNSUPPORTED)

ADDRESSES = ("href", "src", f"{XLINK}href", "poster", "data")
FETCHED = re.compile(r"(?:url\(\s*|@import\s+)[\"']?\s*((?:https?:)?//[^\"')\s]+)", re.IGNORECASE)
STRANGE = (
    "form",
    "input",
    "textarea",
    "select",
    "button",
    "iframe",
    "frame",
    "frameset",
    "applet",
    "object",
    "embed",
    "canvas",
    "audio",
    "video",
)


def ids(book: Ebook) -> Iterator[RuleViolation]:
    for document in (tree for name, tree in book.trees.items() if not name.startswith("META-INF/")):
        seen = Counter[str]()
        for node in document.elements:
            name = node.get("id", "")
            seen[name] += 1
            if name and seen[name] == 2:
                yield DUPLICATE_ID.at_element(document, node)


def links(book: Ebook) -> Iterator[RuleViolation]:
    """Follow each address in the documents, in the NCX and in the package's guide."""
    for document in (tree for name, tree in book.trees.items() if not name.startswith("META-INF/")):
        for node in document.elements:
            if etree.QName(node).localname == "item":
                continue  # the manifest is held against the files elsewhere
            for address in filter(None, map(node.get, ADDRESSES)):
                if is_external(address):
                    continue
                name, fragment = document.resolve_address(address)
                target = book.trees.get(name)
                if name not in book.files:
                    yield NO_FILE.at_element(document, node, address)
                elif fragment and target is not None and fragment not in target.ids:
                    yield DEAD_FRAGMENT.at_element(document, node, address)
                elif fragment and target is not None and target.ids[fragment].tag == f"{XHTML}body":
                    yield BODY_ID.at_element(document, node, address)


def words(book: Ebook) -> Iterator[RuleViolation]:
    for document in book.documents:
        for node in document.tagged("a"):
            named = (
                text_content(node)
                or node.get("aria-label", "").strip()
                or any(i.get("alt", "").strip() for i in node.iter(f"{XHTML}img"))
            )
            if node.get("href") is not None and not named:
                yield EMPTY_LINK.at_element(document, node, node.get("href", ""))


def fetched(book: Ebook) -> Iterator[RuleViolation]:
    """See what is fetched from outside; a link that leads there fetches nothing."""
    for item in book.manifest:
        if is_external(item.href) and book.package:
            yield REMOTE.in_file(book.package.name, item.href, item.line, f"item#{item.id}")
        if item.media_type == CSS_TYPE:
            for match in FETCHED.finditer(book.files.get(item.name, b"").decode(errors="replace")):
                yield REMOTE.in_file(
                    item.name, match[1], match.string.count("\n", 0, match.start()) + 1
                )
    for document in book.documents:
        for node in document.elements:
            for address in _fetched(node):
                if is_external(address) and not address.startswith("data:"):
                    yield REMOTE.at_element(document, node, address)


def _fetched(node: etree._Element) -> Iterator[str]:
    tag = etree.QName(node).localname
    yield from (
        node.get(name, "")
        for name in ADDRESSES
        if name != "href" or tag in ("link", "image", "use")
    )
    yield from FETCHED.findall(
        node.get("style", "") + ((node.text or "") if tag == "style" else "")
    )


def strangers(book: Ebook) -> Iterator[RuleViolation]:
    """See what is run, and what Kindle cannot show."""
    for document in book.documents:
        for node in document.elements:
            tag = etree.QName(node).localname
            if (
                tag == "script"
                or any(str(name).startswith("on") for name in node.attrib)
                or node.get("href", "").startswith("javascript:")
            ):
                yield SCRIPTED.at_element(document, node)
            if tag in STRANGE:
                yield UNSUPPORTED.at_element(document, node)


CHECKS = (ids, links, words, fetched, strangers)
