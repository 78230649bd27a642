"""Sentences for small witnesses, and summaries of what collation makes of them."""

from book.collate.lexicon import Lexicon
from book.collate.table import NONE, tabulate
from book.model import Collation, Reading, Variant

ONE = "The law of the land is old, and those who made it are not known to us."
TWO = "The order of the house is older than the law, as children know very well."
THREE = "Nobody has ever seen a state without either of them for longer than a week."
FOUR = "What remains to be said about both will be said by those who come after us."
LAW, ORDER = "I. Law", "II. Order"


def list_rows(found: Collation) -> list[tuple[str, str, str]]:
    """List each row as place, sigla, text."""
    return [
        (str(row.place), "".join(siglum for siglum, _ in row.units), row.text) for row in found.rows
    ]


def list_sigla(found: Collation) -> list[tuple[str, str]]:
    """List each row as place and sigla."""
    return [(place, sigla) for place, sigla, _ in list_rows(found)]


def all_variants(found: Collation) -> list[Variant]:
    return [variant for row in found.rows for variant in row.variants]


def all_readings(found: Collation) -> list[tuple[Variant, Reading]]:
    return [(variant, reading) for variant in all_variants(found) for reading in variant.readings]


def list_variants(
    found: Collation, kind: str = "substantive"
) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """List the variants of a kind as place, lemma, and pairs of sigla and reading."""
    return [
        (str(v.place), v.lemma, [("".join(r.sigla), r.text) for r in v.readings])
        for v in all_variants(found)
        if v.kind == kind
    ]


def list_kinds(found: Collation) -> list[tuple[str, str, str]]:
    """List the variants as kind, lemma, and first reading."""
    return [(v.kind, v.lemma, v.readings[0].text) for v in all_variants(found)]


def list_forms(found: Collation) -> list[tuple[str, str, str, str]]:
    """List what is stated besides words: place, sigla, form, and the place before a moved row."""
    return [
        (str(variant.place), "".join(reading.sigla), reading.form, str(reading.after or ""))
        for variant, reading in all_readings(found)
        if reading.form
    ]


def table(*witnesses: str) -> list[str]:
    """Return the table as CollateX's tests write it, one line for each witness."""
    lexicon = Lexicon()
    columns = tabulate([lexicon.encode(words) for words in witnesses], lexicon.spell)
    cells = [
        [words.split()[index] if (index := column[n]) != NONE else " " for column in columns]
        for n, words in enumerate(witnesses)
    ]
    return [f"|{'|'.join(row)}|" for row in cells]
