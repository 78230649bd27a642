"""The draft of the e-book in a browser: its files, and the chapters that the stream tells."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from book.serve import preview_store
from book.serve.preview_store import DraftChapter
from tests.serve.local_server import request
from tests.serve.preview_browser import open_browser
from tests.serve.test_preview_app import Stream, serve_project


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "sources" / "a-book").mkdir(parents=True)
    (tmp_path / "sources" / "a-book" / "edition.toml").write_text("")
    (tmp_path / "dist").mkdir()
    return tmp_path


@pytest.fixture
def port(root: Path) -> Iterator[int]:
    with serve_project(root) as port:
        yield port


CHAPTER = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{0}</title>'
    '<link rel="stylesheet" href="style.css"/>'
    "</head><body><p>{0}: {1}</p>{2}</body></html>"
)
LONG = "<p>And so on.</p>" * 60


def write_ebook(root: Path, **chapters: str) -> None:
    """Write a draft with a chapter for each name, with these words."""
    content = io.BytesIO()
    texts = {
        f"EPUB/{name}.xhtml": CHAPTER.format(name, words, LONG) for name, words in chapters.items()
    }
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("EPUB/style.css", "body { color: rgb(1, 2, 3) }")
        archive.writestr("../../secret.txt", "not for a browser")
        for path, text in texts.items():
            archive.writestr(path, text)
    drafts = (
        DraftChapter(path, name, hashlib.sha256(text.encode()).hexdigest())
        for name, (path, text) in zip(chapters, texts.items(), strict=True)
    )
    preview_store.write_ebook("a-book", content.getvalue(), tuple(drafts), root)


def test_files_of_the_ebook_are_shown_and_load_nothing_else(port: int, root: Path) -> None:
    assert request(port, "/.preview/a-book/ebook/EPUB/one.xhtml").status == 404
    write_ebook(root, one="first")
    answer = request(port, "/.preview/a-book/ebook/EPUB/one.xhtml")
    assert answer.status == 200
    assert b"<p>one: first</p>" in answer.body
    assert answer.headers["content-type"] == "application/xhtml+xml"
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'")
    assert "script-src" not in policy
    assert request(port, "/.preview/a-book/ebook/EPUB/style.css").status == 200
    for path in ("EPUB/two.xhtml", "", "../secret.txt", "%2e%2e/secret.txt", "a-book.pdf"):
        assert request(port, f"/.preview/a-book/ebook/{path}").status == 404


def test_the_stream_tells_the_chapters_of_the_ebook(port: int, root: Path) -> None:
    stream = Stream(port)
    assert "chapters" not in stream.next()
    write_ebook(root, one="first")
    (chapter,) = stream.next()["chapters"]
    assert (chapter["path"], chapter["title"]) == ("EPUB/one.xhtml", "one")
    write_ebook(root, one="second")
    (other,) = stream.next()["chapters"]
    assert other["digest"] != chapter["digest"]
    stream.connection.close()


@pytest.mark.slow
def test_a_browser_shows_the_chapter_that_changed_and_keeps_its_place(
    port: int, root: Path
) -> None:
    write_ebook(root, one="first", two="second")
    url = f"http://127.0.0.1:{port}/.preview/a-book/ebook"
    with open_browser("ebook.mjs", url) as browser:
        first = browser.read()
        assert (first["chapter"], first["text"][:10]) == ("EPUB/one.xhtml", "one: first")
        assert first["color"] == "rgb(1, 2, 3)"
        assert first["status"] == "2 chapters"

        write_ebook(root, one="first", two="changed")
        second = browser.read_next()
        assert (second["chapter"], second["text"][:12]) == ("EPUB/two.xhtml", "two: changed")
        assert second["status"] == "2 chapters; changed: two"

        assert browser.read_next("scroll")["at"] == 300
        write_ebook(root, one="first", two="changed again")
        again = browser.read_next()
        assert (again["text"][:18], again["at"]) == ("two: changed again", 300)

        chosen = browser.read_next("EPUB/one.xhtml")
        assert chosen["text"][:10] == "one: first"
