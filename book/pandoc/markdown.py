"""Read the editor's Markdown as blocks of the edition, with its citations resolved by citeproc."""

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from rapidfuzz import fuzz, process

from book.errors import EditionError
from book.model import (
    Block,
    Bullets,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Locator,
    PageReference,
    Paragraph,
    Plain,
    SmallCapitals,
    Strong,
    Subheading,
    Superscript,
    Table,
)
from book.pandoc.engine import Node, node, read_text
from book.text.inlines import text_of

SEAM = "variorum-seam-"
MARKDOWN = "markdown-raw_html-raw_tex-raw_attribute-yaml_metadata_block-implicit_figures-inline_notes-footnotes"


@dataclass(frozen=True, slots=True)
class MarkdownSource:
    """A piece of an editor's Markdown, and where it stands: in a file of its own, or in the entry that begins at `line`.

    `targets` is what its links can lead to in the book, by the name that the editor writes.
    """

    source: str
    file: str
    line: int = 0
    targets: Mapping[str, Locator] = field(default_factory=dict)


def render_markdown(
    pieces: Sequence[MarkdownSource],
    references: str,
    language: str,
    references_file: str,
    targets: Mapping[str, Locator] = MappingProxyType({}),
) -> tuple[tuple[tuple[Block, ...], ...], tuple[Block, ...]]:
    """Read several pieces of Markdown at once, and resolve their citations in this order.

    `references` is CSL YAML; `targets` are the places and notes that a link within the book can name. Gives the blocks of
    each piece, and the bibliography of all that they cite. One call for all: each call costs 0.2 to 0.4 seconds.
    Raise EditionError for a citation without a reference, and for a link that leads nowhere.
    """
    document = (
        "\n\n".join(f"{SEAM}{number}\n\n{piece.source}" for number, piece in enumerate(pieces))
        + f"\n\n{SEAM}{len(pieces)}\n\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        bibliography = Path(folder, "references.yaml")
        bibliography.write_text(references or "references: []\n", "utf-8")
        arguments = [
            "--citeproc",
            f"--bibliography={bibliography}",
            f"--metadata=lang:{language}",
            "--metadata=link-citations:true",
        ]
        blocks = read_text(document, MARKDOWN, arguments, references_file)
    *parts, entries = _parts(blocks, pieces)
    known = {block["c"][0][0] for entry in entries for block in entry["c"][1]}
    for part, piece in zip(parts, pieces, strict=True):
        _check_citations(part, known, piece, references_file)
    headings = {name: Locator(name, words) for part in parts for name, words in _headings(part)}
    pieces = [replace(piece, targets={**headings, **targets}) for piece in pieces]
    return tuple(_blocks(part, piece) for part, piece in zip(parts, pieces, strict=True)), _blocks(
        entries, MarkdownSource("", references_file)
    )


def _parts(blocks: list[Node], pieces: Sequence[MarkdownSource]) -> list[list[Node]]:
    """Divide the blocks at the seams, into those of each piece and the bibliography: a seam cannot be closed from inside."""
    parts: list[list[Node]] = []
    for block in blocks:
        if block == {"t": "Para", "c": [{"t": "Str", "c": f"{SEAM}{len(parts)}"}]}:
            parts.append([])
        elif parts:
            parts[-1].append(block)
    if len(parts) <= len(pieces):
        at = pieces[max(len(parts) - 1, 0)]
        raise EditionError(
            "something opens here and does not end",
            file=at.file,
            line=at.line,
            remedy="Close it: a ::: or a table needs its last line.",
        )
    return parts


def _headings(blocks: list[Node]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if block["t"] == "Header":
            yield block["c"][1][0], " ".join(_words(block["c"][2]))


def _check_citations(
    content: Any, known: set[str], at: MarkdownSource, references_file: str
) -> None:
    """See to it that the bibliography has an entry for each citation: citeproc itself prints a question mark and goes on."""
    if isinstance(content, dict) and content.get("t") == "Cite":
        for key in (citation["citationId"] for citation in content["c"][0]):
            if f"ref-{key}" not in known:
                raise EditionError(
                    f"the citation @{key} has no reference",
                    file=at.file,
                    line=at.line or at.source[: at.source.find(f"@{key}")].count("\n") + 1,
                    remedy=f"Add it to {references_file}, or mend its key.",
                )
    for part in (
        content.values()
        if isinstance(content, dict)
        else content
        if isinstance(content, list)
        else ()
    ):
        _check_citations(part, known, at, references_file)


def read_blocks(blocks: list[Node], file: str) -> tuple[Block, ...]:
    """Read pandoc's blocks as those of an edition; `file` names their source in errors."""
    return _blocks(blocks, MarkdownSource("", file))


def _blocks(blocks: list[Node], at: MarkdownSource) -> tuple[Block, ...]:
    return tuple(made for block in blocks for made in _block(block, at))


def _block(block: Node, at: MarkdownSource) -> tuple[Block, ...]:
    kind, content = node(block)
    match kind:
        case "Para" | "Plain":
            return (Paragraph(_inlines(content, at)),)
        case "Header":
            return (Subheading(_inlines(content[2], at), content[1][0]),)
        case "BulletList" | "OrderedList":
            items = content if kind == "BulletList" else content[1]
            return (Bullets(tuple(_item(item, at) for item in items)),)
        case "BlockQuote":
            return tuple(
                Paragraph(b.inlines, "quotation") if isinstance(b, Paragraph) else b
                for b in _blocks(content, at)
            )
        case "Table":
            return (_table(block, at),)
        case "Div" if "csl-entry" in content[0][1]:
            return tuple(
                Paragraph(b.inlines, "reference", content[0][0])
                for b in _blocks(content[1], at)
                if isinstance(b, Paragraph)
            )
        case "Div":
            return _blocks(content[1], at)
    raise _misplaced(block, at, "Write paragraphs, headings, lists, tables and quotations.")


def _misplaced(found: Node, at: MarkdownSource, remedy: str) -> EditionError:
    """Name what the edition has no room for; in a file of its own, find the line where its first words stand once."""
    words = list(_words(found))
    line = at.line or _line_of(words, at.source)
    shown = f": “{' '.join(words[:6])}”" if words else ""
    return EditionError(
        f"{NAMES.get(found['t'], found['t'])} cannot stand here{shown}",
        file=at.file,
        line=line,
        remedy=remedy,
    )


def _line_of(words: list[str], source: str) -> int:
    for length in (6, 4, 3, 2, 1):
        for start in range(max(len(words) - length, 0) + 1):
            found = list(
                re.finditer(r"[\W_]+".join(map(re.escape, words[start : start + length])), source)
            )
            if words and len(found) == 1:
                return source.count("\n", 0, found[0].start()) + 1
    return 0


def _words(content: Any) -> Iterator[str]:
    if isinstance(content, dict) and content.get("t") == "Str":
        yield content["c"]
    elif isinstance(content, dict) and content.get("t") in ("Code", "CodeBlock", "Math"):
        yield from content["c"][1].split()
    else:
        for part in (
            content.values()
            if isinstance(content, dict)
            else content
            if isinstance(content, list)
            else ()
        ):
            yield from _words(part)


def _item(item: list[Node], at: MarkdownSource) -> Inlines:
    blocks = _blocks(item, at)
    paragraphs = [b.inlines for b in blocks if isinstance(b, Paragraph)]
    if len(paragraphs) != len(blocks):
        nested = next(block for block in item if block["t"] not in ("Para", "Plain"))
        raise _misplaced(nested, at, "Inside a list write paragraphs alone.")
    return tuple(
        inline
        for n, inlines in enumerate(paragraphs)
        for inline in ((Plain(" "),) if n else ()) + inlines
    )


def _inlines(inlines: list[Node], at: MarkdownSource) -> Inlines:
    """Read pandoc's inlines into the edition's."""
    made: list[Inline] = []
    for inline in inlines:
        for part in _inline(inline, at):
            if isinstance(part, Plain) and made and isinstance(made[-1], Plain):
                made[-1] = Plain(made[-1].text + part.text)
            else:
                made.append(part)
    return tuple(made)


WRAPPERS: dict[str, type[Emphasis] | type[Strong] | type[SmallCapitals] | type[Superscript]] = {
    "Emph": Emphasis,
    "Strong": Strong,
    "SmallCaps": SmallCapitals,
    "Superscript": Superscript,
}
NAMES = {
    "BulletList": "a list",
    "CodeBlock": "an indented or fenced block of code",
    "DefinitionList": "a list of definitions",
    "Figure": "a picture",
    "HorizontalRule": "a ruled line (---)",
    "Image": "a picture",
    "LineBlock": "a block of verse lines",
    "Link": "a link that is neither to the web (https://…) nor within the book (#…)",
    "Math": "a formula ($…$)",
    "OrderedList": "a list",
    "Strikeout": "struck-out text",
    "Subscript": "a subscript",
    "Table": "a table of this kind",
    "Underline": "underlined text",
}
SCHEMES = ("http://", "https://", "mailto:")
REFERENCE = "ref-"  # what citeproc puts before the key of a reference


def _inline(inline: Node, at: MarkdownSource) -> Inlines:
    kind, content = node(inline)
    if kind in WRAPPERS:
        return (WRAPPERS[kind](_inlines(content, at)),)
    match kind:
        case "Str":
            return (Plain(content),)
        case "Space" | "SoftBreak" | "LineBreak":
            return (Plain(" "),)
        case "Quoted":
            marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
            return Plain(marks[0]), *_inlines(content[1], at), Plain(marks[1])
        case "Link" if content[2][0].startswith("#"):
            return (_within_book(inline, at),)
        case "Link" if content[2][0].startswith(SCHEMES):
            return (Link(content[2][0], _inlines(content[1], at)),)
        case "Cite":
            return _inlines(content[1], at)
        case "Span":
            return _span(content, at)
        case "Code":
            return (Plain(content[1]),)
    raise _misplaced(inline, at, "Write words, *emphasis*, [links](https://…) and [@citations].")


def _within_book(link: Node, at: MarkdownSource) -> Inline:
    """Read a link within the book; without words of its own it is a reference to a page."""
    words, target = link["c"][1], link["c"][2][0].removeprefix("#")
    if target.startswith(REFERENCE):
        return Link(
            f"#{target}", _inlines(words, at)
        )  # made by citeproc, and checked with its citation
    name = " ".join(unquote(target).split())
    if name in at.targets:
        return (
            Link(f"#{at.targets[name].target}", _inlines(words, at))
            if words
            else PageReference(at.targets[name])
        )
    near = ", ".join(
        found for found, _, _ in process.extract(name, list(at.targets), scorer=fuzz.ratio, limit=3)
    )
    line = at.line or at.source[: max(at.source.find(f"#{name}"), 0)].count("\n") + 1
    raise EditionError(
        f"a link leads to “{name}”, and nothing in the book has that name",
        file=at.file,
        line=line,
        remedy=f"Write a place, or the id of a note; nearest: {near}."
        if near
        else "Write a place, or the id of a note.",
    )


def _table(table: Node, at: MarkdownSource) -> Table:
    """Read a table of one line of heads and plain cells; its first cells name the rows if they tell them apart."""
    _, (_, caption), _, (_, heads), bodies, (_, feet) = table["c"]
    rows = [
        tuple(_cell(cell, at) for cell in row[1]) for body in bodies for row in (*body[2], *body[3])
    ] + [tuple(_cell(cell, at) for cell in row[1]) for row in feet]
    head = tuple(_cell(cell, at) for cell in heads[0][1]) if heads else ()
    if not any(head):
        raise _misplaced(
            table, at, "Give its columns heads: a screen reader says them with each cell."
        )
    names = [text_of(row[0]) for row in rows]
    said = _blocks(caption, at)
    words = said[0].inlines if said and isinstance(said[0], Paragraph) else ()
    return Table(head, tuple(rows), words, row_heads=all(names) and len(set(names)) == len(names))


def _cell(cell: list[Any], at: MarkdownSource) -> Inlines:
    _, _, rows, columns, blocks = cell
    if (rows, columns) != (1, 1):
        raise _misplaced(
            {"t": "Table", "c": blocks}, at, "A cell stands in one row and one column."
        )
    return _item(blocks, at)


def _span(content: list[Any], at: MarkdownSource) -> Inlines:
    (_, classes, attributes), inlines = content[0], _inlines(content[1], at)
    language = dict(attributes).get("lang")
    if language:
        return (Foreign(language, inlines),)
    return (SmallCapitals(inlines),) if "smallcaps" in classes else inlines
