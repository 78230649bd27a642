"""Read the editor's Markdown as blocks of the edition, with its citations resolved by citeproc."""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType

from rapidfuzz import fuzz, process

from book.errors import EditionError
from book.model import Block, Locator, Picture
from book.pandoc.blocks import read_blocks
from book.pandoc.engine import convert
from book.pandoc.markup import check_languages, check_markup
from book.pandoc.nesting import check_aliases, check_nesting
from book.pandoc.nodes import Node, iter_nodes, words_of
from book.pandoc.origin import MarkdownSource
from book.pandoc.pipe_tables import check_tables
from book.pandoc.record import ReadingRecord
from book.text.cached import ResultCache, recall

SEAM = "variorum-seam-"
MARKDOWN = "markdown-raw_html-raw_tex-raw_attribute-yaml_metadata_block-implicit_figures"
NO_TARGETS: Mapping[str, Locator] = MappingProxyType({})

# The tag of a line's end as XML writes it, and a footnote, which pandoc drops if nothing calls it.
SPACED_TAG = re.compile(r"<br\s+/>", re.IGNORECASE)
FOOTNOTE = re.compile(r"^ {0,3}(\[\^[^\]\s]+\]):", re.MULTILINE)
# The key of a reference, in YAML.
ID = re.compile(r"^[\s{-]*[\"']?id[\"']?\s*:\s*[\"']?([^\s\"',}]+)", re.MULTILINE)

Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class RenderedMarkdown:
    """The blocks of each source, the bibliography of all that they cite, and their pictures."""

    sources: tuple[Blocks, ...]
    bibliography: Blocks
    pictures: tuple[Picture, ...] = ()


def render_markdown(
    sources: Sequence[MarkdownSource],
    references: str,
    language: str,
    references_file: str,
    targets: Mapping[str, Locator] = NO_TARGETS,
    cache: ResultCache | None = None,
) -> RenderedMarkdown:
    """Return the blocks of each source, the bibliography of all that they cite, and the pictures.

    Citations are resolved in the order of the sources. `references` is CSL YAML; `targets` are the
    places and notes that a link within the book can name. One call reads all sources, as each call
    of pandoc takes 0.2 to 0.4 seconds.

    Raise EditionError for a citation without a reference, for a link that leads nowhere, and for a
    picture that is not in the edition's folder.
    """
    _check_before_pandoc(sources, references, references_file)
    nodes = _read_together(sources, references, language, references_file, cache)
    *parts, entries = _divide_at_seams(nodes, sources)
    known = {block["c"][0][0] for entry in entries for block in entry["c"][1]}
    for part, source in zip(parts, sources, strict=True):
        check_markup(part, source)
        check_languages(part, source)
        _check_citations(part, known, source, references, references_file)
    targets = {**_heading_targets(parts), **targets}
    record = ReadingRecord()
    blocks = [
        read_blocks(part, replace(source, targets=targets), record)
        for part, source in zip(parts, sources, strict=True)
    ]
    bibliography = read_blocks(entries, MarkdownSource("", references_file))
    return RenderedMarkdown(tuple(blocks), bibliography, tuple(record.pictures.values()))


def _check_before_pandoc(
    sources: Sequence[MarkdownSource], references: str, references_file: str
) -> None:
    for source in sources:
        check_nesting(source.text, source.file, source.line)
        check_tables(source.text, source.file, source.line)
        _check_footnotes(source)
    check_aliases(references, references_file)


def _check_footnotes(source: MarkdownSource) -> None:
    """Raise EditionError for a footnote."""
    if match := FOOTNOTE.search(source.text):
        raise EditionError(
            f"a footnote is not allowed here: {match[1]}",
            file=source.file,
            line=source.line_of(match[0]),
            remedy="Write a note in notes.toml, or put its words in parentheses.",
        )


def _read_together(
    sources: Sequence[MarkdownSource],
    references: str,
    language: str,
    references_file: str,
    cache: ResultCache | None,
) -> list[Node]:
    """Return pandoc's blocks of all sources, each after its seam, and those of the bibliography."""
    inputs = (_join(sources), references, language, references_file)
    tree = json.loads(recall(cache, "editor’s words", inputs, partial(_parse, *inputs)))
    blocks: list[Node] = tree["blocks"]
    return blocks


@lru_cache(maxsize=8)  # while an edition is previewed, most saves leave all of these words alone
def _parse(text: str, references: str, language: str, references_file: str) -> str:
    """Return pandoc's tree of a text and of the bibliography of all that it cites, as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        bibliography = Path(folder, "references.yaml")
        bibliography.write_text(references or "references: []\n", "utf-8")
        arguments = [
            "--citeproc",
            f"--bibliography={bibliography}",
            f"--metadata=lang:{language}",
            "--metadata=link-citations:true",
        ]
        return convert(text, MARKDOWN, "json", references_file, arguments)


def _join(sources: Sequence[MarkdownSource]) -> str:
    """Return the text of all sources, each after a seam, with a last seam at the end."""
    texts = (SPACED_TAG.sub("<br>", source.text) for source in sources)
    parts = [f"{SEAM}{number}\n\n{text}" for number, text in enumerate(texts)]
    return "\n\n".join([*parts, f"{SEAM}{len(sources)}\n\n"])


def _divide_at_seams(nodes: list[Node], sources: Sequence[MarkdownSource]) -> list[list[Node]]:
    """Return the blocks of each source, and the bibliography.

    Raise EditionError for a source that swallows the next seam, as an open division does.
    """
    parts: list[list[Node]] = []
    for node in nodes:
        if node == {"t": "Para", "c": [{"t": "Str", "c": f"{SEAM}{len(parts)}"}]}:
            parts.append([])
        elif parts:
            parts[-1].append(node)
    if len(parts) <= len(sources):
        raise _unclosed(sources[max(len(parts) - 1, 0)])
    return parts


def _unclosed(source: MarkdownSource) -> EditionError:
    return EditionError(
        "a block in this text is not closed",
        file=source.file,
        line=source.line,
        remedy="Add the closing ::: or the last line of the table.",
    )


def _heading_targets(parts: list[list[Node]]) -> dict[str, Locator]:
    return {name: Locator(name, words) for part in parts for name, words in _headings(part)}


def _headings(nodes: list[Node]) -> Iterator[tuple[str, str]]:
    """Yield the id and the words of each heading."""
    for node in nodes:
        if node["t"] == "Header":
            _, (name, *_), inlines = node["c"]
            yield name, " ".join(words_of(inlines))


def _check_citations(
    part: list[Node],
    known: set[str],
    source: MarkdownSource,
    references: str,
    references_file: str,
) -> None:
    """Raise EditionError for a citation that the bibliography has no entry for.

    citeproc itself prints a question mark and continues.
    """
    for key in _citation_keys(part) if "@" in source.text else ():
        if f"ref-{key}" not in known:
            nearest = _nearest(key, references)
            raise EditionError(
                f"the citation @{key} has no reference",
                file=source.file,
                line=source.line_of(f"@{key}"),
                remedy=f"Add it to {references_file}, or correct its key.{nearest}",
            )


def _nearest(key: str, references: str) -> str:
    """Return the sentence that names the keys most like this one, "" if there are none."""
    matches = process.extract(key, ID.findall(references), scorer=fuzz.WRatio, limit=3)
    return f" Nearest: {', '.join(f'@{near}' for near, _, _ in matches)}." if matches else ""


def _citation_keys(part: list[Node]) -> Iterator[str]:
    for node in iter_nodes(part):
        if node["t"] == "Cite":
            yield from (citation["citationId"] for citation in node["c"][0])
