"""Documents are laid out until no page number changes; it is an error if they never stop."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from markupsafe import Markup

from book.errors import EditionError
from book.render.print.documents import PrintDocument, PrintDocuments
from book.render.print.layout_pool import DocumentProgress
from book.render.print.pdf import render_pdf
from book.runtime import workspace
from tests.render.print.books import edition_of

THOUSAND_PAGES = Markup("word ") * 700_000
ANCHOR = "p-part-1-0"


def lengthened(document: PrintDocument) -> PrintDocument:
    """Return the first part a thousand pages longer, any other document as it is."""
    if document.name != "part-1":
        return document
    return replace(document, body=document.body + THOUSAND_PAGES)


def test_a_number_with_fewer_digits_than_estimated_is_laid_out_again() -> None:
    """The first part seems to have a thousand pages when the numbers after it are estimated."""
    edition, assets = edition_of(3), workspace.read_assets()
    documents = PrintDocuments(edition)
    laid_out: list[DocumentProgress] = []

    def longer_at_first(numbers: Mapping[str, str]) -> tuple[PrintDocument, ...]:
        rendered = documents(numbers)
        return rendered if numbers else tuple(map(lengthened, rendered))

    content = render_pdf(edition, longer_at_first, assets, on_document=laid_out.append)
    assert content == render_pdf(edition, documents, assets)
    texts = [document.text for document in laid_out if document.name == "part-1"]
    assert len(set(texts)) > 1


def test_page_numbers_that_never_settle_are_an_error() -> None:
    """A document that is three pages long if the text begins on page 3, which moves it to page 5,
    and else one page long, which moves the text to page 3 again.
    """
    edition = edition_of(1)
    documents = PrintDocuments(edition)
    page, break_before = Markup("<p>A page.</p>"), Markup('<div style="break-before:page"></div>')

    def restless(numbers: Mapping[str, str]) -> tuple[PrintDocument, ...]:
        more = break_before + page if numbers.get(ANCHOR) == "3" else Markup("")
        before = PrintDocument("before", page + more * 2, "", "arabic", (), depends_on_numbers=True)
        rendered = documents(numbers)
        first = next(i for i, document in enumerate(rendered) if document.folio == "arabic")
        return (*rendered[:first], before, *rendered[first:])

    with pytest.raises(EditionError, match="page numbers do not settle"):
        render_pdf(edition, restless, workspace.read_assets())
