"""Read a document of any kind as lines, one for each block; cleaning works on them."""

import re
import tempfile
from pathlib import Path
from typing import Any

import lxml.html

from book.errors import EditionError
from book.pandoc.engine import read_file
from book.pandoc.inlines import quotation_marks
from book.pandoc.nodes import Node, children, unpack

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
HTML_KINDS = (".html", ".htm")
CODE_PAGE = re.compile(r"\\ansicpg(\d+)")
# A letter of the code page, but not one that replaces the \uN before it.
LETTER_OF_PAGE = re.compile(r"(?<!\\)(?<!\d)(?<!\d )\\'[89a-f]", re.IGNORECASE)
UNICODE_LETTER = re.compile(r"(\\\\)|(\\u-?\d+)(?=[^\s\\{}\d])")
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
BLOCKS = {
    *("Para", "Plain", "Header", "CodeBlock", "LineBlock", "BlockQuote"),
    *("BulletList", "OrderedList", "DefinitionList", "Table", "Figure", "Div"),
}


def read_lines(content: bytes, text: str, suffix: str, file: str) -> str:
    """Return a document as lines: one for each block, `#` before headings.

    The text of notes and pictures is included. `content` is read for the kinds that are archives;
    `text`, the decoded content, for all others. `file` names the document in errors.

    Raise EditionError if pandoc cannot read the document.
    """
    if suffix == ".rtf":
        text = readable_rtf(text, file)
    if suffix in HTML_KINDS:
        text = whole_page(text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "witness" + suffix)
        path.write_bytes(content if suffix in BINARY_KINDS else text.encode())
        return "\n\n".join(_lines(read_file(path, READERS[suffix], file)))


def whole_page(text: str) -> str:
    """Return HTML of which pandoc reads the whole page; if there is a `main`, it reads only that.

    >>> whole_page("<header>One</header><main>Two</main>")
    '<html><body><header>One</header><div>Two</div></body></html>'
    """
    if not text.strip():
        return text
    page = lxml.html.document_fromstring(XML_DECLARATION.sub("", text))
    for main in page.iter("main"):
        main.tag = "div"
    return lxml.html.tostring(page, encoding="unicode")


def readable_rtf(text: str, file: str) -> str:
    r"""Return RTF that pandoc 3.9 reads completely.

    Otherwise pandoc skips one letter too many after \\uN, omits footnotes, and takes every code
    page for 1252. Raise EditionError for letters of another code page.

    >>> readable_rtf(r"\u8220?ripe\u8221?", "x.rtf")
    '\\u8220 ?ripe\\u8221 ?'
    """
    _check_code_page(text, file)
    text = text.replace(r"{\*\footnote", r"{\footnote")
    return UNICODE_LETTER.sub(lambda match: match[1] or match[2] + " ", text)


def _check_code_page(text: str, file: str) -> None:
    page = CODE_PAGE.search(text)
    if page and page[1] != "1252" and LETTER_OF_PAGE.search(text):
        raise EditionError(
            f"this RTF is in code page {page[1]}, which is not supported",
            file=file,
            remedy="Open it in a word processor and save it as .docx or .odt.",
        )


def _lines(blocks: list[Node]) -> list[str]:
    """Return each block on a line of its own, however deeply it is nested."""
    return [line for block in blocks for line in _block_lines(block) if line.strip()]


def _block_lines(block: Node) -> list[str]:
    kind, content = unpack(block)
    match kind:
        case "Header":
            return ["#" * content[0] + " " + _flatten(content[2])]
        case "Para" | "Plain":
            return [_flatten(content)]
        case "CodeBlock":
            return str(content[1]).split("\n")
        case "DefinitionList":
            return _definition_lines(content)
        case "LineBlock":
            return [_flatten(line) for line in content]
        case "HorizontalRule" | "RawBlock" | "Null":
            return []
    return _lines(_outer_blocks(content))


def _definition_lines(content: list[Any]) -> list[str]:
    lines: list[str] = []
    for term, definitions in content:
        lines += [_flatten(term), *_lines(_outer_blocks(definitions))]
    return lines


def _outer_blocks(content: Any) -> list[Node]:
    """Return the outermost blocks in a quotation, a list, a table or a figure, in order."""
    if _is_block(content):
        return [content]
    return [block for part in children(content) for block in _outer_blocks(part)]


def _is_block(content: Any) -> bool:
    return isinstance(content, dict) and content.get("t") in BLOCKS


def _flatten(inlines: list[Node]) -> str:
    """Return the text of inlines without markup, the text of notes in brackets."""
    return "".join(map(_inline_text, inlines))


def _inline_text(inline: Node) -> str:
    kind, content = unpack(inline)
    match kind:
        case "Str":
            return str(content)
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Code" | "Math":
            return str(content[1])
        case "Quoted":
            opening, closing = quotation_marks(content[0])
            return opening + _flatten(content[1]) + closing
        case "Note":
            return " [" + " ".join(_lines(content)) + "]"
        case "Link" | "Image" | "Span" | "Cite":
            return _flatten(content[1])
        case "RawInline":
            return ""
    return _flatten(content)
