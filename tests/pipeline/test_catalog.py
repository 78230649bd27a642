"""The catalog lists what is published, whatever becomes of an edition or of the process."""

import json
import os
import signal
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest
from lxml import etree

from book.errors import EditionError, ProofError
from book.pipeline import build, catalog
from book.pipeline.catalog import check_catalog, refresh_catalog
from book.pipeline.edition import AssembledEdition
from book.pipeline.records import draft_page
from book.render import opds
from book.runtime import catalog_state, files
from tests import stand_ins
from tests.conftest import ROOT, SLUG, build_quickly, snapshot
from tests.render.opds.feeds import ATOM, links
from tests.render.opds.published_editions import render_variation


def listed(dist: Path) -> dict[str, list[str]]:
    """Return the editions that each file of the catalog lists."""
    feed2 = json.loads((dist / "opds.json").read_bytes())
    page = etree.fromstring((dist / "index.html").read_bytes())
    atom = etree.fromstring((dist / "opds.xml").read_bytes())
    return {
        "opds.json": [p["links"][0]["href"].split("/")[0] for p in feed2.get("publications", ())],
        "opds.xml": [
            links(e, "alternate")[0].get("href", "").split("/")[0]
            for e in atom.iter(f"{ATOM}entry")
        ],
        "index.html": [
            str(a).split("/")[0]
            for a in page.xpath(
                "//h:h2/h:a/@href", namespaces={"h": "http://www.w3.org/1999/xhtml"}
            )
        ],
    }


def everywhere(*slugs: str) -> dict[str, list[str]]:
    return {name: list(slugs) for name in ("opds.json", "opds.xml", "index.html")}


def test_the_catalog_lists_what_is_published(dist: Path) -> None:
    assert listed(dist) == everywhere("other", SLUG)
    assert check_catalog(dist).startswith("catalog: 2 editions listed; ")
    assert sorted(path.name for path in dist.iterdir()) == sorted(
        [*catalog_state.FIRST, "other", SLUG]
    )


def test_a_current_catalog_is_kept(dist: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(dist)
    assert not refresh_catalog(dist)
    assert snapshot(dist) == before
    monkeypatch.setattr(catalog, "render_catalog", lambda _, cache: {})
    check_catalog(dist)


def test_a_removed_edition_leaves_the_catalog(dist: Path) -> None:
    (dist / "other").rename(dist.parent / "elsewhere")
    with pytest.raises(ProofError, match="does not match what is published"):
        check_catalog(dist)
    assert refresh_catalog(dist)
    assert listed(dist) == everywhere(SLUG)
    check_catalog(dist)


def test_a_catalog_has_as_many_pages_as_it_needs(
    dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(opds, "paginate", partial(opds.paginate, size=1))
        assert refresh_catalog(dist)
        assert check_catalog(dist).startswith("catalog: 2 editions listed; ")
    seconds = [dist / name for name in ("index-2.html", "opds-2.json", "opds-2.xml")]
    assert all(path.is_file() for path in seconds)
    assert listed(dist) == everywhere("other")
    assert b'<a href="index-2.html"' in (dist / "index.html").read_bytes()
    assert refresh_catalog(dist)
    assert not any(path.exists() for path in seconds)
    assert listed(dist) == everywhere("other", SLUG)


def test_a_damaged_edition_is_not_listed(dist: Path) -> None:
    (dist / "other" / "other.epub").write_bytes(b"cut off")
    assert refresh_catalog(dist)
    assert listed(dist) == everywhere(SLUG)


def test_a_rebuilt_edition_is_updated(dist: Path, tiny: AssembledEdition) -> None:
    stand_ins.write_files(
        render_variation(tiny, "other", date="2025", title="Three Fables"), dist / "other"
    )
    assert refresh_catalog(dist)
    assert listed(dist) == everywhere("other", SLUG)
    for name in catalog_state.FIRST:
        assert b"Three Fables" in (dist / name).read_bytes()


def test_a_catalog_without_editions_is_valid(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    assert refresh_catalog(tmp_path / "dist")
    assert listed(tmp_path / "dist") == everywhere()
    check_catalog(tmp_path / "dist")


def test_a_page_of_two_languages_is_english_and_tags_the_other(
    tmp_path: Path, tiny: AssembledEdition, outputs: dict[str, bytes]
) -> None:
    dist = tmp_path / "dist"
    stand_ins.write_files(outputs, dist / SLUG)
    stand_ins.write_files(render_variation(tiny, "anders", language="de-DE"), dist / "anders")
    refresh_catalog(dist)
    page = etree.fromstring((dist / "index.html").read_bytes())
    assert page.get("lang") == "en"
    assert page.xpath("//h:li[@lang='de-DE']", namespaces={"h": "http://www.w3.org/1999/xhtml"})


@pytest.mark.parametrize("written", range(3))
def test_a_full_disk_leaves_the_catalog_unchanged(
    written: int, dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (dist / "other").rename(dist.parent / "elsewhere")
    before, write, count = snapshot(dist), Path.write_bytes, 0

    def full(path: Path, content: bytes) -> int:
        nonlocal count
        count += 1
        if count > written:
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EditionError, match="dist: cannot write: No space left on device"):
        refresh_catalog(dist)
    assert snapshot(dist) == before
    assert not list(dist.glob(".catalogue*"))


# Refresh the catalog, and kill the process before the given move of a file.
KILLED = """
import os, pathlib, sys
from book.pipeline.catalog import refresh_catalog
from book.runtime import catalog_state

rename, replace, count = pathlib.Path.rename, pathlib.Path.replace, 0

def killed(move):
    def moved(path, target):
        global count
        count += 1
        if count == {moment}:
            os.kill(os.getpid(), 9)
        return move(path, target)
    return moved

pathlib.Path.rename, pathlib.Path.replace = killed(rename), killed(replace)
new = dict.fromkeys(catalog_state.FIRST, b"new")
refresh_catalog(pathlib.Path(sys.argv[1]), lambda _: new)
"""


@pytest.mark.parametrize("moment", [1, 2, 4])
def test_after_a_kill_the_catalog_is_old_or_new(moment: int, dist: Path) -> None:
    """Before the first move the old one stays; after it, the next process finishes first."""
    old = {name: (dist / name).read_bytes() for name in catalog_state.FIRST}
    code = subprocess.run(
        [sys.executable, "-c", KILLED.format(moment=moment), str(dist)], cwd=ROOT, check=False
    ).returncode
    assert code == -signal.SIGKILL
    seen: dict[str, bytes] = {}

    def look(_: object) -> dict[str, bytes]:
        seen.update({name: (dist / name).read_bytes() for name in catalog_state.FIRST})
        return old

    refresh_catalog(dist, look)
    assert seen == (old if moment == 1 else dict.fromkeys(catalog_state.FIRST, b"new"))
    assert {name: (dist / name).read_bytes() for name in catalog_state.FIRST} == old
    assert not list(dist.glob(".catalogue*"))


def test_two_writers_wait_for_each_other(dist: Path) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def slow(_: object) -> dict[str, bytes]:
        inside.set()
        go_on.wait(5)
        return dict.fromkeys(catalog_state.FIRST, b"first")

    first = threading.Thread(target=refresh_catalog, args=(dist, slow))
    second = threading.Thread(
        target=refresh_catalog, args=(dist, lambda _: dict.fromkeys(catalog_state.FIRST, b"second"))
    )
    first.start()
    assert inside.wait(5)
    second.start()
    second.join(0.2)
    assert second.is_alive()
    go_on.set()
    first.join(5)
    second.join(5)
    assert {name: (dist / name).read_bytes() for name in catalog_state.FIRST} == dict.fromkeys(
        catalog_state.FIRST, b"second"
    )


def test_a_failed_build_leaves_the_catalog_unchanged(
    root: Path, tiny: AssembledEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_ins.write_files(render_variation(tiny, "other"), root / "dist" / "other")
    refresh_catalog(root / "dist")
    before = snapshot(root / "dist")
    monkeypatch.setattr(
        build, "render_outputs", lambda *_: (_ for _ in ()).throw(ProofError("lost"))
    )
    with pytest.raises(ProofError):
        build_quickly(root)
    assert snapshot(root / "dist") == before
    assert os.listdir(root / "dist").count(SLUG) == 0  # noqa: PTH208 (what is hidden too)


def test_a_draft_page_is_written_beside_copies_of_its_books(
    root: Path, outputs: dict[str, bytes]
) -> None:
    with pytest.raises(
        EditionError, match="this edition is not published, or its files have changed"
    ):
        draft_page(SLUG, root)
    stand_ins.write_files(outputs, root / "dist" / SLUG)
    before = snapshot(root / "dist")
    page = draft_page(SLUG, root)
    assert page == root / "build" / SLUG / "site" / "index.html"
    assert dict(files.read_published(page.parent)) == outputs
    assert snapshot(root / "dist") == before
