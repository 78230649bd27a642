"""Prove that an e-book shows the pictures of the edition, each at its place, and the cover."""

import io
from collections.abc import Iterator

from lxml import etree
from PIL import Image, ImageChops, ImageOps, ImageStat, UnidentifiedImageError

from book.errors import ProofError
from book.model import Edition
from book.verify.proof.expected_ebook import COVER
from book.verify.readback.epub import EpubReading, items_of
from book.verify.readback.lines import BookText
from book.verify.readback.xhtml import resolver

PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
GRAIN = (48, 48)  # pixels to which two pictures are scaled before they are compared
# Of 255: what saving a picture anew as JPEG, or scaling it, may change of a pixel, and of all.
MOST, MEAN = 40, 4.0
DEEP = ("I;16", "I", "F")  # the modes of grays of more than 8 bits
WHITE, MOST_GRAY = 255, 65_535  # in 8 bits and in 16
SHAPES = ("d", "points", "cx", "cy", "r")


def prove_pictures(
    edition: Edition, cover: bytes, expected: BookText, reading: EpubReading, file: str
) -> None:
    """Raise ProofError if a picture is not that of the edition, or the cover is not the cover."""
    pictures = {picture.name: picture.content for picture in edition.pictures}
    pictures[COVER] = cover
    for document, name, path in _shown(expected, reading):
        content = reading.files.get(path)
        if content is None:
            raise ProofError(f"{document}: the picture {path} is missing", file=file)
        if not is_same_picture(pictures[name], content):
            message = f"{document}: {path} is another picture than {name}"
            raise ProofError(message, file=file)
    _prove_cover(cover, reading, file)


def _shown(expected: BookText, reading: EpubReading) -> Iterator[tuple[str, str, str]]:
    """Yield each picture: the document, the picture's name in the edition, and its path."""
    documents = zip(reading.heads, expected.documents, reading.book.documents, strict=True)
    for head, wanted, found in documents:
        for one, other in zip(wanted, found, strict=True):
            names = [span.value for span in one.spans if span.kind == "picture"]
            paths = [span.value for span in other.spans if span.kind == "picture"]
            for name in names:
                yield head.name, name, paths[0] if len(paths) == 1 else "that must be shown here"


def _prove_cover(cover: bytes, reading: EpubReading, file: str) -> None:
    """Raise ProofError unless the package names one cover, for new readers and for old ones."""
    resolve = resolver(reading.package_path)
    items = [i for i in items_of(reading.package) if "cover-image" in i.get("properties", "")]
    named = [
        meta.get("content", "")
        for meta in reading.package.iter("{*}meta")
        if meta.get("name") == "cover"
    ]
    if [item.get("id") for item in items] != named or len(named) != 1:
        raise ProofError("the package must name one cover", file=file)
    path = resolve(items[0].get("href", "")).removesuffix("#")
    if reading.files.get(path) != cover:
        raise ProofError(f"{path} is another picture than cover.png", file=file)


def is_same_picture(one: bytes, other: bytes) -> bool:
    """Return whether two files show the same picture, though it was scaled or saved anew."""
    if one == other:
        return True
    shapes = _shapes(one), _shapes(other)
    if None not in shapes:
        return shapes[0] == shapes[1]
    try:
        first, second = _grain(one), _grain(other)
    except (UnidentifiedImageError, OSError):
        return False
    difference = ImageStat.Stat(ImageChops.difference(first, second))
    return max(difference.mean) <= MEAN and max(high for _, high in difference.extrema) <= MOST


def _grain(content: bytes) -> Image.Image:
    """Return a small copy of a picture as it is seen on white paper."""
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(content)))
    if "transparency" in image.info or "A" in image.getbands():
        seen = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen)
    elif image.mode in DEEP:
        image = _in_bytes(image.convert("F"))
    return image.convert("RGB").resize(GRAIN, Image.Resampling.BOX)


def _in_bytes(image: Image.Image) -> Image.Image:
    """Return grays of more than 8 bits in 8: from the darkest to the lightest that there is."""
    low, high = (float(level) for level in image.getextrema())  # type: ignore[arg-type]
    if high > WHITE:
        first, span = (low, high - low) if high > low else (0, MOST_GRAY)
        image = image.point(lambda level: level * (WHITE / span) - first * WHITE / span)
    return image.convert("L")


def _shapes(content: bytes) -> tuple[str, ...] | None:
    """Return the shapes and the words of a drawing (SVG), None if it is none."""
    try:
        root = etree.fromstring(content, PARSER)
    except etree.XMLSyntaxError:
        return None
    shapes = [each.get(name, "") for each in root.iter("{*}*") for name in SHAPES]
    words = "".join(map(str, root.itertext())).split()
    return (*filter(None, shapes), *words)
