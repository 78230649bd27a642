"""Every form in the e-book: each word once, on every device, and true statements about it."""

import io
import zipfile
from dataclasses import replace

import pytest
from PIL import Image

from book.errors import EditionError
from book.model import Insert, Picture
from book.render.epub import render_epub
from book.runtime import workspace
from book.verify.device_rules import find_violations
from book.verify.proof.prove_epub import prove_epub
from book.verify.readback.accessibility import read_accessibility
from book.verify.readback.epub import read_epub
from tests.render.formed_book import FIGURE, UNDESCRIBED, formed_book, para


def cover() -> bytes:
    file = io.BytesIO()
    Image.new("L", (1400, 2100)).save(file, "PNG")
    return file.getvalue()


@pytest.fixture(scope="module")
def content() -> bytes:
    return render_epub(formed_book(), cover(), workspace.read_assets())


def files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def page(content: bytes, name: str) -> str:
    return files(content)[f"EPUB/text/part-{name}.xhtml"].decode()


def test_each_word_is_there_once(content: bytes) -> None:
    prove_epub(formed_book(), read_epub(content), cover(), "x.epub")


def test_no_device_rule_is_broken_but_for_the_picture_that_is_not_described(content: bytes) -> None:
    assert [violation.rule.code for violation in find_violations(content)] == ["EB-069"]


def test_the_notes_of_the_source_have_a_section_of_their_own(content: bytes) -> None:
    html = page(content, "inlines")
    own, others = html.split('epub:type="footnotes"')[1:]
    assert own.count('role="doc-footnote"') == 2
    assert others.count('role="doc-footnote"') == 3
    assert '<a class="mark" role="doc-backlink" href="#call-source-1"' in own
    assert ">*</a> The author’s own note" in own
    assert "in two paragraphs.</p>\n<p>The second" in own


def test_verse_drama_and_letters_say_what_they_are(content: bytes) -> None:
    assert 'class="poem" epub:type="z3998:poem"' in page(content, "verse")
    assert 'class="epigraph" epub:type="epigraph" role="doc-epigraph"' in page(content, "verse")
    assert 'class="speaker capitals" epub:type="z3998:persona"' in page(content, "drama")
    assert 'epub:type="z3998:stage-direction"' in page(content, "drama")
    assert "epub:prefix=" in page(content, "letters")
    assert "epub:prefix=" not in page(content, "inlines")


def test_formulas_are_mathml_and_the_manifest_says_so(content: bytes) -> None:
    assert "<mi>a</mi>" in page(content, "inlines")
    package = files(content)["EPUB/content.opf"].decode()
    assert 'properties="mathml"' in package


def test_each_picture_is_there_once_and_no_larger_than_a_screen(content: bytes) -> None:
    pictures = [name for name in files(content) if name.startswith("EPUB/images/")]
    assert len(pictures) == 4  # with the cover
    sizes = [max(Image.open(io.BytesIO(files(content)[name])).size) for name in pictures]
    assert sorted(sizes) == [200, 900, 1600, 2100]


def test_decoration_is_silent_and_other_pictures_are_not(content: bytes) -> None:
    html = page(content, "figures")
    assert html.count('alt="" role="presentation"') == 1
    assert 'alt="A bridge over a river."' in html


@pytest.mark.parametrize(
    ("figure", "sufficient", "has_feature"),
    [(FIGURE, (("textual",),), True), (UNDESCRIBED, (("textual", "visual"),), False)],
)
def test_what_is_said_of_its_accessibility_is_true(
    figure: object, sufficient: tuple[tuple[str, ...], ...], has_feature: bool
) -> None:
    book = formed_book(Figures=(Insert("picture", (figure,)),))  # type: ignore[arg-type]
    said = read_accessibility(render_epub(book, cover(), workspace.read_assets()))
    assert said.sufficient == sufficient
    assert ("alternativeText" in said.features) == has_feature
    assert ("not described" in said.summary) != has_feature


def test_a_broken_picture_stops_the_book() -> None:
    book = formed_book(Figures=(Insert("picture", (FIGURE,)), para("a", FIGURE, kind="caption")))
    broken = replace(book, pictures=(Picture("bridge.png", "image/png", b"no"),))
    with pytest.raises(EditionError, match=r"the picture bridge\.png cannot be used"):
        render_epub(broken, cover(), workspace.read_assets())
