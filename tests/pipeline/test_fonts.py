"""The fonts of an edition's scripts: only those it needs, and its editor's own."""

from pathlib import Path

import pytest

from book.errors import EditionError
from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.glyph_check import check_glyphs
from book.render.fonts.faces import LIST, script_faces
from book.render.fonts.glyphs import characters_of
from book.render.fonts.prepare import prepare_font
from book.render.fonts.scripts import typefaces_of
from book.runtime.packaged_files import read_packaged
from tests.conftest import SLUG, print_of
from tests.source.strangers import append_lines

JAPANESE = typefaces_of("Jpan")[0]


def assembled(root: Path) -> AssembledEdition:
    return assemble_edition(SLUG, BuildContext(root))


def own_font() -> bytes:
    content = read_packaged(JAPANESE.regular.package, JAPANESE.regular.file)
    assert content
    return prepare_font(content, 0, JAPANESE.leaves_out, "ねこ")


def test_a_book_in_latin_letters_needs_no_other_font(tiny: AssembledEdition) -> None:
    assert tiny.assets == tiny.templates


def test_chinese_words_that_the_small_font_has_need_no_other(root: Path, folder: Path) -> None:
    append_lines(folder / "townsend.txt", "The law is called 出口管制法.")
    assert LIST not in assembled(root).assets


def test_words_in_another_script_bring_its_font_with_their_letters(
    root: Path, folder: Path
) -> None:
    append_lines(folder / "townsend.txt", "The cat is called ねこ.")
    edition = assembled(root)
    check_glyphs(edition)
    (face,) = (face for face in script_faces(edition.assets) if face.role == "regular")
    assert face.family == "Noto Serif JP"
    assert characters_of(edition.assets[face.file]) == set("ねこ \N{NO-BREAK SPACE}")
    assert b'"Noto Serif JP"' in edition.assets["print.css"]
    assert b'"Noto Serif JP"' in edition.assets["epub.css"]


def test_a_rare_ideograph_brings_the_whole_font_of_chinese(root: Path, folder: Path) -> None:
    append_lines(folder / "townsend.txt", "A fly is called 蠅.")
    edition = assembled(root)
    check_glyphs(edition)
    assert [face.family for face in script_faces(edition.assets)][:1] == ["Noto Serif CJK SC"]


def test_an_editors_own_font_is_taken_first(root: Path, folder: Path) -> None:
    append_lines(folder / "townsend.txt", "The cat is called ねこ.")
    append_lines(folder / "edition.toml", '[fonts]\nJpan = "own.ttf"')
    (folder / "own.ttf").write_bytes(own_font())
    (face,) = (face for face in script_faces(assembled(root).assets) if face.role == "regular")
    assert face.family == "Noto Serif JP"  # its name is read from the font
    (folder / "own.ttf").write_bytes(b"no font")
    with pytest.raises(EditionError, match="cannot be used: this is not a TrueType") as e:
        assembled(root).assets  # noqa: B018 (a property that raises)
    assert (e.value.file, e.value.line) == (f"sources/{SLUG}/edition.toml", 41)


@pytest.mark.parametrize("words", ["किताब और निर्मित", "책과 도서관", "吾輩は猫である"])
def test_words_of_another_script_are_printed_and_proven(
    words: str, root: Path, folder: Path
) -> None:
    append_lines(folder / "townsend.txt", f"These words are here: {words}, and others follow.")
    edition = assembled(root)
    check_glyphs(edition)
    assert print_of(edition.edition, edition.assets).content
