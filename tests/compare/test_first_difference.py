"""Where two versions of a published file first differ."""

import io
import zipfile

import pikepdf
import pytest

from book.compare.first_difference import first_difference
from book.pipeline.printing import TypesetEdition


def packed(comment: str = "", **parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.comment = comment.encode()
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("a.csv", "A\nB,1\nC", "A\nB,2\nC", "line 2: “B,1 ¶ C”, rebuilt “B,2 ¶ C”"),
        ("a.csv", "A\nB", "A\nB\nC", "line 2: “B”, rebuilt “B ¶ C”"),
        (
            "a.html",
            "it had been a very long line of words and so on and so forth",
            "it had been a very long line of wards and so on and so forth",
            "line 1: “ very long line of words and so on and so forth”, rebuilt “ very long line",
        ),
        ("a.epub", packed(a="x", b="1\n2"), packed(a="x", b="1\n3"), "b, line 2: “2”, rebuilt “3”"),
        ("a.epub", packed(a="x", b="y"), packed(a="x", c="y"), "its parts: b, c"),
        ("a.epub", packed(a="x", b="y"), packed(b="y", a="x"), "its parts: another order"),
        ("a.epub", packed(a="x"), packed("c", a="x"), "all its parts are the same, but packed oth"),
        ("a.epub", "no archive", "not one", "byte 3"),
        ("a.pdf", "no PDF", "not one", "byte 3"),
        ("a.png", b"\xff\xfe", b"\xff\xfd", "byte 2"),
    ],
)
def test_the_place_is_named(name: str, old: str | bytes, new: str | bytes, expected: str) -> None:
    contents = (text.encode() if isinstance(text, str) else text for text in (old, new))
    assert first_difference(name, *contents).startswith(expected)


def test_pages_are_compared_by_their_words_and_their_looks(tiny_print: TypesetEdition) -> None:
    content = tiny_print.content
    assert "rebuilt 1" in first_difference("a.pdf", content, changed(content, pages=1))
    assert first_difference("a.pdf", content, changed(content, line=b"0 0 m 9 9 l S")) == (
        "p. i: the same words, drawn otherwise"
    )
    assert first_difference("a.pdf", content, changed(content)).startswith("all pages are the same")
    swapped = first_difference("a.pdf", content, changed(content, swap=True))
    assert swapped.startswith("p. "), swapped
    assert "rebuilt “" in swapped


def changed(content: bytes, *, pages: int = 0, line: bytes = b"", swap: bool = False) -> bytes:
    """Return a PDF written anew: with fewer pages, a line on the third, or two pages swapped."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if pages:
            del pdf.pages[pages:]
        if line:
            pdf.pages[2].contents_add(line)
        if swap:
            pdf.pages.append(pdf.pages[8])
            del pdf.pages[8]
        pdf.save(stream)
    return stream.getvalue()
