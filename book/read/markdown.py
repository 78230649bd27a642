"""Read Markdown: pandoc makes HTML of it, which the reader of HTML reads."""

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from book.pandoc.engine import convert, read_tree
from book.pandoc.nesting import check_nesting
from book.pandoc.nodes import Node, iter_nodes, text_of_nodes
from book.pandoc.pipe_tables import check_tables
from book.read.builder import DocumentBuilder
from book.read.html.reading import Neighbor, no_neighbor, read_html
from book.read.markdown_notes import free_dropped_notes
from book.read.word.numbers import format_number

# TeX stays as the author wrote it, and no macro of it is carried out.
READER = "markdown-raw_tex-latex_macros"
NUMBERS = {
    "LowerAlpha": ("lowerLetter", "a"),
    "UpperAlpha": ("upperLetter", "A"),
    "LowerRoman": ("lowerRoman", "i"),
    "UpperRoman": ("upperRoman", "I"),
}
PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|tiff?|bmp|ico)(?:[?#]|$)", re.IGNORECASE)
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
DELIMITERS = {"OneParen": "{})", "TwoParens": "({})"}


def read_markdown(
    builder: DocumentBuilder, text: str, file: str, *, neighbor: Neighbor = no_neighbor
) -> None:
    """Add a text in Markdown to a document. Raise EditionError if pandoc cannot read it."""
    check_nesting(text, file)
    check_tables(text, file)
    text, marks = free_dropped_notes(text)
    for mark in marks:
        builder.removed(mark, "note mark")
    tree = read_tree(text, READER, file)
    for field, words in _metadata(tree["meta"]):
        builder.metadata(field, words, "metadata block")
    tree["meta"] = {}
    for comment in _comments(tree["blocks"]):
        builder.removed(comment, "comment")
    tree["blocks"] = _with_labels(tree["blocks"])
    markup = convert(json.dumps(tree), "json", "html5", file, ["--mathml"])
    read_html(builder, markup, file, neighbor=neighbor)


def _metadata(meta: dict[str, Node]) -> Iterator[tuple[str, str]]:
    """Yield the fields of a block of metadata, with the words of each value."""
    for field, value in meta.items():
        entries = value["c"] if value["t"] == "MetaList" else [value]
        for entry in entries:
            if words := " ".join(_words(entry)):
                yield field, words


def _words(value: Any) -> Iterator[str]:
    """Yield the words of a value, however it is nested."""
    match value:
        case {"t": "MetaString", "c": text}:
            yield str(text)
        case {"t": "MetaMap", "c": entries}:
            for entry in entries.values():
                yield from _words(entry)
        case {"t": "MetaList", "c": entries}:
            for entry in entries:
                yield from _words(entry)
        case {"t": "MetaInlines", "c": inlines}:
            yield text_of_nodes(inlines)
        case {"t": "MetaBlocks", "c": blocks}:
            yield from (text_of_nodes(block) for block in blocks)


def _comments(blocks: list[Node]) -> Iterator[str]:
    """Yield the comments in the HTML of a text: the reader of HTML does not see them."""
    for node in iter_nodes(blocks):
        if node["t"] in ("RawBlock", "RawInline"):
            yield from COMMENT.findall(node["c"][1])


def _with_labels(content: Any) -> Any:
    """Return pandoc's tree; its numbered lists are HTML with the labels that the source has.

    The title of a picture that stands alone is its caption. Without a title its description is
    the caption too, as pandoc has it (Pandoc User's Guide, implicit_figures).
    """
    if isinstance(content, dict) and content.get("t") == "Figure":
        _caption_by_title(content)
    if isinstance(content, dict):
        return {key: _with_labels(value) for key, value in content.items()}
    if not isinstance(content, list):
        return content
    parts: list[Any] = []
    for part in content:
        if isinstance(part, dict) and part.get("t") == "OrderedList":
            parts += _list(part["c"])
        elif isinstance(part, dict) and part.get("t") == "Image" and not _is_picture(part):
            parts.append(_image(part))
        else:
            parts.append(_with_labels(part))
    return parts


def _is_picture(image: Node) -> bool:
    """Return whether an address looks like that of a picture: else pandoc embeds it, wordless."""
    return PICTURE.search(image["c"][2][0]) is not None


def _image(image: Node) -> Node:
    alternative, address = text_of_nodes(image["c"][1]), image["c"][2][0]
    title = escape(image["c"][2][1])
    markup = f'<img src="{escape(address)}" alt="{escape(alternative)}" title="{title}">'
    return {"t": "RawInline", "c": ["html", markup]}


def _caption_by_title(figure: Node) -> None:
    """Make the title of a figure's picture its caption, if that only repeats the description."""
    for image in iter_nodes(figure["c"][2]):
        if image["t"] == "Image" and _same(image["c"][1], figure["c"][1]):
            address, title = image["c"][2]
            if title.strip():
                figure["c"][1] = [None, [{"t": "Plain", "c": [{"t": "Str", "c": title}]}]]
                image["c"][2] = [address, ""]


def _same(alternative: list[Node], caption: list[Any]) -> bool:
    return text_of_nodes(alternative) == text_of_nodes(caption)


def _list(content: list[Any]) -> Iterator[Node]:
    (start, style, delimiter), items = content
    number_style, kind = NUMBERS.get(style["t"], ("decimal", "1"))
    yield _raw(f'<ol type="{kind}" start="{start}">')
    for number, item in enumerate(items, start):
        form = DELIMITERS.get(delimiter["t"], "{}.")
        label = form.format(format_number(number, number_style))
        yield _raw(f'<li data-label="{escape(label)}">')
        yield from _with_labels(item)
        yield _raw("</li>")
    yield _raw("</ol>")


def _raw(markup: str) -> Node:
    return {"t": "RawBlock", "c": ["html", markup]}
