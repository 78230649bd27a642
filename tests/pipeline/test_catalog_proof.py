"""The proof of the catalog names each link, size and edition that is wrong."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from book.errors import ProofError
from book.runtime import catalog_state, files
from book.verify.proof.prove_catalog import prove_catalog
from tests.conftest import SLUG

BROKEN: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "a dead link in Atom": (
        "opds.xml",
        lambda c: c.replace(b"other/other.epub", b"other/othr.epub"),
        "broken link: other/othr.epub",
    ),
    "a wrong length": (
        "opds.xml",
        lambda c: re.sub(rb'length="\d+"', b'length="7"', c),
        "wrong size of",
    ),
    "a dead link in JSON": (
        "opds.json",
        lambda c: c.replace(b"other/cover.png", b"other/covr.png"),
        "broken link: other/covr.png",
    ),
    "a wrong size": (
        "opds.json",
        lambda c: re.sub(rb'"size": \d+', b'"size": 7', c),
        "wrong size of",
    ),
    "a dead link on the page": (
        "index.html",
        lambda c: c.replace(b'href="other/index.html"', b'href="other/inde.html"'),
        "broken link: other",
    ),
    "an edition that cannot be read online": (
        "index.html",
        lambda c: c.replace(b'href="other/read/index.html"', b'href="other/ledger.html"'),
        "other/read is listed 0 times, not once",
    ),
    "an edition that leads to another's web edition": (
        "index.html",
        lambda c: c.replace(b'href="other/read/index.html"', b'href="two-fables/read/index.html"'),
        "two-fables/read is listed 2 times, not once",
    ),
    "an edition that is not listed": (
        "opds.json",
        lambda c: c.replace(b"other/index.html", b"two-fables/index.html"),
        "two-fables is listed 2 times, not once",
    ),
    "a script from outside": (
        "index.html",
        lambda c: c.replace(b"</head>", b'<script src="https://cdn.example/t.js"></script></head>'),
        "from outside",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_catalog_is_an_error(fault: str, dist: Path) -> None:
    name, breaking, expected = BROKEN[fault]
    top = {file: (dist / file).read_bytes() for file in catalog_state.FIRST}
    editions = {folder: dict(files.read_published(dist / folder)) for folder in (SLUG, "other")}
    assert prove_catalog(top, editions, "", "dist") > 20
    changed = breaking(top[name])
    assert changed != top[name]
    with pytest.raises(ProofError, match=re.escape(expected)):
        prove_catalog({**top, name: changed}, editions, "", "dist")
