"""The foreword: each commentary whole, under its title, with what its copy says of author, agency and date."""

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
    Witness,
)
from book.text.inlines import plain_inlines
from book.text.typography import fold, parse_date, xml_id


def make_foreword(
    collation: Collation, texts: tuple[Text, ...], words: dict[str, str]
) -> tuple[Division, ...]:
    """Make the foreword; an edition without commentaries has none."""
    by_siglum = {t.witness.siglum: t for t in texts}
    pieces = tuple(
        _piece(by_siglum[siglum], rows, words) for siglum, rows in collation.commentaries
    )
    title = (Plain(words["foreword"]),)
    return (
        (Division("foreword", "foreword", title, divisions=pieces, matter="front"),)
        if pieces
        else ()
    )


def _piece(text: Text, rows: tuple[Row, ...], words: dict[str, str]) -> Division:
    place = Place(rows[0].place.path)
    source = tuple(
        _line(text, field, style, words)
        for field, style in (("author", "byline"), ("publisher", "publication"), ("date", "date"))
    )
    body = tuple(_block(row) for row in rows)
    credit = tuple(
        Paragraph(plain_inlines(m.value), "credit") for m in text.metadata if m.field == "credit"
    )
    blocks = (*(line for line in source if line.inlines), *body, *credit)
    return Division(
        xml_id(str(place)),
        "commentary",
        _title(text, words),
        blocks=blocks,
        matter="front",
        place=place,
    )


def _block(row: Row) -> Block:
    (siglum, unit), name = row.units[0], xml_id(f"p {row.place}")
    if unit.kind == "heading":
        return Subheading(plain_inlines(unit.text.lstrip("# ")), name)
    return Paragraph(plain_inlines(row.text), id=name, place=row.place, sigla=(siglum,))


def found(text: Text, *fields: str) -> str:
    """Give what the witness itself says for the first of `fields` that it says anything for."""
    return next((m.value for field in fields for m in text.metadata if m.field == field), "")


def _title(text: Text, words: dict[str, str]) -> Inlines:
    """Print the witness's own title; one that the editor gives, or the program, stands in brackets."""
    own, given = found(text, "title"), text.witness.title
    if own and (not given or fold(own) == fold(given)):
        return plain_inlines(own)
    date = found(text, "date") or text.witness.date
    return (
        Supplied(
            plain_inlines(
                given
                or (
                    words["report-of"].format(date=write_date(date, words))
                    if date
                    else words["untitled"]
                )
            )
        ),
    )


def _line(text: Text, field: str, style: str, words: dict[str, str]) -> Paragraph:
    """Print a statement of the witness; what only the editor knows stands in brackets."""
    own = found(text, "agency") if field == "publisher" else found(text, field)
    given = _given(text.witness, field)
    if own and (not given or _agrees(own, given)):
        return Paragraph(plain_inlines(write_date(own, words)), style)
    return Paragraph((Supplied(plain_inlines(write_date(given, words))),) if given else (), style)


def _given(witness: Witness, field: str) -> str:
    return {"author": witness.author, "publisher": witness.publisher, "date": witness.date}[field]


def _agrees(own: str, given: str) -> bool:
    return fold(own) == fold(given) or (
        parse_date(own) is not None and parse_date(own) == parse_date(given)
    )


def write_date(text: str, words: dict[str, str]) -> str:
    """Write a full date as the book does, whatever form a web page gave it; leave anything else as it is.

    >>> write_date("2021-12-30", {"months": "I II III IV V VI VII VIII IX X XI XII", "date": "{day} {month} {year}"})
    '30 XII 2021'
    """
    date = parse_date(text)
    if date is None:
        return text
    return words["date"].format(
        day=date.day, month=words["months"].split()[date.month - 1], year=date.year
    )
