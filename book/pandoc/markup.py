"""Refuse HTML in the editor's Markdown, whose tags pandoc would print, and tags of no language."""

import re
from collections.abc import Sequence

from book.errors import EditionError
from book.pandoc.nodes import Node, iter_nodes
from book.pandoc.origin import MarkdownSource
from book.text.language_names import tag_mistake

# The tags that pandoc reads (native_divs, native_spans) are no text, nor is the end of a line.
READ = r"(?:div|span|br)\b"
HTML = re.compile(rf"(?<!\\)<(?:/?(?!{READ})[a-z][a-z0-9-]*(?=[\s/>])[^<>]*>|!--)", re.IGNORECASE)
REMEDY = "Write it in Markdown, or delete it; if the sign itself is meant, write \\<."


def check_markup(nodes: Sequence[Node], source: MarkdownSource) -> None:
    """Raise EditionError, with its line, for a tag or a comment of HTML that is no code."""
    matches = [match[0] for match in HTML.finditer(source.text)]
    if not matches:
        return
    text = "".join(each["c"] for each in iter_nodes(nodes) if each["t"] == "Str")
    for tag in matches:
        if tag.split()[0].replace("!--", "!") in text:
            problem = "a comment of HTML" if tag == "<!--" else f"HTML (“{tag[:40]}”)"
            raise EditionError(
                f"{problem} is not possible here",
                file=source.file,
                line=source.line_of(tag),
                remedy=REMEDY,
            )


def check_languages(nodes: Sequence[Node], source: MarkdownSource) -> None:
    """Raise EditionError, with its line, for words or blocks in what is no registered language."""
    for node in iter_nodes(nodes):
        tag = dict(node["c"][0][2]).get("lang", "") if node["t"] in ("Span", "Div") else ""
        if tag and tag in source.text and (mistake := tag_mistake(tag, "lang={}")):
            message, remedy = mistake
            line = source.line_of(f"lang={tag}")
            raise EditionError(message, file=source.file, line=line, remedy=remedy)
