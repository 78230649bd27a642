"""The e-book of a synthetic edition, with the printed pages."""

import pytest

from book.model import Edition
from book.pipeline.printing import TypesetEdition
from book.render.epub import render_epub
from book.runtime import workspace
from tests.render.epub.small_ebook import gray_png


def paged_ebook(edition: Edition, printed: TypesetEdition) -> bytes:
    """Return the e-book of an edition, with a list of the printed pages."""
    return render_epub(edition, gray_png(30, 48), workspace.read_assets(), printed.starts)


@pytest.fixture(scope="session")
def ebook(indexed_edition: Edition, printed: TypesetEdition) -> bytes:
    return paged_ebook(indexed_edition, printed)
