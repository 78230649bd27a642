"""What runs and paragraphs of an ODT are, by their styles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from book.model import RangeKind
from book.read.odt.names import FO, STYLE, TEXT
from book.read.word.document import Look, PartKind
from book.read.word.styles import is_table_style, part_of, plain_name

DEPTH = 20  # of styles that are based on each other
LENGTH = re.compile(r"(-?[\d.]+)(cm|mm|in|pt|pc|px)\Z")
POINTS = {"cm": 28.35, "mm": 2.835, "in": 72, "pt": 1, "pc": 12, "px": 0.75}
POINTS_PER_EM = 12
SPACE = 3  # points that divide stanzas
LANGUAGES = (
    ("lang", FO + "language", FO + "country"),
    ("eastAsia", STYLE + "language-asian", STYLE + "country-asian"),
    ("bidi", STYLE + "language-complex", STYLE + "country-complex"),
)
NAMED: dict[str, tuple[str, str]] = {
    "emphasis": ("italic", "1"),
    "strong emphasis": ("bold", "1"),
    "source text": ("code", "1"),
    "teletype": ("code", "1"),
}
KINDS: dict[str, RangeKind] = {
    "italic": "emphasis",
    "bold": "strong",
    "small-caps": "small-capitals",
    "underline": "underline",
    "strike": "deletion",
    "superscript": "superscript",
    "subscript": "subscript",
    "code": "code",
}


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """A style: the name that users see, its parent, and its elements of properties."""

    name: str
    parent: str
    element: etree._Element


@dataclass(slots=True)
class OdtStyles:
    """The styles of a document, by their families and names."""

    styles: dict[tuple[str, str], OdtStyle] = field(default_factory=dict)
    defaults: dict[str, etree._Element] = field(default_factory=dict)

    def add(self, tree: etree._Element | None) -> None:
        """Add the styles of a part of the file."""
        for each in () if tree is None else tree.iter(STYLE + "style", STYLE + "default-style"):
            family, name = each.get(STYLE + "family", ""), each.get(STYLE + "name", "")
            if each.tag == STYLE + "default-style":
                self.defaults[family] = each
            else:
                shown = each.get(STYLE + "display-name") or name
                parent = each.get(STYLE + "parent-style-name", "")
                self.styles[family, name] = OdtStyle(shown, parent, each)

    def chain(self, family: str, name: str) -> list[OdtStyle]:
        """Return a style and its parents, the nearest first."""
        chain: list[OdtStyle] = []
        while (family, name) in self.styles and len(chain) < DEPTH:
            chain.append(self.styles[family, name])
            name = chain[-1].parent
        return chain

    def elements(self, family: str, name: str) -> Iterator[etree._Element]:
        """Yield the elements of a style, of its parents and of the default, the nearest first."""
        yield from (each.element for each in self.chain(family, name))
        if family in self.defaults:
            yield self.defaults[family]

    def attribute(self, family: str, name: str, attribute: str) -> str:
        """Return an attribute of a style or of its parents."""
        found = (each.get(attribute) for each in self.elements(family, name))
        return next((each for each in found if each is not None), "")

    def text(self, family: str, name: str) -> dict[str, str]:
        """Return the properties of text by a style and its parents."""
        merged: dict[str, str] = {}
        for each in reversed(list(self.elements(family, name))):
            merged |= _text_properties(each.find(STYLE + "text-properties"))
        for style in self.chain(family, name) if family == "text" else ():
            if named := NAMED.get(plain_name(style.name)):
                merged.setdefault(*named)
        return merged


def _text_properties(element: etree._Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    if element is None:
        return found
    for name, attribute, values in (
        ("italic", FO + "font-style", ("italic", "oblique")),
        ("bold", FO + "font-weight", ("bold", "600", "700", "800", "900")),
        ("small-caps", FO + "font-variant", ("small-caps",)),
        ("hidden", TEXT + "display", ("none",)),
    ):
        if (value := element.get(attribute)) is not None:
            found[name] = "1" if value in values else ""
    for name, attribute in (
        ("underline", STYLE + "text-underline-style"),
        ("strike", STYLE + "text-line-through-style"),
        ("strike", STYLE + "text-line-through-type"),
    ):
        if (value := element.get(attribute)) is not None:
            found[name] = "" if value == "none" else "1"
    if (position := element.get(STYLE + "text-position")) is not None:
        found |= {"superscript": "", "subscript": ""}
        if direction := _vertical(position):
            found[direction] = "1"
    for name, language, country in LANGUAGES:
        if tag := element.get(language):
            region = element.get(country, "none")
            found[name] = tag if region in ("none", "") else f"{tag}-{region}"
    return found


def _vertical(position: str) -> str:
    """Return where a `style:text-position` moves text: "33% 58%" is up."""
    first = (position.split() or [""])[0]
    if first == "super" or (first.endswith("%") and first.strip("%0-") and first[0] != "-"):
        return "superscript"
    return "subscript" if first == "sub" or first.startswith("-") else ""


def look_of(properties: dict[str, str], base: dict[str, str], own: dict[str, str]) -> Look:
    """Return the look of a run.

    What its paragraph looks like by `base` counts only where the run's `own` style states it, or
    is the opposite.
    """
    return frozenset(
        (kind, "")
        for name, kind in KINDS.items()
        if own.get(name) or bool(properties.get(name)) != bool(base.get(name))
    )


@dataclass(frozen=True, slots=True)
class OdtParagraphStyle:
    """What a paragraph's style says of it."""

    names: tuple[str, ...]
    part: PartKind
    level: int
    align: Literal["", "center", "right"]
    direction: Literal["", "rtl"]
    indent: int
    right: int
    space_before: bool
    text: dict[str, str]
    base: dict[str, str]


def read_paragraph_style(styles: OdtStyles, name: str) -> OdtParagraphStyle:
    """Return what a style of paragraphs says, by itself and by its parents."""
    names = tuple(each.name for each in styles.chain("paragraph", name)) or (name,)
    part, level = part_of(names)
    merged: dict[str, str] = {}
    for each in reversed(list(styles.elements("paragraph", name))):
        properties = each.find(STYLE + "paragraph-properties")
        merged |= {} if properties is None else {str(k): str(v) for k, v in properties.items()}
    is_rtl = merged.get(STYLE + "writing-mode", "").startswith("rl")
    text = styles.text("paragraph", name)
    return OdtParagraphStyle(
        names,
        part,
        level,
        _align(merged.get(FO + "text-align", ""), is_rtl=is_rtl),
        "rtl" if is_rtl else "",
        round(_points(merged.get(FO + "margin-left", "")) / POINTS_PER_EM),
        round(_points(merged.get(FO + "margin-right", "")) / POINTS_PER_EM),
        _points(merged.get(FO + "margin-top", "")) >= SPACE,
        text,
        {} if part == "text" and not is_table_style(names) else text,
    )


def _points(length: str) -> float:
    match = LENGTH.match(length)
    try:
        return float(match[1]) * POINTS[match[2]] if match else 0
    except ValueError:
        return 0


def _align(text: str, *, is_rtl: bool) -> Literal["", "center", "right"]:
    if text == "center":
        return "center"
    return "right" if text in ("right", "end") and not is_rtl else ""
