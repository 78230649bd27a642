"""Images and fonts: how large they are, and whether devices can show them."""

import io
from collections.abc import Iterator

from fontTools.ttLib import TTFont, TTLibError
from PIL import Image, UnidentifiedImageError

from book.verify.device_rules.ebook import Ebook, ManifestItem
from book.verify.device_rules.rule import Rule, RuleViolation

MAX_BYTES = 5_000_000
MAX_PIXELS = 5_600_000
MIN_COVER = 1400  # pixels on the shorter side
SMALL_FONT = 60_000  # bytes: a smaller font need not be subset
MAX_UNUSED = 0.5  # the share of a font's characters that the book need not use

HEAVY_IMAGE = Rule(
    "EB-090",
    "error",
    "an image of more than 5 MB",
    "Kindle accepts no larger image.",
    "Amazon Kindle Publishing Guidelines, Image guidelines",
    "Save it in a smaller file.",
)
LARGE_IMAGE = Rule(
    "EB-091",
    "error",
    "an image of more than 5.6 million pixels",
    "Apple Books rejects it, and e-ink readers run out of memory.",
    "Apple Books Asset Guide, Images",
    "Scale it down.",
)
SMALL_COVER = Rule(
    "EB-092",
    "warning",
    "the cover is small",
    "Stores ask for at least 1,400 pixels on the shorter side.",
    "Apple Books Asset Guide, Cover art",
    "Draw it larger.",
)
CMYK = Rule(
    "EB-093",
    "error",
    "an image in CMYK",
    "Most reading apps show its colors wrongly or not at all.",
    "Kobo ePub Guidelines, Image formatting",
    "Save it in RGB or grayscale.",
)
TRANSPARENT = Rule(
    "EB-094",
    "warning",
    "an image with a transparent background",
    "In dark mode, its black lines are on black.",
    "Kobo ePub Guidelines, Image formatting",
    "Give it a background.",
)
UNREADABLE = Rule(
    "EB-095",
    "error",
    "an image or a font that cannot be read",
    "Reading apps show a gap, and Send to Kindle rejects the book.",
    "EPUB 3.3, Core media types",
    "Save it again.",
)
WHOLE_FONT = Rule(
    "EB-096",
    "warning",
    "a font that is not subset to the book's characters",
    "The book is larger than necessary, and opens slowly on e-ink readers.",
    "EPUB 3.3, Fonts",
    "Keep only the characters that the book uses.",
)
RULES = (HEAVY_IMAGE, LARGE_IMAGE, SMALL_COVER, CMYK, TRANSPARENT, UNREADABLE, WHOLE_FONT)


def check_images(ebook: Ebook) -> Iterator[RuleViolation]:
    for item in ebook.manifest:
        if _is_raster(item) and item.name in ebook.files:
            content = ebook.files[item.name]
            if len(content) > MAX_BYTES:
                yield HEAVY_IMAGE.in_file(item.name, f"{len(content) / 1e6:.1f} MB")
            yield from _check_image(item, content)


def _is_raster(item: ManifestItem) -> bool:
    return item.media_type.startswith("image/") and item.media_type != "image/svg+xml"


def _check_image(item: ManifestItem, content: bytes) -> Iterator[RuleViolation]:
    try:
        with Image.open(io.BytesIO(content)) as image:
            yield from _check_size(item, *image.size)
            if image.mode == "CMYK":
                yield CMYK.in_file(item.name)
            if "A" in image.getbands() or "transparency" in image.info:
                yield TRANSPARENT.in_file(item.name)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        yield UNREADABLE.in_file(item.name, str(error))


def _check_size(item: ManifestItem, width: int, height: int) -> Iterator[RuleViolation]:
    detail = f"{width} × {height}"
    if width * height > MAX_PIXELS:
        yield LARGE_IMAGE.in_file(item.name, detail)
    if "cover-image" in item.properties and min(width, height) < MIN_COVER:
        yield SMALL_COVER.in_file(item.name, detail)


def check_fonts(ebook: Ebook) -> Iterator[RuleViolation]:
    used = _used_characters(ebook)
    for item in ebook.manifest:
        content = ebook.files.get(item.name)
        if "font" in item.media_type and content:
            yield from _check_font(item, content, used)


def _used_characters(ebook: Ebook) -> set[int]:
    """Return the code points of the book's text."""
    used: set[str] = set()
    for document in ebook.documents:
        for text in document.root.itertext():
            used.update(str(text))
    return set(map(ord, used))


def _check_font(item: ManifestItem, content: bytes, used: set[int]) -> Iterator[RuleViolation]:
    try:
        characters = _characters_of(content)
    except (TTLibError, ImportError) as error:
        yield UNREADABLE.in_file(item.name, str(error))
        return
    count, used_count = len(characters), len(characters & used)
    if len(content) > SMALL_FONT and count - used_count > MAX_UNUSED * count:
        detail = f"{len(content) // 1000} kB, {count} characters, {used_count} of them used"
        yield WHOLE_FONT.in_file(item.name, detail)


def _characters_of(content: bytes) -> set[int]:
    """Return the code points that a font has glyphs for."""
    with TTFont(io.BytesIO(content), lazy=True) as font:
        return set(font.getBestCmap() or ())


CHECKS = (check_images, check_fonts)
