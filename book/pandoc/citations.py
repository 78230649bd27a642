"""Write an item as its readers cite it: in the styles of citeproc, and as BibTeX."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from book.model import Inlines, Paragraph
from book.pandoc.engine import convert, read_text
from book.pandoc.markdown import read_blocks


@dataclass(frozen=True, slots=True)
class Citations:
    """How an item is cited: its entry in each style, by the style's name, and as BibTeX."""

    entries: tuple[tuple[str, Inlines], ...]
    bibtex: bytes


def cite(item: bytes, styles: Mapping[str, bytes], language: str, file: str) -> Citations:
    """Cite one item of CSL-JSON in several styles; a style is CSL, or empty for the Chicago style that pandoc brings.

    `file` names the source of the item in errors.
    """
    entries = tuple((name, _entry(item, style, language, file)) for name, style in styles.items())
    return Citations(entries, convert(item.decode(), "csljson", "bibtex", file).encode())


@lru_cache(
    maxsize=64
)  # the styles are large, and several editions of a test or of a project cite alike
def _entry(item: bytes, style: bytes, language: str, file: str) -> Inlines:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "style.csl")
        path.write_bytes(style)
        arguments = [
            "--citeproc",
            *([f"--csl={path}"] if style else []),
            f"--metadata=lang:{language}",
        ]
        blocks = read_blocks(read_text(item.decode(), "csljson", arguments, file), file)
    return next(
        block.inlines
        for block in blocks
        if isinstance(block, Paragraph) and block.style == "reference"
    )
