"""Read a document of any kind as lines, one for each block: what cleaning works on."""

import re
import tempfile
from pathlib import Path
from typing import Any

import lxml.html

from book.errors import EditionError
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
CODE_PAGE = re.compile(r"\\ansicpg(\d+)")
LETTER_OF_PAGE = re.compile(
    r"(?<!\\)(?<!\d)(?<!\d )\\'[89a-f]", re.IGNORECASE
)  # not one that stands in for a \\uN before it
UNICODE_LETTER = re.compile(r"(\\\\)|(\\u-?\d+)(?=[^\s\\{}\d])")
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
        if suffix == ".rtf":
            text = readable_rtf(text, file)
        if suffix in (".html", ".htm"):
            text = whole_page(text)
        path.write_bytes(content if suffix in BINARY_KINDS else text.encode())
        return "\n\n".join(_lines(read_file(path, READERS[suffix], file)))


def whole_page(text: str) -> str:
    """Write HTML so that pandoc reads the whole page: of one with a `main` it takes that alone.

    >>> whole_page("<header>One</header><main>Two</main>")
    '<html><body><header>One</header><div>Two</div></body></html>'
    """
    if not text.strip():
        return text
    page = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    for main in page.iter("main"):
        main.tag = "div"
    return lxml.html.tostring(page, encoding="unicode")


def readable_rtf(text: str, file: str) -> str:
    r"""Write RTF so that pandoc 3.9 reads all of it.

    Else it takes a letter too many after \\uN, leaves footnotes out, and takes every code page for 1252.

    >>> readable_rtf(r"\u8220?ripe\u8221?", "x.rtf")
    '\\u8220 ?ripe\\u8221 ?'
    """
    page = CODE_PAGE.search(text)
    if page and page[1] != "1252" and LETTER_OF_PAGE.search(text):
        message = f"this RTF is in code page {page[1]}, which is not read"
        raise EditionError(
            message, file=file, remedy="Open it in a word processor and save it as .docx or .odt."
        )
    text = text.replace(r"{\*\footnote", r"{\footnote")
    return UNICODE_LETTER.sub(lambda match: match[1] or match[2] + " ", text)


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
        return (
            [content]
            if content.get("t") in BLOCKS
            else [b for value in content.values() for b in _nested(value)]
        )
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
