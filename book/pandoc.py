"""The engine pandoc: it reads witnesses that are not plain text, and the editor's Markdown with its citations."""

import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypandoc

from book.errors import EditionError
from book.model import Block, Bullets, Emphasis, Foreign, Inline, Inlines, Link, Paragraph, Plain, SmallCapitals, Strong, Subheading, Superscript

READERS = {".md": "markdown-raw_html-raw_tex", ".html": "html", ".htm": "html", ".docx": "docx", ".odt": "odt", ".rtf": "rtf", ".epub": "epub"}
BINARY_KINDS = (".docx", ".odt", ".epub")
MARKDOWN = "markdown-raw_html-raw_tex-raw_attribute-yaml_metadata_block-implicit_figures"

# The bundled pandoc, not an older one that stands first on PATH (pypandoc would take the highest version).
os.environ.setdefault("PYPANDOC_PANDOC", str(Path(pypandoc.__file__).parent / "files" / "pandoc"))


def read_lines(content: bytes, text: str, suffix: str, file: str) -> str:
    """Turn a document into lines: one for each block, headings with `#` before them. Notes and pictures' texts included."""
    kind = READERS[suffix]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "witness" + suffix)
        path.write_bytes(content if suffix in BINARY_KINDS else text.encode())
        document = _run(None, [str(path), f"--from={kind}"], file)
    return "\n\n".join(_lines(document["blocks"]))


def _run(source: str | None, arguments: list[str], file: str) -> dict[str, Any]:
    """Call pandoc, shut off from the network and from all files but those given, and take its tree."""
    try:
        options = ["--sandbox", *arguments]
        if source is None:
            written = pypandoc.convert_file(options[1], "json", format=options[2].removeprefix("--from="), extra_args=["--sandbox"])
        else:
            written = pypandoc.convert_text(source, "json", format=MARKDOWN, extra_args=options)
    except RuntimeError as error:
        raise EditionError(f"pandoc cannot read this: {str(error).strip().splitlines()[-1]}", file=file, remedy="Open it in its own program and save it again.") from error
    tree: dict[str, Any] = json.loads(written)
    return tree


def _lines(blocks: list[dict[str, Any]]) -> list[str]:
    """Write each block on a line of its own, whatever it is nested in."""
    lines: list[str] = []
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if kind == "Header":
            lines.append("#" * content[0] + " " + _flat(content[2]))
        elif kind in ("Para", "Plain"):
            lines.append(_flat(content))
        elif kind == "CodeBlock":
            lines += content[1].split("\n")
        elif kind == "LineBlock":
            lines += [_flat(line) for line in content]
        elif kind not in ("HorizontalRule", "RawBlock", "Null"):
            lines += _lines(_nested(content))
    return [line for line in lines if line.strip()]


def _nested(content: Any) -> list[dict[str, Any]]:
    """Find the blocks inside a quotation, a list, a table, a figure, in order."""
    if isinstance(content, dict):
        return [content] if content.get("t") in BLOCKS else [b for value in content.values() for b in _nested(value)]
    return [b for part in content for b in _nested(part)] if isinstance(content, list) else []


BLOCKS = {"Para", "Plain", "Header", "CodeBlock", "LineBlock", "BlockQuote", "BulletList", "OrderedList", "DefinitionList", "Table", "Figure", "Div"}


def _flat(inlines: list[dict[str, Any]]) -> str:
    """Write the words of inlines, without their marks; a note's words follow in brackets."""
    written = ""
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
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


# ── The editor's Markdown ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an editor's Markdown, and where it stands."""

    source: str
    file: str
    line: int = 0


def render_markdown(
    pieces: Sequence[Piece], references: str, language: str, references_file: str
) -> tuple[tuple[tuple[Block, ...], ...], tuple[Block, ...]]:
    """Read several pieces of Markdown at once, and resolve their citations in this order.

    `references` is CSL YAML. Gives the blocks of each piece, and the bibliography of all that they cite.
    One call for all: each call costs 0.2 to 0.4 seconds. Raise EditionError for a citation without a reference.
    """
    document = "\n\n".join(f"::: {{#piece-{number} .piece}}\n\n{piece.source}\n\n:::" for number, piece in enumerate(pieces))
    with tempfile.TemporaryDirectory() as folder:
        bibliography = Path(folder, "references.yaml")
        bibliography.write_text(references or "references: []\n", "utf-8")
        arguments = ["--citeproc", f"--bibliography={bibliography}", f"--metadata=lang:{language}", "--metadata=link-citations:true"]
        tree = _run(document + "\n\n::: {#refs}\n:::\n", arguments, references_file)
    divisions = {block["c"][0][0]: block["c"][1] for block in tree["blocks"] if block["t"] == "Div"}
    rendered = tuple(_blocks(divisions.get(f"piece-{number}", []), piece) for number, piece in enumerate(pieces))
    return rendered, _blocks(divisions.get("refs", []), Piece("", references_file))


def _blocks(blocks: list[dict[str, Any]], at: Piece) -> tuple[Block, ...]:
    return tuple(made for block in blocks for made in _block(block, at))


def _block(block: dict[str, Any], at: Piece) -> tuple[Block, ...]:
    kind, content = block["t"], block.get("c")
    match kind:
        case "Para" | "Plain":
            return (Paragraph(_inlines(content, at)),)
        case "Header":
            return (Subheading(_inlines(content[2], at), content[1][0]),)
        case "BulletList" | "OrderedList":
            items = content if kind == "BulletList" else content[1]
            return (Bullets(tuple(_item(item, at) for item in items)),)
        case "BlockQuote":
            return tuple(Paragraph(b.inlines, "quotation") if isinstance(b, Paragraph) else b for b in _blocks(content, at))
        case "Div" if "csl-entry" in content[0][1]:
            return tuple(Paragraph(b.inlines, "reference", content[0][0]) for b in _blocks(content[1], at) if isinstance(b, Paragraph))
        case "Div":
            return _blocks(content[1], at)
    raise EditionError(f"a {kind} cannot stand here", file=at.file, line=at.line, remedy="Write paragraphs, headings, lists and quotations.")


def _item(item: list[dict[str, Any]], at: Piece) -> Inlines:
    blocks = _blocks(item, at)
    paragraphs = [b.inlines for b in blocks if isinstance(b, Paragraph)]
    if len(paragraphs) != len(blocks):
        raise EditionError("a list stands inside a list", file=at.file, line=at.line, remedy="Write one list after the other.")
    return tuple(inline for n, inlines in enumerate(paragraphs) for inline in ((Plain(" "),) if n else ()) + inlines)


def _inlines(inlines: list[dict[str, Any]], at: Piece) -> Inlines:
    """Read pandoc's inlines into the edition's; a citation that stays unresolved is an error."""
    made: list[Inline] = []
    for inline in inlines:
        for part in _inline(inline, at):
            if isinstance(part, Plain) and made and isinstance(made[-1], Plain):
                made[-1] = Plain(made[-1].text + part.text)
            else:
                made.append(part)
    return tuple(made)


def _inline(inline: dict[str, Any], at: Piece) -> Inlines:
    kind, content = inline["t"], inline.get("c")
    match kind:
        case "Str":
            return (Plain(content),)
        case "Space" | "SoftBreak" | "LineBreak":
            return (Plain(" "),)
        case "Emph":
            return (Emphasis(_inlines(content, at)),)
        case "Strong":
            return (Strong(_inlines(content, at)),)
        case "SmallCaps":
            return (SmallCapitals(_inlines(content, at)),)
        case "Superscript":
            return (Superscript(_inlines(content, at)),)
        case "Quoted":
            marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
            return Plain(marks[0]), *_inlines(content[1], at), Plain(marks[1])
        case "Link":
            return (Link(content[2][0], _inlines(content[1], at)),)
        case "Cite":
            return _cite(content, at)
        case "Note":
            return tuple(i for block in _blocks(content, at) if isinstance(block, Paragraph) for i in block.inlines)
        case "Span":
            return _span(content, at)
        case "Code":
            return (Plain(content[1]),)
    raise EditionError(f"a {kind} cannot stand here", file=at.file, line=at.line, remedy="Write words, *emphasis*, links and citations.")


def _cite(content: list[Any], at: Piece) -> Inlines:
    inlines = _inlines(content[1], at)
    if any(isinstance(i, Strong) and i.inlines[:1] == (Plain(f"{key}?"),) for i in inlines for key in (c["citationId"] for c in content[0])):
        keys = ", ".join(c["citationId"] for c in content[0])
        raise EditionError(f"the citation @{keys} has no reference", file=at.file, line=at.line, remedy="Add it to references.yaml, or mend its key.")
    return inlines


def _span(content: list[Any], at: Piece) -> Inlines:
    (_, classes, attributes), inlines = content[0], _inlines(content[1], at)
    language = dict(attributes).get("lang")
    if language:
        return (Foreign(language, inlines),)
    return (SmallCapitals(inlines),) if "smallcaps" in classes else inlines
