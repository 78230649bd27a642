"""The page of the ledger: every source in full, read back character for character."""

from dataclasses import replace
from pathlib import Path

import pytest

from book.model import Account, Entry, Fate, Ledger, Line, Span, Witness
from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.render.site.ledger.page import render_ledger_page
from book.verify.proof.prove_ledger_page import prove_ledger_page
from book.verify.readback.ledger_page import PagePiece, read_ledger_page
from book.verify.readback.pdf import PdfReading
from tests.conftest import SLUG, substitute
from tests.ledger_pages import ledger_page

ODD = (
    "  two spaces before, and after  ",
    "\ta tab,\x0ca form feed,\x1ban escape, a\rreturn and a \uffffnoncharacter",
    "<b>bold</b> & &amp; ]]> “”'\"",
    "\u202eright to left\u202c, soft\u00adhyphen, zero\u200bwidth, \u2028 line, \u0085 next",
    "出口管制 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 e\u0301 😀",
)
UNPRINTED = PdfReading((), (), {})


def ledger_of(*entries: Entry, lines: tuple[Line, ...]) -> Ledger:
    return Ledger((Account(Witness("A", "sources/x/a.txt", "text", lines), entries),))


def removed(line: int, start: int, end: int, rule: str = "a rule") -> Entry:
    return Entry(Span(line, start, end), "removed", "", rule)


def pieces(made: AssembledEdition, ledger: Ledger) -> list[PagePiece]:
    """Return the pieces of the page's only witness."""
    edition = replace(made.edition, variants=(), parallels=())
    page = render_ledger_page(edition, ledger, {}, made.assets)
    (witness,) = read_ledger_page(page, "ledger.html").witnesses
    return [piece for run in witness.runs for piece in run.pieces]


def test_odd_characters_come_back_as_they_were(tiny: AssembledEdition) -> None:
    lines = tuple(Line(number, text) for number, text in enumerate(ODD, 1))
    ledger = ledger_of(*(removed(n, 0, len(text)) for n, text in enumerate(ODD, 1)), lines=lines)
    assert [piece.text for piece in pieces(tiny, ledger)] == list(ODD)


def test_lines_keep_their_numbers_over_gaps_and_pieces_their_characters(
    tiny: AssembledEdition,
) -> None:
    lines = (Line(3, "abc def"), Line(4, "ghi"), Line(9, "jkl"))
    entries = (removed(3, 0, 4), removed(3, 4, 7), removed(4, 0, 3), removed(9, 0, 3))
    assert pieces(tiny, ledger_of(*entries, lines=lines)) == [
        PagePiece(3, "abc ", 1, 4),
        PagePiece(3, "def", 5, 7),
        PagePiece(4, "ghi"),
        PagePiece(9, "jkl"),
    ]


@pytest.mark.parametrize("fate", ["metadata", "removed", "not carried"])
def test_each_fate_stands_in_words_and_in_the_markup(tiny: AssembledEdition, fate: Fate) -> None:
    entry = Entry(Span(1, 0, 3), fate, "title" if fate == "metadata" else "", "a rule")
    edition = replace(tiny.edition, variants=(), parallels=())
    ledger = ledger_of(entry, lines=(Line(1, "abc"),))
    page = render_ledger_page(edition, ledger, {}, tiny.assets)
    (run,) = read_ledger_page(page, "ledger.html").witnesses[0].runs
    assert (run.fate, run.label) == (fate, tiny.edition.labels[f"fate-{fate}"])
    assert prove_ledger_page(edition, ledger, page, UNPRINTED, "ledger.html") == 1


def test_what_is_not_carried_is_said_first(tiny: AssembledEdition) -> None:
    assert b"Nothing of the sources is lost" in ledger_page(tiny)
    entry = Entry(Span(1, 0, 3), "not carried", "", "table in a table")
    ledger = ledger_of(entry, lines=(Line(1, "abc"),))
    page = render_ledger_page(
        replace(tiny.edition, variants=(), parallels=()), ledger, {}, tiny.assets
    )
    assert b"Nothing of the sources is lost" not in page
    assert read_ledger_page(page, "ledger.html").losses == ("1 × table in a table",)


def test_the_page_of_a_german_edition_is_german(root: Path) -> None:
    settings = root / "sources" / SLUG / "edition.toml"
    substitute(settings, 'language = "en-GB"', 'language = "de-DE"')
    made = assemble_edition(SLUG, BuildContext(root))
    page = ledger_page(made)
    reading = read_ledger_page(page, "ledger.html")
    assert reading.sentences[0] == "Nachweis"
    assert {run.label for witness in reading.witnesses for run in witness.runs} == {
        *("gedruckt", "gleich", "Variante", "Angaben", "entfernt")
    }
    assert prove_ledger_page(made.edition, made.ledger, page, UNPRINTED, "ledger.html") == 17


def test_thousands_of_chinese_characters_bring_no_font(tiny: AssembledEdition) -> None:
    few, many = ("".join(map(chr, range(0x4E00, 0x4E00 + number))) for number in (100, 3000))
    sizes = [
        len(
            render_ledger_page(
                replace(tiny.edition, variants=(), parallels=()),
                ledger_of(removed(1, 0, len(text)), lines=(Line(1, text),)),
                {},
                tiny.assets,
            )
        )
        for text in (few, many)
    ]
    assert sizes[1] < sizes[0] + 3 * 3000
