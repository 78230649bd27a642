"""Divide the text boxes of a paragraph so that the words of each run in one direction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any

from weasyprint.formatting_structure import boxes, build

from book.render.fonts.families import GARAMOND
from book.render.print.engine.bidi.joins import JOINER, is_joined
from book.render.print.engine.bidi.levels import embedding_levels
from book.text.direction import has_rtl_letters

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"  # what a box counts as that is no text
ISOLATES = {
    "ltr": "\N{LEFT-TO-RIGHT ISOLATE}",
    "rtl": "\N{RIGHT-TO-LEFT ISOLATE}",
    "auto": "\N{FIRST STRONG ISOLATE}",
}
END = "\N{POP DIRECTIONAL ISOLATE}"
LEAST_SPACING = 1.5 / 1024  # CSS pixels; Pango's unit is smaller
create_anonymous_boxes = build.create_anonymous_boxes


def apply() -> None:
    """Make WeasyPrint divide the text boxes of all that it builds."""
    build.create_anonymous_boxes = _create_anonymous_boxes


def _create_anonymous_boxes(box: Any) -> Any:
    box = create_anonymous_boxes(box)
    _divide_all(box)
    return box


def _divide_all(box: Any) -> None:
    if isinstance(box, boxes.LineBox):
        _divide_paragraph(box)
    for child in getattr(box, "children", ()):
        if not isinstance(child, boxes.TextBox):
            _divide_all(child)


@dataclass(slots=True)
class _ParagraphText:
    """The text of a line box, and where in it each text box, and each other box in it, begins."""

    text: str = ""
    starts: dict[int, int] = field(default_factory=dict)  # by the identity of the box
    texts: list[Any] = field(default_factory=list)  # its text boxes

    def read(self, box: Any) -> None:
        for child in box.children:
            self.starts[id(child)] = len(self.text)
            if not child.is_in_normal_flow():
                continue
            if isinstance(child, boxes.TextBox):
                self.texts.append(child)
                self.text += child.text
            elif isinstance(child, boxes.InlineBox) and not child.is_leader:
                self._read_inline(child)
            else:
                self.text += OBJECT

    def _read_inline(self, box: Any) -> None:
        isolate = _isolate_of(box)
        self.text += isolate
        self.read(box)
        self.text += END if isolate else ""


def _isolate_of(box: Any) -> str:
    """Return the character that stands for the border of an inline element with a direction.

    The call of a note has one, as it is no part of the words before it; so has a note that stands
    on one line with others.
    """
    element = box.element
    if element is None or "::" in box.element_tag:
        return ""
    if element.get("role") == "doc-noteref":
        return ISOLATES["ltr"]
    if element.get("role") == "doc-footnote":
        return ISOLATES[box.style["direction"]]
    if element.tag == "bdi" or element.get("dir"):
        return ISOLATES.get(element.get("dir", "auto").lower(), ISOLATES["auto"])
    return ""


def _divide_paragraph(line: Any) -> None:
    """Divide the text boxes of a line box in which words run from right to left."""
    if getattr(line, "is_divided", False):  # a piece of a paragraph
        return
    is_rtl = line.style["direction"] == "rtl"
    if not is_rtl and not any(has_rtl_letters(box.text) for box in _texts(line)):
        return
    paragraph = _ParagraphText()
    paragraph.read(line)
    levels = [*embedding_levels(paragraph.text, is_rtl=is_rtl), int(is_rtl)]
    line.is_divided, line.level = True, int(is_rtl)
    divided = {
        id(box): _divided(box, levels[(start := paragraph.starts[id(box)]) : start + len(box.text)])
        for box in paragraph.texts
    }
    for box, following in _joined(paragraph):
        divided[id(box)][-1].text += JOINER
        divided[id(following)][0].text = JOINER + divided[id(following)][0].text
    starts = paragraph.starts.items()
    _divide_children(line, divided, {identity: levels[start] for identity, start in starts})


def _texts(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)


def _joined(paragraph: _ParagraphText) -> Iterator[tuple[Any, Any]]:
    """Yield the text boxes of which the last letter joins the first one of the next."""
    for box, following in pairwise(paragraph.texts):
        meets = paragraph.starts[id(box)] + len(box.text) == paragraph.starts[id(following)]
        if meets and is_joined(box.text, following.text):
            yield box, following


def _divide_children(box: Any, divided: dict[int, list[Any]], levels: dict[int, int]) -> None:
    children: list[Any] = []
    for child in box.children:
        if id(child) in divided:
            children += divided[id(child)]
            continue
        child.level = levels[id(child)]
        children.append(child)
        if isinstance(child, boxes.InlineBox) and not child.is_leader:
            _divide_children(child, divided, levels)
    box.children = children


def _divided(box: Any, levels: Sequence[int]) -> list[Any]:
    """Return a text box as one box for each run of characters of the same level."""
    runs, start = [], 0
    for level, group in groupby(levels):
        end = start + len(list(group))
        run = box.copy_with_text(box.text[start:end])
        run.level, run.style = level, _style_of(box.style, run.text, level)
        runs.append(run)
        start = end
    return runs


def _style_of(style: Any, text: str, level: int) -> Any:
    """Return the style of a run; the same one each time, as its identity counts in plans.

    Latin words have the font of all books first, so that the spaces between them are its own. Words
    from right to left are shaped apart, as Pango shapes them when the spaces between them are
    justified: Arabic letters are kerned across spaces, and would be of another width then.
    """
    given = (style["direction"], style["font_family"], style["word_spacing"])
    direction, families, spacing = ("rtl" if level % 2 else "ltr"), given[1], given[2]
    if direction == "rtl":
        spacing = spacing or LEAST_SPACING
    elif GARAMOND in families and any(map(str.isalpha, text)):
        families = tuple(dict.fromkeys((GARAMOND, *families)))
    wanted = (direction, families, spacing)
    if given == wanted:
        return style
    styles = style.__dict__.setdefault("in_runs", {})
    if wanted not in styles:
        styles[wanted] = style.copy()
        styles[wanted].update(direction=direction, font_family=families, word_spacing=spacing)
    return styles[wanted]
