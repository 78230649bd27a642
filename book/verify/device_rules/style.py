"""The stylesheets: what devices ignore, and what overrides the reader's settings.

The only module that imports tinycss2.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import tinycss2
from lxml import etree

from book.verify.device_rules.ebook import CSS_TYPE, Ebook, XmlDocument, resolve_address
from book.verify.device_rules.rule import Rule, RuleViolation

OLDER_PROPERTIES = {
    "break-before": "page-break-before",
    "break-after": "page-break-after",
    "break-inside": "page-break-inside",
}
FIXED_UNIT = re.compile(r"\d(px|pt|pc|cm|mm|in)\b", re.IGNORECASE)
SIZE_PROPERTIES = ("font-size", "line-height", "font")
COLOR_PROPERTIES = ("color", "background", "background-color")
READER_COLORS = {"inherit", "initial", "unset", "currentcolor", "transparent", "none"}

NO_OLDER_BREAK = Rule(
    "EB-080",
    "error",
    "break-* without page-break-*",
    "Kobo and older reading apps know only the older property, and break the page elsewhere.",
    "Standard Ebooks, se build; Kobo ePub Guidelines, CSS",
    "Write both.",
)
FIXED_SIZE = Rule(
    "EB-081",
    "error",
    "a font size or line height in fixed units",
    "The reader's own font size does not change it.",
    "WCAG 2.2, 1.4.4 Resize text",
    "Use em.",
)
FIXED_COLOR = Rule(
    "EB-082",
    "error",
    "a color that the reader cannot change",
    "In dark mode the text disappears or glares.",
    "Kobo ePub Guidelines, Background colors",
    "Leave colors to the reader.",
)
NO_FONT_FILE = Rule(
    "EB-083",
    "error",
    "a font of the stylesheet is not in the book",
    "The text falls back to another font.",
    "Kobo ePub Guidelines, Embedded fonts",
    "Add it and list it in the manifest.",
)
POSITIONED = Rule(
    "EB-084",
    "warning",
    "an element is positioned outside the flow",
    "Kindle ignores the position, and Kobo may hide the element.",
    "Kobo ePub Guidelines, Missing images",
    "Leave it in the flow.",
)
SYNTAX_ERROR = Rule(
    "EB-085",
    "error",
    "the stylesheet cannot be parsed",
    "Reading apps drop what they do not understand, and some drop the rest too.",
    "CSS Syntax Level 3, Error handling",
    "Fix what is reported.",
)
RULES = (NO_OLDER_BREAK, FIXED_SIZE, FIXED_COLOR, NO_FONT_FILE, POSITIONED, SYNTAX_ERROR)


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """CSS in a file: a stylesheet, a part of one, or the content of an element or attribute.

    `offset` is the number of lines in the file before it.
    """

    file: str
    css: str
    offset: int = 0

    def line_of(self, node: Any) -> int:
        """Return the line in the file of a node that tinycss2 parsed from the CSS."""
        return self.offset + int(node.source_line)


def check_stylesheets(ebook: Ebook) -> Iterator[RuleViolation]:
    for item in ebook.manifest:
        if item.media_type == CSS_TYPE and item.name in ebook.files:
            css = ebook.files[item.name].decode(errors="replace")
            yield from _check_sheet(ebook, Stylesheet(item.name, css))


def check_style_elements(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.documents:
        for node in document.tagged("style"):
            sheet = Stylesheet(document.name, node.text or "", _lines_before(node))
            yield from _check_sheet(ebook, sheet)


def _lines_before(node: etree._Element) -> int:
    return int(node.sourceline or 1) - 1


def check_style_attributes(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.documents:
        for node in document.elements:
            if css := node.get("style"):
                yield from _check_attribute(document, node, css)


def _check_attribute(
    document: XmlDocument, node: etree._Element, css: str
) -> Iterator[RuleViolation]:
    sheet = Stylesheet(document.name, css, _lines_before(node))
    yield from _check_declarations(sheet, _parse_declarations(css), "")


def _parse_declarations(css: Any) -> list[Any]:
    nodes: list[Any] = tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True)
    return nodes


def _check_sheet(ebook: Ebook, sheet: Stylesheet) -> Iterator[RuleViolation]:
    rules = tinycss2.parse_stylesheet(sheet.css, skip_comments=True, skip_whitespace=True)
    yield from _check_syntax(sheet, rules, "")
    for rule in rules:
        if rule.type == "at-rule" and rule.content is not None:
            yield from _check_at_rule(ebook, sheet, rule)
        elif rule.type == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude).strip()
            yield from _check_declarations(sheet, _parse_declarations(rule.content), selector)


def _check_at_rule(ebook: Ebook, sheet: Stylesheet, rule: Any) -> Iterator[RuleViolation]:
    if rule.at_keyword == "font-face":
        yield from _check_font_face(ebook, sheet, _parse_declarations(rule.content))
    else:
        css, offset = tinycss2.serialize(rule.content), sheet.offset + rule.source_line - 1
        yield from _check_sheet(ebook, Stylesheet(sheet.file, css, offset))


def _check_declarations(
    sheet: Stylesheet, nodes: list[Any], selector: str
) -> Iterator[RuleViolation]:
    yield from _check_syntax(sheet, nodes, selector)
    declared = {node.lower_name: node for node in nodes if node.type == "declaration"}
    for name, node in declared.items():
        value = tinycss2.serialize(node.value).strip()
        line, detail = sheet.line_of(node), f"{name}: {value}"
        for rule in _broken_rules(name, value, declared):
            yield rule.in_file(sheet.file, detail, line, selector)


def _check_syntax(sheet: Stylesheet, nodes: list[Any], selector: str) -> Iterator[RuleViolation]:
    for node in nodes:
        if node.type == "error":
            message, line = str(node.message), sheet.line_of(node)
            yield SYNTAX_ERROR.in_file(sheet.file, message, line, selector)


def _broken_rules(name: str, value: str, declared: Mapping[str, Any]) -> Iterator[Rule]:
    """Yield the rules that a declaration breaks among those declared with it."""
    if name in OLDER_PROPERTIES and OLDER_PROPERTIES[name] not in declared:
        yield NO_OLDER_BREAK
    if name in SIZE_PROPERTIES and FIXED_UNIT.search(value):
        yield FIXED_SIZE
    if name in COLOR_PROPERTIES and value.lower() not in READER_COLORS:
        yield FIXED_COLOR
    if name == "position" and value in ("absolute", "fixed"):
        yield POSITIONED


def _check_font_face(ebook: Ebook, sheet: Stylesheet, nodes: list[Any]) -> Iterator[RuleViolation]:
    for node in nodes:
        if node.type == "declaration" and node.lower_name == "src":
            line = sheet.line_of(node)
            for address in map(_font_address, node.value):
                if _is_missing(ebook, sheet, address):
                    yield NO_FONT_FILE.in_file(sheet.file, address, line, "@font-face")


def _is_missing(ebook: Ebook, sheet: Stylesheet, address: str) -> bool:
    if not address or "://" in address:
        return False
    return resolve_address(sheet.file, address)[0] not in ebook.files


def _font_address(token: Any) -> str:
    """Return the address in a `url()` token, "" for any other token."""
    if token.type == "url":
        return str(token.value)
    if token.type == "function" and token.lower_name == "url":
        return "".join(str(part.value) for part in token.arguments if part.type == "string")
    return ""


CHECKS = (check_stylesheets, check_style_elements, check_style_attributes)
