"""What the style of a page says of its words: hidden, italic, bold, small capitals, indents …"""

import re
from collections.abc import Iterator
from typing import Any

import tinycss2

from book.read.html.names import ALIGN, BOLD, CAPITALS, HIDDEN, INDENT, ITALIC, LINE, LIST
from book.read.html.parse import Element

Declarations = dict[str, str]
PROPERTIES = {
    *("display", "visibility", "font-style", "font-weight", "font-variant", "font-variant-caps"),
    *("font", "text-align", "text-decoration", "text-decoration-line", "list-style"),
    *("list-style-type", "margin-left", "margin", "padding-left", "padding", "text-indent"),
}
INDENTS = ("margin-left", "padding-left", "text-indent")
LENGTH = re.compile(r"(-?\d*\.?\d+)(em|rem|ex|ch|px|pt|pc|cm|mm|in|%)?")
EMS = {
    "em": 1, "rem": 1, "ex": 0.5, "ch": 0.5, "px": 1 / 16, "pt": 1 / 12, "pc": 1, "cm": 2.4,
    "mm": 0.24, "in": 6, "%": 0.25, None: 0,
}  # fmt: skip
HEAVY = re.compile(r"\b(bold|bolder|[6-9]00)\b")
LIST_STYLE = re.compile(
    r"\b(none|disc|circle|square|decimal|(lower|upper)-(alpha|latin|roman))\b", re.IGNORECASE
)


def note_styles(root: Element) -> None:
    """Note on each element what its style says."""
    for element in root.iter("*"):
        if text := element.get("style"):
            note_style(element, read_declarations(text))


def read_declarations(text: str | list[Any]) -> Declarations:
    """Return the declarations that matter here, the last one of each property.

    >>> read_declarations("color: red; FONT-STYLE: Italic !important")
    {'font-style': 'italic'}
    """
    found = tinycss2.parse_declaration_list(text, skip_comments=True, skip_whitespace=True)
    return {
        each.lower_name: tinycss2.serialize(each.value).strip().lower()
        for each in found
        if each.type == "declaration" and each.lower_name in PROPERTIES
    }


def note_style(element: Element, style: Declarations) -> None:
    """Note declarations on the element that they are for."""
    for key, value in _notes(style):
        if value:
            element.set(key, value)
        elif key in element.attrib:
            del element.attrib[key]


def _notes(style: Declarations) -> Iterator[tuple[str, str]]:
    """Yield attributes and their values, "" for one to remove."""
    if "display" in style or "visibility" in style:
        hidden = style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse")
        yield HIDDEN, "yes" if hidden else ""
    font = style.get("font", "")
    if slope := style.get("font-style") or font:
        yield ITALIC, "yes" if re.search(r"italic|oblique", slope) else "no"
    if weight := style.get("font-weight") or font:
        yield BOLD, "yes" if HEAVY.search(weight) else "no"
    if variant := style.get("font-variant-caps") or style.get("font-variant") or font:
        yield CAPITALS, "yes" if "small-caps" in variant else "no"
    line = style.get("text-decoration-line") or style.get("text-decoration") or ""
    if "line-through" in line or "underline" in line:
        yield LINE, "line-through" if "line-through" in line else "underline"
    if align := style.get("text-align"):
        yield ALIGN, {"end": "right", "start": "left"}.get(align, align)
    if match := LIST_STYLE.search(style.get("list-style-type") or style.get("list-style") or ""):
        yield LIST, match[0]
    if any(name in style for name in INDENTS):
        yield INDENT, str(sum(_ems(style.get(name, "")) for name in INDENTS))


def _ems(length: str) -> float:
    """Return a length in em.

    >>> _ems("2em"), _ems("32px"), _ems("auto")
    (2.0, 2.0, 0.0)
    """
    match = LENGTH.fullmatch(length)
    return max(-40.0, min(float(match[1]) * EMS[match[2]], 40.0)) if match else 0.0
