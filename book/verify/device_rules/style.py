"""The stylesheets: what a device ignores, and what takes their settings away from readers. The only module that knows tinycss2."""

import re
from collections.abc import Iterator
from typing import Any

import tinycss2

from book.verify.device_rules.ebook import CSS_TYPE, Ebook, resolve_address
from book.verify.device_rules.rule import Rule, RuleViolation

OLDER = {
    "break-before": "page-break-before",
    "break-after": "page-break-after",
    "break-inside": "page-break-inside",
}
ABSOLUTE = re.compile(r"\d(px|pt|pc|cm|mm|in)\b", re.IGNORECASE)
COLOURS = ("color", "background", "background-color")
READERS_OWN = {"inherit", "initial", "unset", "currentcolor", "transparent", "none"}

NEW_BREAK = Rule(
    "EB-080",
    "error",
    "break-* without page-break-*",
    "Kobo and older readers know the older property alone, and break the page elsewhere.",
    "Standard Ebooks, se build; Kobo ePub Guidelines, CSS",
    "Write both.",
)
FIXED_SIZE = Rule(
    "EB-081",
    "error",
    "a type size or a leading in fixed units",
    "The reader's own size does not change it.",
    "WCAG 2.2, 1.4.4 Resize text",
    "Use em.",
)
COLOUR = Rule(
    "EB-082",
    "error",
    "a colour that the reader cannot change",
    "In dark mode the text vanishes or glares.",
    "Kobo ePub Guidelines, Background colors",
    "Leave colours to the reader.",
)
FONT_FILE = Rule(
    "EB-083",
    "error",
    "a font of the stylesheet is not in the book",
    "The text falls back to another font.",
    "Kobo ePub Guidelines, Embedded fonts",
    "Pack it and list it in the manifest.",
)
PLACED = Rule(
    "EB-084",
    "warning",
    "something is placed outside of the flow",
    "Kindle ignores it, Kobo may hide it.",
    "Kobo ePub Guidelines, Missing images",
    "Let it stand in the flow.",
)
UNREADABLE = Rule(
    "EB-085",
    "error",
    "the stylesheet cannot be read here",
    "Readers drop what they do not understand, some the rest too.",
    "CSS Syntax Level 3, Error handling",
    "Mend what is named.",
)
RULES = (NEW_BREAK, FIXED_SIZE, COLOUR, FONT_FILE, PLACED, UNREADABLE)


def styles(book: Ebook) -> Iterator[RuleViolation]:
    for item in book.manifest:
        if item.media_type == CSS_TYPE and item.name in book.files:
            yield from _sheet(book, item.name, book.files[item.name].decode(errors="replace"))
    for document in book.documents:
        for node in document.tagged("style"):
            yield from _sheet(book, document.name, node.text or "", int(node.sourceline or 1) - 1)
        for node in document.root.iter("*"):
            if node.get("style"):
                inside = tinycss2.parse_blocks_contents(
                    node.get("style", ""), skip_comments=True, skip_whitespace=True
                )
                yield from _declarations(document.name, inside, int(node.sourceline or 1) - 1, "")


def _sheet(book: Ebook, name: str, css: str, above: int = 0) -> Iterator[RuleViolation]:
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "error":
            yield UNREADABLE.in_file(name, str(rule.message), above + rule.source_line)
        elif rule.type == "at-rule" and rule.at_keyword == "font-face" and rule.content is not None:
            yield from _font_face(book, name, rule.content, above)
        elif rule.type == "at-rule" and rule.content is not None:
            yield from _sheet(
                book, name, tinycss2.serialize(rule.content), above + rule.source_line - 1
            )
        elif rule.type == "qualified-rule":
            inside = tinycss2.parse_blocks_contents(
                rule.content, skip_comments=True, skip_whitespace=True
            )
            yield from _declarations(name, inside, above, tinycss2.serialize(rule.prelude).strip())


def _declarations(
    name: str, inside: list[Any], above: int, selector: str
) -> Iterator[RuleViolation]:
    declared = {d.lower_name: d for d in inside if d.type == "declaration"}
    for error in (node for node in inside if node.type == "error"):
        yield UNREADABLE.in_file(name, str(error.message), above + error.source_line, selector)
    for property_name, declaration in declared.items():
        value = tinycss2.serialize(declaration.value).strip()
        place = {
            "line": above + declaration.source_line,
            "element": selector,
            "detail": f"{property_name}: {value}",
        }
        if property_name in OLDER and OLDER[property_name] not in declared:
            yield NEW_BREAK.in_file(name, **place)
        if property_name in ("font-size", "line-height", "font") and ABSOLUTE.search(value):
            yield FIXED_SIZE.in_file(name, **place)
        if property_name in COLOURS and value.lower() not in READERS_OWN:
            yield COLOUR.in_file(name, **place)
        if property_name == "position" and value in ("absolute", "fixed"):
            yield PLACED.in_file(name, **place)


def _font_face(book: Ebook, name: str, content: list[Any], above: int) -> Iterator[RuleViolation]:
    for declaration in tinycss2.parse_blocks_contents(
        content, skip_comments=True, skip_whitespace=True
    ):
        for token in (
            declaration.value
            if declaration.type == "declaration" and declaration.lower_name == "src"
            else ()
        ):
            address = _address(token)
            if (
                address
                and "://" not in address
                and resolve_address(name, address)[0] not in book.files
            ):
                yield FONT_FILE.in_file(
                    name, address, above + declaration.source_line, "@font-face"
                )


def _address(token: Any) -> str:
    if token.type == "url":
        return str(token.value)
    if token.type == "function" and token.lower_name == "url":
        return "".join(
            str(argument.value) for argument in token.arguments if argument.type == "string"
        )
    return ""


CHECKS = (styles,)
