"""The preview: the draft's pages, the stream of changes, and what is published as it is."""

import hashlib
import http.client
import io
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from book.serve import preview_store
from book.serve.preview_store import Preview
from book.serve.server import create_app
from book.verify.readback.page_digests import digest_pages
from tests.serve.local_server import request, run_app
from tests.serve.preview_browser import Browser, open_browser

PAGE = b"<!DOCTYPE html><title>One</title>"
GRAYS = [number / 20 for number in range(20)]


def draft(*grays: float) -> bytes:
    """Return a PDF with one page for each gray."""
    pdf = pikepdf.new()
    for gray in grays:
        page = pdf.add_blank_page(page_size=(120, 180))
        page.contents_add(b"%f g 0 0 120 180 re f" % gray)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def write_draft(root: Path, content: bytes, slug: str = "a-book") -> None:
    pages = digest_pages(content)
    digests = tuple(page.digest for page in pages)
    former = preview_store.read_preview(slug, root)
    preview = Preview(
        hashlib.sha256(content).hexdigest(),
        "inputs",
        tuple(str(number) for number in range(1, len(pages) + 1)),
        tuple((page.width, page.height) for page in pages),
        digests,
        preview_store.changed_pages(former, digests),
    )
    preview_store.write_preview(slug, content, preview, root)


@contextmanager
def serve_project(root: Path) -> Iterator[int]:
    """Serve the project; yield the port."""
    with run_app(lambda is_over: create_app(root / "dist", is_stopping=is_over)) as port:
        yield port


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project with two editions: one is published and has a draft, one is new."""
    for name in ("a-book", "other"):
        (tmp_path / "sources" / name).mkdir(parents=True)
        (tmp_path / "sources" / name / "edition.toml").write_text("")
    (tmp_path / "dist" / "a-book").mkdir(parents=True)
    (tmp_path / "dist" / "a-book" / "index.html").write_bytes(PAGE)
    (tmp_path / "dist" / "a-book" / "manifest.json").write_text("{}")
    write_draft(tmp_path, draft(0.1, 0.5, 0.9))
    (tmp_path / "build" / "a-book" / "secret.txt").write_text("secret")
    return tmp_path


@pytest.fixture
def port(root: Path) -> Iterator[int]:
    with serve_project(root) as port:
        yield port


class Stream:
    """The stream of events of an edition's preview."""

    def __init__(self, port: int, slug: str = "a-book") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        self.connection.request("GET", f"/.preview/{slug}/events")
        self.answer = self.connection.getresponse()

    def next(self) -> dict[str, Any]:
        while line := self.answer.readline():
            if line.startswith(b"data: "):
                state: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
                return state
        pytest.fail("the stream ended")


def test_files_have_their_types_and_a_strict_policy(port: int) -> None:
    digest = digest_pages(draft(0.1, 0.5, 0.9))[1].digest[:16]
    types = {
        "/.preview/a-book/": "text/html; charset=utf-8",
        "/.preview/a-book/site": "text/html; charset=utf-8",
        "/.preview/a-book/ebook": "text/html; charset=utf-8",
        "/.preview/other/": "text/html; charset=utf-8",
        "/.preview/preview.css": "text/css; charset=utf-8",
        "/.preview/preview.js": "text/javascript; charset=utf-8",
        "/.preview/a-book/a-book.pdf": "application/pdf",
        f"/.preview/a-book/page/2-{digest}.png": "image/png",
    }
    for path, media_type in types.items():
        answer = request(port, path)
        assert (answer.status, answer.headers["content-type"]) == (200, media_type)
        assert answer.body
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in policy
        assert "http" not in policy
    assert request(port, "/.preview/a-book/a-book.pdf").body == draft(0.1, 0.5, 0.9)


def test_pages_have_no_inline_script_or_style(port: int) -> None:
    """The policy would not let them run."""
    script = '<script src="/.preview/preview.js" defer></script>'
    for path in ("/.preview/a-book/", "/.preview/a-book/site", "/.preview/a-book/ebook"):
        body = request(port, path).body.decode()
        assert body.count("<script") == body.count(script) == 1
        assert "<style" not in body
        assert " style=" not in body


def test_published_pages_stay_as_they_are(port: int) -> None:
    answer = request(port, "/a-book/")
    assert (answer.status, answer.body) == (200, PAGE)
    policy = answer.headers["content-security-policy"].split("; ")
    scripts = [each for each in policy if each.startswith("script-src")]
    assert scripts == ["script-src 'self' 'wasm-unsafe-eval'"]  # the web edition, and its search


def test_one_draft_is_shown_at_once_several_are_listed(port: int, root: Path) -> None:
    assert request(port, "/.preview/").headers["location"] == "/.preview/a-book/"
    write_draft(root, draft(0.2), "other")
    body = request(port, "/.preview/").body
    assert b'href="/.preview/a-book/"' in body
    assert b'href="/.preview/other/"' in body


OUTSIDE = [
    "/.preview/none/",
    "/.preview/none/events",
    "/.preview/..%2f..%2fsources/",
    "/.preview/%2e%2e/events",
    "/.preview/a-book/secret.txt",
    "/.preview/a-book/..%2fsecret.txt",
    "/.preview/a-book/preview.json",
    "/.preview/preview.html",
    "/.preview/a-book/page/2-0000000000000000.png",
    "/.preview/a-book/page/0-0000000000000000.png",
    "/.preview/a-book/page/99-0000000000000000.png",
    "/.preview/other/other.pdf",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_else_is_answered(path: str, port: int) -> None:
    answer = request(port, path)
    assert answer.status == 404
    assert b"secret" not in answer.body


def test_only_local_names_are_answered(port: int) -> None:
    assert request(port, "/.preview/a-book/events", Host="evil.example").status == 400


def test_a_new_draft_gives_only_changed_pages_new_addresses(port: int, root: Path) -> None:
    stream = Stream(port)
    assert stream.answer.getheader("content-type", "").startswith("text/event-stream")
    first = stream.next()
    assert (first["labels"], first["error"]) == (["1", "2", "3"], "")
    write_draft(root, draft(0.1, 0.6, 0.9))
    second = stream.next()
    is_same = [a == b for a, b in zip(first["looks"], second["looks"], strict=True)]
    assert is_same == [True, False, True]
    assert request(port, f"/.preview/a-book/page/2-{first['looks'][1]}.png").status == 404
    picture = request(port, f"/.preview/a-book/page/2-{second['looks'][1]}.png")
    assert (picture.status, picture.body[:4]) == (200, b"\x89PNG")
    assert picture.headers["cache-control"] == "max-age=31536000, immutable"
    stream.connection.close()


def test_an_error_is_sent_until_it_is_corrected(port: int, root: Path) -> None:
    stream = Stream(port)
    assert stream.next()["error"] == ""
    preview_store.write_failure("a-book", "notes.toml:3: nowhere", root)
    assert stream.next()["error"] == "notes.toml:3: nowhere"
    preview_store.write_failure("a-book", "", root)
    assert stream.next()["error"] == ""
    stream.connection.close()


def test_a_new_publication_is_sent(port: int, root: Path) -> None:
    stream = Stream(port)
    first = stream.next()["published"]
    (root / "dist" / "a-book" / "manifest.json").write_text('{"new": 1}')
    assert stream.next()["published"] not in ("", first)
    stream.connection.close()


def test_the_first_draft_of_an_edition_is_sent(port: int, root: Path) -> None:
    stream = Stream(port, "other")
    assert "looks" not in stream.next()
    write_draft(root, draft(0.3), "other")
    assert len(stream.next()["looks"]) == 1
    stream.connection.close()


def test_an_open_stream_does_not_keep_the_server_running(root: Path) -> None:
    with serve_project(root) as port:
        stream = Stream(port)
        stream.next()
        began = time.monotonic()
    assert time.monotonic() - began < 2
    stream.connection.close()


@pytest.fixture
def browser(port: int, root: Path) -> Iterator[Browser]:
    """Open a draft of 20 pages in a browser."""
    write_draft(root, draft(*GRAYS))
    with open_browser("live.mjs", f"http://127.0.0.1:{port}/.preview/a-book/") as browser:
        yield browser


@pytest.mark.slow
def test_a_browser_shows_what_changed_and_keeps_its_place(browser: Browser, root: Path) -> None:
    first = browser.read()
    assert (first["pages"], first["changed"], first["at"]) == (20, [], 0)
    assert first["status"] == "20 pages"
    assert first["overflow"] <= 0

    write_draft(root, draft(*GRAYS[:18], 0.99, GRAYS[19]))
    changed = browser.read_next()
    assert (changed["pages"], changed["changed"], changed["seen"]) == (20, [19], [19])
    assert changed["status"] == "20 pages; changed: 19"
    assert changed["at"] > 500
    pictures = [address.rsplit("/", 1)[1].split("-")[0] for address in changed["requests"]]
    assert pictures.count("19") == 1

    message = "notes.toml:3: nowhere\n  Look again."
    preview_store.write_failure("a-book", message, root)
    wrong = browser.read_next()
    assert (wrong["error"], wrong["at"]) == (message, changed["at"])

    preview_store.write_failure("a-book", "", root)
    assert browser.read_next()["error"] is None

    # Now the browser does not follow changes any more, and has scrolled to the top.
    write_draft(root, draft(*GRAYS[:18], 0.98, GRAYS[19]))
    unfollowed = browser.read_next()
    assert (unfollowed["changed"], unfollowed["at"]) == ([19], 0)
