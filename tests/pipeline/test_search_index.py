"""The index of the search: what is in it, and that it is the same each time."""

import gzip
import os
from pathlib import Path

import pytest

from book.pipeline.search_index import TARGET, index_pages
from tests.ferry import ferry_web

PAGE = (
    '<!DOCTYPE html>\n<html lang="{0}"><head><title>T</title></head><body>'
    '<main data-pagefind-body=""><h1>T</h1><p id="t-1">{1}</p></main></body></html>'
)


def pages() -> dict[str, bytes]:
    return {name: each for name, each in ferry_web().items() if name.endswith(".html")}


def index_of(language: str, text: str) -> dict[str, bytes]:
    return index_pages({"read/a.html": PAGE.format(language, text).encode()}, language)


def words_of(files: dict[str, bytes]) -> bytes:
    (fragment,) = (each for name, each in files.items() if "/fragment/" in name)
    return gzip.decompress(fragment)


def test_the_same_pages_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the time zone, the folder and the number of processors."""
    former = index_pages(pages(), "en-GB")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("RAYON_NUM_THREADS", "1")
    assert index_pages(pages(), "en-GB") == former
    assert os.listdir(tmp_path) == []  # noqa: PTH208 (nothing is left behind)


def test_it_has_what_a_search_loads_and_no_more() -> None:
    names = sorted(name.removeprefix(TARGET) for name in index_pages(pages(), "en-GB"))
    plain = [name for name in names if "/" not in name and not name.endswith(".pf_meta")]
    assert plain == ["pagefind-entry.json", "pagefind-worker.js", "pagefind.js", "wasm.en.pagefind"]
    assert {name.split("/")[0] for name in names if "/" in name} == {"fragment", "index"}


@pytest.mark.parametrize("language", ["he", "la", "zh-Hans", "grc", "x-own"])
def test_a_language_without_stemming_has_an_index_too(language: str) -> None:
    assert f"{TARGET}wasm.unknown.pagefind" in index_of(language, "a b c")


def test_letters_without_spaces_are_words() -> None:
    assert "吾 輩 は 猫 で あ る" in words_of(index_of("ja", "吾輩は猫である。")).decode()


def test_a_page_that_is_not_to_be_searched_is_left_out() -> None:
    bare = PAGE.format("en", "words").replace(' data-pagefind-body=""', "").encode()
    assert index_pages({"read/a.html": bare}, "en") == {}
