"""Prove that the glossary and the chronology have every entry, and lead to its words."""

import re
from collections.abc import Mapping, Sequence

from book.errors import ProofError
from book.model import Definition, Definitions, Edition, Locator
from book.text.inlines import text_of
from book.text.traversal import blocks_of
from book.text.typography import STRAIGHT
from book.verify.editor.list_order import prove_order
from book.verify.editor.markdown import SourceWord, source_words
from book.verify.editor.passages import ReadPassage
from book.verify.editor.patterns import following, matching
from book.verify.editor.statements import TomlTable
from book.verify.editor.words import REMEDY, References, printed_words, prove_words
from book.verify.intake.words import split

YEAR = re.compile(r"\d{1,4}")


def definitions_of(edition: Edition, kind: str) -> list[Definition]:
    """Return the entries of the glossary or of the chronology, as they are printed."""
    divisions = [division for division in edition.divisions if division.kind == kind]
    blocks = (block for block in blocks_of(divisions) if isinstance(block, Definitions))
    return [item for block in blocks for item in block.items]


def prove_glossary(
    edition: Edition,
    tables: Sequence[TomlTable],
    references: References,
    passages: Sequence[ReadPassage],
    file: str,
) -> None:
    """Raise ProofError, with its line, for a term that is not in the glossary as it is written."""
    by_term: dict[tuple[str, ...], list[Definition]] = {}
    for item in definitions_of(edition, "glossary"):
        by_term.setdefault(tuple(split(text_of(item.term))), []).append(item)
    targets = following(passages)
    for table in tables:
        term, text = table.words("term"), table.words("definition")
        items = by_term.get(tuple(split(term)))
        if not items:
            raise _missing(f"the term “{term}”", "glossary", file, table.line)
        item = items.pop(0)
        written = (*map(SourceWord, split(table.words("expansion"))), *source_words(text))
        printed = printed_words((item.inlines,))
        what = f"the definition of “{term}”"
        prove_words(written, printed, what, file, table.line, references.of(text))
        pattern = re.compile(re.escape(term.translate(STRAIGHT)))
        _prove_targets(f"the term “{term}”", item.locators, pattern, targets, file, table.line)
    printed_terms = [text_of(item.term) for item in definitions_of(edition, "glossary")]
    sort_as = {table.words("term"): table.words("sort_as") for table in tables}
    prove_order(printed_terms, sort_as, edition.imprint.language, "the glossary", file)
    left = [item for items in by_term.values() for item in items]
    _prove_none_left(left, "glossary", file)


def prove_chronology(
    edition: Edition,
    tables: Sequence[TomlTable],
    references: References,
    passages: Sequence[ReadPassage],
    file: str,
) -> None:
    """Raise ProofError, with its line, for an event that is not in the chronology as written."""
    items = definitions_of(edition, "chronology")
    targets = following(passages)
    # A year comes before its months; events of one date are in the order of the file.
    for item, table in zip(items, sorted(tables, key=_date), strict=False):
        date, text = table.words("date"), table.words("text")
        what = f"the event of {date}"
        if not _has_date(text_of(item.term), date):
            raise _missing(what, "chronology", file, table.line)
        printed = printed_words((item.inlines,))
        prove_words(source_words(text), printed, what, file, table.line, references.of(text))
        if not table.texts("match"):
            numbers = YEAR.findall(date)
            pattern = re.compile(rf".{{0,40}}{numbers[0]}", re.DOTALL)
        else:
            pattern = re.compile("|".join(matching(each).pattern for each in table.texts("match")))
        _prove_targets(what, item.locators, pattern, targets, file, table.line)
    for table in sorted(tables, key=_date)[len(items) :]:
        raise _missing(f"the event of {table.words('date')}", "chronology", file, table.line)
    _prove_none_left(items[len(tables) :], "chronology", file)


def _date(table: TomlTable) -> str:
    return table.words("date")


def _has_date(printed: str, date: str) -> bool:
    """Return whether a date in words has the year and the day of one in ISO 8601."""
    year, _, rest = date.partition("-")
    _, _, day = rest.partition("-")
    numbers = YEAR.findall(printed)
    return year in numbers and (not day or str(int(day)) in numbers)


def _missing(what: str, division: str, file: str, line: int) -> ProofError:
    return ProofError(f"{what} is not in the {division}", file=file, line=line, remedy=REMEDY)


def _prove_none_left(items: Sequence[Definition], division: str, file: str) -> None:
    if items:
        message = (
            f"the {division} has an entry that is not written here: “{text_of(items[0].term)}”"
        )
        raise ProofError(message, file=file, remedy=REMEDY)


def _prove_targets(
    what: str,
    locators: Sequence[Locator],
    pattern: re.Pattern[str],
    targets: Mapping[str, str],
    file: str,
    line: int,
) -> None:
    """Raise ProofError if a locator leads to other words than those of its entry.

    `targets` are the texts that the locators lead to.
    """
    for locator in locators:
        words = targets.get(locator.target)
        if words is None or not pattern.match(words):
            message = f"{what} leads to “{(words or '')[:30]}”, at {locator.place}"
            raise ProofError(message, file=file, line=line, remedy=REMEDY)
