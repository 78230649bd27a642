"""Fonts by script: what each face draws, and which words it is given."""

import io
from functools import cache

import pytest
from fontTools.ttLib import TTFont

from book.render.fonts.css import linked_rules
from book.render.fonts.faces import CHINESE, LATIN, LIST, face_of, list_faces, script_faces
from book.render.fonts.families import print_rules, screen_rules
from book.render.fonts.glyphs import characters_of
from book.render.fonts.prepare import UnusableFontError, own_family, prepare_font
from book.render.fonts.runs import TextRun, marked_runs
from book.render.fonts.scripts import TYPEFACES, PackagedFont, scripts_drawing, typefaces_of
from book.render.fonts.subset import needed_faces
from book.runtime.fingerprint import ENGINES
from book.runtime.packaged_files import read_packaged

TEXT = "吾輩は猫「ABC」、12。 "


def packaged(font: PackagedFont) -> bytes:
    content = read_packaged(font.package, font.file)
    assert content, font
    return content


@cache
def prepared(script: str, role: str = "regular", text: str = TEXT) -> bytes:
    typeface = typefaces_of(script)[0]
    font = typeface.fonts()[role]
    only = tuple(text) if typeface.is_large else ()
    return prepare_font(packaged(font), font.weight, typeface.leaves_out, only)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """A book's files with the faces of Japanese and of traditional Chinese."""
    faces = {
        face_of("Jpan", "regular", "Noto Serif JP"): prepared("Jpan"),
        face_of("Jpan", "emphasis", "Noto Sans JP"): prepared("Jpan", "emphasis"),
        face_of("Hant", "regular", "Noto Serif TC"): prepared("Hant", text="輩猫，「」"),
    }
    return {face.file: content for face, content in faces.items()} | {LIST: list_faces(faces)}


def test_each_font_is_in_an_installed_package_that_makes_editions_stale() -> None:
    fonts = [font for typeface in TYPEFACES for font in typeface.fonts().values()]
    assert all(read_packaged(font.package, font.file) for font in fonts)
    assert {font.package for font in fonts} <= set(ENGINES)


def test_a_package_that_is_not_installed_has_no_font() -> None:
    assert read_packaged("no-such-fonts", "Serif.otf") is None
    assert read_packaged("fontpkg-amiri", "files/NoSuchFont.ttf") is None


@pytest.mark.parametrize("script", ["Jpan", "Deva", "Hebr", "Arab"])
def test_a_prepared_font_is_static_truetype_with_a_space_and_without_latin(script: str) -> None:
    content = prepared(script)
    font = TTFont(io.BytesIO(content))
    assert "glyf" in font
    assert {"CFF ", "fvar"}.isdisjoint(font.keys())
    assert " " in characters_of(content)
    assert not [each for each in characters_of(content) if each.isascii() and each.isalpha()]


def test_a_large_font_is_reduced_to_the_characters_of_the_book() -> None:
    assert characters_of(prepared("Jpan")) == set("吾輩は猫「」、。 \N{NO-BREAK SPACE}")


def test_weights_are_taken_from_a_variable_font() -> None:
    regular, bold = (prepared("Deva", role) for role in ("regular", "bold"))
    assert regular != bold
    assert characters_of(regular) == characters_of(bold)


def test_words_get_the_face_of_their_language(files: dict[str, bytes]) -> None:
    markup = (
        "<p lang='en'>a <i lang='ja'>輩は<em>猫</em></i> <i lang='zh-Hant'>輩猫</i>"
        "<br/><i lang='zh-Hans'>猫</i></p>"
    )
    shares = {face.family: text for face, text in needed_faces(markup, files, marked_runs(markup))}
    assert shares["Noto Serif JP"] == "は輩"
    assert shares["Noto Sans JP"] == "猫"
    assert shares["Noto Serif TC"] == "猫輩"
    assert "猫" not in shares["EB Garamond"]


def test_a_book_gets_no_face_that_it_does_not_need(files: dict[str, bytes]) -> None:
    latin = TextRun("Latin alone.", "en")
    assert {face.family for face, _ in needed_faces(latin.text, files, [latin])} == {"EB Garamond"}
    kana = TextRun("は", "en")  # nobody has marked it as Japanese
    assert ("Noto Serif JP", "は") in [
        (face.family, text) for face, text in needed_faces(kana.text, files, [kana])
    ]


def test_the_list_of_faces_is_read_as_it_was_written(files: dict[str, bytes]) -> None:
    assert [face.script for face in script_faces(files)] == ["Jpan", "Jpan", "Hant"]
    assert script_faces({}) == ()


def test_no_face_has_the_name_of_one_that_all_books_have() -> None:
    """The engine would take glyphs of one file for those of the other."""
    common = {face.family for face in (*LATIN, CHINESE)}
    assert common.isdisjoint(typeface.family for typeface in TYPEFACES)
    assert face_of("Hans", "regular", CHINESE.family).family == "Noto Serif SC Hans"


def test_a_script_comes_first_in_its_own_book_and_its_emphasis_is_a_face_that_exists() -> None:
    faces = tuple(face_of("Jpan", *pair) for pair in (("regular", "R"), ("emphasis", "E")))
    rules = print_rules(faces, "ja", ["en"])
    assert 'html, body { font-family: "R", "EB Garamond"' in rules
    assert ':is(em, strong, h2) { font-family: "E", "R"' in rules
    assert '[lang="en"] { font-family: "EB Garamond", "R"' in rules
    assert '@top-center { font-family: "R"' in rules
    assert linked_rules(faces[:1], "") in rules


def test_a_book_in_ideographs_makes_no_italics_of_them_and_indents_each_paragraph() -> None:
    faces = (face_of("Hans", "regular", "R"),)
    assert "font-synthesis: none" in screen_rules(faces, "zh-Hans", [])
    assert "text-indent: 2em" in screen_rules(faces, "zh-Hans", [])
    assert "font-synthesis" not in screen_rules(faces, "en", ["zh-Hans"])


def test_words_among_latin_ones_get_their_face_alone() -> None:
    faces = (face_of("Jpan", "regular", "R"),)
    rules = screen_rules(faces, "en", ["ja"])
    assert 'html, body { font-family: "EB Garamond", "R"' in rules
    assert '[lang="ja"] { font-family: "R", "EB Garamond"' in rules
    assert "@page" not in print_rules(faces, "en", ["ja"])


def test_han_letters_belong_to_four_scripts() -> None:
    assert scripts_drawing("語") == ("Hans", "Hant", "Jpan", "Kore")
    assert scripts_drawing("한") == ("Kore",)
    assert scripts_drawing("—") == ()


def test_the_name_of_an_own_font_is_read_from_it() -> None:
    assert own_family(packaged(typefaces_of("Arab")[0].regular)) == "Amiri"


def restricted() -> bytes:
    font = TTFont(io.BytesIO(packaged(typefaces_of("Arab")[0].regular)))
    font["OS/2"].fsType = 2
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: b"", "not a TrueType"),
        (lambda: b"OTTO" + bytes(60), "not a TrueType"),
        (lambda: packaged(typefaces_of("Arab")[0].regular)[:9000], "not a TrueType"),
        (restricted, "forbids"),
    ],
)
def test_a_file_that_is_no_font_is_refused(make: object, reason: str) -> None:
    assert callable(make)
    with pytest.raises(UnusableFontError, match=reason):
        own_family(make())


def advances(content: bytes) -> dict[str, int]:
    font = TTFont(io.BytesIO(content))
    return {chr(code): font["hmtx"][name][0] for code, name in font.getBestCmap().items()}


def test_signs_of_chinese_are_wide_and_meet_closer() -> None:
    typeface = typefaces_of("Hans")[0]
    content = prepare_font(
        packaged(typeface.regular), 0, typeface.leaves_out, tuple("“法”—，。（"), is_wide=True
    )
    widths = advances(content)
    assert {widths[sign] for sign in "“法”—，。（"} == {1000}
    font = TTFont(io.BytesIO(content))
    dash = font["glyf"][font.getBestCmap()[ord("—")]]
    assert (dash.xMin, dash.xMax) == (0, 1000)  # two of them make one line
    kerned = {
        name
        for lookup in font["GPOS"].table.LookupList.Lookup
        for part in lookup.SubTable
        for name in part.Coverage.glyphs
    }
    assert {font.getBestCmap()[ord(sign)] for sign in "“”，。（"} <= kerned
    assert font.getBestCmap()[ord("法")] not in kerned
