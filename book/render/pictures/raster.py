"""Prepare pictures with Pillow: the same bytes for the same picture, and no metadata.

A picture keeps its kind, JPEG or PNG; other kinds become PNG. Pixels are lost only where there are
more than the medium can show.
"""

import hashlib
import io
from dataclasses import dataclass

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from book.errors import EditionError
from book.model import Picture
from book.render.pictures.drawing import drawing_size, safe_drawing

JPEG, PNG, SVG = "image/jpeg", "image/png", "image/svg+xml"
EXTENSIONS = {JPEG: "jpg", PNG: "png", SVG: "svg"}
MOST_PIXELS = 120_000_000  # of a picture that is opened
HEAVY_PNG = 1_500_000  # bytes: above, a photograph is better saved as JPEG
QUALITY = 88
MANY_COLORS = 4096


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """A picture as a file; `file` is its name, which its content decides; the size is in pixels."""

    file: str
    media_type: str
    content: bytes
    width: int
    height: int


def prepare_picture(picture: Picture, longest: int) -> PreparedPicture:
    """Return a picture without metadata, its longer side at most `longest` pixels.

    Raise EditionError with its name if it is broken, too large, or a drawing that is not safe.
    """
    if is_drawing(picture):
        return _named(SVG, safe_drawing(picture), drawing_size(picture))
    image = _open(picture)
    kind = JPEG if image.format in ("JPEG", "MPO") else PNG
    image = _shrunk(_upright(image), longest)
    image, content = _saved(image, kind)
    if kind == PNG and len(content) > HEAVY_PNG and _is_photograph(image):
        kind = JPEG
        image, content = _saved(image, kind)
    return _named(kind, content, image.size)


def grayed(picture: Picture) -> Picture:
    """Return a picture in grays, as PNG, for paper that gets black ink alone.

    Raise EditionError if it cannot be used.
    """
    image = _upright(_open(picture)).convert("L")
    return Picture(picture.name, PNG, _saved(image, PNG)[1])


def is_drawing(picture: Picture) -> bool:
    """Return whether a picture is a drawing (SVG), by its kind or its content."""
    head = picture.content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return picture.media_type == SVG or head.startswith((b"<svg", b"<?xml"))


def _named(kind: str, content: bytes, size: tuple[int, int]) -> PreparedPicture:
    digest = hashlib.sha256(content).hexdigest()[:16]
    return PreparedPicture(f"{digest}.{EXTENSIONS[kind]}", kind, content, *size)


def _open(picture: Picture) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(picture.content))
        if image.width * image.height > MOST_PIXELS:
            raise _broken(picture, f"it has {image.width} × {image.height} pixels")
        _load_whole(image)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise _broken(picture, str(error)) from None
    except Image.DecompressionBombError:
        raise _broken(picture, "it has too many pixels") from None
    return image


def _load_whole(image: Image.Image) -> None:
    """Decode a picture; one that ends too early is an error, whatever WeasyPrint has set."""
    former = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        image.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = former


def _broken(picture: Picture, reason: str) -> EditionError:
    reason = "it is damaged, or of an unknown kind" if "BytesIO" in reason else reason
    return EditionError(
        f"the picture {picture.name} cannot be used: {reason}",
        remedy="Save it again as JPEG or PNG, with fewer than 120 million pixels.",
    )


def _upright(image: Image.Image) -> Image.Image:
    """Return a picture as it is seen, in colors or grays, on white where it is transparent."""
    turned = ImageOps.exif_transpose(image)
    if "transparency" in turned.info or "A" in turned.getbands():
        turned = turned.convert("RGBA")
        ground = Image.new("RGBA", turned.size, "white")
        turned = Image.alpha_composite(ground, turned).convert("RGB")
        return turned.convert("L") if _is_gray(turned) else turned
    if turned.mode in ("L", "RGB"):
        return turned
    if turned.mode in ("1", "I;16", "I", "F"):
        return turned.convert("L") if turned.mode == "1" else _as_bytes(turned)
    return turned.convert("RGB")


def _is_gray(image: Image.Image) -> bool:
    red, green, blue = image.split()
    return red.tobytes() == green.tobytes() == blue.tobytes()


def _as_bytes(image: Image.Image) -> Image.Image:
    """Return a gray picture of more than 8 bits with its whole range in 8 bits.

    One that is all of one gray keeps it.
    """
    levels = image.convert("F").getextrema()
    low, high = (float(level) for level in levels)  # type: ignore[arg-type]
    low, high = (0, 65_535) if low == high > 255 else (low, high)
    scale = 255 / (high - low) if high > 255 else 1
    offset = low if high > 255 else 0
    return image.convert("F").point(lambda value: (value - offset) * scale).convert("L")


def _shrunk(image: Image.Image, longest: int) -> Image.Image:
    most = max(image.size)
    if most <= longest:
        return image
    width, height = (max(1, round(side * longest / most)) for side in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _saved(image: Image.Image, kind: str) -> tuple[Image.Image, bytes]:
    """Return the picture and its file; only its pixels are saved."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    file = io.BytesIO()
    if kind == JPEG:
        bare.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=False)
    else:
        bare.save(file, "PNG", optimize=True)
    return bare, file.getvalue()


def _is_photograph(image: Image.Image) -> bool:
    return image.getcolors(MANY_COLORS) is None
