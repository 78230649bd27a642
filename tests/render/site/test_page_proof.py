"""A page that is broken, or whose statements about the files are wrong, is not published."""

import hashlib
import re
from pathlib import Path

import pytest

from book.errors import EditionError, ProofError
from book.source.folder import read_folder
from book.verify.proof.prove_site import prove_site
from book.verify.readback.web_page import read_web_page
from tests import stand_ins
from tests.conftest import SLUG, error_of, substitute
from tests.render.site.reading import find, page_of

PAGES = stand_ins.PAGES
URL = f"https://books.example/{SLUG}/"
# For each fault: what to replace in the page, by what, and the error.
BROKEN = {
    "a link to a missing file": (
        b'href="variants.csv"',
        b'href="varients.csv"',
        "broken link: varients.csv",
    ),
    "a link to a missing id": (
        b'href="#cite"',
        b'href="#quote"',
        "no element of the page has this id",
    ),
    "a page that the PDF does not have": (
        b"#page=7",
        b"#page=32",
        "the PDF has 31 pages",
    ),
    "a picture from outside": (
        b'src="cover-small.png"',
        b'src="https://cdn.example/c.png"',
        "loads https://cdn.example/c.png",
    ),
    "a style sheet from outside": (
        b"</head>",
        b'<link rel="stylesheet" href="https://cdn.example/s.css" /></head>',
        "loads https://cdn",
    ),
    "a font from outside": (
        b"<style>",
        b"<style>@font-face { src: url(//cdn.example/f.woff2) }",
        "loads //cdn.example",
    ),
    "a page that is not well-formed": (
        b"</main>",
        b"",
        "not well-formed",
    ),
    "an id that occurs twice": (
        b'<section id="cite"',
        b'<section id="about"',
        "duplicate ids: about",
    ),
}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_the_page_has_the_checksum_of_each_file(outputs: dict[str, bytes]) -> None:
    sums = read_web_page(outputs["index.html"], "index.html").sums
    files = {name: content for name, content in outputs.items() if "/" not in name}
    del files["index.html"]
    assert sums == {name: digest(content) for name, content in files.items()}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_page_is_rejected(fault: str, outputs: dict[str, bytes]) -> None:
    old, new, message = BROKEN[fault]
    page = outputs["index.html"]
    assert old in page
    assert prove_site(outputs, "", PAGES, SLUG) > 20
    with pytest.raises(ProofError, match=re.escape(message)):
        prove_site({**outputs, "index.html": page.replace(old, new, 1)}, "", PAGES, SLUG)


@pytest.mark.parametrize("file", [f"{SLUG}.pdf", f"{SLUG}.epub", "variants.csv", "onix.xml"])
def test_a_wrong_checksum_is_rejected(file: str, outputs: dict[str, bytes]) -> None:
    with pytest.raises(ProofError, match=f"wrong (checksum|size) of {file}"):
        prove_site({**outputs, file: outputs[file] + b" "}, "", PAGES, SLUG)


def test_a_record_with_a_wrong_size_is_rejected(outputs: dict[str, bytes]) -> None:
    old = outputs["publication.json"]
    new = old.replace(b'"size": ', b'"size": 1')
    page = outputs["index.html"].replace(digest(old).encode(), digest(new).encode())
    with pytest.raises(ProofError, match="wrong size of"):
        prove_site({**outputs, "publication.json": new, "index.html": page}, "", PAGES, SLUG)


def test_a_page_with_its_own_address_is_proven_too() -> None:
    outputs = stand_ins.render_files(stand_ins.tiny_edition(url=URL))
    assert prove_site(outputs, URL, PAGES, SLUG) > 20
    assert find(page_of(outputs), ".//h:link[@rel='canonical']").get("href") == URL
    data = read_web_page(outputs["index.html"], "").data[0]
    assert data["encoding"][0]["contentUrl"] == f"{URL}{SLUG}.pdf"


@pytest.mark.parametrize(
    "address", ["books.example/", "ftp://books.example/", "https://books.example/two-fables"]
)
def test_an_invalid_address_is_an_error(address: str, folder: Path, root: Path) -> None:
    date = 'date = "2024-02-29"'
    substitute(folder / "edition.toml", date, f'{date}\nurl = "{address}"')
    error = error_of(lambda: read_folder(SLUG, root))
    assert isinstance(error, EditionError)
    assert "is not the address of a folder on the web" in error.message
    assert error.line == 9
