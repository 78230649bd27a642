"""What runs and paragraphs of a DOCX are: by themselves, and by their styles."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from book.model import RangeKind
from book.read.docx.package import W, child, is_on, value
from book.read.word.document import Look, PartKind
from book.read.word.styles import is_table_style, part_of, plain_name

Properties = Mapping[str, str]
SWITCHES = ("b", "i", "smallCaps", "strike", "dstrike", "vanish", "webHidden", "rtl")
# Switches that two styles turn off again, as ECMA-376 says (part 1, 17.7.3).
TOGGLES = ("b", "i", "smallCaps", "strike", "vanish")
KINDS: tuple[tuple[str, RangeKind], ...] = (
    ("i", "emphasis"),
    ("b", "strong"),
    ("smallCaps", "small-capitals"),
    ("strike", "deletion"),
    ("dstrike", "deletion"),
    ("u", "underline"),
)
VERTICAL: dict[str, RangeKind] = {"superscript": "superscript", "subscript": "subscript"}
# What a style's name says where the style itself says nothing.
NAMED = {"emphasis": "i", "strong": "b", "small caps": "smallCaps"}
CODE_NAMES = ("verbatim char", "html code", "html typewriter", "source text", "code", "inline code")
OWN = "own "  # before the names of what a run states itself
DEPTH = 20  # of styles that are based on each other
TWIPS_PER_EM = 240
SPACE = 60  # twentieths of a point that divide stanzas


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A style: its name, what it is based on, and its own properties."""

    name: str
    base: str
    run: Properties
    paragraph: etree._Element | None


@dataclass(slots=True)
class Styles:
    """The styles of a document, by their ids."""

    styles: dict[str, WordStyle] = field(default_factory=dict)
    defaults: Properties = field(default_factory=dict)
    default_paragraph: str = ""
    _runs: dict[str, dict[str, str]] = field(default_factory=dict)
    _merged: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def chain(self, name: str) -> list[WordStyle]:
        """Return a style and those that it is based on, the nearest first."""
        chain: list[WordStyle] = []
        while name in self.styles and len(chain) < DEPTH:
            chain.append(self.styles[name])
            name = chain[-1].base
        return chain

    def names(self, style: str) -> list[str]:
        """Return the names of a style and of those that it is based on."""
        return [each.name for each in self.chain(style)] or ([style] if style else [])

    def run(self, style: str) -> dict[str, str]:
        """Return the properties of runs by a style and those that it is based on."""
        if style not in self._runs:
            merged: dict[str, str] = {}
            for each in reversed(self.chain(style)):
                merged |= each.run
            self._runs[style] = merged
        return self._runs[style]

    def merged(self, paragraph: str, run: str) -> dict[str, str]:
        """Return the properties of runs by the styles of a paragraph and of a run."""
        if (paragraph, run) not in self._merged:
            of_paragraph, of_run = self.run(paragraph or self.default_paragraph), self.run(run)
            merged = {**self.defaults, **of_paragraph, **of_run}
            for name in TOGGLES:
                if name in of_paragraph and name in of_run:
                    merged[name] = "1" if bool(of_paragraph[name]) != bool(of_run[name]) else ""
            self._merged[paragraph, run] = merged
        return self._merged[paragraph, run]


def read_styles(tree: etree._Element | None) -> Styles:
    """Return the styles of the part `styles.xml`."""
    styles = Styles()
    if tree is None:
        return styles
    styles.defaults = read_properties(child(tree, "docDefaults", "rPrDefault", "rPr"))
    for each in tree.iter(W + "style"):
        name, style_id = value(child(each, "name")), value(each, "styleId")
        run = dict(read_properties(child(each, "rPr")))
        if (switch := NAMED.get(name.lower())) and value(each, "type") == "character":
            run.setdefault(switch, "1")
        base = value(child(each, "basedOn"))
        styles.styles[style_id] = WordStyle(name, base, run, child(each, "pPr"))
        if value(each, "type") == "paragraph" and value(each, "default") in ("1", "true"):
            styles.default_paragraph = style_id
    return styles


def read_properties(element: etree._Element | None) -> Properties:
    """Return what a `w:rPr` states, by the names of its elements."""
    found: dict[str, str] = {}
    for each in () if element is None else element:
        name = etree.QName(each).localname if isinstance(each.tag, str) else ""
        if name in SWITCHES:
            found[name] = "1" if is_on(each) else ""
        elif name == "u":
            found[name] = "" if value(each) in ("none", "") else "1"
        elif name in ("vertAlign", "rStyle"):
            found[name] = value(each)
        elif name == "lang":
            for key, attribute in (("lang", "val"), ("eastAsia", "eastAsia"), ("bidi", "bidi")):
                if stated := value(each, attribute):
                    found[key] = stated
        elif name == "rFonts":
            found["font"] = value(each, "ascii") or value(each, "hAnsi")
    return found


def merge_properties(styles: Styles, paragraph: str, direct: Properties) -> dict[str, str]:
    """Return the properties of a run in a paragraph of a style."""
    merged = styles.merged(paragraph, direct.get("rStyle", ""))
    return merged | dict(direct) | {OWN + name: state for name, state in direct.items()}


def look_of(properties: Properties, base: Properties) -> Look:
    """Return the look of a run.

    What its paragraph looks like by `base` counts only where the run itself states it, or is the
    opposite.
    """
    kinds: set[tuple[RangeKind, str]] = set()
    for name, kind in KINDS:
        is_own = properties.get(OWN + name)
        if is_own or bool(properties.get(name)) != bool(base.get(name)):
            kinds.add((kind, ""))
    if vertical := VERTICAL.get(properties.get("vertAlign", "")):
        kinds.add((vertical, ""))
    return frozenset(kinds)


def is_code(styles: Styles, style: str) -> bool:
    """Return whether a style of runs is for code."""
    return any(plain_name(name) in CODE_NAMES for name in styles.names(style))


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph's style and its own properties say."""

    style: str
    part: PartKind
    level: int
    align: Literal["", "center", "right"]
    direction: Literal["", "rtl"]
    indent: int
    right: int
    space_before: bool
    base: Properties


def read_paragraph_style(styles: Styles, properties: etree._Element | None) -> ParagraphStyle:
    """Return what the `w:pPr` of a paragraph says, by itself and by its style."""
    style = value(child(properties, "pStyle")) or styles.default_paragraph
    names = styles.names(style)
    part, level = part_of(names)
    outline = value(_first(styles, style, properties, "outlineLvl"))
    if part == "text" and outline.isdigit() and int(outline) < 9:
        part, level = "heading", int(outline) + 1
    bidi = _first(styles, style, properties, "bidi")
    is_rtl = bidi is not None and is_on(bidi)
    left, right = _indents(styles, style, properties)
    spacing = _first(styles, style, properties, "spacing")
    before = value(spacing, "before", "0")
    return ParagraphStyle(
        style,
        part,
        level,
        _align(value(_first(styles, style, properties, "jc")), is_rtl=is_rtl),
        "rtl" if is_rtl else "",
        round(left / TWIPS_PER_EM),
        round(right / TWIPS_PER_EM),
        before.isdigit() and int(before) >= SPACE,
        {} if part == "text" and not is_table_style(names) else styles.run(style),
    )


def sources(
    styles: Styles, style: str, properties: etree._Element | None
) -> Iterator[etree._Element]:
    """Yield a paragraph's own properties, then those of its styles, the nearest first."""
    if properties is not None:
        yield properties
    for each in styles.chain(style):
        if each.paragraph is not None:
            yield each.paragraph


def _first(
    styles: Styles, style: str, properties: etree._Element | None, name: str
) -> etree._Element | None:
    found = (child(each, name) for each in sources(styles, style, properties))
    return next((each for each in found if each is not None), None)


def _indents(styles: Styles, style: str, properties: etree._Element | None) -> tuple[int, int]:
    """Return the indents of the left edge, with the first line's, and of the right one."""
    merged: dict[str, int] = {}
    for each in reversed(list(sources(styles, style, properties))):
        indents = child(each, "ind")
        for name in () if indents is None else ("left", "start", "right", "end"):
            text = value(indents, name)
            if text.removeprefix("-").isdigit():
                merged[name] = int(text)
    left = merged.get("left", merged.get("start", 0))
    return left, merged.get("right", merged.get("end", 0))


def _align(text: str, *, is_rtl: bool) -> Literal["", "center", "right"]:
    if text == "center":
        return "center"
    return "right" if text in (("right", "end") if not is_rtl else ()) else ""
