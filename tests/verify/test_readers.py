"""The e-book in the reading systems foliate-js and epub.js, in a Chromium.

The tests do what a reader does. The pictures stay in build/readers/ for human eyes.
"""

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from book.setup import npm
from book.verify.device_rules.ebook import Ebook, text_content
from tests.conftest import ROOT
from tests.optional_validators import READERS, install_readers

PICTURES = ROOT / "build" / "readers"
EDITION = "chinas-export-controls"
WIDTH = 480  # pixels, a small reader
SYSTEMS = ("foliate", "epubjs")
LEGIBLE = 4.5  # contrast that WCAG 2.2, 1.4.3 asks for

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Sample:
    """An e-book and what to do with it; addresses begin at the root of the container."""

    path: Path
    contents: list[tuple[str, str]]
    chapters: dict[str, str]
    notes: list[tuple[str, str]]
    pages: list[tuple[str, str]]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, first_ebook: bytes) -> Sample:
    """The first edition: it has something of everything."""
    path = tmp_path_factory.mktemp("readers") / f"{EDITION}.epub"
    path.write_bytes(first_ebook)
    book = Ebook(path.read_bytes())
    assert book.nav
    lists = {
        kind: [(text_content(link), link.get("href", "")) for link in nav.iter("{*}a")]
        for kind in ("toc", "page-list")
        if (nav := book.navigation(kind)) is not None
    }
    calls = [
        (document.name, call) for document in book.chapters for call in document.typed("noteref")
    ]
    notes = [(f"{name}#{call.get('id')}", f"{name}{call.get('href')}") for name, call in calls]
    spoken = {document.name: squeeze(words_of(document.root)) for document in book.chapters}
    return Sample(path, lists["toc"], spoken, notes, lists["page-list"])


def words_of(root: Any) -> str:
    body = root.find("{*}body")
    return "".join(body.itertext())


def squeeze(words: str) -> str:
    return "".join(words.split())


@pytest.fixture(scope="module")
def program() -> Path:
    try:
        npm.find_browser()
    except npm.ProgramUnavailableError as reason:
        pytest.skip(f"reading systems: {reason}")
    return install_readers()


@pytest.fixture(scope="module", params=SYSTEMS)
def seen(
    request: pytest.FixtureRequest,
    book: Sample,
    program: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Any]:
    """Return what a reading system in a Chromium shows of a book."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    step = max(1, len(book.notes) // 12)
    asked = {
        "npm": str(program),
        "here": str(READERS),
        "book": str(book.path),
        "system": request.param,
        "chromium": npm.find_browser(),
        "profile": str(tmp_path_factory.mktemp("profile")),
        "pictures": str(PICTURES),
        "width": WIDTH,
        "chapters": [name for name in book.chapters if "cover" not in name],
        "looks": [name for name in book.chapters if "cover" not in name][::2],
        "notes": book.notes[::step],
        "pages": list(range(0, len(book.pages), max(1, len(book.pages) // 12))),
    }
    command = [npm.find_node(), str(READERS / "read.mjs")]
    done = subprocess.run(
        command, input=json.dumps(asked), capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr
    return {
        "system": request.param,
        **asked,
        **{f"seen_{key}": value for key, value in json.loads(done.stdout).items()},
    }


def test_it_opens_without_an_error_and_asks_nothing_of_the_network(seen: dict[str, Any]) -> None:
    assert seen["seen_errors"] == []
    assert seen["seen_outside"] == []


def test_its_contents_are_the_books(seen: dict[str, Any], book: Sample) -> None:
    assert [label for label, _ in seen["seen_book"]["contents"]] == [
        label for label, _ in book.contents
    ]


def test_each_chapter_is_shown_with_each_word(seen: dict[str, Any], book: Sample) -> None:
    shown = {name: squeeze(words) for name, words in seen["seen_texts"].items()}
    assert shown == {
        name: words for name, words in book.chapters.items() if name in seen["chapters"]
    }


def test_each_note_opens_and_leads_back(seen: dict[str, Any], book: Sample) -> None:
    assert len(seen["seen_notes"]) == len(seen["notes"]) > 0
    for (call, note), found in zip(seen["notes"], seen["seen_notes"], strict=True):
        assert found["call"], f"{call} is not on the screen"
        assert found["note"], f"{note} is not on the screen"
        assert found["back"], f"{note} does not lead back to {call}"
        if seen["system"] == "foliate":
            name, _, fragment = note.partition("#")
            opened = Ebook(book.path.read_bytes()).trees[name]
            assert squeeze(found["popup"]) == squeeze("".join(opened.ids[fragment].itertext()))
        else:
            assert found["arrived"]


def test_each_printed_page_is_found(seen: dict[str, Any], book: Sample) -> None:
    listed = seen["seen_book"]["pages"]
    assert [href.removeprefix("EPUB/") for _, href in listed] == [href for _, href in book.pages]
    if seen["system"] == "foliate":  # epub.js knows no roman numbers
        assert [label for label, _ in listed] == [label for label, _ in book.pages]
    assert len(seen["seen_pages"]) == len(seen["pages"]) > 0
    for found in seen["seen_pages"]:
        assert found["label"] in found["shown"], f"page {found['label']} is not on the screen"
        if (
            seen["system"] == "foliate"
        ):  # it tells its reader where they are: of several pages on the screen, the last
            assert found["page"] in found["shown"]


def test_in_the_dark_each_word_is_legible(seen: dict[str, Any]) -> None:
    dark = seen["seen_dark"]
    assert len(dark) > 20  # kinds of elements
    faint = {name: contrast(look["colour"], look["ground"]) for name, look in dark.items()}
    assert {name: ratio for name, ratio in faint.items() if ratio < LEGIBLE} == {}


def test_a_larger_type_enlarges_all_and_cuts_nothing_off(seen: dict[str, Any]) -> None:
    for name, look in seen["seen_large"].items():
        assert look["size"] == pytest.approx(2 * seen["seen_plain"][name]["size"], rel=0.01), name
        assert look["wide"] <= WIDTH, f"{name} is wider than the screen"


def test_no_chapter_begins_with_a_blank_screen(seen: dict[str, Any]) -> None:
    """A heading that does not fit goes to the next screen with what must follow it."""
    assert seen["seen_blank"] == []


def contrast(color: str, ground: str) -> float:
    """Return the contrast of two colors as CSS computes them (WCAG 2.2, contrast ratio)."""
    dark, light = sorted(
        luminance([int(part) for part in re.findall(r"\d+", found)[:3]])
        for found in (color, ground)
    )
    return (light + 0.05) / (dark + 0.05)


def luminance(channels: list[int]) -> float:
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
