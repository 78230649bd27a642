"""The proof of the search finds what it must."""

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest

from book.errors import ProofError
from book.verify.proof.prove_search import FOLDER, SIGNATURE, prove_search
from tests.ferry import ferry_web

Fragment = dict[str, Any]


def fragments() -> dict[str, Fragment]:
    return {
        name: json.loads(gzip.decompress(content).removeprefix(SIGNATURE))
        for name, content in ferry_web().items()
        if name.startswith(f"{FOLDER}fragment/")
    }


def with_fragment(alter: Callable[[Fragment], None]) -> dict[str, bytes]:
    """Return the outputs with the fragment of the first part altered."""
    name, fragment = next((n, f) for n, f in fragments().items() if f["url"] == "/part-i.html")
    alter(fragment)
    return {**ferry_web(), name: gzip.compress(SIGNATURE + json.dumps(fragment).encode())}


def test_every_page_of_the_text_can_be_searched() -> None:
    urls = {fragment["url"] for fragment in fragments().values()}
    assert urls >= {"/part-i.html", "/part-ii.html"}
    assert prove_search(ferry_web(), "the-ferry") == len(urls)


def test_a_word_that_is_lost_is_named() -> None:
    def lose(fragment: Fragment) -> None:
        fragment["content"] = fragment["content"].replace("copper ", "", 1)

    with pytest.raises(ProofError, match="where “copperring"):
        prove_search(with_fragment(lose), "the-ferry")


def test_a_paragraph_that_is_found_elsewhere_is_named() -> None:
    def shift(fragment: Fragment) -> None:
        anchor = next(each for each in fragment["anchors"] if each["id"].startswith("t-"))
        anchor["location"] += 1

    with pytest.raises(ProofError, match="the search looks for"):
        prove_search(with_fragment(shift), "the-ferry")


def test_a_paragraph_that_has_no_place_is_named() -> None:
    def forget(fragment: Fragment) -> None:
        fragment["anchors"] = [each for each in fragment["anchors"] if "note-" not in each["id"]]

    with pytest.raises(ProofError, match="#note-"):
        prove_search(with_fragment(forget), "the-ferry")


def test_a_page_that_is_missing_is_named() -> None:
    missing = next(n for n, each in fragments().items() if each["url"] == "/part-ii.html")
    outputs = {name: each for name, each in ferry_web().items() if name != missing}
    with pytest.raises(ProofError, match=r"other pages than the edition: read/part-ii\.html"):
        prove_search(outputs, "the-ferry")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (f"{FOLDER}pagefind-ui.js", b"", "the search needs no such file"),
        (f"{FOLDER}fragment/en_1.pf_fragment", b"{}", "the fragment cannot be read"),
        (
            f"{FOLDER}fragment/en_1.pf_fragment",
            gzip.compress(b"{}", mtime=0),
            "no fragment of pagefind",
        ),
    ],
)
def test_a_file_of_another_kind_is_named(name: str, content: bytes, message: str) -> None:
    with pytest.raises(ProofError, match=message):
        prove_search({**ferry_web(), name: content}, "the-ferry")
