"""A generated book in the markup of Typst."""

import re

from book.model import (
    Block,
    Division,
    Edition,
    IndexEntry,
    IndexGroup,
    Inline,
    Inlines,
    Link,
    Mark,
    NoteCall,
    PageReference,
    Paragraph,
    Plain,
)
from book.text.locators import NO_BREAK_SPACE

SPECIAL = re.compile(r"([\\#*_`$<>@\[\]~/=+-])")
# Lines of 14 points, notes of 12, as in templates/print.css.
PREAMBLE = """#set page(width: {width}pt, height: {height}pt, numbering: "1",
  margin: (top: {top}pt, bottom: {bottom}pt, inside: {inner}pt, outside: {outer}pt))
#set text(font: "EB Garamond", size: 11pt, top-edge: 0.75em, bottom-edge: -0.25em)
#set par(justify: true, leading: 3pt, spacing: 3pt, first-line-indent: 14pt)
#show footnote.entry: set text(9pt)
#show heading.where(level: 1): it => {{ pagebreak(weak: true, to: "odd"); it }}
#let at(name) = context counter(page).at(name).first()
#outline()
"""
SIZES = ("width", "height", "top", "bottom", "inner", "outer")

Notes = dict[str, Inlines]  # the content of each note by its id


def typst_source(edition: Edition) -> str:
    """Return a generated book as a document of Typst.

    It has headings, notes at the foot, page references, contents and index.
    """
    notes = {note.id: note.inlines for note in edition.notes}
    preamble = PREAMBLE.format(**{name: getattr(edition.trim, name) for name in SIZES})
    printed = [d for d in edition.divisions if d.kind in ("part", "index")]
    return preamble + "".join(_division(division, 1, notes) for division in printed)


def _division(division: Division, level: int, notes: Notes) -> str:
    heading = f"\n{'=' * level} {_inlines(division.title, notes)}\n\n"
    blocks = "".join(_block(block, notes) for block in division.blocks)
    inner = "".join(_division(inner, level + 1, notes) for inner in division.divisions)
    return heading + blocks + inner


def _block(block: Block, notes: Notes) -> str:
    if isinstance(block, IndexGroup):
        return "".join(map(_entry, block.entries))
    assert isinstance(block, Paragraph), "generated books have paragraphs and an index"
    return f"{_inlines(block.inlines, notes)} <{block.id}>\n\n"


def _entry(entry: IndexEntry) -> str:
    pages = ", ".join(f"#at(<{locator.target}>)" for locator in entry.locators)
    return f"{_escape(entry.heading)}, {pages}\n\n"


def _inlines(inlines: Inlines, notes: Notes) -> str:
    return "".join(_inline(inline, notes) for inline in inlines)


def _inline(inline: Inline, notes: Notes) -> str:
    match inline:
        case Plain():
            return _escape(inline.text)
        case NoteCall():
            return f"#footnote[{_inlines(notes[inline.note], notes)}]<{inline.note}>"
        case PageReference():
            return f"p.~#at(<{inline.locator.target}>)"
        case Link():
            target = inline.target.removeprefix("#")
            return f"#link(<{target}>)[{_inlines(inline.inlines, notes)}]"
        case Mark():
            return f"#[{_inlines(inline.inlines, notes)}]<{inline.id}>"
    raise AssertionError(f"generated books have no {type(inline).__name__}")


def _escape(text: str) -> str:
    """Return text with Typst's special characters escaped.

    >>> _escape("* 1 [a]")
    '\\\\* 1 \\\\[a\\\\]'
    """
    return SPECIAL.sub(r"\\\1", text).replace(NO_BREAK_SPACE, "~")
