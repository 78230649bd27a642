"""A private server answers one question at a time, and ends with the process that it serves."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from book.verify.validators.server.client import PrivateServer
from tests.conftest import ROOT
from tests.verify.test_server import is_running, read, wait_for


@pytest.fixture
def server() -> Iterator[PrivateServer]:
    """A private server that does what a file says."""
    found = PrivateServer(is_wanted=True, process="tests.verify.obedient_server")
    yield found
    found.end()


def write(folder: Path, words: str) -> Path:
    path = folder / f"{words}.epub"
    path.write_text(words)
    return path


def test_none_is_started_unless_it_is_wanted(tmp_path: Path) -> None:
    assert PrivateServer().ask("epubcheck", write(tmp_path, "hello"), read) is None


def test_two_threads_get_their_own_answers(server: PrivateServer, tmp_path: Path) -> None:
    paths = [write(tmp_path, f"fox {number}") for number in range(6)]
    with ThreadPoolExecutor(3) as clients:
        answers = list(clients.map(lambda path: server.ask("epubcheck", path, read), paths))
    assert [answer and answer.version for answer in answers] == [path.name for path in paths]
    assert len({answer and answer.standard for answer in answers}) == 1


def test_one_that_dies_is_replaced(server: PrivateServer, tmp_path: Path) -> None:
    assert server.ask("verapdf", write(tmp_path, "die"), read) is None
    assert server.ask("verapdf", write(tmp_path, "hello"), read)


def test_one_that_has_had_its_books_is_replaced(server: PrivateServer, tmp_path: Path) -> None:
    path, pids = write(tmp_path, "hello"), []
    server.most_books = 2
    for _ in range(3):
        verdict = server.ask("epubcheck", path, read)
        assert verdict
        pids.append(int(verdict.standard))
    assert pids[0] == pids[1] != pids[2]
    assert wait_for(lambda: not is_running(pids[0]))


PARENT = """
import sys, time
from pathlib import Path
from book.verify.validators.server.client import PrivateServer
from tests.verify.test_server import read
server = PrivateServer(is_wanted=True, process="tests.verify.obedient_server")
path = Path(sys.argv[1])
print(server.ask("epubcheck", path, read).standard, flush=True)
path.write_text("sleep 60")
server.ask("epubcheck", path, read)
"""


def test_it_ends_within_a_report_when_its_parent_is_killed(tmp_path: Path) -> None:
    """It would go on with its book, in a temporary folder that the next task deletes."""
    command = [sys.executable, "-c", PARENT, str(write(tmp_path, "hello"))]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        process = int(parent.stdout.readline())
        parent.kill()
    assert wait_for(lambda: not is_running(process))
