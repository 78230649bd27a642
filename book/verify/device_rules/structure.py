"""What screen readers hear of a document: headings, text alternatives, roles."""

from collections.abc import Iterator

from lxml import etree

from book.verify.device_rules.ebook import (
    OPS,
    SVG,
    XHTML,
    Ebook,
    XmlDocument,
    local_name,
    text_content,
)
from book.verify.device_rules.rule import Rule, RuleViolation

SKIPPED_LEVEL = Rule(
    "EB-060",
    "error",
    "a heading level is skipped",
    "Readers who move from heading to heading take it for part of another section.",
    "WCAG 2.2, 1.3.1 Info and relationships",
    "Go down one level at a time.",
)
EMPTY_HEADING = Rule(
    "EB-061",
    "error",
    "a heading has no text",
    "A screen reader stops there and has nothing to read.",
    "WCAG 2.2, 2.4.6 Headings and labels",
    "Give it text, or remove it.",
)
NO_ALTERNATIVE = Rule(
    "EB-062",
    "error",
    "an image has no text alternative",
    "Readers who cannot see it learn nothing about it.",
    "WCAG 2.2, 1.1.1 Non-text content",
    "Write an alt text, or a title in an SVG; "
    'alt="" with role="presentation" if it is only decoration.',
)
NO_SOURCE = Rule(
    "EB-063",
    "error",
    "an image names no file",
    "Send to Kindle rejects the book (E999).",
    "kindle-epub-fix, fixStrayIMG",
    "Name its file, or remove it.",
)
NO_DESCRIPTION = Rule(
    "EB-069",
    "warning",
    "a picture is not described",
    "Readers who cannot see it learn only that there is one.",
    "WCAG 2.2, 1.1.1 Non-text content",
    "Give it a text alternative in the source.",
)
NO_TITLE = Rule(
    "EB-067",
    "error",
    "a document has no title",
    "Reading apps that list documents show a file name.",
    "WCAG 2.2, 2.4.2 Page titled",
    "Fill in its title.",
)
NO_ROLE = Rule(
    "EB-068",
    "warning",
    "an epub:type has no matching role",
    "Screen readers know only roles.",
    "Ace, epub-type-has-matching-role; DPUB-ARIA 1.1",
    "Add the role of the same name.",
)
RULES = (
    *(SKIPPED_LEVEL, EMPTY_HEADING, NO_ALTERNATIVE, NO_SOURCE, NO_TITLE, NO_ROLE),
    NO_DESCRIPTION,
)

UNDESCRIBED = "undescribed"  # the class of a picture for which the source has no words
DRAWING = f"{SVG}svg"
TITLE = f"{XHTML}head/{XHTML}title"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
DECORATION_ROLES = ("presentation", "none")
# The types, of those that occur in such books, whose role is the same word after “doc-”
# (DPUB-ARIA 1.1).
TYPES_WITH_ROLE = {
    *("noteref", "pagebreak", "toc", "footnote", "endnotes"),
    *("foreword", "introduction", "preface", "prologue", "part", "chapter"),
    *("conclusion", "epilogue", "afterword", "appendix"),
    *("bibliography", "glossary", "index", "colophon"),
}


def check_headings(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.documents:
        yield from _check_headings(document)


def _check_headings(document: XmlDocument) -> Iterator[RuleViolation]:
    last = 0
    for heading in document.tagged(*HEADINGS):
        if not text_content(heading):
            yield EMPTY_HEADING.at_element(document, heading)
        level = int(local_name(heading)[1])
        if level > last + 1:
            yield SKIPPED_LEVEL.at_element(document, heading, _describe_skip(heading, level, last))
        last = level


def _describe_skip(heading: etree._Element, level: int, last: int) -> str:
    before = f"h{last}" if last else "no heading"
    return f"h{level} after {before}: “{text_content(heading)[:40]}”"


def check_titles(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.documents:
        if not text_content(document.root.find(TITLE)):
            yield NO_TITLE.at_element(document, document.root)


def check_images(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.documents:
        for image in document.tagged("img"):
            yield from _check_image(document, image)


def _check_image(document: XmlDocument, image: etree._Element) -> Iterator[RuleViolation]:
    if not image.get("src"):
        yield NO_SOURCE.at_element(document, image)
    if UNDESCRIBED in image.get("class", "").split():
        yield NO_DESCRIPTION.at_element(document, image, image.get("src", ""))
    if not _has_alternative(image):
        yield NO_ALTERNATIVE.at_element(document, image, image.get("src", ""))


def _has_alternative(image: etree._Element) -> bool:
    if image.get("alt", "").strip():
        return True
    return image.get("alt") == "" and image.get("role") in DECORATION_ROLES


def check_drawings(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.documents:
        for drawing in document.root.iter(DRAWING):
            if not _has_title(drawing):
                yield NO_ALTERNATIVE.at_element(document, drawing)


def _has_title(drawing: etree._Element) -> bool:
    if drawing.get("aria-label") or drawing.get("aria-hidden") == "true":
        return True
    return bool(text_content(drawing.find(f"{SVG}title")))


def check_roles(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.chapters:
        for node in document.elements:
            if (types := _types_with_role(node)) and not _has_role(node, types):
                yield NO_ROLE.at_element(document, node, types[0])


def _types_with_role(node: etree._Element) -> list[str]:
    return [kind for kind in node.get(f"{OPS}type", "").split() if kind in TYPES_WITH_ROLE]


def _has_role(node: etree._Element, types: list[str]) -> bool:
    roles = node.get("role", "").split()
    return any(f"doc-{kind}" in roles for kind in types)


CHECKS = (check_headings, check_titles, check_images, check_drawings, check_roles)
