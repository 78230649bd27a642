"""Set the witnesses side by side: place every unit in the outline, align paragraphs, then words.

The rooms, in the order of the data:

    lexicon     texts as numbers of words: what compares as equal has one number
    outline     the parts of the work; `parts` tells to which of them each unit of a witness belongs
    paragraphs  copies of one paragraph: moved, divided, joined, left out, put in        (`book.align`: the chain of pairs)
    rows        the witnesses laid along each other, paragraph by paragraph; `cut` divides what one of them joins
    places      each row's place
    table       the words of all witnesses of a row, in columns                          (`book.align` again)
    variants    what the table says: substantive and accidental differences, transpositions

Paragraphs are aligned before words (the field's usual order: what is far apart is never compared word by word). The base text
of a place is the first witness, in the order of trust, that has it. Words that differ only in punctuation, case, quotes or
spacing are accidentals: stated apart.
"""

from collections import Counter

from book.collate.lexicon import Lexicon
from book.collate.outline import find_outline
from book.collate.parts import divide
from book.collate.places import FOREWORD, placed
from book.collate.rows import Stacks
from book.model import Agreement, Collation, Comparison, Place, Row, Text, Variant, Work
from book.text.typography import tokenize

__all__ = ["agreements", "collate", "find_outline"]
PLAIN = Comparison()


def collate(texts: tuple[Text, ...], work: Work, comparison: Comparison = PLAIN) -> Collation:
    """Collate the witnesses, given in the order of trust. Raise EditionError if no witness has the work."""
    copies = [t for t in texts if t.witness.role == "text"]
    outline = find_outline(copies, work)
    lexicon = Lexicon(comparison)
    stacks = Stacks(tuple(heading.label for heading in outline), lexicon)
    parts = divide(copies, outline, lexicon)
    for text in copies:
        stacks.lay(text, parts[text.witness.siglum])
    rows = placed(stacks.rows(), bool(outline), lexicon)
    others = (t for t in texts if t.witness.role == "commentary")
    commentaries = tuple(
        (t.witness.siglum, _commentary(t, number)) for number, t in enumerate(others, 1)
    )
    return Collation(outline, rows, commentaries, agreements(rows))


def agreements(rows: tuple[Row, ...]) -> tuple[Agreement, ...]:
    """State, for each witness that shares passages with a base text, how many words they share and where they differ."""
    lengths, kinds = Counter[tuple[str, str]](), Counter[tuple[str, str, str]]()
    for row in rows:
        base, *others = dict.fromkeys(siglum for siglum, _ in row.units)
        for siglum in others:
            lengths[base, siglum] += len(tokenize(row.text))
            for variant in row.variants:
                kinds[base, siglum, variant.kind] += _differ(variant, base, siglum)
    return tuple(
        Agreement(
            base,
            siglum,
            length,
            kinds[base, siglum, "substantive"],
            kinds[base, siglum, "accidental"],
        )
        for (base, siglum), length in lengths.items()
    )


def _differ(variant: Variant, first: str, second: str) -> bool:
    """Say whether two witnesses read otherwise at a place: where its marks alone differ, even the base text's may not be as printed."""
    one, other = (
        next((r for r in variant.readings if siglum in r.sigla), None) for siglum in (first, second)
    )
    return one is not other


def _commentary(text: Text, number: int) -> tuple[Row, ...]:
    return tuple(
        Row(Place((f"{FOREWORD} {number}",), index), ((text.witness.siglum, unit),), text=unit.text)
        for index, unit in enumerate(text.units, 1)
    )
