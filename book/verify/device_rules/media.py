"""Pictures and fonts: how large they are, and whether a device can show them."""

import io
from collections.abc import Iterator

from fontTools.ttLib import TTFont, TTLibError
from PIL import Image, UnidentifiedImageError

from book.verify.device_rules.ebook import Ebook, ManifestItem
from book.verify.device_rules.rule import Rule, RuleViolation

HEAVY = 5_000_000  # bytes
MOST_PIXELS = 5_600_000
SMALLEST_COVER = 1400  # pixels on the shorter side
SMALL_FONT = 60_000  # bytes: what is smaller need not be cut
IDLE = 0.5  # how many of a font's characters may be none of the book's

HEAVY_PICTURE = Rule(
    "EB-090",
    "error",
    "a picture of more than 5 MB",
    "Kindle takes none that is larger.",
    "Amazon Kindle Publishing Guidelines, Image guidelines",
    "Save it smaller.",
)
LARGE_PICTURE = Rule(
    "EB-091",
    "error",
    "a picture of more than 5.6 million pixels",
    "Apple Books refuses it, and e-ink readers run out of memory.",
    "Apple Books Asset Guide, Images",
    "Make it smaller.",
)
SMALL_COVER = Rule(
    "EB-092",
    "warning",
    "the cover is small",
    "Shops ask for 1,400 pixels and more on the shorter side.",
    "Apple Books Asset Guide, Cover art",
    "Draw it larger.",
)
INKS = Rule(
    "EB-093",
    "error",
    "a picture in the four inks of print",
    "Most readers show its colours wrongly or not at all.",
    "Kobo ePub Guidelines, Image formatting",
    "Save it in RGB or grey.",
)
TRANSPARENT = Rule(
    "EB-094",
    "warning",
    "a picture with a transparent ground",
    "In dark mode black lines stand on black.",
    "Kobo ePub Guidelines, Image formatting",
    "Give it a ground.",
)
DAMAGED = Rule(
    "EB-095",
    "error",
    "a picture or a font that cannot be read",
    "Readers show a gap, and Send to Kindle refuses the book.",
    "EPUB 3.3, Core media types",
    "Save it anew.",
)
WHOLE_FONT = Rule(
    "EB-096",
    "warning",
    "a font that is not cut down to the book's characters",
    "The book is larger than it need be, and opens slowly on e-ink.",
    "EPUB 3.3, Fonts",
    "Keep the characters that are used.",
)
RULES = (HEAVY_PICTURE, LARGE_PICTURE, SMALL_COVER, INKS, TRANSPARENT, DAMAGED, WHOLE_FONT)


def pictures(book: Ebook) -> Iterator[RuleViolation]:
    for item in book.manifest:
        if (
            item.media_type.startswith("image/")
            and item.media_type != "image/svg+xml"
            and item.name in book.files
        ):
            content = book.files[item.name]
            if len(content) > HEAVY:
                yield HEAVY_PICTURE.in_file(item.name, f"{len(content) / 1e6:.1f} MB")
            yield from _picture(item, content)


def _picture(item: ManifestItem, content: bytes) -> Iterator[RuleViolation]:
    try:
        with Image.open(io.BytesIO(content)) as image:
            width, height, mode, clear = (
                *image.size,
                image.mode,
                "A" in image.getbands() or "transparency" in image.info,
            )
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        yield DAMAGED.in_file(item.name, str(error))
        return
    if width * height > MOST_PIXELS:
        yield LARGE_PICTURE.in_file(item.name, f"{width} × {height}")
    if "cover-image" in item.properties and min(width, height) < SMALLEST_COVER:
        yield SMALL_COVER.in_file(item.name, f"{width} × {height}")
    if mode == "CMYK":
        yield INKS.in_file(item.name)
    if clear:
        yield TRANSPARENT.in_file(item.name)


def fonts(book: Ebook) -> Iterator[RuleViolation]:
    used = {
        ord(character)
        for document in book.documents
        for words in document.root.itertext()
        for character in str(words)
    }
    for item in book.manifest:
        if "font" in item.media_type and item.name in book.files and len(book.files[item.name]) > 0:
            content = book.files[item.name]
            try:
                with TTFont(io.BytesIO(content), lazy=True) as font:
                    drawn = set(font.getBestCmap() or ())
            except (TTLibError, ImportError) as error:
                yield DAMAGED.in_file(item.name, str(error))
                continue
            if len(content) > SMALL_FONT and len(drawn - used) > IDLE * len(drawn):
                yield WHOLE_FONT.in_file(
                    item.name,
                    f"{len(content) // 1000} kB, {len(drawn)} characters, {len(drawn & used)} of them used",
                )


CHECKS = (pictures, fonts)
