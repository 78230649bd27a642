"""A synthetic edition, its print edition, and the e-book with the printed pages."""

import pytest

from book.model import DraftEntry, Edition
from book.pipeline.printing import TypesetEdition, typeset
from book.render.epub import render_epub
from book.runtime import workspace
from tests.bench.synthetic import synthetic_edition
from tests.render.epub.small_ebook import gray_png

INDEX = (
    DraftEntry("law", 1, ("law",)),
    DraftEntry("treaty", 2, ("treaty",)),
    DraftEntry("statute", 3, see=("law",)),
)


def paged_ebook(edition: Edition, printed: TypesetEdition) -> bytes:
    """Return the e-book of an edition, with a list of the printed pages."""
    return render_epub(edition, gray_png(30, 48), workspace.read_assets(), printed.starts)


@pytest.fixture(scope="session")
def indexed_edition() -> Edition:
    return synthetic_edition(parts=2, index=INDEX)


@pytest.fixture(scope="session")
def printed(indexed_edition: Edition) -> TypesetEdition:
    return typeset(indexed_edition, workspace.read_assets())


@pytest.fixture(scope="session")
def ebook(indexed_edition: Edition, printed: TypesetEdition) -> bytes:
    return paged_ebook(indexed_edition, printed)
