"""Small works with form, for tests: blocks of A, which B has in the same words, others or none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from book.model import (
    Block,
    BlockForm,
    BlockKind,
    Break,
    Collation,
    Comparison,
    Container,
    Division,
    Edition,
    Inlines,
    Insert,
    Note,
    Paragraph,
    Picture,
    Place,
    Plain,
    Ranges,
    Reading,
    Row,
    Span,
    Text,
    Unit,
    Variant,
    Witness,
)
from book.render.tei import render_tei
from book.text.formed import formed_inlines
from book.text.typography import xml_id
from book.verify.proof.prove_tei import prove_tei
from tests.factories import IMPRINT, LABELS, WORK

# A picture of one pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63"
    "64f8cf500f0003860180a5b9f3a90000000049454e44ae426082"
)
PICTURE = Picture("fox.png", "image/png", PNG)


@dataclass(frozen=True)
class Words:
    """A block of A. `other` are the words of B: the same by default, "" if it lacks them."""

    text: str
    kind: BlockKind = "paragraph"
    containers: tuple[Container, ...] = ()
    ranges: Ranges = ()
    other: str | None = None
    form: BlockForm | None = None
    note: int = 0

    @property
    def block_form(self) -> BlockForm:
        return self.form or BlockForm(self.kind, self.containers)


def row_of(words: Words, place: Place, line: int) -> Row:
    """Return the row of a block; what differs between its first and last words is one variant."""
    units = [("A", _unit(words.text, words, line))]
    other = words.text if words.other is None else words.other
    variants: tuple[Variant, ...] = ()
    if other:
        units.append(("B", _unit(other, words, line)))
    if other != words.text:
        variants = (_variant(words.text, other, place),)
    return Row(place, tuple(units), variants, words.text, words.ranges)


def _unit(text: str, words: Words, line: int) -> Unit:
    return Unit("paragraph", text, text, (Span(line, 0, len(text)),), form=words.block_form)


def _variant(text: str, other: str, place: Place) -> Variant:
    if not other:
        return Variant(place, text, 0, len(text), (Reading(("B",), ""),))
    start = _common(text.split(), other.split())
    end = _common(text.split()[start:][::-1], other.split()[start:][::-1])
    lemma = text.split()[start : len(text.split()) - end]
    reading = other.split()[start : len(other.split()) - end]
    offset = len(" ".join(text.split()[:start])) + (1 if start else 0)
    words = " ".join(lemma)
    return Variant(place, words, offset, offset + len(words), (Reading(("B",), " ".join(reading)),))


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    pairs = enumerate(zip(first, second, strict=False))
    shorter = min(len(first), len(second))
    return next((index for index, (a, b) in pairs if a != b), shorter)


@dataclass(frozen=True)
class FormedWork:
    edition: Edition
    collation: Collation
    texts: tuple[Text, ...]

    def tei(self) -> bytes:
        """Return the TEI, proven."""
        made_from = self.edition, self.collation, self.texts, Comparison()
        content = render_tei(*made_from)
        prove_tei(*made_from, content, "formed.tei.xml")
        return content


def formed_work(*blocks: Words | Insert, notes: tuple[Note, ...] = ()) -> FormedWork:
    """Return a work of one part. `Words` with a `note` are paragraphs of `source_note`."""
    rows, written = _rows(blocks)
    division = Division(
        "text", "part", (Plain("Text"),), blocks=tuple(written), place=Place(("T",))
    )
    sources = tuple(_source_notes(rows))
    called = (*sources, *notes)
    edition = Edition(
        IMPRINT,
        WORK,
        tuple(Witness(siglum, f"{siglum}.txt", "text", ()) for siglum in "AB"),
        (division,),
        notes=called,
        labels=LABELS,
        pictures=(PICTURE,),
    )
    texts = tuple(_text(siglum, rows) for siglum in "AB")
    return FormedWork(edition, Collation((), tuple(rows)), texts)


def _rows(blocks: Iterable[Words | Insert]) -> tuple[list[Row], list[Block]]:
    rows: list[Row] = []
    written: list[Block] = []
    paragraph = 0
    for block in blocks:
        if isinstance(block, Insert):
            written.append(block)
            continue
        paragraph += 0 if block.note else 1
        place = Place(("T",), paragraph, block.note)
        rows.append(row_of(block, place, len(rows) + 1))
        if not block.note:
            inlines = formed_inlines(block.text, block.ranges)
            form = block.block_form
            name = xml_id(f"p {place}")
            sigla = tuple(siglum for siglum, _ in rows[-1].units)
            written.append(Paragraph(inlines, id=name, place=place, sigla=sigla, form=form))
    return rows, written


def _source_notes(rows: list[Row]) -> Iterable[Note]:
    """Yield a note for each run of rows of notes; its id is "n" and its paragraph's number."""
    for row in rows:
        if row.place.note == 1:
            own = [r for r in rows if r.place.paragraph == row.place.paragraph and r.place.note]
            inlines: Inlines = ()
            for number, each in enumerate(own):
                inlines += (Break(is_paragraph=True),) if number else ()
                inlines += formed_inlines(each.text, each.ranges)
            sigla = tuple(dict.fromkeys(siglum for each in own for siglum, _ in each.units))
            name = f"n{row.place.paragraph}"
            yield Note(name, "source", "*", "", row.place, inlines, sigla=sigla)


def _text(siglum: str, rows: list[Row]) -> Text:
    units = tuple(unit for row in rows for owner, unit in row.units if owner == siglum)
    witness = Witness(siglum, f"{siglum}.txt", "text", ())
    return Text(witness, tuple(replace(unit) for unit in units))
