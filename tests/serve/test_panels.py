"""The web edition with its script in a browser: search, readings, what is kept, axe on each."""

import json
import subprocess
from typing import Any

import pytest

from book.setup import npm
from book.setup.npm import ProgramUnavailableError
from book.text.typography import tokenize
from book.verify.proof.witness_words import describe_difference, forms_of
from tests import stand_ins
from tests.conftest import ROOT
from tests.ferry import SIGLA, assemble_ferry, ferry_web

TOOLS = ROOT / "tests" / "browser"
PAGE = "part-i.html"
PANELS = ("witness", "display", "search", "readings", "variant")
SIZES, SCHEMES = 4, 2  # window sizes, light and dark

Report = dict[str, Any]  # what panels.mjs prints

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """What a browser did with the web edition, on a server with a strict policy and from disk."""
    try:
        tools, chromium = npm.install_manifest(TOOLS / "package.json"), npm.find_browser()
    except ProgramUnavailableError as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("panels")
    stand_ins.write_files(ferry_web(), folder)
    command = [npm.find_node(), str(TOOLS / "panels.mjs"), chromium, str(folder), PAGE]
    process = subprocess.run(
        [*command, ",".join(SIGLA)],
        cwd=tools,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    found: Report = json.loads(process.stdout)
    return found


def test_axe_finds_no_violation_in_any_panel_size_or_scheme(report: Report) -> None:
    violations = {
        (each["name"], each["size"], each["colorScheme"]): each["violations"]
        for each in report["axe"]
    }
    assert len(violations) == len(PANELS) * SIZES * SCHEMES + 1  # and the offer to continue
    assert {place: broken for place, broken in violations.items() if broken} == {}
    assert all(each["passes"] > 10 for each in report["axe"])


def test_no_panel_scrolls_sideways(report: Report) -> None:
    assert {each["overflow"] for each in report["axe"] if each["overflow"] > 0} == set()


def test_nothing_is_loaded_from_elsewhere_and_nothing_reported(report: Report) -> None:
    assert (report["elsewhere"], report["said"]) == ([], [])


# ── Search ───────────────────────────────────────────────────────────────────────────────────────


def test_a_word_is_found_in_the_order_of_the_book_with_its_page(report: Report) -> None:
    first, second = report["search"]
    assert first["place"].startswith("I. The Crossing · page ")
    assert second["place"].startswith("II. The Return · page ")
    assert first["href"].startswith("part-i.html#t-")
    assert first["marked"] == second["marked"] == ["coins"]


def test_words_in_quotation_marks_are_found_together(report: Report) -> None:
    (found,) = report["phrase"]
    assert found["marked"] == ["tin box,"]


def test_a_note_is_found_and_named(report: Report) -> None:
    (found,) = report["notes"]
    assert "#note-" in found["href"]
    assert found["place"].rpartition(" · ")[2].startswith("Note ")


def test_several_words_are_found_in_one_paragraph(report: Report) -> None:
    (found,) = report["several"]
    assert found["marked"] == ["ring", "basket"]


def test_words_that_are_not_there_are_not_found(report: Report) -> None:
    assert report["nothing"] == []


def test_the_keyboard_leads_to_a_result_and_back(report: Report) -> None:
    assert report["arrived"]["open"] is False
    assert "three silver coins" in report["arrived"]["text"]
    assert report["returned"] == {"panel": "panel-search", "query": "coins", "results": 2}
    assert report["focus"] == "Search"


# ── Readings ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("siglum", SIGLA)
def test_each_witness_can_be_read_alone(report: Report, siglum: str) -> None:
    """The page has all its words, in its own order, as they were cleaned."""
    text = next(each for each in assemble_ferry().texts if each.witness.siglum == siglum)
    words = [word for line in report["witnesses"][siglum] for word in tokenize(line)]
    units = [unit for unit in text.units if "Return" not in unit.text]
    first_part = forms_of(units)[: len(words)]
    assert len(words) > 70
    assert describe_difference(words, first_part) == ""


def test_what_a_witness_has_otherwise_is_marked(report: Report) -> None:
    assert report["marks"]["A"] == 0
    assert min(report["marks"]["B"], report["marks"]["C"]) > 5


def test_the_witness_stays_from_page_to_page(report: Report) -> None:
    assert all(link.endswith("?witness=C") for link in report["links"])


def test_the_readings_stand_side_by_side(report: Report) -> None:
    assert len(report["versions"]) > 10
    for versions in report["versions"]:
        sigla = sorted(siglum for heading, _ in versions for siglum in heading.split(", "))
        assert tuple(sigla) == SIGLA
    words = [words for versions in report["versions"] for _, words in versions]
    assert any("until the last light had left the water" in each for each in words)


def test_the_back_button_closes_a_panel(report: Report) -> None:
    assert report["afterBack"] == ""


def test_a_variant_is_opened_by_key_and_has_the_focus_again(report: Report) -> None:
    assert (report["byKey"], report["focusAgain"]) == ("panel-variant", "var-")


# ── What is kept, and what is missing ────────────────────────────────────────────────────────────


def test_the_look_and_the_place_are_kept(report: Report) -> None:
    kept = report["kept"]
    assert (kept["theme"], kept["size"], kept["at"]) == ("dark", "1.15", 0)
    assert kept["offer"].startswith("Continue reading: I. The Crossing, page ")
    assert kept["href"].startswith("part-i.html#t-")
    assert report["continued"]


def test_a_browser_that_keeps_nothing_works(report: Report) -> None:
    assert report["refused"] == {"panel": "panel-display", "said": []}


def test_without_scripts_there_are_no_tools_and_all_the_text(report: Report) -> None:
    assert report["bare"]["tools"] is False
    assert report["bare"]["text"] > 500


def test_from_a_folder_all_but_the_search_works(report: Report) -> None:
    assert "works only from a web server" in report["file"]["search"]
    assert (report["file"]["versions"], report["file"]["said"]) == (2, [])
