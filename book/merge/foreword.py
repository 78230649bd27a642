"""Assemble the foreword: each commentary whole, with its title, author, agency and date.

What a commentary does not state itself is supplied, which puts it in brackets.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from book.merge.blocks import row_blocks
from book.merge.statements import agree, editors_statement, format_date, own_statement
from book.model import (
    Block,
    Collation,
    Division,
    Inlines,
    Paragraph,
    Place,
    Plain,
    Row,
    Subheading,
    Supplied,
    Text,
    shift_ranges,
)
from book.text.formed import formed_inlines
from book.text.inlines import plain_inlines
from book.text.typography import fold, xml_id

# The fields of a commentary's head, in their order, with the styles in which they are printed.
HEAD = (("author", "byline"), ("publisher", "publication"), ("date", "date"))


def assemble_foreword(
    collation: Collation, texts: tuple[Text, ...], labels: Mapping[str, str]
) -> tuple[Division, ...]:
    """Return the foreword; an edition without commentaries has none."""
    by_siglum = {text.witness.siglum: text for text in texts}
    commentaries = tuple(
        _commentary(by_siglum[siglum], rows, labels) for siglum, rows in collation.commentaries
    )
    if not commentaries:
        return ()
    title = (Plain(labels["foreword"]),)
    return (Division("foreword", "foreword", title, divisions=commentaries, matter="front"),)


def _commentary(text: Text, rows: tuple[Row, ...], labels: Mapping[str, str]) -> Division:
    place = Place(rows[0].place.path)
    own = chain.from_iterable(map(_blocks, rows))
    blocks = (*_head(text, labels), *own, *_credits(text))
    return Division(
        xml_id(str(place)),
        "commentary",
        _title(text, labels),
        blocks=blocks,
        matter="front",
        place=place,
    )


def _head(text: Text, labels: Mapping[str, str]) -> list[Paragraph]:
    lines = [Paragraph(_statement(text, field, labels), style) for field, style in HEAD]
    return [line for line in lines if line.inlines]


def _credits(text: Text) -> list[Paragraph]:
    values = [datum.value for datum in text.metadata if datum.field == "credit"]
    return [Paragraph(plain_inlines(value), "credit") for value in values]


def _blocks(row: Row) -> Iterator[Block]:
    _, unit = row.units[0]
    if unit.kind == "heading":
        length, title = len(row.text), row.text.lstrip("# ")
        ranges = shift_ranges(row.ranges, length - len(title), length)
        yield Subheading(formed_inlines(title, ranges), xml_id(f"p {row.place}"))
    else:
        yield from row_blocks(row)


def _title(text: Text, labels: Mapping[str, str]) -> Inlines:
    """Return the witness's own title, else a supplied one: the editor's, or one from the labels."""
    own, given = own_statement(text, "title"), text.witness.title
    if own and (not given or fold(own) == fold(given)):
        return plain_inlines(own)
    return (Supplied(plain_inlines(given or _generic_title(text, labels))),)


def _generic_title(text: Text, labels: Mapping[str, str]) -> str:
    date = own_statement(text, "date") or text.witness.date
    if not date:
        return labels["untitled"]
    return labels["report-of"].format(date=format_date(date, labels))


def _statement(text: Text, field: str, labels: Mapping[str, str]) -> Inlines:
    """Return what is printed for a field: the witness's own statement, else a supplied one."""
    own = own_statement(text, "agency" if field == "publisher" else field)
    given = editors_statement(text.witness, field)
    if own and (not given or agree(own, given)):
        return plain_inlines(format_date(own, labels))
    return (Supplied(plain_inlines(format_date(given, labels))),) if given else ()
