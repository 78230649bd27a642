"""Prove that the TEI document has the text of each witness, word by word, and each note."""

from collections.abc import Sequence
from itertools import zip_longest

from book.errors import ProofError
from book.model import Edition, Text, Unit
from book.text.code_points import tell_apart
from book.text.typography import tokenize
from book.verify.readback.tei import read_note_ids, read_witness

SHOWN = 6  # words that an error quotes
Forms = tuple[str, str]  # a word as it is printed, and as the witness writes it


def prove_tei(texts: Sequence[Text], content: bytes, file: str) -> None:
    """Raise ProofError if a witness cannot be read from the TEI word for word, in its own order.

    `texts` are the witnesses as cleaned. A word may have its printed form or the form that the
    witness writes: where only marks differ, the apparatus has the latter.
    """
    for text in texts:
        siglum = text.witness.siglum
        forms = [form for unit in text.units for form in _forms(unit)]
        passages = read_witness(content, siglum)
        words = [word for passage in passages for word in tokenize(passage)]
        if difference := _describe_difference(words, forms):
            raise ProofError(f"the text of {siglum} should continue with {difference}", file=file)


def prove_notes(edition: Edition, content: bytes, file: str) -> None:
    """Raise ProofError if the TEI does not have each note once, in order.

    Variants are left out, as they are the readings of its apparatus.
    """
    expected = [note.id for note in edition.notes if note.kind != "variant"]
    for wanted, read in zip_longest(expected, read_note_ids(content)):
        if wanted != read:
            raise ProofError(f"the note {wanted or read} is missing or misplaced", file=file)


def _describe_difference(words: Sequence[str], forms: Sequence[Forms]) -> str:
    """Describe where the words first have none of their forms; return "" if all have one."""
    index = _first_difference(words, forms)
    expected = " ".join(printed for printed, _ in forms[index : index + SHOWN])
    actual = " ".join(words[index : index + SHOWN])
    expected, actual = tell_apart(expected, actual)
    return f"“{expected}” but has “{actual}”" if expected or actual else ""


def _first_difference(words: Sequence[str], forms: Sequence[Forms]) -> int:
    for index, (word, form) in enumerate(zip(words, forms, strict=False)):
        if word not in form:
            return index
    return min(len(words), len(forms))


def _forms(unit: Unit) -> list[Forms]:
    """Return the forms of each word of a unit; the number signs of a heading are no word."""
    printed, written = tokenize(unit.text), tokenize(unit.source)
    if len(written) != len(printed):
        written = printed
    forms = list(zip(printed, written, strict=True))
    is_sign = unit.kind == "heading" and bool(forms) and not forms[0][0].strip("#")
    return forms[1:] if is_sign else forms
