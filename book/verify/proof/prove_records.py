"""Prove the records of an edition: each value is what the edition says, and nothing is missing."""

import re
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any

from book.errors import ProofError
from book.model import Edition
from book.text.typography import STRAIGHT
from book.verify.proof.compare_lines import difference
from book.verify.proof.expected_onix import expect_onix
from book.verify.proof.expected_records import RecordFacts, expect_publication
from book.verify.proof.expected_references import expect_bibtex, expect_csl, expect_ris
from book.verify.readback.records import Fact, read_json, read_onix, values_of
from book.verify.readback.references import read_bibtex, read_ris

MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc|span)\b[^>]*>")  # that CSL knows in a title

# Without quotation marks and narrow spaces, and with one kind of dashes and spaces.
UNQUOTED = {
    **{code: None if sign in "'\"" else sign for code, sign in STRAIGHT.items()},
    **dict.fromkeys(map(ord, "'\"\N{NARROW NO-BREAK SPACE}")),
}


def prove_publication(edition: Edition, facts: RecordFacts, content: bytes, file: str) -> None:
    """Raise ProofError unless publication.json says of the edition what it must, and no more."""
    compare_facts(values_of(expect_publication(edition, facts)), _json_values(content, file), file)


def prove_onix(edition: Edition, facts: RecordFacts, content: bytes, file: str) -> None:
    """Raise ProofError unless onix.xml says of the edition what it must, and no more."""
    try:
        found = read_onix(content)
    except ValueError as error:
        raise ProofError(f"the record is not well-formed: {error}", file=file) from error
    compare_facts(expect_onix(edition, facts), found, file)


def prove_csl(edition: Edition, content: bytes, file: str) -> None:
    """Raise ProofError unless the item of CSL-JSON is the edition."""
    compare_facts(values_of(expect_csl(edition)), _json_values(content, file), file)


def prove_ris(edition: Edition, content: bytes, file: str) -> None:
    """Raise ProofError unless the record in RIS is the edition."""
    try:
        found = read_ris(content)
    except ValueError as error:
        raise ProofError(f"the record cannot be read: {error}", file=file) from error
    compare_facts(expect_ris(edition), found, file)


def prove_bibtex(edition: Edition, content: bytes, file: str) -> None:
    """Raise ProofError unless the entry of BibTeX is the edition.

    Pandoc writes it: capitals in the title, quotation marks and narrow spaces are its own.
    """
    try:
        found = read_bibtex(content)
    except ValueError as error:
        raise ProofError(f"the entry cannot be read: {error}", file=file) from error
    expected = _as_in_tex(expect_bibtex(edition))
    compare_facts(sorted(expected.items()), sorted(_as_in_tex(found).items()), file)


def _as_in_tex(fields: Mapping[str, str]) -> dict[str, str]:
    plain = {name: MARKUP.sub("", text).translate(UNQUOTED) for name, text in fields.items()}
    joined = {name: " ".join(text.split()) for name, text in plain.items()}
    return {name: text.casefold() if name == "title" else text for name, text in joined.items()}


def _json_values(content: bytes, file: str) -> Iterable[Fact]:
    try:
        data: Any = read_json(content)
    except ValueError as error:
        raise ProofError(f"the record cannot be read: {error}", file=file) from error
    return values_of(data)


def compare_facts(expected: Iterable[Fact], found: Iterable[Fact], file: str) -> None:
    """Raise ProofError for the first value that is not as it must be, missing, or too much."""
    wanted_facts, found_facts = list(expected), list(found)
    for wanted, fact in zip_longest(wanted_facts, found_facts):
        if wanted == fact:
            continue
        if wanted and fact and wanted[0] == fact[0]:
            raise ProofError(f"{wanted[0]}: {difference(wanted[1], fact[1])}", file=file)
        if wanted and wanted not in found_facts:
            raise ProofError(f"{wanted[0]}, {wanted[1]}, is missing", file=file)
        if fact and fact not in wanted_facts:
            raise ProofError(f"{fact[0]}, {fact[1]}, is nothing that the edition says", file=file)
        name = (wanted or fact or ("", ""))[0]
        raise ProofError(f"{name} is there too often, too rarely, or misplaced", file=file)
