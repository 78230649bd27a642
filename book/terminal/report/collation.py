"""The report of `inv collate`: where the witnesses differ."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from book.model import Agreement, Collation, Heading, Place, Reading, Row, Variant
from book.terminal.report.layout import elide_runs, new_table, shorten
from book.text.counts import counted


def collation_report(collation: Collation) -> RenderableType:
    """Return the rows of the work with their witnesses, the variants, and how far they agree."""
    variants, facing = _variants(collation), _facing(collation)
    return Group(
        _rows(collation),
        *([variants] if variants.row_count else []),
        *([facing] if facing.row_count else []),
        *(Line(agreement_line(pair)) for pair in collation.agreements),
    )


def _rows(collation: Collation) -> Table:
    """Return a table of the rows, then of the headings in the outline that no witness has.

    Of many paragraphs of a section that the same witnesses have, it shows the first and the last.
    """
    table = new_table("place", "witnesses", "begins")
    for shown, elided, last in elide_runs(collation.rows, _is_alike):
        for row in shown:
            _add(table, row)
        if elided:
            table.add_row("", "", Line(f"… {len(elided)} more", "dim"))
        for row in last:
            _add(table, row)
    for heading in _lacunae(collation):
        lacuna = Line(f"lacuna: {shorten(heading.title)}", "italic")
        table.add_row(heading.label, "–", lacuna)
    return table


def _is_alike(before: Row, row: Row) -> bool:
    is_text = before.place.paragraph and row.place.paragraph
    return bool(is_text) and (before.place.path, _sigla(before)) == (row.place.path, _sigla(row))


def _add(table: Table, row: Row) -> None:
    table.add_row(str(row.place), _sigla(row), Line(shorten(row.text)))


def _facing(collation: Collation) -> Table:
    """Return a table of the paragraphs that face each other, and of those that face nothing."""
    table = new_table("text", "facing version", "begins")
    rows = {row.place: row for row in collation.facing.rows} if collation.facing else {}
    for passage in collation.facing.passages if collation.facing else ():
        begins = rows[passage.facing[0]].text if passage.facing else ""
        places = (_extent(passage.text), _extent(passage.facing))
        table.add_row(*places, Line(shorten(begins)))
    return table


def _extent(places: tuple[Place, ...]) -> str:
    """Return the first and the last of some places."""
    ends = dict.fromkeys(map(str, (*places[:1], *places[-1:])))
    return " – ".join(ends) or "no counterpart"


def _lacunae(collation: Collation) -> list[Heading]:
    present = {row.place.path[0] for row in collation.rows}
    return [heading for heading in collation.outline if heading.label not in present]


def _sigla(row: Row) -> str:
    return " ".join(dict.fromkeys(siglum for siglum, _ in row.units))


def _variants(collation: Collation) -> Table:
    table = new_table("place", "lemma", "readings", "kind")
    for row in collation.rows:
        for variant in row.variants:
            lemma = Line(shorten(variant.lemma))
            table.add_row(str(variant.place), lemma, Line(_readings(variant)), variant.kind)
    return table


def agreement_line(pair: Agreement) -> str:
    """Return how many words two witnesses share, and how often they differ.

    >>> agreement_line(Agreement("A", "B", words=90, substantive=2, accidental=5))
    'A and B share 90 words: 2 substantive differences, 5 in punctuation, case, quotes or spacing'
    """
    return (
        f"{pair.first} and {pair.second} share {counted(pair.words, 'word')}: "
        f"{counted(pair.substantive, 'substantive difference')}, "
        f"{pair.accidental} in punctuation, case, quotes or spacing"
        f"{f', {pair.formal} in form alone' if pair.formal else ''}"
    )


def _readings(variant: Variant) -> str:
    return "; ".join(f"{_reading(r)} {' '.join(r.sigla)}" for r in variant.readings)


def _reading(reading: Reading) -> str:
    """Return a reading's words, or the abbreviation that an apparatus has for its form."""
    match reading.form:
        case "moved":
            return f"transp. {f'after {reading.after}' if reading.after else 'to the beginning'}"
        case "divided":
            return "new paragraph"
        case "joined":
            return "no paragraph"
        case "transposed":
            return f"{shorten(reading.text)} (transp.)"
    return f"[{reading.form}]" if reading.form else shorten(reading.text) or "om."
