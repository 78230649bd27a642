"""Read a document of any kind as lines, one for each block: what cleaning works on."""

import tempfile
from pathlib import Path
from typing import Any

from book.pandoc.engine import Node, node, read_file

READERS = {
    ".md": "markdown-raw_html-raw_tex",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".odt": "odt",
    ".rtf": "rtf",
    ".epub": "epub",
}
BINARY_KINDS = (".docx", ".odt", ".epub")
BLOCKS = {
    "Para",
    "Plain",
    "Header",
    "CodeBlock",
    "LineBlock",
    "BlockQuote",
    "BulletList",
    "OrderedList",
    "DefinitionList",
    "Table",
    "Figure",
    "Div",
}


def read_lines(content: bytes, text: str, suffix: str, file: str) -> str:
    """Turn a document into lines: one for each block, headings with `#` before them. Notes and pictures' texts included.

    `content` is read for the kinds that are archives, `text` for the others, which have been decoded.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "witness" + suffix)
        path.write_bytes(content if suffix in BINARY_KINDS else text.encode())
        return "\n\n".join(_lines(read_file(path, READERS[suffix], file)))


def _lines(blocks: list[Node]) -> list[str]:
    """Write each block on a line of its own, whatever it is nested in."""
    lines: list[str] = []
    for block in blocks:
        kind, content = node(block)
        if kind == "Header":
            lines.append("#" * content[0] + " " + _flat(content[2]))
        elif kind in ("Para", "Plain"):
            lines.append(_flat(content))
        elif kind == "CodeBlock":
            lines += content[1].split("\n")
        elif kind == "DefinitionList":
            for term, definitions in content:
                lines += [_flat(term), *_lines(_nested(definitions))]
        elif kind == "LineBlock":
            lines += [_flat(line) for line in content]
        elif kind not in ("HorizontalRule", "RawBlock", "Null"):
            lines += _lines(_nested(content))
    return [line for line in lines if line.strip()]


def _nested(content: Any) -> list[Node]:
    """Find the blocks inside a quotation, a list, a table, a figure, in order."""
    if isinstance(content, dict):
        return [content] if content.get("t") in BLOCKS else [b for value in content.values() for b in _nested(value)]
    return [b for part in content for b in _nested(part)] if isinstance(content, list) else []


def _flat(inlines: list[Node]) -> str:
    """Write the words of inlines, without their marks; a note's words follow in brackets."""
    written = ""
    for inline in inlines:
        kind, content = node(inline)
        if kind == "Str":
            written += content
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            written += " "
        elif kind in ("Code", "Math"):
            written += content[1]
        elif kind == "Quoted":
            marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
            written += marks[0] + _flat(content[1]) + marks[1]
        elif kind == "Note":
            written += " [" + " ".join(_lines(content)) + "]"
        elif kind in ("Link", "Image", "Span", "Cite"):
            written += _flat(content[1])
        elif kind != "RawInline":
            written += _flat(content)
    return written
