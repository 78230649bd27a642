"""Pictures are bounded, without metadata, the same in each run, and safe."""

import io

import pytest
from PIL import Image

from book.errors import EditionError
from book.model import Picture
from book.render.pictures import grayed, prepare_picture
from tests.render.formed_book import picture

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" %s viewBox="0 0 30 20">%s</svg>'
XLINK = b'xmlns:xlink="http://www.w3.org/1999/xlink"'


def saved(image: Image.Image, kind: str, **options: object) -> Picture:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return Picture(f"x.{kind.lower()}", f"image/{kind.lower()}", file.getvalue())


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def drawing(inside: bytes, attributes: bytes = b"") -> Picture:
    return Picture("d.svg", "image/svg+xml", SVG % (attributes, inside))


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_picture_keeps_its_kind_and_is_made_smaller(kind: str, media_type: str) -> None:
    prepared = prepare_picture(picture("a", 400, 100, kind), 200)
    assert (prepared.width, prepared.height, prepared.media_type) == (200, 50, media_type)
    assert opened(prepared.content).size == (200, 50)
    assert prepare_picture(picture("a", 400, 100, kind), 400).width == 400


def test_the_same_picture_gives_the_same_file() -> None:
    first, second = (prepare_picture(picture("a", 90, 60), 50) for _ in range(2))
    assert first == second
    assert first.file.endswith(".png")


def test_metadata_are_left_out_and_the_picture_is_upright() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "secret"  # turned by a quarter, and a description
    turned = saved(Image.new("RGB", (40, 20)), "JPEG", exif=exif, comment=b"secret")
    prepared = prepare_picture(turned, 100)
    assert (prepared.width, prepared.height) == (20, 40)
    assert b"secret" not in prepared.content
    assert not opened(prepared.content).getexif()


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "I;16", "CMYK", "L"])
def test_every_mode_becomes_opaque_colors_or_grays(mode: str) -> None:
    kind = "TIFF" if mode == "CMYK" else "PNG"
    prepared = prepare_picture(saved(Image.new(mode, (8, 8)), kind), 100)
    assert opened(prepared.content).mode in ("L", "RGB")


def test_what_is_transparent_is_on_white() -> None:
    clear = saved(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), "PNG")
    assert opened(prepare_picture(clear, 9).content).getpixel((0, 0)) == 255


def test_a_gif_becomes_a_png() -> None:
    assert prepare_picture(saved(Image.new("P", (4, 4)), "GIF"), 9).media_type == "image/png"


def test_grays_for_paper() -> None:
    assert opened(grayed(picture("a", 20, 20, "JPEG")).content).mode == "L"


@pytest.mark.parametrize("content", [b"", b"no picture", picture("a", 90, 90).content[:200]])
def test_a_broken_picture_is_named(content: bytes) -> None:
    with pytest.raises(EditionError, match=r"the picture a\.png cannot be used"):
        prepare_picture(Picture("a.png", "image/png", content), 100)


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    header = bytearray(picture("a", 9, 9).content)
    header[16:24] = (50_000).to_bytes(4, "big") * 2
    with pytest.raises(EditionError, match="cannot be used"):
        prepare_picture(Picture("a.png", "image/png", bytes(header)), 100)


def test_a_safe_drawing_passes_without_its_metadata() -> None:
    inside = b"<metadata>secret</metadata><!-- secret --><path d='M0 0h9' fill='url(#g)'/>"
    prepared = prepare_picture(drawing(inside), 0)
    assert (prepared.width, prepared.height, prepared.media_type) == (30, 20, "image/svg+xml")
    assert b"secret" not in prepared.content
    assert b"M0 0h9" in prepared.content


@pytest.mark.parametrize(
    ("drawn", "fault"),
    [
        (drawing(b"<script>x()</script>"), "the element script"),
        (drawing(b"<path onload='x()'/>"), "the script onload"),
        (drawing(b"", b"onload='x()'"), "the script onload"),
        (drawing(b"<foreignObject/>"), "the element foreignObject"),
        (drawing(b"<image href='https://x.example/a.png'/>"), "a link to https"),
        (drawing(b"<use xlink:href='b.svg#a'/>", XLINK), "a link to b.svg"),
        (drawing(b"<image href='data:image/svg+xml;base64,AA'/>"), "a link to data"),
        (drawing(b"<style>@import 'x.css'</style>"), "a style sheet that loads"),
        (drawing(b"<path style='fill:url(x.svg#a)'/>"), "a reference to another file in style"),
        (drawing(b"<?xml-stylesheet href='x'?>"), "a processing instruction"),
        (drawing(b"<path>"), "cannot be used"),
        (Picture("d.svg", "image/svg+xml", b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG % (b"", b"")),
         "document type"),
        (Picture("d.svg", "image/svg+xml", b"<html/>"), "cannot be used"),
    ],
)  # fmt: skip
def test_a_drawing_that_acts_or_loads_is_refused(drawn: Picture, fault: str) -> None:
    with pytest.raises(EditionError, match=fault) as error:
        prepare_picture(drawn, 0)
    assert "d.svg" in str(error.value)
