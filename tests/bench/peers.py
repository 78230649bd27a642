"""Other programs that make a book's PDF, where they are installed: Chromium and Paged.js from its HTML, Typst from its own markup.

Each is run as its own command. What they make is not held against the edition: Chromium sets neither notes at the foot nor page
numbers, and what Paged.js and Typst set looks otherwise.
"""

import re
import resource
import shutil
import subprocess
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from book.model import (
    Block,
    Division,
    Edition,
    IndexEntry,
    IndexGroup,
    Inlines,
    Link,
    Mark,
    NoteCall,
    PageReference,
    Paragraph,
    Plain,
)
from book.setup.npm import ProgramUnavailableError, find_browser
from book.text.locators import NO_BREAK_SPACE

SPECIAL = re.compile(r"([\\#*_`$<>@\[\]~/=+-])")
# Lines of 14 points, notes of 12, as templates/print.css has them.
PREAMBLE = """#set page(width: {width}pt, height: {height}pt, numbering: "1",
  margin: (top: {top}pt, bottom: {bottom}pt, inside: {inner}pt, outside: {outer}pt))
#set text(font: "EB Garamond", size: 11pt, top-edge: 0.75em, bottom-edge: -0.25em)
#set par(justify: true, leading: 3pt, spacing: 3pt, first-line-indent: 14pt)
#show footnote.entry: set text(9pt)
#show heading.where(level: 1): it => {{ pagebreak(weak: true, to: "odd"); it }}
#let at(name) = context counter(page).at(name).first()
#outline()
"""
TYPST = (
    "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])"
)
LIMIT = 1800  # seconds


def commands(book: Edition, html: Path, python: str) -> Iterator[tuple[str, list[str], Path]]:
    """Give name, command and PDF of each program that is there; `html` is the book as one document, beside its style sheet."""
    made = html.with_suffix(".peer.pdf")
    source = html.with_suffix(".typ")
    source.write_text(typst_source(book), "utf-8")
    if typst := shutil.which("typst"):
        yield (
            "Typst",
            [typst, "compile", "--font-path", str(html.parent), str(source), str(made)],
            made,
        )
    elif find_spec("typst"):
        yield "Typst", [python, "-c", TYPST, str(source), str(made), str(html.parent)], made
    try:
        chromium = find_browser()
    except ProgramUnavailableError:
        return
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    yield (
        "Chromium, no page numbers",
        [chromium, *flags, f"--print-to-pdf={made}", html.as_uri()],
        made,
    )
    if pagedjs := shutil.which("pagedjs-cli"):
        arguments = [
            "--browserArgs",
            "--no-sandbox",
            "--timeout",
            str(LIMIT * 1000),
            "-o",
            str(made),
        ]
        yield "Paged.js", [pagedjs, str(html), *arguments], made


def run(command: list[str]) -> tuple[float, float] | None:
    """Run a program; give seconds and core seconds; None if it makes nothing in half an hour."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.time()
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=LIMIT)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    seconds = time.time() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def typst_source(book: Edition) -> str:
    """Write a book that is made up as a document of Typst: headings, notes at the foot, page references, contents, index."""
    notes = {note.id: note.inlines for note in book.notes}
    trim = book.trim
    sizes = {
        name: getattr(trim, name) for name in ("width", "height", "top", "bottom", "inner", "outer")
    }
    return PREAMBLE.format(**sizes) + "".join(
        _division(division, 1, notes)
        for division in book.divisions
        if division.kind in ("part", "index")
    )


def _division(division: Division, level: int, notes: dict[str, Inlines]) -> str:
    head = f"\n{'=' * level} {_inlines(division.title, notes)}\n\n"
    inner = "".join(_division(inner, level + 1, notes) for inner in division.divisions)
    return head + "".join(_block(block, notes) for block in division.blocks) + inner


def _block(block: Block, notes: dict[str, Inlines]) -> str:
    if isinstance(block, IndexGroup):
        return "".join(_entry(entry) for entry in block.entries)
    assert isinstance(block, Paragraph), "made-up books have paragraphs and an index"
    return f"{_inlines(block.inlines, notes)} <{block.id}>\n\n"


def _entry(entry: IndexEntry) -> str:
    return f"{_text(entry.heading)}, {', '.join(f'#at(<{locator.target}>)' for locator in entry.locators)}\n\n"


def _inlines(inlines: Inlines, notes: dict[str, Inlines]) -> str:
    made = ""
    for inline in inlines:
        match inline:
            case Plain():
                made += _text(inline.text)
            case NoteCall():
                made += f"#footnote[{_inlines(notes[inline.note], notes)}]<{inline.note}>"
            case PageReference():
                made += f"p.~#at(<{inline.locator.target}>)"
            case Link():
                made += (
                    f"#link(<{inline.target.removeprefix('#')}>)[{_inlines(inline.inlines, notes)}]"
                )
            case Mark():
                made += f"#[{_inlines(inline.inlines, notes)}]<{inline.id}>"
            case _:
                raise AssertionError(f"made-up books have no {type(inline).__name__}")
    return made


def _text(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text).replace(NO_BREAK_SPACE, "~")
