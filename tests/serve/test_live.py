"""The preview that the server shows: the draft's pages, what changes, errors; and what is published as it is."""

import hashlib
import http.client
import io
import json
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import uvicorn

from book.serve import preview_store
from book.serve import server as serve
from book.serve.preview_store import Preview
from book.setup import npm
from book.verify.readback.page_digests import digest_pages
from tests.conftest import ROOT

PAGE = b"<!DOCTYPE html><title>One</title>"


def draft(*greys: float) -> bytes:
    """A PDF of so many pages, each of a grey."""
    pdf = pikepdf.new()
    for grey in greys:
        page = pdf.add_blank_page(page_size=(120, 180))
        page.contents_add(b"%f g 0 0 120 180 re f" % grey)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def put(root: Path, content: bytes, slug: str = "a-book") -> Preview:
    found = digest_pages(content)
    looks = tuple(look.digest for look in found)
    changed = preview_store.changed_pages(preview_store.read_preview(slug, root), looks)
    labels = tuple(str(number) for number in range(1, len(found) + 1))
    made = Preview(
        hashlib.sha256(content).hexdigest(),
        "inputs",
        labels,
        tuple((f.width, f.height) for f in found),
        looks,
        changed,
    )
    preview_store.write_preview(slug, content, made, root)
    return made


@contextmanager
def served(root: Path) -> Iterator[int]:
    opened = serve.listen("127.0.0.1", 0)
    app = serve.application(root / "dist", is_over=lambda: server.should_exit)
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="error", lifespan="off", timeout_graceful_shutdown=2)
    )
    running = threading.Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True)
    running.start()
    for _ in range(500):
        if not server.started:
            time.sleep(0.01)
    yield opened.getsockname()[1]
    server.should_exit = True
    running.join(5)
    opened.close()
    assert not running.is_alive(), "a stream keeps the server from its end"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with an edition that is published, and one draft."""
    for name in ("a-book", "other"):
        (tmp_path / "sources" / name).mkdir(parents=True)
        (tmp_path / "sources" / name / "edition.toml").write_text("")
    (tmp_path / "dist" / "a-book").mkdir(parents=True)
    (tmp_path / "dist" / "a-book" / "index.html").write_bytes(PAGE)
    (tmp_path / "dist" / "a-book" / "manifest.json").write_text("{}")
    put(tmp_path, draft(0.1, 0.5, 0.9))
    (tmp_path / "build" / "a-book" / "secret.txt").write_text("secret")
    return tmp_path


@pytest.fixture
def port(root: Path) -> Iterator[int]:
    with served(root) as found:
        yield found


def ask(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    found = (
        answer.status,
        {name.lower(): value for name, value in answer.getheaders()},
        answer.read(),
    )
    connection.close()
    return found


class Stream:
    """What the server tells, as it tells it."""

    def __init__(self, port: int, slug: str = "a-book") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        self.connection.request("GET", f"/.preview/{slug}/events")
        self.answer = self.connection.getresponse()

    def next(self) -> dict[str, Any]:
        while line := self.answer.readline():
            if line.startswith(b"data: "):
                told: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
                return told
        pytest.fail("the stream ended")


def test_each_thing_is_answered_with_its_type_and_under_a_strict_policy(
    port: int, root: Path
) -> None:
    look = digest_pages(draft(0.1, 0.5, 0.9))[1].digest[:16]
    wanted = {
        "/.preview/a-book/": "text/html; charset=utf-8",
        "/.preview/a-book/site": "text/html; charset=utf-8",
        "/.preview/other/": "text/html; charset=utf-8",
        "/.preview/preview.css": "text/css; charset=utf-8",
        "/.preview/preview.js": "text/javascript; charset=utf-8",
        "/.preview/a-book/a-book.pdf": "application/pdf",
        f"/.preview/a-book/page/2-{look}.png": "image/png",
    }
    for path, media_type in wanted.items():
        status, headers, body = ask(port, path)
        assert (status, headers["content-type"], bool(body)) == (200, media_type, True)
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in policy
        assert "http" not in policy
    assert ask(port, "/.preview/a-book/a-book.pdf")[2] == draft(0.1, 0.5, 0.9)


def test_no_page_of_the_preview_has_a_script_or_a_style_in_it(port: int) -> None:
    """The policy would not let them run."""
    for path in ("/.preview/a-book/", "/.preview/a-book/site"):
        body = ask(port, path)[2].decode()
        assert (
            body.count("<script")
            == body.count('<script src="/.preview/preview.js" defer></script>')
            == 1
        )
        assert "<style" not in body
        assert " style=" not in body


def test_what_is_published_stays_as_it_is(port: int) -> None:
    status, headers, body = ask(port, "/a-book/")
    assert (status, body) == (200, PAGE)
    assert "script-src" not in headers["content-security-policy"]


def test_the_one_draft_is_found_and_several_are_listed(port: int, root: Path) -> None:
    assert ask(port, "/.preview/")[1]["location"] == "/.preview/a-book/"
    put(root, draft(0.2), "other")
    body = ask(port, "/.preview/")[2]
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
    status, _, body = ask(port, path)
    assert status == 404
    assert b"secret" not in body


def test_it_answers_to_its_own_names_alone(port: int) -> None:
    assert ask(port, "/.preview/a-book/events", Host="evil.example")[0] == 400


def test_a_draft_that_is_made_anew_is_told_and_only_what_changed_has_another_address(
    port: int, root: Path
) -> None:
    stream = Stream(port)
    assert stream.answer.getheader("content-type", "").startswith("text/event-stream")
    first = stream.next()
    assert (first["labels"], first["error"]) == (["1", "2", "3"], "")
    put(root, draft(0.1, 0.6, 0.9))
    second = stream.next()
    assert [a == b for a, b in zip(first["looks"], second["looks"], strict=True)] == [
        True,
        False,
        True,
    ]
    assert ask(port, f"/.preview/a-book/page/2-{first['looks'][1]}.png")[0] == 404
    status, headers, picture = ask(port, f"/.preview/a-book/page/2-{second['looks'][1]}.png")
    assert (status, picture[:4], headers["cache-control"]) == (
        200,
        b"\x89PNG",
        "max-age=31536000, immutable",
    )
    stream.connection.close()


def test_an_error_is_told_and_that_it_is_gone(port: int, root: Path) -> None:
    stream = Stream(port)
    assert stream.next()["error"] == ""
    preview_store.write_failure("a-book", "notes.toml:3: nowhere", root)
    assert stream.next()["error"] == "notes.toml:3: nowhere"
    preview_store.write_failure("a-book", "", root)
    assert stream.next()["error"] == ""
    stream.connection.close()


def test_what_is_published_anew_is_told(port: int, root: Path) -> None:
    stream = Stream(port)
    first = stream.next()["published"]
    (root / "dist" / "a-book" / "manifest.json").write_text('{"new": 1}')
    assert stream.next()["published"] not in ("", first)
    stream.connection.close()


def test_of_an_edition_without_a_draft_it_is_told_when_there_is_one(port: int, root: Path) -> None:
    stream = Stream(port, "other")
    assert "looks" not in stream.next()
    put(root, draft(0.3), "other")
    assert len(stream.next()["looks"]) == 1
    stream.connection.close()


def test_a_stream_that_is_open_does_not_keep_the_server(root: Path) -> None:
    with served(root) as port:
        stream = Stream(port)
        stream.next()
        began = time.monotonic()
    assert time.monotonic() - began < 2
    stream.connection.close()


@pytest.mark.slow
def test_an_open_preview_shows_in_a_browser_what_changed_and_keeps_its_place(root: Path) -> None:
    try:
        tools, chromium = (
            npm.install_manifest(ROOT / "tests" / "browser" / "package.json"),
            npm.find_browser(),
        )
    except npm.ProgramUnavailableError as why:
        pytest.skip(str(why))
    greys = [number / 20 for number in range(20)]
    put(root, draft(*greys))
    with served(root) as port:
        command = [
            npm.find_node(),
            str(ROOT / "tests" / "browser" / "live.mjs"),
            chromium,
            f"http://127.0.0.1:{port}/.preview/a-book/",
        ]
        with subprocess.Popen(
            command, cwd=tools, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
        ) as running:
            assert running.stdout
            assert running.stdin
            steps = (
                lambda: put(root, draft(*greys[:18], 0.99, greys[19])),
                lambda: preview_store.write_failure(
                    "a-book", "notes.toml:3: nowhere\n  Look again.", root
                ),
                lambda: preview_store.write_failure("a-book", "", root),
                lambda: put(root, draft(*greys[:18], 0.98, greys[19])),
            )
            looks = [json.loads(running.stdout.readline())]
            for step in steps:
                step()
                running.stdin.write("\n")
                running.stdin.flush()
                looks.append(json.loads(running.stdout.readline()))
            running.stdin.close()
    first, changed, wrong, right, unfollowed = looks
    assert (first["pages"], first["changed"], first["status"], first["at"]) == (
        20,
        [],
        "20 pages",
        0,
    )
    assert (changed["pages"], changed["changed"], changed["status"]) == (
        20,
        [19],
        "20 pages; changed: 19",
    )
    assert changed["at"] > 500
    assert changed["seen"] == [19]
    assert [request.rsplit("/", 1)[1].split("-")[0] for request in changed["requests"]].count(
        "19"
    ) == 1
    assert (wrong["error"], wrong["at"]) == ("notes.toml:3: nowhere\n  Look again.", changed["at"])
    assert right["error"] is None
    assert (unfollowed["changed"], unfollowed["at"]) == ([19], 0)
    assert [look["said"] for look in looks] == [[]] * 5
    assert all(look["overflow"] <= 0 for look in looks)
