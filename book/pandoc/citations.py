"""Write an edition as its readers cite it: in the styles of citeproc, and as BibTeX."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from book.model import Inlines, Paragraph
from book.pandoc.blocks import read_blocks
from book.pandoc.engine import convert, read_text
from book.pandoc.origin import MarkdownSource
from book.text.cached import ResultCache, recall


@dataclass(frozen=True, slots=True)
class Citations:
    """How an item is cited: its entry by the name of the style, and as BibTeX."""

    entries: tuple[tuple[str, Inlines], ...]
    bibtex: bytes


def cite(
    item: bytes,
    styles: Mapping[str, bytes],
    language: str,
    file: str,
    cache: ResultCache | None = None,
) -> Citations:
    """Return the citations of one item of CSL-JSON in several styles.

    A style is CSL, or empty for pandoc's built-in Chicago style. `file` names the source of the
    item in errors.
    """

    def make() -> Citations:
        named = styles.items()
        entries = tuple((name, _entry(item, style, language, file)) for name, style in named)
        return Citations(entries, convert(item.decode(), "csljson", "bibtex", file).encode())

    inputs = (item, *(part for style in styles.items() for part in style), language, file)
    return recall(cache, "citation", inputs, make)


@lru_cache(maxsize=64)  # styles are large, and the editions of a project are cited alike
def _entry(item: bytes, style: bytes, language: str, file: str) -> Inlines:
    arguments = ["--citeproc", f"--metadata=lang:{language}"]
    with tempfile.TemporaryDirectory() as folder:
        if style:
            path = Path(folder, "style.csl")
            path.write_bytes(style)
            arguments.append(f"--csl={path}")
        nodes = read_text(item.decode(), "csljson", arguments, file)
    blocks = read_blocks(nodes, MarkdownSource("", file))
    return next(
        block.inlines
        for block in blocks
        if isinstance(block, Paragraph) and block.style == "reference"
    )
