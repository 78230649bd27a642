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


def read_declarations(text: str | list[Any]) -> tuple[Declarations, Declarations]:
    """Return the declarations that matter here, and the important ones among them.

    >>> read_declarations("color: red; FONT-STYLE: Italic; margin: 0 1em !important")
    ({'font-style': 'italic'}, {'margin-left': '1em'})
    """
    found = tinycss2.parse_declaration_list(text, skip_comments=True, skip_whitespace=True)
    normal: Declarations = {}
    important: Declarations = {}
    for each in found:
        if each.type == "declaration" and each.lower_name in PROPERTIES:
            value = tinycss2.serialize(each.value).strip().lower()
            (important if each.important else normal).update(_spelled_out(each.lower_name, value))
    return normal, important


def _spelled_out(name: str, value: str) -> Declarations:
    """Return what a short form says of the properties that matter here."""
    if name in ("margin", "padding"):
        sides = value.split()
        return {f"{name}-left": sides[min(len(sides), 4) // 2 + (len(sides) > 3)]} if sides else {}
    if name == "font":
        return {"font-style": value, "font-weight": value, "font-variant": value}
    names = {"text-decoration-line": "text-decoration", "list-style-type": "list-style"}
    names["font-variant-caps"] = "font-variant"
    return {names.get(name, name): value}


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
    if slope := style.get("font-style"):
        yield ITALIC, "yes" if re.search(r"italic|oblique", slope) else "no"
    if weight := style.get("font-weight"):
        yield BOLD, "yes" if HEAVY.search(weight) else "no"
    if variant := style.get("font-variant"):
        yield CAPITALS, "yes" if "small-caps" in variant else "no"
    line = style.get("text-decoration", "")
    if "line-through" in line or "underline" in line:
        yield LINE, "line-through" if "line-through" in line else "underline"
    if align := style.get("text-align"):
        yield ALIGN, {"end": "right", "start": "left"}.get(align, align)
    if match := LIST_STYLE.search(style.get("list-style", "")):
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
