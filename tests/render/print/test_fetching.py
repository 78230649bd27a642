"""The layout engine loads the book's own files and nothing else."""

import pytest
from weasyprint.urls import FatalURLFetchingError

from book.render.print.engine.layout import BASE, AssetFetcher

FILES = {"print.css": b"p {}"}


@pytest.mark.parametrize("suffix", ["", "?a=1", "#b"])
def test_an_own_file_is_loaded_by_name(suffix: str) -> None:
    response = AssetFetcher(FILES).fetch(f"{BASE}print.css{suffix}")
    assert response.read() == b"p {}"


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "https://book.example/print.css", "data:text/css,p{}"),
        *(f"{BASE}other.css", f"{BASE}../print.css", "print.css"),
    ],
)
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(FatalURLFetchingError, match="not one of the book's own files"):
        AssetFetcher(FILES).fetch(url)
