"""Random works in every output: what is written is read back, and proven to be the edition."""

from dataclasses import replace
from functools import cache, partial

from book.compose.book_order import compose
from book.model import Collation, Comparison, Edition
from book.pipeline.ebooks import render_ebook
from book.pipeline.manuscripts import render_manuscript
from book.pipeline.printing import prove_spoken, typeset
from book.pipeline.search_index import index_pages
from book.pipeline.web import render_web_edition
from book.render.tei import render_tei
from book.render.web.readings import render_readings
from book.runtime import workspace
from book.source.labels import read_labels
from book.verify.intake.tei import gather_tei
from book.verify.proof.book_markup import treat_document
from book.verify.proof.prove_form import prove_form
from book.verify.proof.prove_readings import prove_readings
from book.verify.proof.prove_search import prove_search
from book.verify.proof.prove_tei import prove_tei
from tests.fuzz.sensible_works import SensibleWorks
from tests.fuzz.texts import edited_work
from tests.render.epub.small_ebook import gray_png

FILE, SLUG = "a.tei.xml", "a"
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


def check_web(copies: list[list[str]], seed: int) -> None:
    """Check that each copy of a work with choices can be read on the web, and all be searched."""
    work = edited_work(copies, seed)
    _check_web(work.edition, work.collation)


def check_formed_web(seed: int) -> None:
    """Check the same of a work of any form."""
    work = SensibleWorks(seed).work()
    variants = tuple(variant for row in work.collation.rows for variant in row.variants)
    _check_web(replace(work.edition, variants=variants), work.collation)


def _check_web(merged: Edition, collation: Collation) -> None:
    edition = composed(merged)
    outputs = render_web_edition(edition, read_assets(), cover(), ())
    pages = {name[5:]: each.decode() for name, each in outputs.items() if name.endswith(".html")}
    readings = render_readings(edition, collation.rows, pages)
    outputs |= {f"read/{name}": content for name, content in readings.items()}
    prove_readings(edition, collation, outputs, SLUG)
    prove_search({**outputs, **index_pages(outputs, edition.imprint.language)}, SLUG)


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
