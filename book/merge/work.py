"""Assemble the work: one text, divided by its outline; a part that no witness has is a lacuna."""

from collections.abc import Mapping, Sequence
from itertools import chain

from book.merge.blocks import inserts_of, row_blocks
from book.model import (
    Block,
    Collation,
    Division,
    Heading,
    Inlines,
    Paragraph,
    Place,
    Plain,
    Ranges,
    Row,
    Supplied,
    Text,
    Work,
    shift_ranges,
)
from book.text.divisions import is_han, read_division
from book.text.formed import formed_inlines
from book.text.grouping import group_values
from book.text.inlines import plain_inlines
from book.text.typography import xml_id

PREFACE, TEXT = "Preface", "Text"
PROSE = 12  # words of a paragraph that is no line of a title page
Path = tuple[str, ...]
Body = tuple[tuple[Block, ...], tuple[Division, ...]]  # paragraphs, then sections


def assemble_work(
    collation: Collation, texts: tuple[Text, ...], work: Work, labels: Mapping[str, str]
) -> tuple[Division, ...]:
    """Return the preface and the parts with their sections, lacunae in their places."""
    if not collation.outline:
        title = plain_inlines(work.title)
        body = divide_rows(collation.rows, (TEXT,))
        return (Division("text", "part", title, "", *body, place=Place((TEXT,))),)
    reason = _lacuna_reason(texts, work, labels)
    parts = [
        _part(heading, _rows_of_part(collation, heading.label), reason)
        for heading in collation.outline
    ]
    return (*_preface(_rows_of_part(collation, PREFACE), work, labels), *parts)


def _rows_of_part(collation: Collation, label: str) -> tuple[Row, ...]:
    return tuple(row for row in collation.rows if row.place.path[0] == label)


def _preface(rows: tuple[Row, ...], work: Work, labels: Mapping[str, str]) -> tuple[Division, ...]:
    """Return what stands before the first part, under a supplied title: the editor's, if any.

    It is called a preface only if most of it is prose: it may be a dedication, or a title page.
    """
    if not rows:
        return ()
    lengths = [len(row.text.split()) for row in rows]
    prose = sum(length for length in lengths if length >= PROSE)
    kind = "preface" if 2 * prose > sum(lengths) else "preliminaries"
    title = (Supplied((Plain(work.preface or labels[kind]),)),)
    body = divide_rows(rows, (PREFACE,))
    return (Division("preface", "preface", title, "", *body, place=Place((PREFACE,))),)


def _part(heading: Heading, rows: tuple[Row, ...], lacuna_reason: str) -> Division:
    """Return a part of the work: a lacuna if no witness has it.

    Its heading is that of its first witness, else it is supplied from the outline.
    """
    if not rows:
        return _lacuna(heading, lacuna_reason)
    place = Place((heading.label,))
    title: Inlines = (Supplied(plain_inlines(heading.title)),)
    label = _outline_label(heading)
    if own := next((row for row in rows if row.place == place), None):
        title, label = title_inlines(own), heading_label(own)
    body = divide_rows(rows, place.path)
    return Division(xml_id(f"part {heading.label}"), "part", title, label, *body, place=place)


def _outline_label(heading: Heading) -> str:
    """Return the label of a part; "" if it is the title."""
    return heading.label if heading.title and heading.title != heading.label else ""


def _lacuna(heading: Heading, reason: str) -> Division:
    """Return a part that no witness has, with the reason as its only paragraph."""
    note = Paragraph(
        (Supplied((Plain(reason),)),),
        "lacuna",
        place=Place((heading.label,), 1),
        id=xml_id(f"p {heading.label} 1"),
    )
    return Division(
        xml_id(f"part {heading.label}"),
        "lacuna",
        plain_inlines(heading.title),
        _outline_label(heading),
        (note,),
        place=Place((heading.label,)),
    )


def _lacuna_reason(texts: tuple[Text, ...], work: Work, labels: Mapping[str, str]) -> str:
    """Return the words for a lacuna; they name the witnesses whose lists of contents have it."""
    listing = [
        text.witness.siglum
        for text in texts
        if any(datum.field == "outline" for datum in text.metadata)
    ]
    if work.outline or not listing:
        return labels["lacuna-outline"]
    return labels["lacuna"].format(sigla=labels["list-separator"].join(listing))


def divide_heading(text: str, ranges: Ranges = ()) -> tuple[str, str]:
    """Return a heading's number as the witness writes it, without the mark after it, and its title.

    The title is the whole heading if there is no number, or nothing else, or if no mark may stand
    between them.

    >>> [divide_heading(t) for t in ("IV. Exchanges", "Part II: Order", "Article 3 Scope")]
    [('IV', 'Exchanges'), ('Part II', 'Order'), ('Article 3', 'Scope')]
    >>> [divide_heading(t) for t in ("A coda", "Chapter I", "第一章 总则")]
    [('', 'A coda'), ('', 'Chapter I'), ('', '第一章 总则')]
    """
    breaks = (each.start for each in ranges if each.kind == "break")
    name = read_division(text, min(breaks, default=0))
    if not name.label or not name.title or is_han(name.label):
        return "", text
    return name.label, name.title


def title_inlines(row: Row) -> Inlines:
    """Return the title in the row of a heading, with its form."""
    _, title = divide_heading(row.text, row.ranges)
    start = row.text.rfind(title)
    return formed_inlines(title, shift_ranges(row.ranges, start, start + len(title)))


def heading_label(row: Row) -> str:
    """Return the number in the row of a heading."""
    return divide_heading(row.text, row.ranges)[0]


def divide_rows(rows: Sequence[Row], path: Path) -> Body:
    """Divide the rows of a part or section into its own paragraphs and its sections.

    The row of its own heading is left out.
    """
    headings = [row for row in rows if row.place == Place(path)]
    opening = [insert for row in headings for insert in inserts_of(row)]
    rows = [row for row in rows if row.place != Place(path)]
    own = (row_blocks(row) for row in rows if row.place.path == path)
    paragraphs = (*opening, *chain.from_iterable(own))
    depth = len(path) + 1
    deeper = (row for row in rows if len(row.place.path) >= depth)
    sections = group_values((row.place.path[:depth], row) for row in deeper)
    return paragraphs, tuple(_section(*section) for section in sections.items())


def _section(path: Path, rows: Sequence[Row]) -> Division:
    place = Place(path)
    heading = next((row for row in rows if row.place == place), None)
    return Division(
        xml_id("s " + " ".join(path)),
        "section",
        title_inlines(heading) if heading else plain_inlines(""),
        heading_label(heading) if heading else "",
        *divide_rows(rows, path),
        place=place,
    )
