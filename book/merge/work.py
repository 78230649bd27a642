"""The work itself: one text, divided as its outline says; what no witness has is a lacuna."""

import re

from book.model import (
    Block,
    Collation,
    Division,
    Heading,
    Inlines,
    Paragraph,
    Place,
    Plain,
    Row,
    Supplied,
    Text,
    Work,
)
from book.text.inlines import plain_inlines
from book.text.typography import DIVISION_WORDS, xml_id

PREFACE, TEXT = "Preface", "Text"
NUMBER = re.compile(
    rf"^(?:#{{1,6}}\s+)?(?:(?:(?i:{DIVISION_WORDS})\s+)?(?:[IVXLC]+|\d+(?:\.\d+)*|[A-Z])[.):、]\s*|\d+(?:\.\d+)+\s+|"
    rf"(?i:{DIVISION_WORDS})\s+\w+(?:\s*[.:–—-])?\s*|#{{1,6}}\s+)"
)


def make_work(
    collation: Collation, texts: tuple[Text, ...], work: Work, words: dict[str, str]
) -> tuple[Division, ...]:
    """Make the preface, the parts with their sections, and the lacunae at their places."""
    outlined_by = tuple(
        t.witness.siglum for t in texts if any(m.field == "outline" for m in t.metadata)
    )
    if not collation.outline:
        return (
            Division(
                "text",
                "part",
                plain_inlines(work.title),
                "",
                *_body(collation.rows, TEXT),
                place=Place((TEXT,)),
            ),
        )
    preface = _rows_of(collation, PREFACE)
    parts = [
        _part(heading, _rows_of(collation, heading.label), work, words, outlined_by)
        for heading in collation.outline
    ]
    return (*([_part(None, preface, work, words, ())] if preface else []), *parts)


def _rows_of(collation: Collation, label: str) -> tuple[Row, ...]:
    return tuple(row for row in collation.rows if row.place.path[0] == label)


def _part(
    heading: Heading | None,
    rows: tuple[Row, ...],
    work: Work,
    words: dict[str, str],
    outlined_by: tuple[str, ...],
) -> Division:
    """Make a part of the work; one without rows is a lacuna, one without a heading of its own gets it in brackets."""
    if heading is None:
        title: Inlines = (Supplied((Plain(words["preface"]),)),)
        return Division(
            "preface", "preface", title, "", *_body(rows, PREFACE), place=Place((PREFACE,))
        )
    place = Place((heading.label,))
    label = heading.label if heading.title and heading.title != heading.label else ""
    if not rows:
        reason = (
            words["lacuna"].format(sigla=", ".join(outlined_by))
            if outlined_by and not work.outline
            else words["lacuna-outline"]
        )
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
            label,
            (note,),
            place=place,
        )
    printed = rows[0].text if rows[0].place.paragraph == 0 else ""
    title = (
        plain_inlines(title_of(printed)) if printed else (Supplied(plain_inlines(heading.title)),)
    )
    return Division(
        xml_id(f"part {heading.label}"),
        "part",
        title,
        number_of(printed) if printed else label,
        *_body(rows, heading.label),
        place=place,
    )


def number_of(text: str) -> str:
    """Give a heading's number as the witness writes it, without the stop after it.

    >>> [number_of(t) for t in ("IV. Exchanges", "# 2. Law", "Part II: Order", "Article 3 Scope", "A coda", "Chapter I")]
    ['IV', '2', 'Part II', 'Article 3', '', '']
    """
    match = NUMBER.match(text)
    return match.group().strip(" #.):、–—-") if match and match.end() < len(text) else ""


def title_of(text: str) -> str:
    """Take the number off a heading.

    >>> [title_of(t) for t in ("IV. Exchanges", "2. Dialogue", "# Law", "Part II: Order", "A coda")]
    ['Exchanges', 'Dialogue', 'Law', 'Order', 'A coda']
    """
    return NUMBER.sub("", text).strip() or text


def _body(rows: tuple[Row, ...], label: str) -> tuple[tuple[Block, ...], tuple[Division, ...]]:
    """Divide the rows of a part into its own paragraphs and its sections, by the length of their paths."""
    return _level(tuple(r for r in rows if r.place != Place((label,))), (label,))


def _level(
    rows: tuple[Row, ...], path: tuple[str, ...]
) -> tuple[tuple[Block, ...], tuple[Division, ...]]:
    blocks = tuple(_paragraph(row) for row in rows if row.place.path == path)
    deeper: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        if len(row.place.path) > len(path):
            deeper.setdefault(row.place.path[: len(path) + 1], []).append(row)
    return blocks, tuple(_section(section, tuple(found)) for section, found in deeper.items())


def _section(path: tuple[str, ...], rows: tuple[Row, ...]) -> Division:
    head = next((row for row in rows if row.place == Place(path)), None)
    rest = tuple(row for row in rows if row is not head)
    text = head.text if head else ""
    name = xml_id("s " + " ".join(path))
    return Division(
        name,
        "section",
        plain_inlines(title_of(text)),
        number_of(text),
        *_level(rest, path),
        place=Place(path),
    )


def _paragraph(row: Row) -> Paragraph:
    sigla = tuple(dict.fromkeys(siglum for siglum, _ in row.units))
    return Paragraph(
        plain_inlines(row.text), id=xml_id(f"p {row.place}"), place=row.place, sigla=sigla
    )
