"""dist/ is published elsewhere whole or not at all, and nothing of anybody else is touched."""

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from book.errors import EditionError
from book.pipeline.publishing import (
    Publishable,
    is_remote,
    publish_to_folder,
    publish_to_remote,
    select,
)
from book.pipeline.publishing.staging import MARKER, changed_files
from tests.conftest import ROOT, SLUG, substitute

KILLS = 25
# A process that publishes again and again, now with the second edition and now without it.
PUBLISHER = """
import sys
from pathlib import Path
from book.pipeline.publishing import Publishable, publish_to_folder
dist, target = Path(sys.argv[1]), Path(sys.argv[2])
print("ready", flush=True)
while True:
    for editions in (("two-fables",), ("other", "two-fables")):
        publish_to_folder(Publishable(dist, ("index.html",), editions), target)
"""
# In place of ssh: what it would run on another machine is run on this one.
SSH = '#!/bin/sh\nshift\nexec sh -c "$*"\n'


@pytest.fixture
def both(dist: Path) -> Publishable:
    return Publishable(dist, ("index.html", "opds.json", "opds.xml"), ("other", SLUG))


@pytest.fixture
def one(both: Publishable) -> Publishable:
    return replace(both, editions=(SLUG,))


def published(folder: Path) -> set[str]:
    """Return what is published in a folder: its editions and pages."""
    return {path.name for path in folder.iterdir()} - {MARKER}


def beside(folder: Path) -> list[str]:
    return [
        path.name for path in folder.parent.iterdir() if path.name.startswith(f".{folder.name}")
    ]


def two_renames(_: Path, __: Path) -> bool:
    return False


# ── What is published ────────────────────────────────────────────────────────────────────────────


def test_what_is_current_is_published(done: Path) -> None:
    assert select(done) == Publishable(
        done / "dist", ("index.html", "opds.json", "opds.xml"), (SLUG,)
    )


def test_what_has_changed_since_it_was_built_is_not(done: Path) -> None:
    substitute(done / "sources" / SLUG / "edition.toml", "A Tiny Edition", "A Small Edition")
    with pytest.raises(EditionError, match="has changed since it was built") as raised:
        select(done)
    assert raised.value.remedy == f"Run: inv build --edition {SLUG}"


def test_a_damaged_file_or_catalog_is_not(done: Path) -> None:
    (done / "dist" / SLUG / "cover.png").write_bytes(b"")
    with pytest.raises(EditionError, match=r"changed or missing since .*cover\.png"):
        select(done)


def test_a_catalog_of_other_editions_is_not(done: Path) -> None:
    (done / "dist" / "opds.json").write_text("{}")
    with pytest.raises(EditionError, match="the catalog does not list"):
        select(done)


# ── A folder of this machine ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("swap", [None, two_renames])
def test_a_publication_replaces_the_one_before(
    swap: object, both: Publishable, one: Publishable, tmp_path: Path
) -> None:
    target, options = tmp_path / "www" / "books", {"swap": two_renames} if swap else {}
    assert publish_to_folder(both, target, **options)
    assert published(target) == {"index.html", "opds.json", "opds.xml", "other", SLUG}
    target.chmod(0o750)
    assert publish_to_folder(one, target, **options) is (swap is None)
    assert published(target) == {"index.html", "opds.json", "opds.xml", SLUG}
    assert changed_files(target) == []
    assert target.stat().st_mode & 0o777 == 0o750
    assert beside(target) == []


def test_a_link_to_a_folder_stays_a_link(one: Publishable, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    publish_to_folder(one, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert SLUG in published(tmp_path / "real")


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        ("a file before", "holds what was not published: notes.txt"),
        ("a file since", "holds what was changed since it was published: notes.txt"),
        ("a changed file", "holds what was changed since it was published: index.html"),
        ("a link since", "holds what was changed since it was published: notes.txt"),
        ("no folder", "is no folder"),
    ],
)
def test_what_others_put_there_is_not_touched(
    harm: str, message: str, one: Publishable, tmp_path: Path
) -> None:
    target = tmp_path / "www"
    if harm == "no folder":
        target.write_text("mine")
    elif harm == "a file before":
        target.mkdir()
        (target / "notes.txt").write_text("mine")
    else:
        publish_to_folder(one, target)
        match harm:
            case "a file since":
                (target / "notes.txt").write_text("mine")
            case "a link since":
                (target / "notes.txt").symlink_to("/etc")
            case _:
                (target / "index.html").write_text("mine")
    with pytest.raises(EditionError, match=message):
        publish_to_folder(one, target)
    assert target.exists()
    if target.is_dir() and harm != "a link since":
        assert "mine" in {
            path.read_text()
            for path in target.iterdir()
            if path.suffix != "" and path.name in ("notes.txt", "index.html")
        }
    assert beside(target) == []


def test_nothing_is_published_into_dist_or_around_it(one: Publishable) -> None:
    for target in (one.dist, one.dist / "www", one.dist.parent):
        with pytest.raises(EditionError, match="in dist/, or holds it"):
            publish_to_folder(one, target)


def test_a_file_that_is_damaged_meanwhile_leaves_the_old_folder(
    both: Publishable, one: Publishable, tmp_path: Path
) -> None:
    target = tmp_path / "www"
    publish_to_folder(one, target)
    (both.dist / "other" / "cover.png").write_bytes(b"")
    with pytest.raises(EditionError, match=r"copied wrongly.*cover\.png"):
        publish_to_folder(both, target)
    assert changed_files(target) == []
    assert "other" not in published(target)
    assert beside(target) == []


def test_what_a_kill_between_two_renames_left_is_put_back(
    both: Publishable, one: Publishable, tmp_path: Path
) -> None:
    target = tmp_path / "www"
    publish_to_folder(one, target)
    target.rename(tmp_path / ".www.publishing.old")
    (both.dist / "other" / "cover.png").write_bytes(b"")
    with pytest.raises(EditionError, match="copied wrongly"):
        publish_to_folder(both, target)
    assert changed_files(target) == []


def test_a_kill_leaves_the_old_folder_or_the_new(dist: Path, tmp_path: Path) -> None:
    """Kill a process that publishes, at random moments, and look at what is there."""
    target, chance = tmp_path / "www", random.Random(7)  # noqa: S311
    first = Publishable(dist, ("index.html",), (SLUG,))
    if not publish_to_folder(first, target) or not publish_to_folder(first, target):
        pytest.skip("this system cannot exchange two folders")
    found: set[bool] = set()
    for _ in range(KILLS):
        command = [sys.executable, "-c", PUBLISHER, str(dist), str(target)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.12))
            process.send_signal(signal.SIGKILL)
        assert changed_files(target) == []
        found.add("other" in published(target))
    assert found == {True, False}, "the kills were too late, or too early"
    publish_to_folder(first, target)
    assert beside(target) == []


# ── Another machine ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def shell(tmp_path: Path) -> Sequence[str]:
    if not shutil.which("rsync"):
        pytest.skip("rsync is not installed")
    path = tmp_path / "ssh"
    path.write_text(SSH)
    path.chmod(0o755)
    return (str(path),)


def test_a_target_with_a_host_is_on_another_machine() -> None:
    assert is_remote("user@books.example:/srv/www")
    assert not is_remote("/srv/www")
    assert not is_remote("rsync://books.example/www")


def test_another_machine_gets_the_same(
    both: Publishable, one: Publishable, shell: Sequence[str], tmp_path: Path
) -> None:
    folder = tmp_path / "a site" / "www"
    target = f"host:{folder}"
    assert publish_to_remote(both, target, shell)
    assert changed_files(folder) == []
    assert "other" in published(folder)
    before = (folder / SLUG / "cover.png").stat().st_ino
    is_one_step = publish_to_remote(one, target, shell)
    assert is_one_step == (sys.platform == "linux")  # these tests run in a Python
    assert changed_files(folder) == []
    assert "other" not in published(folder)
    assert (folder / SLUG / "cover.png").stat().st_ino == before  # it was not sent again
    assert beside(folder) == []


@pytest.mark.parametrize("harm", ["a file before", "a file since", "a changed file"])
def test_what_others_have_on_another_machine_is_not_touched(
    harm: str, one: Publishable, shell: Sequence[str], tmp_path: Path
) -> None:
    folder = tmp_path / "www"
    if harm == "a file before":
        folder.mkdir()
    else:
        publish_to_remote(one, f"host:{folder}", shell)
    name = "index.html" if harm == "a changed file" else "notes.txt"
    (folder / name).write_text("mine")
    with pytest.raises(EditionError, match=r"what was not published|was changed since") as raised:
        publish_to_remote(one, f"host:{folder}", shell)
    assert "name a folder of its own" in raised.value.remedy
    assert (folder / name).read_text() == "mine"


@pytest.mark.parametrize("breaks", ["rsync", "mv"])
def test_a_connection_that_breaks_leaves_the_old_folder(
    breaks: str, both: Publishable, one: Publishable, shell: Sequence[str], tmp_path: Path
) -> None:
    folder = tmp_path / "www"
    publish_to_remote(one, f"host:{folder}", shell)
    broken = SSH.replace("shift", f'shift\ncase "$*" in *{breaks}*--*) exit 255;; esac')
    Path(shell[0]).write_text(broken)
    with pytest.raises(EditionError, match=r"rsync|ssh") as raised:
        publish_to_remote(both, f"host:{folder}", shell)
    assert "untouched" in raised.value.remedy
    assert changed_files(folder) == []
    assert "other" not in published(folder)
    Path(shell[0]).write_text(SSH)
    publish_to_remote(both, f"host:{folder}", shell)
    assert "other" in published(folder)
    assert beside(folder) == []


def test_a_program_that_is_missing_is_named(one: Publishable) -> None:
    with pytest.raises(EditionError, match="no-such-shell is not installed"):
        publish_to_remote(one, "host:www", ("no-such-shell",))
