"""The proof of the e-book finds what the device rules would find too, without their help."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from book.errors import ProofError
from book.model import Picture
from book.pipeline.edition import AssembledEdition
from book.render.pictures.raster import prepare_picture
from book.verify.proof.expected_ebook import expected_book
from book.verify.proof.expected_links import expected_links
from book.verify.proof.prove_epub import prove_epub
from book.verify.proof.prove_pictures import is_same_picture
from book.verify.readback.epub import read_epub
from tests.render.epub.small_ebook import gray_png
from tests.verify.editable_ebook import COVER, NAV, NCX, OPF, PART, EditableEbook

Change = Callable[[EditableEbook], None]


def picture_of(color: str, kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (300, 200), color).save(file, kind)
    return file.getvalue()


def replacing(name: str, old: str, new: str) -> Change:
    return lambda ebook: ebook.replace(name, old, new)


def substituting(name: str, pattern: str, new: str) -> Change:
    return lambda ebook: ebook.substitute(name, pattern, new)


def prove(edition: AssembledEdition, ebook: EditableEbook, cover: bytes) -> None:
    prove_epub(edition.edition, read_epub(ebook.to_bytes()), cover, "x.epub")


@pytest.fixture
def ebook(tiny_ebook: bytes) -> EditableEbook:
    return EditableEbook.from_bytes(tiny_ebook)


def test_a_faithful_ebook_passes(tiny: AssembledEdition, ebook: EditableEbook) -> None:
    prove(tiny, ebook, ebook.files[COVER])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (replacing(PART, ' class="heading">The', ">"), "after “I.”: expected “The Fox"),
        (substituting(PART, r"<h1>(.*?)</h1>", r"<h2>\1</h2>"), "must be h1, and is h2"),
        (replacing(PART, "#variant-part-i-1", "#note-part-i-1"), "call of a note “a” .*Whence"),
        (replacing(PART, "#call-note-part-i-1", "#call-variant-part-i-1"), "link back “1.”"),
        (replacing(PART, "text, note 1", "text, note 2"), "is not spoken as Back to the text, no"),
        (replacing(PART, ' lang="en-GB"', ' lang="de"'), "the language is de and en-GB, expected"),
        (replacing(NAV, ">The Reflexion<", ">Reflexion<"), "contents: expected “The Reflexion”"),
        (replacing(NCX, ">The Reflexion<", ">Reflexion<"), "NCX: expected “The Reflexion”"),
        (replacing(NAV, 'part-i.xhtml"', 'part-ii.xhtml"'), "entry “I. The Fox.*leads to"),
        (replacing(NCX, 'part-i.xhtml"', 'part-ii.xhtml"'), "entry “I. The Fox.*leads to"),
        (replacing(NCX, "#page-3", "#page-1"), "NCX’s list of pages"),
        (replacing(NCX, 'xml:lang="en-GB"', 'xml:lang="de"'), "the NCX says “de”"),
        (replacing(OPF, "<dc:language>en-GB", "<dc:language>de"), "dc:language: expected “en-GB”"),
        (replacing(OPF, ' xml:lang="en-GB"', ' xml:lang="de"'), "the package is in 'de'"),
        (replacing(OPF, '<itemref idref="part-i.xhtml"/>', ""), "which does not exist"),
        (replacing(OPF, ' properties="cover-image"', ""), "must name one cover"),
    ],
)
def test_a_fault_is_named(
    tiny: AssembledEdition, ebook: EditableEbook, change: Change, message: str
) -> None:
    cover = ebook.files[COVER]
    change(ebook)
    with pytest.raises(ProofError, match=message):
        prove(tiny, ebook, cover)


def test_the_links_are_those_that_the_edition_must_have(tiny: AssembledEdition) -> None:
    """They are listed twice, by code that shares only the texts of the edition."""
    lines = (line for document in expected_book(tiny.edition).documents for line in document)
    shown = [(line.text[link.start : link.end], link) for line in lines for link in line.links]
    mine = sorted((words, link.target) for words, link in shown if link.kind != "back")
    listed = (link for link in expected_links(tiny.edition))
    others = sorted((link.words, link.target.removeprefix("#")) for link in listed)
    assert mine == [each for each in others if not each[1].startswith("call-")]


def test_a_picture_is_the_same_if_it_was_saved_anew_and_no_other() -> None:
    one, smaller, broken = gray_png(300, 200), gray_png(30, 20), b"no picture"
    assert is_same_picture(one, one)
    assert is_same_picture(one, smaller)
    assert not is_same_picture(one, broken)
    assert not is_same_picture(one, picture_of("black"))
    assert is_same_picture(picture_of("red", "PNG"), picture_of("red", "JPEG"))
    assert not is_same_picture(b"<svg><path d='M0 0'/></svg>", b"<svg><path d='M0 1'/></svg>")


@pytest.mark.parametrize(
    ("mode", "ground", "half"),
    [
        ("RGBA", (255, 0, 0, 128), (0, 0, 0, 255)),
        ("RGBA", (0, 0, 0, 0), (0, 0, 0, 255)),
        ("LA", (0, 100), (255, 255)),
        ("I;16", 1000, 60_000),
        ("I;16", 100, 200),
        ("I;16", 40_000, 40_000),
        ("1", 0, 1),
    ],
)
def test_a_picture_of_any_kind_is_the_one_that_is_prepared_of_it(
    mode: str, ground: int | tuple[int, ...], half: int | tuple[int, ...]
) -> None:
    image = Image.new(mode, (60, 40), ground)
    image.paste(half, (0, 0, 30, 40))
    file = io.BytesIO()
    image.save(file, "PNG")
    prepared = prepare_picture(Picture("a.png", "image/png", file.getvalue()), 1000)
    assert is_same_picture(file.getvalue(), prepared.content)
    assert not is_same_picture(file.getvalue(), picture_of("lime"))


def test_a_picture_of_one_deep_gray_keeps_it() -> None:
    file = io.BytesIO()
    Image.new("I;16", (6, 4), 65_535).save(file, "PNG")
    prepared = prepare_picture(Picture("a.png", "image/png", file.getvalue()), 1000)
    assert is_same_picture(prepared.content, picture_of("white", "PNG"))
