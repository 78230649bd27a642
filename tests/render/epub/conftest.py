import pytest

from tests.render.epub.small_ebook import UnzippedEbook, render_small


@pytest.fixture(scope="session")
def book() -> UnzippedEbook:
    """The e-book of the small edition."""
    return UnzippedEbook(render_small())
