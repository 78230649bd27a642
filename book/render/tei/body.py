"""Write the divisions of the book: the work with its apparatus, the commentaries, the lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from book.model import Division, Edition, Inlines, Paragraph, Place, Row, Supplied
from book.render.tei.blocks import BlockWriter
from book.render.tei.elements import Element, append_content, element
from book.render.tei.inlines import EDITOR
from book.render.tei.passages import PassageWriter
from book.render.tei.presence import presence_app, presence_of
from book.render.tei.sigla import passage_id, pointers
from book.render.tei.work import work_blocks
from book.text.inlines import plain_inlines, text_of

# Whoever typesets the TEI makes the first three anew; the variants are in the apparatus, and the
# history is in the header.
LEFT_OUT = ("cover", "half-title", "contents", "variants", "history")
OF_THE_WORK = ("preface", "part", "section", "lacuna")


@dataclass(frozen=True, slots=True)
class BodyWriter:
    """Writes divisions; `blocks` writes what is not of the work.

    `facing` has the rows of the version that faces the text, by place.
    """

    blocks: BlockWriter
    facing: Mapping[Place, Row] = field(default_factory=dict)

    @property
    def rows(self) -> Mapping[Place, Row]:
        """The passages of the work by place."""
        return self.blocks.notes.rows

    def matter(self, tag: str, edition: Edition) -> Element | None:
        """Return the front, body or back; None if the book has no such divisions."""
        own = (division for division in edition.divisions if division.matter == tag)
        divisions = [division for division in own if division.kind not in LEFT_OUT]
        return element(tag, *map(self._division, divisions)) if divisions else None

    def _division(self, division: Division) -> Element:
        if division.kind == "title-page":
            return self._title_page(division)
        source = _commentary(division) if division.kind == "commentary" else ()
        if division.kind == "facing" and division.place and len(division.place.path) == 1:
            source = next(iter(self.facing.values())).units[0][:1]
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
        if division.place and (facing := self.facing.get(division.place)):
            return self._facing_head(facing, division)
        row = self.rows.get(place) if place else None
        return self._witnessed_head(row, division) if row else self._editorial_head(division)

    def _editorial_head(self, division: Division) -> Element:
        """Return a heading that no witness has here; in the work it is from the outline."""
        words = self.blocks.content(division.title)
        if division.kind in OF_THE_WORK and not isinstance(division.title[0], Supplied):
            return element("head", element("supplied", *words, resp=EDITOR))
        return element("head", *words)

    def _witnessed_head(self, row: Row, division: Division) -> Element:
        notes = self.blocks.notes
        inlines = _heading_inlines(row, division.title)
        content = PassageWriter(row, inlines, notes.ids, notes).content()
        presence = presence_of(row, notes.copies)
        if presence.is_partial:
            content = [presence_app(presence, notes.ids, content)]
        return append_content(element("head", xml_id=passage_id(str(row.place))), content)

    def _facing_head(self, row: Row, division: Division) -> Element:
        words = self.blocks.content(_heading_inlines(row, division.title))
        sigla = row.units[0][:1]
        return element(
            "head", *words, xml_id=passage_id(str(row.place)), source=self._pointers(sigla)
        )

    def _pointers(self, sigla: tuple[str, ...]) -> str:
        return pointers(sigla, self.blocks.notes.ids)

    def _division_blocks(self, division: Division) -> Iterator[Element]:
        if division.kind in OF_THE_WORK:
            yield from work_blocks(division, self.blocks)
        elif division.kind == "bibliography":
            yield element("listBibl", *map(self._reference, _paragraphs(division)))
        else:
            yield from self.blocks.sections(division.blocks)

    def _reference(self, paragraph: Paragraph) -> Element:
        return element("bibl", *self.blocks.content(paragraph.inlines), xml_id=paragraph.id)

    def _title_page(self, division: Division) -> Element:
        lines = self._lines(division)
        page = element("titlePage", _doc_title(lines))
        for style, tag in (("author", "docAuthor"), ("editor", "byline")):
            page.extend(element(tag, *line) for line in lines.get(style, ()))
        page.append(_doc_imprint(lines))
        return page

    def _lines(self, division: Division) -> "Lines":
        lines: Lines = {}
        for paragraph in _paragraphs(division):
            content = list(self.blocks.content(paragraph.inlines))
            lines.setdefault(paragraph.style, []).append(content)
        return lines


Lines = dict[str, list[list[Element | str]]]  # of the title page, by their styles


def _doc_title(lines: Lines) -> Element:
    parts = (("title", "main"), ("subtitle", "sub"))
    titles = (element("titlePart", *lines[s][0], type=kind) for s, kind in parts if s in lines)
    return element("docTitle", *titles)


def _doc_imprint(lines: Lines) -> Element:
    parts = (("publisher", "publisher"), ("date", "docDate"))
    return element("docImprint", *(element(tag, *lines[s][0]) for s, tag in parts if s in lines))


def _commentary(division: Division) -> tuple[str, ...]:
    """Return the siglum of the commentary that a division prints."""
    sigla = (paragraph.sigla[:1] for paragraph in _paragraphs(division) if paragraph.sigla)
    return next(sigla, ())


def _paragraphs(division: Division) -> Iterator[Paragraph]:
    return (block for block in division.blocks if isinstance(block, Paragraph))


def _heading_inlines(row: Row, title: Inlines) -> Inlines:
    """Return the whole heading as the row has it: its number, then the title."""
    number = len(row.text) - len(text_of(title))
    return (*plain_inlines(row.text[:number]), *title)
