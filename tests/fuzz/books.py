"""Random works in every output: what is written is read back, and proven to be the edition."""

from dataclasses import replace
from functools import cache, partial

from book.compose.book_order import compose
from book.model import Comparison, Edition
from book.pipeline.ebooks import render_ebook
from book.pipeline.manuscripts import render_manuscript
from book.pipeline.printing import prove_spoken, typeset
from book.render.tei import render_tei
from book.runtime import workspace
from book.source.labels import read_labels
from book.verify.intake.tei import gather_tei
from book.verify.proof.book_markup import treat_document
from book.verify.proof.prove_form import prove_form
from book.verify.proof.prove_tei import prove_tei
from tests.fuzz.sensible_works import SensibleWorks
from tests.fuzz.texts import edited_work
from tests.render.epub.small_ebook import gray_png

FILE = "a.tei.xml"
read_assets = cache(workspace.read_assets)
cover = cache(partial(gray_png, 1400, 2100))
LABELS = cache(partial(read_labels, "en"))


def composed(edition: Edition) -> Edition:
    """Return a whole book around an edition, with the labels of the program."""
    return compose(replace(edition, labels=LABELS()), {}, ())


def formed_book(seed: int) -> Edition:
    """Return a book of any form."""
    return composed(SensibleWorks(seed).work().edition)


def check_tei(copies: list[list[str]], seed: int) -> None:
    """Check that the TEI has all witnesses and all notes of a work with choices and notes."""
    work = edited_work(copies, seed)
    made_from = work.edition, work.collation, work.texts, Comparison()
    prove_tei(*made_from, render_tei(*made_from), FILE)


def check_formed_tei(seed: int) -> None:
    """Check that the TEI of a work of any form has all of it."""
    work = SensibleWorks(seed).work()
    prove_form(work.edition, gather_tei(work.tei(), treat=treat_document), "tei", FILE)


def check_ebook(copies: list[list[str]], seed: int) -> None:
    """Check the e-book of a work with choices and notes."""
    render_ebook(composed(edited_work(copies, seed).edition), read_assets(), cover(), ())


def check_formed_ebook(seed: int) -> None:
    """Check the e-book of a work of any form."""
    render_ebook(formed_book(seed), read_assets(), cover(), ())


def check_manuscript(seed: int) -> None:
    """Check a manuscript of a work of any form, in one of the two formats."""
    render_manuscript(formed_book(seed), ("md", "docx")[seed % 2])


def check_print(copies: list[list[str]], seed: int) -> None:
    """Check the print edition of a work with choices and notes, letter by letter."""
    _check_print(composed(edited_work(copies, seed).edition))


def check_formed_print(seed: int) -> None:
    """Check the print edition of a work of any form."""
    _check_print(formed_book(seed))


def _check_print(edition: Edition) -> None:
    prove_spoken(edition, typeset(edition, read_assets()))
