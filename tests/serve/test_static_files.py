"""The files of dist/: media types, ranges, conditional requests, HEAD, and nothing outside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from book.serve.server import create_app
from tests.serve.local_server import Answer, request, run_app

FILES = {
    "index.html": b"<!DOCTYPE html><title>All</title>",
    "opds.xml": b"<feed/>",
    "opds.json": b"{}",
    "a-book/index.html": b"<!DOCTYPE html><title>One</title>",
    "a-book/a-book.epub": bytes(range(256)) * 40,
    "a-book/a-book.print.pdf": b"%PDF-1.7",
    "a-book/a-book.md": "# Über".encode(),
    "a-book/a-book.tei.xml": b"<TEI/>",
    "a-book/a-book.kepub.epub": b"PK",
    "a-book/publication.json": b"{}",
    "a-book/SHA256SUMS": b"0  x",
    "a-book/what.ever": b"?",
    ".a-book.old/index.html": b"former",
    ".catalogue.ready/index.html": b"not yet",
}


@dataclass(frozen=True)
class Site:
    """A dist/ that is served."""

    dist: Path
    port: int

    def get(self, path: str, **headers: str) -> Answer:
        return request(self.port, path, **headers)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a dist/ that lies beside a secret."""
    root = tmp_path_factory.mktemp("served")
    (root / "secret.txt").write_text("secret")
    dist = root / "dist"
    for name, content in FILES.items():
        (dist / name).parent.mkdir(parents=True, exist_ok=True)
        (dist / name).write_bytes(content)
    (dist / "a-book" / "link.txt").symlink_to(root / "secret.txt")
    with run_app(lambda _: create_app(dist)) as port:
        yield Site(dist, port)


TYPES = {
    "/": "text/html; charset=utf-8",
    "/opds.xml": "application/atom+xml;profile=opds-catalog;kind=acquisition",
    "/opds.json": "application/opds+json",
    "/a-book/": "text/html; charset=utf-8",
    "/a-book/a-book.epub": "application/epub+zip",
    "/a-book/a-book.kepub.epub": "application/epub+zip",
    "/a-book/a-book.print.pdf": "application/pdf",
    "/a-book/a-book.md": "text/markdown; charset=utf-8",
    "/a-book/a-book.tei.xml": "application/tei+xml",
    "/a-book/publication.json": "application/opds-publication+json",
    "/a-book/SHA256SUMS": "text/plain; charset=utf-8",
    "/a-book/what.ever": "application/octet-stream",
}


@pytest.mark.parametrize("path", TYPES)
def test_each_file_has_its_media_type(path: str, site: Site) -> None:
    answer = site.get(path)
    name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
    assert (answer.status, answer.headers["content-type"], answer.body) == (
        200,
        TYPES[path],
        FILES[name],
    )


def test_a_head_has_the_headers_of_a_get_and_no_body(site: Site) -> None:
    get, head = site.get("/a-book/a-book.epub"), request(site.port, "/a-book/a-book.epub", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(get.body))
    assert {k: v for k, v in head.headers.items() if k != "date"} == {
        k: v for k, v in get.headers.items() if k != "date"
    }
    assert head.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=10000-", 10000, 10240),
        ("bytes=-5", 10235, 10240),
        ("bytes=10-10", 10, 11),
    ],
)
def test_a_range_is_answered_with_that_part(asked: str, start: int, end: int, site: Site) -> None:
    """RFC 9110, 14.2 and 15.3.7."""
    whole = FILES["a-book/a-book.epub"]
    answer = site.get("/a-book/a-book.epub", Range=asked)
    assert (answer.status, answer.body) == (206, whole[start:end])
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{len(whole)}"
    assert answer.headers["content-type"] == "application/epub+zip"


def test_a_range_beyond_the_end_is_refused(site: Site) -> None:
    answer = site.get("/a-book/a-book.epub", Range="bytes=20000-")
    assert answer.status == 416
    assert answer.headers["content-range"].endswith("*/10240")


def test_a_download_goes_on_only_if_the_file_is_the_same(site: Site) -> None:
    """RFC 9110, 13.1.5: If-Range."""
    tag = site.get("/a-book/a-book.epub").headers["etag"]
    assert site.get("/a-book/a-book.epub", Range="bytes=5-", If_Range=tag).status == 206
    other = site.get("/a-book/a-book.epub", Range="bytes=5-", If_Range='"other"')
    assert (other.status, len(other.body)) == (200, 10240)


def test_an_unchanged_file_is_not_sent_again(site: Site) -> None:
    """RFC 9110, 13.1.2 and 13.1.3."""
    first = site.get("/opds.xml")
    for header, value in (
        ("If_None_Match", first.headers["etag"]),
        ("If_Modified_Since", first.headers["last-modified"]),
    ):
        answer = site.get("/opds.xml", **{header: value})
        assert (answer.status, answer.body) == (304, b"")


def test_a_replaced_file_is_sent_again(site: Site) -> None:
    first = site.get("/opds.json")
    (site.dist / "opds.json").write_bytes(b'{"new": 1}')
    again = site.get("/opds.json", If_None_Match=first.headers["etag"])
    (site.dist / "opds.json").write_bytes(FILES["opds.json"])
    assert (again.status, again.body) == (200, b'{"new": 1}')


OUTSIDE = [
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/a-book/../../secret.txt",
    "/a-book/%2e%2e/%2e%2e/secret.txt",
    "/a-book/..%2f..%2fsecret.txt",
    "/..%5csecret.txt",
    "//secret.txt",
    "/%00",
    "/a-book/link.txt",
    "/.a-book.old/index.html",
    "/.a-book.old/",
    "/.catalogue.ready/index.html",
    "/%2ecatalogue.ready/index.html",
    "/a-book/none.pdf",
    "/etc/passwd",
    "//etc/passwd",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_only_published_files_are_answered(path: str, site: Site) -> None:
    answer = site.get(path)
    assert answer.status in (400, 404)
    for hidden in (b"secret", b"former", b"not yet", b"root:"):
        assert hidden not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(method: str, site: Site) -> None:
    assert request(site.port, "/index.html", method).status == 405


def test_a_folder_without_its_slash_is_redirected(site: Site) -> None:
    answer = site.get("/a-book")
    assert answer.status in (301, 302, 307)
    assert answer.headers["location"].endswith("/a-book/")


def test_a_page_may_load_nothing_from_outside(site: Site) -> None:
    policy = site.get("/a-book/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy  # the web edition has one
