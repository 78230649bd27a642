"""Write the divisions of the book: the work with its apparatus, the commentaries, the lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from book.model import (
    Block,
    Division,
    Edition,
    Inlines,
    Paragraph,
    Place,
    Row,
    Supplied,
)
from book.render.tei.blocks import BlockWriter
from book.render.tei.elements import Element, element
from book.render.tei.inlines import EDITOR
from book.render.tei.passages import (
    PassageWriter,
    inserted_elements,
    passage_id,
    pointers,
)
from book.render.tei.segments import row_sigla
from book.text.inlines import text_of

# Whoever typesets the TEI makes the first three anew; the variants are in the apparatus, and the
# history is in the header.
LEFT_OUT = ("cover", "half-title", "contents", "variants", "history")
OF_THE_WORK = ("preface", "part", "section", "lacuna")
Lacking = tuple[tuple[str, str], ...]  # kinds of readings with pointers to their witnesses


@dataclass(frozen=True, slots=True)
class BodyWriter:
    """Writes divisions. `rows` are the passages of the work by place; `copies` are its sigla."""

    blocks: BlockWriter
    rows: dict[Place, Row]
    copies: tuple[str, ...]

    def matter(self, tag: str, edition: Edition) -> Element | None:
        """Return the front, body or back; None if the book has no such divisions."""
        own = (division for division in edition.divisions if division.matter == tag)
        divisions = [division for division in own if division.kind not in LEFT_OUT]
        return element(tag, *map(self._division, divisions)) if divisions else None

    def _division(self, division: Division) -> Element:
        if division.kind == "title-page":
            return self._title_page(division)
        source = _commentary(division) if division.kind == "commentary" else ()
        div = element(
            "div",
            type=division.kind,
            xml_id=division.id,
            n=division.label,
            source=self._pointers(source),
        )
        if division.title:
            div.append(self._head(division))
        div.extend(self._division_blocks(division))
        div.extend(self._division(inner) for inner in division.divisions)
        return div

    def _head(self, division: Division) -> Element:
        place = division.place if division.kind in OF_THE_WORK else None
        row = self.rows.get(place) if place else None
        return self._witnessed_head(row, division) if row else self._editorial_head(division)

    def _editorial_head(self, division: Division) -> Element:
        """Return a heading that no witness has here; in the work it is from the outline."""
        words = self.blocks.content(division.title)
        if division.kind in OF_THE_WORK and not isinstance(division.title[0], Supplied):
            return element("head", element("supplied", *words, resp=EDITOR))
        return element("head", *words)

    def _witnessed_head(self, row: Row, division: Division) -> Element:
        head = element("head", xml_id=passage_id(str(row.place)))
        passage = PassageWriter(row, self.blocks.ids, self._inserted_in_title(row, division))
        sigla = row_sigla(row)
        if set(sigla) == set(self.copies):
            return passage.fill(head)
        lemma = passage.fill(self._lemma(sigla))
        head.append(_app(lemma, self._lacking(row)))
        return head

    def _lemma(self, sigla: tuple[str, ...]) -> Element:
        return element("lem", wit=self._pointers(sigla))

    def _inserted_in_title(self, row: Row, division: Division) -> dict[int, tuple[Element, ...]]:
        """Return the notes of a title by their position in the row, which ends with the title."""
        shift = len(row.text) - len(text_of(division.title))
        inserted = inserted_elements(division.title, self.blocks.notes)
        return {position + shift: elements for position, elements in inserted.items()}

    def _lacking(self, row: Row) -> Lacking:
        """Return the copies without the row: those that omit it, and those with a lacuna there."""
        present, omitting = set(row_sigla(row)), _omitting(row)
        absent = [siglum for siglum in self.copies if siglum not in present]
        groups = {
            "omission": tuple(siglum for siglum in absent if siglum in omitting),
            "lacuna": tuple(siglum for siglum in absent if siglum not in omitting),
        }
        return tuple((kind, self._pointers(sigla)) for kind, sigla in groups.items() if sigla)

    def _pointers(self, sigla: tuple[str, ...]) -> str:
        return pointers(sigla, self.blocks.ids)

    def _division_blocks(self, division: Division) -> Iterator[Element]:
        if division.kind in OF_THE_WORK:
            yield from self._work_blocks(division.blocks)
        elif division.kind == "bibliography":
            yield element("listBibl", *map(self._reference, _paragraphs(division)))
        else:
            yield from self.blocks.sections(division.blocks)

    def _reference(self, paragraph: Paragraph) -> Element:
        return element("bibl", *self.blocks.content(paragraph.inlines), xml_id=paragraph.id)

    def _work_blocks(self, blocks: tuple[Block, ...]) -> Iterator[Element]:
        """Yield the blocks of the work; an apparatus holds those that some copies lack."""
        for (sigla, lacking), group in groupby(blocks, key=self._presence):
            elements = [self._work_block(block) for block in group]
            if sigla and lacking:
                lemma = self._lemma(sigla)
                lemma.extend(elements)
                yield _app(lemma, lacking)
            else:
                yield from elements

    def _presence(self, block: Block) -> tuple[tuple[str, ...], Lacking]:
        """Return the witnesses that have a block of the work, and those that lack it."""
        row = self._row(block)
        return (row_sigla(row), self._lacking(row)) if row else ((), ())

    def _row(self, block: Block) -> Row | None:
        place = block.place if isinstance(block, Paragraph) else None
        return self.rows.get(place) if place else None

    def _work_block(self, block: Block) -> Element:
        if not isinstance(block, Paragraph):
            return next(self.blocks.block(block))
        if row := self._row(block):
            return self._passage(block, row)
        return self._gap(block) if block.style == "lacuna" else self._remark(block)

    def _passage(self, paragraph: Paragraph, row: Row) -> Element:
        inserted = inserted_elements(paragraph.inlines, self.blocks.notes)
        new = element("p", xml_id=paragraph.id, n=str(row.place))
        return PassageWriter(row, self.blocks.ids, inserted).fill(new)

    def _gap(self, paragraph: Paragraph) -> Element:
        description = element("desc", *self.blocks.content(_unwrap_supplied(paragraph.inlines)))
        return element("gap", description, reason="lacuna", resp=EDITOR, xml_id=paragraph.id)

    def _remark(self, paragraph: Paragraph) -> Element:
        """Return a paragraph by the editor in the midst of the work, which no witness has."""
        return element(
            "note",
            *self.blocks.content(paragraph.inlines),
            type="editorial",
            rend=paragraph.style,
            resp=EDITOR,
            xml_id=paragraph.id,
        )

    def _title_page(self, division: Division) -> Element:
        lines = self._lines(division)
        page = element("titlePage", _doc_title(lines))
        for style, tag in (("author", "docAuthor"), ("editor", "byline")):
            if style in lines:
                page.append(element(tag, *lines[style]))
        page.append(_doc_imprint(lines))
        return page

    def _lines(self, division: Division) -> "Lines":
        return {
            paragraph.style: list(self.blocks.content(paragraph.inlines))
            for paragraph in _paragraphs(division)
        }


Lines = dict[str, list[Element | str]]  # of the title page, by their styles


def _doc_title(lines: Lines) -> Element:
    parts = (("title", "main"), ("subtitle", "sub"))
    titles = (element("titlePart", *lines[s], type=kind) for s, kind in parts if s in lines)
    return element("docTitle", *titles)


def _doc_imprint(lines: Lines) -> Element:
    parts = (("publisher", "publisher"), ("date", "docDate"))
    return element("docImprint", *(element(tag, *lines[s]) for s, tag in parts if s in lines))


def _commentary(division: Division) -> tuple[str, ...]:
    """Return the siglum of the commentary that a division prints."""
    sigla = (paragraph.sigla[:1] for paragraph in _paragraphs(division) if paragraph.sigla)
    return next(sigla, ())


def _paragraphs(division: Division) -> Iterator[Paragraph]:
    return (block for block in division.blocks if isinstance(block, Paragraph))


def _app(lemma: Element, lacking: Lacking) -> Element:
    readings = (element("rdg", wit=wit, type=kind) for kind, wit in lacking)
    return element("app", lemma, *readings)


def _omitting(row: Row) -> set[str]:
    """Return the witnesses that omit a row, rather than not reaching so far."""
    return {
        siglum
        for variant in row.variants
        for reading in variant.readings
        if reading.form == "" and not reading.text
        for siglum in reading.sigla
    }


def _unwrap_supplied(inlines: Inlines) -> Inlines:
    """Return inlines without the brackets of what is supplied."""
    return tuple(
        part
        for inline in inlines
        for part in (inline.inlines if isinstance(inline, Supplied) else (inline,))
    )
