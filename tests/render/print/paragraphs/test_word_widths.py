"""Words from right to left are shaped once, and are as wide as in the text around them."""

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from book.render.fonts.scripts import PackagedFont, typefaces_of
from book.render.print.engine.layout import LayoutEngine
from book.render.print.engine.paragraphs.glyphs import character_ends
from book.render.print.engine.paragraphs.word_widths import SHAPING, widths_by_words
from book.runtime.packaged_files import read_packaged
from tests.render.print.books import edition_of, engine_for

RULES = """
@font-face { font-family: Amiri; src: url(Amiri.ttf) }
@font-face { font-family: "Frank Ruhl Libre"; src: url(Frank.ttf) }
"""
SOURCE = """<html><style>body {{ font-family: {}, "EB Garamond"; font-size: 12.5pt }}</style>
<p lang="{}" style="direction: rtl">{}</p></html>"""
TEXTS = {
    "ar": (
        "Amiri",
        "بادروا الأعمال سبعا، ما تنتظرون إلا فقرا منسيا، أو غنى مطغيا: «قال لنا» (ثم قال) – وقال!",
    ),
    "fa": ("Amiri", "کتاب‌ها را می‌خواند؛ گفت: پاک است و «چه ژرف» گفت"),
    "he": (
        "Frank Ruhl Libre",
        "אל תדין את חברך עד שתגיע למקומו, ואל תאמר: ״דבר״ (שאי) – לשמוע",
    ),
}


class Style(dict[str, Any]):
    font_config: Any


def style_of(direction: str, spacing: float) -> Style:
    style = Style(dict.fromkeys(SHAPING), direction=direction, word_spacing=spacing)
    style.font_config = SimpleNamespace()
    return style


def font(named: PackagedFont) -> bytes:
    content = read_packaged(named.package, named.file)
    assert content
    return content


@pytest.fixture(scope="module")
def engine() -> LayoutEngine:
    engine = engine_for(edition_of(1, 1), variant="")
    fonts = {
        "Amiri.ttf": font(typefaces_of("Arab")[0].regular),
        "Frank.ttf": font(typefaces_of("Hebr")[0].regular),
        "print.css": RULES.encode(),
    }
    return LayoutEngine(replace(engine.settings, files={**engine.settings.files, **fonts}))


def texts_of(engine: LayoutEngine, language: str) -> Iterator[Any]:
    family, text = TEXTS[language]
    (page,) = engine.lay_out(SOURCE.format(f'"{family}"', language, text)).pages
    for box in page._page_box.descendants():
        if type(box).__name__ == "TextBox" and box.style["word_spacing"]:
            yield box


@pytest.mark.parametrize("language", TEXTS)
def test_characters_are_as_wide_as_if_all_were_shaped(engine: LayoutEngine, language: str) -> None:
    box = next(texts_of(engine, language))
    context = SimpleNamespace()
    _, text = TEXTS[language]
    for _ in range(2):  # the second time all words are known
        by_words = character_ends(text, box.style, context)
        # Two scripts in one text: it is shaped as a whole.
        whole = character_ends(f"{text} ܐא", box.style, context)[: len(text)]
        assert by_words == pytest.approx(whole, abs=0.002)


def test_a_word_is_shaped_once() -> None:
    shaped: list[str] = []

    def measure(text: str) -> list[float]:
        shaped.append(text)
        return [float(len(shaped))] * len(text)

    style = style_of("rtl", 0.1)
    assert widths_by_words("אב גד אב", style, measure) == [1.0] * 8
    assert widths_by_words("גד  הו", style, measure) == [1, 1, 1, 1, 2, 2]
    assert shaped == ["אב גד אב", "הו הו"]


@pytest.mark.parametrize(
    ("text", "direction", "spacing"),
    [("אב اب", "rtl", 0.1), ("אב", "rtl", 0), ("אב", "ltr", 0.1), ("12 –", "rtl", 0.1)],
)
def test_a_text_is_shaped_as_a_whole(text: str, direction: str, spacing: float) -> None:
    """Signs are drawn in the script before them, and letters kerned where spaces are not wider."""
    style = style_of(direction, spacing)
    assert widths_by_words(text, style, lambda text: [1.0] * len(text)) is None
