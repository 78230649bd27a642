"""Drawings become pictures of pixels for print: once, by any worker."""

from dataclasses import replace
from pathlib import Path

import pytest

from book.errors import EditionError
from book.model import Edition, Insert, Picture
from book.pipeline.context import BuildContext
from book.pipeline.drawings import with_rasters
from book.runtime.cache import open_cache
from book.runtime.workers import InlineExecutor
from tests.render.formed_book import FIGURE, formed_book

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path d="M0 0h3v2"/></svg>'


def book_with(content: bytes) -> Edition:
    drawn = (Picture("bridge.png", "image/svg+xml", content),)
    return replace(formed_book(Figures=(Insert("picture", (FIGURE,)),)), pictures=drawn)


def test_a_drawing_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = BuildContext(tmp_path, (InlineExecutor(),), open_cache("x", tmp_path))
    first = with_rasters(book_with(SVG), context)
    assert first.pictures[0].media_type == "image/png"
    monkeypatch.setattr("book.pipeline.drawings.rasterize", lambda _: pytest.fail("drawn again"))
    assert with_rasters(book_with(SVG), context) == first


def test_an_unsafe_drawing_is_named() -> None:
    with pytest.raises(EditionError, match=r"the drawing bridge\.png has the element script"):
        with_rasters(book_with(SVG.replace(b"<path", b"<script/><path")))


def test_other_pictures_stay() -> None:
    assert with_rasters(formed_book()) == formed_book()
