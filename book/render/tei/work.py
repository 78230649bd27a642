"""Write the blocks of the work, each with the witnesses that have it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from book.model import Division, Inlines, Paragraph, Row, Supplied
from book.render.tei.blocks import BlockWriter
from book.render.tei.elements import Element, element
from book.render.tei.inlines import EDITOR
from book.render.tei.nests import NestWriter
from book.render.tei.passages import PassageWriter, WrittenLine, written_lines
from book.render.tei.presence import Presence, presence_app, presence_of
from book.text.nesting import Nest, Nested, nest


@dataclass(frozen=True, slots=True)
class WorkWords:
    """The words of the work's blocks.

    With `has_presence`, the apparatus of a passage that some copies lack is inside its element.
    """

    blocks: BlockWriter
    has_presence: bool

    def lines(self, paragraph: Paragraph) -> list[WrittenLine]:
        notes, row = self.blocks.notes, self._row(paragraph)
        if row is None:
            return written_lines(paragraph.inlines, notes)
        lines = PassageWriter(row, paragraph.inlines, notes.ids, notes).lines()
        presence = presence_of(row, notes.copies)
        if not (self.has_presence and presence.is_partial):
            return lines
        return [
            replace(line, content=[presence_app(presence, notes.ids, line.content)])
            for line in lines
        ]

    def attributes(self, paragraph: Paragraph) -> dict[str, str]:
        return {"xml_id": paragraph.id, "n": str(paragraph.place) if paragraph.place else ""}

    def special(self, paragraph: Paragraph) -> Element | None:
        """Return the element of what the editor says in the midst of the work."""
        if self._row(paragraph) is not None:
            return None
        return self._gap(paragraph) if paragraph.style == "lacuna" else self._remark(paragraph)

    def _gap(self, paragraph: Paragraph) -> Element:
        description = element("desc", *self.blocks.content(_unwrap_supplied(paragraph.inlines)))
        return element("gap", description, reason="lacuna", resp=EDITOR, xml_id=paragraph.id)

    def _remark(self, paragraph: Paragraph) -> Element:
        return element(
            "note",
            *self.blocks.content(paragraph.inlines),
            type="editorial",
            rend=paragraph.style,
            resp=EDITOR,
            xml_id=paragraph.id,
        )

    def _row(self, paragraph: Paragraph) -> Row | None:
        return self.blocks.notes.rows.get(paragraph.place) if paragraph.place else None

    def common_presence(self, child: Nested) -> Presence | None:
        """Return the witnesses of a block if only some copies have it, all of it."""
        found = {presence_of(row, self.blocks.notes.copies) for row in self._rows(child)}
        presence = found.pop() if len(found) == 1 else None
        return presence if presence and presence.is_partial else None

    def _rows(self, child: Nested) -> Iterator[Row]:
        if isinstance(child, Nest):
            for inner in child.children:
                yield from self._rows(inner)
        elif isinstance(child, Paragraph) and (row := self._row(child)):
            yield row


def work_blocks(division: Division, blocks: BlockWriter) -> Iterator[Element]:
    """Yield the blocks of a division of the work.

    An apparatus holds those that some copies lack. If a list, a table, a speech is lacking only in
    part, it is inside their innermost elements, as TEI allows it nowhere else there.
    """
    words = WorkWords(blocks, has_presence=True)
    within = NestWriter(words, blocks.block, blocks.pictures)
    around = replace(within, words=replace(words, has_presence=False))

    def flow(children: Sequence[Nested]) -> Iterator[Element]:
        for presence, group in groupby(children, words.common_presence):
            if presence:
                yield presence_app(presence, blocks.notes.ids, list(around.flow(group)))
            else:
                yield from within.flow(group)

    yield from within.body(nest(division.blocks), flow, has_end=not division.divisions)


def _unwrap_supplied(inlines: Inlines) -> Inlines:
    """Return inlines without the brackets of what is supplied."""
    return tuple(
        part
        for inline in inlines
        for part in (inline.inlines if isinstance(inline, Supplied) else (inline,))
    )
