"""A browser that keeps a preview open while a test changes what it shows."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from book.setup import npm
from tests.conftest import ROOT

TOOLS = ROOT / "tests" / "browser"


class Browser:
    """A browser that runs a script of tests/browser; after each step it says what it shows."""

    def __init__(self, running: "subprocess.Popen[str]") -> None:
        assert running.stdout
        assert running.stdin
        self.output, self.input = running.stdout, running.stdin

    def read(self) -> dict[str, Any]:
        view: dict[str, Any] = json.loads(self.output.readline())
        assert view["said"] == [], "messages on the console"
        return view

    def read_next(self, step: str = "") -> dict[str, Any]:
        """Go on to the next step of the script."""
        self.input.write(f"{step}\n")
        self.input.flush()
        return self.read()


@contextmanager
def open_browser(script: str, url: str) -> Iterator[Browser]:
    """Yield a browser at an address. Skip the test if no browser is installed."""
    try:
        tools, chromium = npm.install_manifest(TOOLS / "package.json"), npm.find_browser()
    except npm.ProgramUnavailableError as why:
        pytest.skip(str(why))
    command = [npm.find_node(), str(TOOLS / script), chromium, url]
    with subprocess.Popen(
        command, cwd=tools, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    ) as running:
        browser = Browser(running)
        yield browser
        browser.input.close()
