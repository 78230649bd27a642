"""Which structure elements (ISO 32000-1, 14.8.4) stand for which elements of HTML."""

from collections.abc import Iterator
from typing import Any

from book.render.print.engine.drawn_figures import is_picture
from book.render.print.engine.tags.elements import StructureElement

GROUPS = {
    "section": "Sect",
    "p": "P",
    "blockquote": "BlockQuote",
    "figure": "Div",
    "figcaption": "Caption",
    "caption": "Caption",
}
TABLES = {"table": "Table", "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD"}
STANDARD: dict[str, tuple[str, ...]] = {
    **{tag: (name,) for tag, name in (GROUPS | TABLES).items()},
    **{f"h{level}": (f"H{level}",) for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "dl"), ("L",)),
    **dict.fromkeys(("img", "{http://www.w3.org/2000/svg}svg"), ("Figure",)),
    "li": ("LI", "LBody"),
    "dt": ("LI", "Lbl"),
}
# 14.8.4.2: a list of contents may hold another one.
IN_CONTENTS = {"ol": ("TOC",), "li": ("TOCI",), "div": ("Reference",)}
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


def classes_of(source: Any) -> list[str]:
    """Return the classes of an element of HTML."""
    classes: list[str] = source.get("class", "").split()
    return classes


def is_repeated_head(source: Any) -> bool:
    """Return whether an element of HTML is the head of a table on a further page."""
    return source is not None and source.tag == "thead" and "again" in classes_of(source)


def roles_of(source: Any, parent: StructureElement) -> tuple[str, ...]:
    """Return the tags for an element of HTML, from the outside in.

    None if it means nothing besides the element that it stands in.
    """
    classes = classes_of(source)
    if (source.tag == "ol" and "contents" in classes) or parent.tag in ("TOC", "TOCI"):
        return IN_CONTENTS.get(source.tag, ())
    if is_picture(source):
        return ("Figure",)
    if "title" in classes and _is_title_page(parent):
        return ("H1",)
    if "subheading" in classes:
        return (_level_below(parent),)
    if source.tag in STANDARD:
        return STANDARD[source.tag]
    return ("Span",) if _has_own_words(source, parent) else ()


def _is_title_page(element: StructureElement) -> bool:
    return element.source is not None and "title-page" in classes_of(element.source)


def _has_own_words(source: Any, parent: StructureElement) -> bool:
    """Return whether an element has a language or an expansion of its own."""
    language = parent.inherited_language()
    if source.get("lang", language) != language:
        return True
    return source.tag == "abbr" and "title" in source.attrib


def _level_below(parent: StructureElement) -> str:
    """Return the level below the heading of a section.

    So none is skipped (ISO 14289-1, 7.4.2).
    """
    heading = next(_headings_around(parent), None)
    return HEADINGS[min(HEADINGS.index(heading) + 1, 5)] if heading else "H1"


def _headings_around(parent: StructureElement) -> Iterator[str]:
    """Yield the tags of the headings that stand directly in an element or around it."""
    for element in parent.ancestors():
        for kid in element.child_elements():
            if kid.tag in HEADINGS:
                yield kid.tag
