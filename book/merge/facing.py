"""Assemble the version that faces the text: a division for each of its parts, in its own order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from book.merge.source_notes import set_notes
from book.merge.statements import own_statement
from book.merge.work import PREFACE, divide_rows, heading_label, title_inlines
from book.model import (
    AlignedPassage,
    Block,
    Break,
    Collation,
    Division,
    Edition,
    Foreign,
    Inlines,
    Paragraph,
    Place,
    Plain,
    Row,
    Supplied,
    Text,
)
from book.text.facing import FACING, part_counterparts
from book.text.grouping import group_values
from book.text.inlines import plain_inlines
from book.text.typography import xml_id


def add_facing(edition: Edition, collation: Collation, texts: Iterable[Text]) -> Edition:
    """Return the edition with the version that faces it, if there is one.

    Each part of the version follows the part of the text to which it corresponds. Its words are in
    its own language.
    """
    facing = collation.facing
    if facing is None:
        return edition
    text = next(text for text in texts if text.witness.siglum == facing.siglum)
    own = text.witness.punctuation.language
    language = "" if own == edition.imprint.language else own
    body = set_notes(facing.rows)
    rows = group_values((row.place.path[0], row) for row in body.rows)
    parts = {
        label: _in_language(_part(label, own, text, edition), language)
        for label, own in rows.items()
    }
    notes = (replace(n, inlines=_foreign_paragraphs(n.inlines, language)) for n in body.notes)
    return replace(
        edition,
        divisions=tuple(_beside(edition.divisions, parts, facing.passages)),
        notes=(*edition.notes, *notes),
        facing=facing.passages,
    )


def _beside(
    divisions: tuple[Division, ...],
    parts: Mapping[str, Division],
    passages: tuple[AlignedPassage, ...],
) -> Iterator[Division]:
    """Yield the parts of the text, each before those of the version that face it.

    A part that faces none stands before the next one that does.
    """
    counterparts = part_counterparts(passages)
    body = [str(division.place) for division in divisions if division.matter == "body"]
    facing: dict[str, list[Division]] = {place: [] for place in body}
    before: dict[str, list[Division]] = {place: [] for place in body}
    latest, alone = 0, list[Division]()
    for label, part in parts.items():
        home = counterparts.get(label, label.removeprefix(f"{FACING} "))
        if home not in body[latest:]:
            alone.append(part)
            continue
        before[home], alone = alone, []
        facing[home].append(part)
        latest = body.index(home)
    for division in divisions:
        place = str(division.place)
        is_body = division.matter == "body"
        yield from before[place] if is_body else ()
        yield division
        yield from facing[place] if is_body else ()
        if is_body and place == body[-1]:
            yield from alone


def _part(label: str, rows: Sequence[Row], text: Text, edition: Edition) -> Division:
    place = Place((label,))
    heading = next((row for row in rows if row.place == place), None)
    title = title_inlines(heading) if heading else _title(label, text, edition)
    number = heading_label(heading) if heading else ""
    body = divide_rows(rows, place.path)
    return Division(xml_id(f"part {label}"), "facing", title, number, *body, place=place)


def _title(label: str, text: Text, edition: Edition) -> Inlines:
    """Return the title of a part without a heading: the version's own, else one in brackets."""
    if label.endswith(PREFACE):
        return (Supplied((Plain(edition.labels["preliminaries"]),)),)
    if own := own_statement(text, "title"):
        return plain_inlines(own)
    return (Supplied(plain_inlines(text.witness.title or edition.work.title)),)


def _in_language(division: Division, language: str) -> Division:
    return replace(
        division,
        kind="facing",
        title=_foreign(division.title, language),
        blocks=tuple(_block_in_language(block, language) for block in division.blocks),
        divisions=tuple(_in_language(inner, language) for inner in division.divisions),
    )


def _block_in_language(block: Block, language: str) -> Block:
    if not isinstance(block, Paragraph) or not language:
        return block
    return replace(block, form=replace(block.form, language=block.form.language or language))


def _foreign(inlines: Inlines, language: str) -> Inlines:
    """Return words as those of a language; what is supplied, and a break, has none."""
    is_bare = any(isinstance(each, Supplied | Break) for each in inlines[:1])
    return (Foreign(language, inlines),) if language and inlines and not is_bare else inlines


def _foreign_paragraphs(inlines: Inlines, language: str) -> Inlines:
    """Return the paragraphs of a note as words of a language, with the breaks between them."""
    return tuple(part for each in _paragraphs(inlines) for part in _foreign(each, language))


def _paragraphs(inlines: Inlines) -> Iterator[Inlines]:
    """Yield the paragraphs of a note, and each break between them by itself."""
    start = 0
    for index, inline in enumerate(inlines):
        if isinstance(inline, Break) and inline.is_paragraph:
            yield inlines[start:index]
            yield (inline,)
            start = index + 1
    yield inlines[start:]
