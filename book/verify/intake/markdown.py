"""Gather the words of a Markdown file: what is left when the marks are taken away."""

import html
import re

from book.verify.intake.encoding import decode_text
from book.verify.intake.gathering import Gathered
from book.verify.intake.markdown_pictures import gather_pictures

HEADER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
# Below the first line a block of metadata stands after a blank line, and begins with a key.
BLOCK = re.compile(
    r"(?<=\n\n)---[ \t]*\n(?=\w[\w-]*:[ \n])((?:[^\n]+\n)+?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
SCRIPT = re.compile(r"<(script|style)\b[^<>]{0,2000}>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
# A key of YAML, which may have spaces, and a comment (YAML 1.2.2, 6.6 and 7.3.3).
FIELD = re.compile(r"^\s*(?:- )?\w[\w -]{0,40}:(?=\s|$)|(?:^|(?<=\s))#.*$", re.MULTILINE)
CODE = re.compile(r"^[ \t]*(`{3,}|~{3,})([^\n]*)$", re.MULTILINE)
# Code, in which no mark is one (CommonMark 0.31, 4.5 and 6.1): the lines between fences, which may
# be those of an item or a quotation, and what stands between backticks within a paragraph.
FENCED = re.compile(
    r"^([ \t>]*(`{3,}(?=[^`\n]*\n)|~{3,})[^\n]*\n)(.*?)(^[ \t>]*\2[`~]*[ \t]*$|\Z)",
    re.DOTALL | re.MULTILINE,
)
SPAN = re.compile(r"(?<![`\\])(`+)(?!`)((?:(?!\n[ \t]*\n).){1,5000}?)(?<!`)\1(?!`)", re.DOTALL)
MARK_IN_CODE = re.compile(r"[!-/:-@\[-`{-~]")
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
BLOCK_TAG = re.compile(
    r"</?(?:br|hr|rt|rp|p|div|li|ol|ul|dl|dt|dd|td|th|tr|table|h[1-6]|blockquote)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
DIV = re.compile(r"^[ \t]*:{3,}[^\n]*$", re.MULTILINE)
TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]{0,2000})?/?>")
TARGET = re.compile(r"(?<=\])\((?:[^()\\\n]|\\.|\([^()\n]*\)){0,2000}\)")
REFERENCE = re.compile(r"(?<=\])\[[^\]\n]{0,300}\]")
DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]{1,300}\]:\s*\S+[^\n]*$", re.MULTILINE)
NOTE = re.compile(r"\[\^[^\]\s]{1,300}\]:?")
ATTRIBUTES = re.compile(r"\{[^{}\n]{0,500}\}")
ITEM = re.compile(
    r"^[ \t>]*(?:\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,9}|@\w*|#)[.)])(?=\s)", re.MULTILINE
)
# What a reader may leave out, in the order in which it is taken away.
OPTIONAL = (CODE, DIV, BLOCK_TAG, TAG, TARGET, REFERENCE, DEFINITION, NOTE, ATTRIBUTES, ITEM)
ADDRESS = re.compile(r"<((?:https?|mailto|ftp):[^<>\s]+)>")
INSIDE_WORDS = re.compile(r"\*+|~|\^(?!\[)|\\(?=[^\w\s])")


def gather_markdown(content: bytes, encoding: str = "") -> Gathered:
    """Return the words of a Markdown file; its form is not counted."""
    text = decode_text(content, encoding).replace("\r\n", "\n").replace("\r", "\n")
    found = Gathered(is_uncounted=True)
    if header := HEADER.match(text):
        found.optional += FIELD.findall(header[1])
        found.needed.append(FIELD.sub(" ", header[1]))
        text = text[header.end() :]
    for block in BLOCK.findall(text):
        found.optional += FIELD.findall(block)
        found.needed.append(FIELD.sub(" ", block))
    text = SCRIPT.sub(" ", BLOCK.sub("\n", _without_marks_in_code(text)))
    found.needed += COMMENT.findall(text)
    text = gather_pictures(ADDRESS.sub(r" \1 ", COMMENT.sub("", text)), found)
    for pattern in OPTIONAL:
        found.optional += (match[0] for match in pattern.finditer(text))
        text = pattern.sub("" if pattern is TAG else " ", text)
    found.needed += INSIDE_WORDS.sub("", html.unescape(text)).split("\n")
    return found


def _without_marks_in_code(text: str) -> str:
    """Return a text without the signs of its code, which divide words there and mark nothing.

    >>> _without_marks_in_code("x^2^ is `x^2^`")
    'x^2^ is `x 2 `'
    >>> _without_marks_in_code("```\\na*b\\n```\\n*c*")
    '```\\na b\\n```\\n*c*'
    """
    text = FENCED.sub(lambda match: match[1] + MARK_IN_CODE.sub(" ", match[3]) + match[4], text)
    return SPAN.sub(lambda match: match[1] + MARK_IN_CODE.sub(" ", match[2]) + match[1], text)
