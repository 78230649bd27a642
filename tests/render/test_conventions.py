"""A book is set by the conventions of its language; English and German are as they are."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from book.render.conventions import with_conventions
from book.render.print.typesetting import bind
from book.runtime import workspace
from book.text.conventions import conventions_of

ASSETS = workspace.read_assets()


@pytest.mark.parametrize("language", ["en-US", "de-AT"])
def test_nothing_is_added_for_english_and_german(language: str) -> None:
    assert with_conventions(language, ASSETS) == ASSETS


@pytest.mark.parametrize(
    ("language", "rules"),
    [
        ("fr", ["hyphenate-limit-chars: 5 2 3", "p.text, hr.scene-break + p.text"]),
        ("ru", ["lining-nums", "letter-spacing", "text-indent: 14pt"]),
        ("tr", [".title-page .publisher,\n.cover .publisher {\n\tfont-variant-caps: normal"]),
        ("la", ["hyphenate-limit-chars: 5 2 2"]),
    ],
)
def test_a_language_has_its_rules(language: str, rules: list[str]) -> None:
    added = with_conventions(language, ASSETS)["print.css"].removeprefix(ASSETS["print.css"])
    assert [rule for rule in rules if rule not in added.decode()] == []


def test_the_first_paragraph_is_indented_in_the_ebook_too() -> None:
    added = with_conventions("fr", ASSETS)["epub.css"].removeprefix(ASSETS["epub.css"]).decode()
    for before in ("h2", "p.sources", "hr.scene-break"):
        assert f"{before} + p.text" in added


def test_french_has_a_narrow_space_with_a_width_of_its_own() -> None:
    font = TTFont(BytesIO(with_conventions("fr", ASSETS)["EBGaramond-Regular.ttf"]))
    name = font.getBestCmap()[0x202F]
    assert font["hmtx"][name] == (120, 0)
    assert font.getGlyphID(name) == len(font.getGlyphOrder()) - 1


def test_a_font_is_the_same_bytes_in_each_process() -> None:
    code = (
        "import hashlib,sys;from book.render.conventions import with_conventions;"
        "from book.runtime import workspace;a=with_conventions('fr',workspace.read_assets());"
        "print(hashlib.sha256(a['EBGaramond-Italic.ttf']).hexdigest())"
    )
    root = Path(__file__).parents[2]
    runs = [
        subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True)
        for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout


@pytest.mark.parametrize(
    ("language", "text", "bound"),
    [
        ("fr", "«\xa0Quoi\xa0?\xa0», p. 5", "«\u202f\u202fQuoi\u202f?\u202f\u202f», p.\xa05"),
        ("fr", "—\x20Non\xa0!", "—\u2005Non\u202f!"),
        ("ru", "— Нет, с. 5", "—\u2005Нет, с.\xa05"),
        ("ru", "Ф. М. Достоевский, св. Павел", "Ф.\xa0М.\xa0Достоевский, св.\xa0Павел"),
        ("ru", "в 1866 г. Он", "в 1866\xa0г. Он"),
        ("pl", "– Tak", "–\u2005Tak"),
        ("es", "—No —dijo él", "—No —dijo él"),
        ("en", "— N. N.", "— N. N."),
    ],
)
def test_spaces_are_those_of_the_language(language: str, text: str, bound: str) -> None:
    assert bind(text, conventions_of(language)) == bound
