"""A validator that is kept alive answers one question at a time."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from book.verify.validators import keep_alive


class Answering:
    """A process whose answer is the last path that it was asked about."""

    books = 0

    def ask(self, path: Path) -> str:
        self.path = path.name
        time.sleep(0.02)
        return self.path


def test_two_threads_get_their_own_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep_alive, "is_enabled", True)
    monkeypatch.setitem(keep_alive.processes, "epubcheck", Answering())
    paths = [Path(f"{number}.epub") for number in range(6)]
    with ThreadPoolExecutor(3) as workers:
        answers = list(workers.map(lambda path: keep_alive.ask_validator("epubcheck", path), paths))
    assert answers == [path.name for path in paths]
