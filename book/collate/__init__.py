"""Collate the witnesses: place every unit in the outline, and align paragraphs, then words.

The modules, in the order of the data:

    lexicon        encodes words as numbers; words that compare as equal have the same number
    headings       what the headings of a witness say; `levels` finds how its divisions are nested,
                   `agreed_headings` which lines are headings because another copy marks them
    outline        the parts of the work and their sections, from the headings of all witnesses
    parts          the part to which each unit of a witness belongs
    paragraphs     pairs the copies of a paragraph: moved, divided, joined, left out or added;
                   `phrases` finds candidates, `likeness` judges them, `short_units` pairs lines,
                   `paragraph_breaks` follows breaks that stand elsewhere
    rows           the rows of each part, to which witness after witness is added; `cut` divides a
                   unit that joins two rows
    places         the place of each row, and the variants that concern whole paragraphs
    table          the words of all witnesses of a row, aligned in columns; `steps` finds the
                   cheapest alignment of a difference
    row_alignment  that table with its words; `transpositions` finds passages that changed places
    variants       the variants of a row: substantive, accidental, paragraph breaks;
                   `form_variants` those in form alone
    choices        the editor's choices against the base text

Paragraphs are aligned before words, as is usual in the field: what is far apart is never compared
word by word. The base text of a row is the first witness, in the order of trust, that has it.
"""

from collections import Counter, defaultdict

from book.collate.agreed_headings import agree_on_headings
from book.collate.form_variants import FormComparison
from book.collate.lexicon import Lexicon
from book.collate.outline import Outline, find_outline
from book.collate.parts import divide_into_parts
from book.collate.places import place_commentary, place_rows
from book.collate.rows import PartRows
from book.model import (
    DEFAULT_COMPARISON,
    VARIANT_KINDS,
    Agreement,
    Collation,
    Comparison,
    Reading,
    Row,
    Text,
    Variant,
    Work,
)
from book.text.reading_order import reading_orders
from book.text.typography import tokenize

__all__ = ["collate", "count_agreements", "find_outline"]


def collate(
    texts: tuple[Text, ...], work: Work, comparison: Comparison = DEFAULT_COMPARISON
) -> Collation:
    """Collate the cleaned witnesses, given in the order of trust.

    Witnesses with the role "text" are aligned as copies of the work; each of the others is a
    commentary with rows of its own.
    """
    copies = agree_on_headings([text for text in texts if text.witness.role == "text"])
    commentaries = [text for text in texts if text.witness.role == "commentary"]
    outline = find_outline(copies, work)
    rows = _collate_copies(copies, outline, comparison)
    forewords = tuple(
        (text.witness.siglum, place_commentary(text, number))
        for number, text in enumerate(commentaries, 1)
    )
    return Collation(outline.parts, rows, forewords, count_agreements(rows))


def _collate_copies(
    copies: list[Text], outline: Outline, comparison: Comparison
) -> tuple[Row, ...]:
    lexicon = Lexicon(comparison)
    units_by_part = divide_into_parts(copies, outline, lexicon)
    part_rows = PartRows(outline, lexicon)
    part_rows.add_witnesses(copies, units_by_part)
    forms = FormComparison.of_texts(copies, comparison)
    return place_rows(part_rows.by_label, outline, lexicon, forms, reading_orders(copies))


def count_agreements(rows: tuple[Row, ...]) -> tuple[Agreement, ...]:
    """Count, for each witness that shares rows with a base text, the shared words and variants."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        base, *others = dict.fromkeys(siglum for siglum, _ in row.units)
        words = len(tokenize(row.text)) if others else 0
        for siglum in others:
            counts[base, siglum].update(_differing_kinds(row, base, siglum))
            counts[base, siglum]["words"] += words
    return tuple(
        Agreement(*pair, count["words"], *(count[kind] for kind in VARIANT_KINDS))
        for pair, count in counts.items()
    )


def _differing_kinds(row: Row, base: str, siglum: str) -> list[str]:
    return [v.kind for v in row.variants if _reading(v, base) is not _reading(v, siglum)]


def _reading(variant: Variant, siglum: str) -> Reading | None:
    """Return the reading of a witness; None if it has the lemma.

    The base text may have a reading too, because its own marks can differ from those printed.
    """
    return next((reading for reading in variant.readings if siglum in reading.sigla), None)
