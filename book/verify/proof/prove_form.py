"""Prove that an output has all form of the edition: each kind, on the very words."""

from collections import Counter

from book.errors import ProofError
from book.model import Edition
from book.verify.intake.form import BLOCK_KINDS, WORD_KINDS
from book.verify.intake.gathering import Gathered
from book.verify.intake.words import compare
from book.verify.proof.edition_form import gather_edition

SHOWN = 6  # words that an error names
# These are text, paragraphs or styles in a manuscript.
_OF_NO_MANUSCRIPT = {
    *("ruby", "formula", "code", "quotation", "insertion", "foreign", "breaks"),
    *("stanzas", "verse-lines", "notes", "speeches", "stage-directions"),
}
# What an output has, and its elements cannot tell: the proofs of words and of structure see it.
UNTOLD = {
    "pdf": {"quotation", "code", "insertion", "ruby", "formula", "speeches", "stage-directions"},
    "xhtml": {"quotation", "breaks"},
    "tei": {"breaks", "stanzas", "quotation"},
    "md": {*_OF_NO_MANUSCRIPT, "pictures"},
    "docx": {*_OF_NO_MANUSCRIPT, "foreign", "quotations"},
}
REMEDY = "This is a bug in Variorum: please report it with the edition's folder."


def prove_form(edition: Edition, found: Gathered, medium: str, file: str) -> None:
    """Raise ProofError if an output lacks form that the edition has.

    `medium` is a key of UNTOLD; `prove_print_form` proves the PDF.
    """
    wanted = gather_edition(edition, variants=medium != "tei")
    untold = UNTOLD[medium]
    for kind in WORD_KINDS:
        if kind in wanted.formed and kind not in untold:
            have = Counter(found.formed.get(kind, []))
            missing = compare(Counter(wanted.formed[kind]), have).missing
            if missing:
                named = ", ".join(sorted(missing)[:SHOWN])
                message = f"{missing.total()} × {kind} is lost here: {named}"
                raise ProofError(message, file=file, remedy=REMEDY)
    for kind in BLOCK_KINDS:
        number, have_number = (len(each.blocks.get(kind, ())) for each in (wanted, found))
        if kind not in untold and have_number < number:
            message = f"{number - have_number} of {number} {kind} are lost here"
            raise ProofError(message, file=file, remedy=REMEDY)
