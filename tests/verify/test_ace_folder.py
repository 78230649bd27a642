"""Ace's folder is deleted, also while the browser that Ace started still writes to it."""

import itertools
import json
import subprocess
import tempfile
import threading
from pathlib import Path

import pytest

from book.verify.validators import ace

REPORT = {"assertions": [{"assertions": []}], "earl:assertedBy": {"doap:release": {}}}


def test_a_browser_that_still_writes_is_no_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    done = threading.Event()

    def write_on(folder: Path) -> None:
        for number in itertools.count():
            if done.is_set():
                return
            (folder / f"profile-{number}").mkdir(parents=True, exist_ok=True)

    def call(command: list[str], _: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
        out = Path(command[command.index("--outdir") + 1])
        out.mkdir()
        (out / "report.json").write_text(json.dumps(REPORT), "utf-8")
        writer.append(threading.Thread(target=write_on, args=(out.parent,)))
        writer[0].start()
        return subprocess.CompletedProcess(command, 0, b"", b"")

    writer: list[threading.Thread] = []
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(ace, "find_installed", lambda _: tmp_path)
    monkeypatch.setattr(ace, "find_browser", lambda: "chromium")
    monkeypatch.setattr(ace, "find_node", lambda: "node")
    monkeypatch.setattr(ace, "_call", call)
    try:
        assert ace._run(tmp_path / "book.epub") == REPORT
    finally:
        done.set()
        writer[0].join()
