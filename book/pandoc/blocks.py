"""Read pandoc's blocks as those of an edition, in one row; containers say what holds them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from book.model import (
    Block,
    BlockForm,
    BlockKind,
    Break,
    Bullets,
    Container,
    ContainerKind,
    Inlines,
    Insert,
    Paragraph,
    Plain,
    Subheading,
)
from book.pandoc.inlines import read_inlines
from book.pandoc.nodes import Node, unpack
from book.pandoc.origin import MarkdownSource, misplaced
from book.pandoc.pictures import read_figure
from book.pandoc.record import ReadingRecord
from book.pandoc.tables import read_table
from book.text.slices import without_breaks
from book.text.typography import letter_label, roman_numeral

DIVISIONS: tuple[ContainerKind, ...] = ("epigraph", "dedication", "letter", "poem", "aside")
STYLES = {
    "LowerAlpha": "lower-alpha",
    "UpperAlpha": "upper-alpha",
    "LowerRoman": "lower-roman",
    "UpperRoman": "upper-roman",
}
LABELS = {"OneParen": "{})", "TwoParens": "({})"}
INDENT = "\N{NO-BREAK SPACE}"  # two of them before a line of verse are one step

Held = tuple[Container, ...]


def read_blocks(
    nodes: list[Node], source: MarkdownSource, record: ReadingRecord | None = None
) -> tuple[Block, ...]:
    """Return pandoc's blocks as those of an edition; `source` is where errors lead.

    `record` collects what several sources share. Raise EditionError for a block that an edition has
    no room for.
    """
    return tuple(BlockReader(source, record or ReadingRecord()).blocks(nodes))


@dataclass(frozen=True, slots=True)
class BlockReader:
    """Reads blocks; `language` is that of the division around them, if it states one."""

    source: MarkdownSource
    record: ReadingRecord
    language: str = ""

    def blocks(self, nodes: list[Node], within: Held = ()) -> Iterator[Block]:
        """Yield the blocks of nodes that stand in these containers."""
        for node in nodes:
            yield from self._block(node, within)

    def _block(self, node: Node, within: Held) -> Iterator[Block]:
        kind, content = unpack(node)
        match kind:
            case "Para" | "Plain":
                yield from self._paragraph(content, within)
            case "Header" if not within:
                title = without_breaks(self._inlines(content[2]), Plain(" "))
                yield Subheading(title, content[1][0])
            case "HorizontalRule":
                yield Insert("scene-break", within)
            case "CodeBlock":
                yield self._text(_lines_of_code(content[1]), "code", within)
            case "Div":
                yield from self._division(content, within)
            case "Table":
                yield from read_table(node, self.source, self.record, within, self.blocks)
            case _:
                yield from self._held(node, within)

    def _held(self, node: Node, within: Held) -> Iterator[Block]:
        """Yield the blocks of a node that holds others."""
        kind, content = unpack(node)
        match kind:
            case "BlockQuote":
                quotation = self.record.container("quotation")
                return self.blocks(content, (*within, quotation))
            case "LineBlock":
                return self._verse(content, within)
            case "BulletList":
                return self._bullets(content, within)
            case "OrderedList":
                return self._numbered(content, within)
            case "DefinitionList":
                return self._definitions(content, within)
        remedy = "Write it as paragraphs, verse, lists, tables, quotations or pictures."
        if kind == "Header":
            remedy = "Put it outside of lists, tables and quotations."
        raise misplaced(node, self.source, remedy)

    def _inlines(self, nodes: list[Node]) -> Inlines:
        return read_inlines(nodes, self.source)

    def _text(self, inlines: Inlines, kind: BlockKind, within: Held, indent: int = 0) -> Paragraph:
        form = BlockForm(kind, within, indent=indent, language=self.language)
        return Paragraph(inlines, form=form)

    def _paragraph(self, content: list[Node], within: Held) -> Iterator[Block]:
        if len(content) == 1 and content[0]["t"] == "Image":
            yield from read_figure(content[0], self.source, self.record, within)
        else:
            yield self._text(self._inlines(content), "paragraph", within)

    def _verse(self, lines: list[list[Node]], within: Held) -> Iterator[Block]:
        """Yield the stanzas of lines; several are a poem."""
        runs = groupby(lines, key=bool)
        stanzas = [list(run) for has_words, run in runs if has_words]
        if len(stanzas) > 1 and not any(each.kind == "poem" for each in within):
            within = (*within, self.record.container("poem"))
        for stanza in stanzas:
            (indent, first), *others = (_without_indent(line) for line in stanza)
            inlines = self._inlines(first)
            for step, line in others:
                inlines += (Break(step), *self._inlines(line))
            yield self._text(inlines, "verse", within, indent)

    # ── Divisions and lists ──────────────────────────────────────────────────────────────────────

    def _division(self, content: list[Any], within: Held) -> Iterator[Block]:
        (name, classes, attributes), nodes = content
        if "csl-entry" in classes:
            for block in self.blocks(nodes, within):
                if isinstance(block, Paragraph):
                    yield Paragraph(block.inlines, "reference", name)
            return
        inside = replace(self, language=dict(attributes).get("lang", self.language))
        kinds = [kind for kind in DIVISIONS if kind in classes]
        containers = tuple(map(self.record.container, kinds))
        yield from inside.blocks(nodes, (*within, *containers))

    def _bullets(self, items: list[list[Node]], within: Held) -> Iterator[Block]:
        """Yield a list; one of single paragraphs, which nothing holds, is one block."""
        if not within and all(map(_is_one_paragraph, items)):
            yield Bullets(tuple(self._inlines(item[0]["c"]) for item in items))
            return
        held = self.record.container("list", style="bullet")
        for item in items:
            yield from self.blocks(item, (*within, held, self.record.container("item")))

    def _numbered(self, content: list[Any], within: Held) -> Iterator[Block]:
        (start, style, delimiter), items = content
        held = self.record.container("list", style=STYLES.get(style["t"], "decimal"))
        pattern = LABELS.get(delimiter["t"], "{}.")
        for number, item in enumerate(items, start):
            label = pattern.format(_written(number, style["t"]))
            yield from self.blocks(
                item, (*within, held, self.record.container("item", label=label))
            )

    def _definitions(self, content: list[Any], within: Held) -> Iterator[Block]:
        held = (*within, self.record.container("definitions"))
        for term, definitions in content:
            yield self._text(without_breaks(self._inlines(term), Plain(" ")), "term", held)
            for definition in definitions:
                yield from self.blocks(definition, (*held, self.record.container("definition")))


def _written(number: int, style: str) -> str:
    """Return the number of an item in its style.

    >>> _written(3, "UpperAlpha"), _written(4, "LowerRoman"), _written(5, "Decimal")
    ('C', 'iv', '5')
    """
    written = str(number)
    if style.endswith("Alpha"):
        written = letter_label(number)
    elif style.endswith("Roman"):
        written = roman_numeral(number)
    return written.upper() if style.startswith("Upper") else written


def _lines_of_code(text: str) -> Inlines:
    """Return code with breaks between its lines; their spaces stay as they are."""
    first, *others = text.split("\n")
    return (Plain(first), *(part for line in others for part in (Break(), Plain(line))))


def _without_indent(line: list[Node]) -> tuple[int, list[Node]]:
    """Return the indent of a line of verse in steps of 1 em, and the line without it."""
    if not line or line[0]["t"] != "Str":
        return 0, line
    text = line[0]["c"]
    rest = text.lstrip(INDENT)
    words = [{"t": "Str", "c": rest}] if rest else []
    return (len(text) - len(rest) + 1) // 2, [*words, *line[1:]]


def _is_one_paragraph(item: list[Node]) -> bool:
    is_paragraph = len(item) == 1 and item[0]["t"] in ("Para", "Plain")
    return is_paragraph and all(node["t"] != "Image" for node in item[0]["c"])
