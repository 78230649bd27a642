"""Prove that the TEI document has the text of each witness: it is read back and held against the sources, word by word."""

from collections.abc import Sequence
from itertools import zip_longest

from book.errors import ProofError
from book.model import Edition, Text, Unit
from book.text.typography import tokenize
from book.verify.readback.tei import read_note_ids, read_witness


def prove_tei(texts: Sequence[Text], content: bytes, file: str) -> None:
    """Check that each witness can be had from the TEI word for word, in its own order; `texts` are the witnesses as cleaned.

    A word counts as it is printed or as the witness itself writes it: where only its marks differ, the apparatus has the latter.
    """
    for text in texts:
        siglum = text.witness.siglum
        forms = [form for unit in text.units for form in _forms(unit)]
        words = [word for passage in read_witness(content, siglum) for word in tokenize(passage)]
        wrong = next(
            (
                n
                for n, (word, both) in enumerate(zip(words, forms, strict=False))
                if word not in both
            ),
            min(len(words), len(forms)),
        )
        if wrong < max(len(words), len(forms)):
            expected, found = (
                " ".join(both[0] for both in forms[wrong : wrong + 6]),
                " ".join(words[wrong : wrong + 6]),
            )
            raise ProofError(
                f"the text of {siglum} should go on with “{expected}” and has “{found}”", file=file
            )


def prove_notes(edition: Edition, content: bytes, file: str) -> None:
    """Check that the TEI has each note once, in order; the notes of the apparatus are its readings."""
    wanted = [note.id for note in edition.notes if note.kind != "variant"]
    found = list(read_note_ids(content))
    if found != wanted:
        wrong = next((a or b for a, b in zip_longest(wanted, found) if a != b), "")
        raise ProofError(f"the note {wrong} is not in it once, in its place", file=file)


def _forms(unit: Unit) -> list[tuple[str, str]]:
    """Give each word of a unit as it is printed and as the witness writes it; a heading's hash marks are no word."""
    printed, written = tokenize(unit.text), tokenize(unit.source)
    pairs = list(zip(printed, written if len(written) == len(printed) else printed, strict=True))
    is_mark = unit.kind == "heading" and bool(pairs) and not pairs[0][0].strip("#")
    return pairs[1:] if is_mark else pairs
