"""The server: the names it answers to, its port, where it says it is, and how it ends."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from book.errors import EditionError
from book.serve.server import create_app, listen, serve
from tests.conftest import ROOT
from tests.serve.local_server import request, run_app

FEED = b"<feed/>"
SERVE = """
import sys
from pathlib import Path
from book.serve import server

server.serve(Path(sys.argv[1]), port=0)
"""


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """Return a dist/ with a page and a catalog."""
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "index.html").write_bytes(b"<!DOCTYPE html><title>All</title>")
    (tmp_path / "dist" / "opds.xml").write_bytes(FEED)
    return tmp_path / "dist"


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost:1", 200), ("127.0.0.1", 200), ("[::1]:80", 200), ("evil.example", 400)],
)
def test_only_local_names_are_answered(host: str, status: int, dist: Path) -> None:
    """Otherwise a page elsewhere whose name leads to this machine could read what is served."""
    with run_app(lambda _: create_app(dist)) as port:
        assert request(port, "/opds.xml", Host=host).status == status


@pytest.mark.parametrize(
    ("task", "remedy"),
    [
        (
            "inv serve",
            "inv serve is perhaps running: open http://127.0.0.1:{port}/, or add --port 8001.",
        ),
        (
            "inv watch --serve",
            (
                "inv serve is perhaps running: use inv watch without --serve, and open "
                "http://127.0.0.1:{port}/.preview/, or add --port 8001."
            ),
        ),
    ],
)
def test_a_port_in_use_is_an_error(task: str, remedy: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        message = f"cannot listen at 127.0.0.1, port {port}: Address already in use"
        with pytest.raises(EditionError, match=message) as raised:
            listen("127.0.0.1", port, task)
    assert raised.value.remedy == remedy.format(port=port)


@pytest.mark.parametrize("port", [70000, -1])
def test_an_invalid_port_is_an_error(port: int) -> None:
    with pytest.raises(EditionError, match="cannot listen at") as raised:
        listen("127.0.0.1", port, "inv watch --serve")
    assert raised.value.remedy == "Try another: inv watch --serve --port 8001"


def test_an_empty_dist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="nothing is published yet"):
        serve(tmp_path)


def test_it_prints_its_address_and_ends_at_an_interrupt(dist: Path) -> None:
    command = [sys.executable, "-c", SERVE, str(dist)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        try:
            assert running.stdout
            line = running.stdout.readline()
            port = int(line.split("/")[2].split(":")[1])
            assert request(port, "/opds.xml").body == FEED
            running.send_signal(signal.SIGINT)
            running.communicate(timeout=10)
        finally:
            running.kill()
    assert line.startswith("http://127.0.0.1:")
    assert f"http://127.0.0.1:{port}/opds.xml" in line
