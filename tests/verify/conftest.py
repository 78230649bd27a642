"""The e-book of a synthetic edition, with the printed pages."""

from collections.abc import Iterator

import pytest

from book.model import Edition
from book.pipeline.printing import TypesetEdition
from book.render.epub import render_epub
from book.runtime import workspace
from book.verify.validators.server.client import PRIVATE, keep_validators_alive
from tests.render.epub.small_ebook import gray_png


def paged_ebook(edition: Edition, printed: TypesetEdition) -> bytes:
    """Return the e-book of an edition, with a list of the printed pages."""
    return render_epub(edition, gray_png(30, 48), workspace.read_assets(), printed.starts)


@pytest.fixture(scope="session")
def ebook(indexed_edition: Edition, printed: TypesetEdition) -> bytes:
    return paged_ebook(indexed_edition, printed)


@pytest.fixture(scope="session")
def validators() -> Iterator[None]:
    """Keep the validators alive: a Java for each book would take minutes."""
    keep_validators_alive()
    yield
    PRIVATE.end()
