"""The server: right media types, ranges, conditions, HEAD, and nothing from outside of what is published."""

import http.client
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from book.errors import EditionError
from book.serve import server as serve
from tests.conftest import ROOT

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
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """A dist/ beside a secret, served at a free port."""
    root = tmp_path_factory.mktemp("served")
    (root / "secret.txt").write_text("secret")
    dist = root / "dist"
    for name, content in FILES.items():
        (dist / name).parent.mkdir(parents=True, exist_ok=True)
        (dist / name).write_bytes(content)
    (dist / "a-book" / "link.txt").symlink_to(root / "secret.txt")
    opened = serve.listen("127.0.0.1", 0)
    server = uvicorn.Server(
        uvicorn.Config(serve.application(dist), log_level="error", lifespan="off")
    )
    running = threading.Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True)
    running.start()
    for _ in range(500):
        if not server.started:
            time.sleep(0.01)
    yield dist, opened.getsockname()[1]
    server.should_exit = True
    running.join(5)
    opened.close()


@pytest.fixture
def ask(place: tuple[Path, int]) -> object:
    def asked(path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", place[1], timeout=5)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        answer = Answer(
            response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
        )
        connection.close()
        return answer

    return asked


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
def test_each_file_has_its_media_type(path: str, ask: Any) -> None:
    answer = ask(path)
    name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
    assert (answer.status, answer.headers["content-type"], answer.body) == (
        200,
        TYPES[path],
        FILES[name],
    )


def test_a_head_has_the_headers_of_a_get_and_no_body(ask: Any) -> None:
    get, head = ask("/a-book/a-book.epub"), ask("/a-book/a-book.epub", "HEAD")
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
def test_a_range_is_answered_with_that_part(asked: str, start: int, end: int, ask: Any) -> None:
    """RFC 9110, 14.2 and 15.3.7."""
    whole = FILES["a-book/a-book.epub"]
    answer = ask("/a-book/a-book.epub", Range=asked)
    assert (answer.status, answer.body) == (206, whole[start:end])
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{len(whole)}"
    assert answer.headers["content-type"] == "application/epub+zip"


def test_a_range_beyond_the_end_is_refused(ask: Any) -> None:
    answer = ask("/a-book/a-book.epub", Range="bytes=20000-")
    assert answer.status == 416
    assert answer.headers["content-range"].endswith("*/10240")


def test_a_download_goes_on_only_if_the_file_is_the_same(ask: Any) -> None:
    """RFC 9110, 13.1.5: If-Range."""
    tag = ask("/a-book/a-book.epub").headers["etag"]
    assert ask("/a-book/a-book.epub", Range="bytes=5-", If_Range=tag).status == 206
    other = ask("/a-book/a-book.epub", Range="bytes=5-", If_Range='"other"')
    assert (other.status, len(other.body)) == (200, 10240)


def test_what_has_not_changed_is_not_sent_again(ask: Any) -> None:
    """RFC 9110, 13.1.2 and 13.1.3."""
    first = ask("/opds.xml")
    for header, value in (
        ("If_None_Match", first.headers["etag"]),
        ("If_Modified_Since", first.headers["last-modified"]),
    ):
        answer = ask("/opds.xml", **{header: value})
        assert (answer.status, answer.body) == (304, b"")


def test_what_is_built_anew_is_sent_anew(ask: Any, place: tuple[Path, int]) -> None:
    first = ask("/opds.json")
    (place[0] / "opds.json").write_bytes(b'{"new": 1}')
    again = ask("/opds.json", If_None_Match=first.headers["etag"])
    (place[0] / "opds.json").write_bytes(FILES["opds.json"])
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
def test_nothing_but_what_is_published_is_answered(path: str, ask: Any) -> None:
    answer = ask(path)
    assert answer.status in (400, 404)
    for hidden in (b"secret", b"former", b"not yet", b"root:"):
        assert hidden not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(method: str, ask: Any) -> None:
    assert ask("/index.html", method).status == 405


def test_a_folder_without_its_slash_is_led_there(ask: Any) -> None:
    answer = ask("/a-book")
    assert answer.status in (301, 302, 307)
    assert answer.headers["location"].endswith("/a-book/")


def test_a_page_may_load_nothing_from_outside(ask: Any) -> None:
    policy = ask("/a-book/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "script-src" not in policy


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost:1", 200), ("127.0.0.1", 200), ("[::1]:80", 200), ("evil.example", 400)],
)
def test_it_answers_to_its_own_names_alone(host: str, status: int, ask: Any) -> None:
    """Or a page elsewhere, whose name is made to lead here, could read what is served."""
    assert ask("/opds.json", Host=host).status == status


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(
            EditionError, match=f"cannot listen at 127.0.0.1, port {port}: Address already in use"
        ):
            serve.listen("127.0.0.1", port)


@pytest.mark.parametrize("port", [70000, -1])
def test_a_port_that_is_none_is_told(port: int) -> None:
    with pytest.raises(EditionError, match="cannot listen at"):
        serve.listen("127.0.0.1", port)


def test_without_anything_published_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="nothing is published yet"):
        serve.serve(tmp_path)


SERVING = "import sys; from pathlib import Path; from book.serve import server; server.serve(Path(sys.argv[1]), port=0)"


def test_it_says_where_it_is_and_ends_at_an_interrupt(place: tuple[Path, int]) -> None:
    command = [sys.executable, "-c", SERVING, str(place[0])]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        try:
            assert running.stdout
            said = running.stdout.readline()
            port = int(said.split("/")[2].split(":")[1])
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/opds.xml")
            assert connection.getresponse().read() == FILES["opds.xml"]
            connection.close()
            running.send_signal(signal.SIGINT)
            running.communicate(timeout=10)
        finally:
            running.kill()
    assert said.startswith("http://127.0.0.1:")
    assert f"http://127.0.0.1:{port}/opds.xml" in said
