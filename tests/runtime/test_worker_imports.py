"""Slow modules are imported in a thread, which gives way to whoever needs them at the same time."""

import subprocess
import sys

import pytest

from book.runtime import workers, workspace


def test_a_thread_that_imports_gives_way_in_a_deadlock(monkeypatch: pytest.MonkeyPatch) -> None:
    """CPython raises an error in one of the two threads."""

    def deadlock(_: str) -> None:
        raise RuntimeError("deadlock detected by _ModuleLock('html')")

    monkeypatch.setattr(workers, "import_module", deadlock)
    workers._import_if_possible()
    with pytest.raises(RuntimeError):
        workers.import_slow_modules()


def test_html_is_imported_before_there_are_two_threads() -> None:
    """The deadlock was seen in this module."""
    script = "import sys, book.runtime.workers; sys.exit('html.entities' not in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=workspace.ROOT, check=False)
    assert done.returncode == 0
