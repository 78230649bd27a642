"""A small book that has something of everything, as a PDF, for the tests of its structure."""

import pytest

from book.render.print.documents import PrintDocuments
from book.render.print.pdf import render_pdf
from book.runtime import workspace
from book.verify.readback.speech import read_structure
from book.verify.readback.tagged import TaggedElement
from tests.render.print.tagged_books import small_book


@pytest.fixture(scope="package")
def content() -> bytes:
    edition = small_book()
    return render_pdf(edition, PrintDocuments(edition), workspace.read_assets())


@pytest.fixture(scope="package")
def root(content: bytes) -> TaggedElement:
    return read_structure(content)
