"""A full disk is named with its folder and a remedy, whoever finds out that it is full."""

import errno
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from book.commands.errors import errors_printed
from book.errors import EditionError
from book.runtime.events import failed_event
from book.runtime.files import ROOM, UNTOUCHED, find_disk_error
from tests.conftest import SLUG, Inv, publish_stand_in, snapshot

FULL = os.strerror(errno.ENOSPC)


def disk_full(name: str | None = None) -> OSError:
    return OSError(errno.ENOSPC, FULL, *([name] if name else []))


def chained(cause: Exception) -> Exception:
    """Return an error that a library raises about another one."""
    try:
        raise RuntimeError("the font cannot be loaded") from cause
    except RuntimeError as error:
        return error


@pytest.mark.parametrize(
    ("error", "folder"),
    [
        (disk_full("/disk/build/x/.y.12"), "/disk/build/x"),
        (disk_full(), tempfile.gettempdir()),
        (chained(disk_full()), tempfile.gettempdir()),
        (
            EditionError(f"EPUBCheck did not run: java.io.IOException: {FULL}", file="x.epub"),
            tempfile.gettempdir(),
        ),
        (OSError(errno.EDQUOT, os.strerror(errno.EDQUOT), "/disk/build/a"), "/disk/build"),
    ],
)
def test_the_folder_and_the_remedy_are_named(error: Exception, folder: str) -> None:
    found = find_disk_error(error)
    assert found
    assert (found.file, found.remedy) == (folder, f"{ROOM} {UNTOUCHED}")
    assert found.message.startswith("cannot write: ")
    assert find_disk_error(found) is found
    event = failed_event(error, SLUG)
    assert (event.file, event.message) == (found.file, found.message)


@pytest.mark.parametrize("error", [ValueError("a defect"), OSError(errno.EACCES, "no", "x")])
def test_other_errors_are_no_full_disk(error: Exception) -> None:
    assert find_disk_error(error) is None


@pytest.mark.parametrize("error", [disk_full(), chained(disk_full())])
def test_a_task_ends_with_a_message(error: Exception) -> None:
    message = f"^variorum: .*: cannot write: {FULL}\n  {ROOM}"
    with pytest.raises(SystemExit, match=message), errors_printed():
        raise error


@pytest.fixture(params=["tmp", SLUG], ids=["temporary files", "cache and drafts"])
def small_disk(project: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder of build/ that is a disk of its own, which only the super-user can make."""
    folder = project / "build" / request.param
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.slow
def test_a_build_on_a_full_disk_says_so(small_disk: Path, project: Path, inv: Inv) -> None:
    """There is no room for the fonts that WeasyPrint unpacks, or for what is laid out."""
    before = publish_stand_in(project)
    run = inv("build")
    assert (run.returncode, "Traceback" in run.stderr) == (1, False), run.stderr
    place, _, message = run.stderr.partition(": cannot write: ")
    assert place.startswith(f"variorum: {small_disk}"), run.stderr
    assert message == f"{FULL}\n  {ROOM} {UNTOUCHED}\n"
    assert snapshot(project / "dist") == before
    assert [*(project / "build" / "tmp").iterdir()] == []
