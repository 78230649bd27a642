"""What a printer asks of inside and cover: boxes, marks, fonts, pictures, nothing for screens."""

from collections.abc import Iterator, Sequence

from book.model import Trim
from book.verify.preflight.findings import (
    MM,
    TOLERANCE,
    Box,
    PreflightFinding,
    PressPart,
    is_outside,
)
from book.verify.readback.press import PressPage, PressReading

LEAST_RESOLUTION = 300  # pixels an inch (Ghent Workgroup 2015 warns below 225)
LEAST_MARKS = 8  # on a page: two at each corner


def check_both(
    part: PressPart, reading: PressReading, trim: Trim, bleed: float, *, has_marks: bool
) -> Iterator[PreflightFinding]:
    """Yield the findings of a file whose pages must have this trim, and this bleed in points."""
    pages = reading.pages
    yield _trim(part, pages, trim)
    yield _bleed(part, pages, bleed)
    yield _boxes(part, pages, has_marks=has_marks)
    yield _marks(part, pages) if has_marks else _no_marks(part, pages)
    yield _fonts(part, reading)
    yield _pictures(part, pages)
    yield _transparency(part, pages)
    links = sum(page.annotations for page in pages)
    yield PreflightFinding(part, "annotations", not links, str(links) if links else "none")
    yield _pdf_x(part, reading)


def _trim(part: PressPart, pages: Sequence[PressPage], trim: Trim) -> PreflightFinding:
    sizes = sorted({_size(page.trim) for page in pages})
    is_met = all(
        abs(width - trim.width) < TOLERANCE and abs(height - trim.height) < TOLERANCE
        for width, height in sizes
    )
    shown = " and ".join(f"{width / MM:.1f} × {height / MM:.1f} mm" for width, height in sizes)
    return PreflightFinding(part, "trim", is_met, f"{shown} on every page; asked for {trim.name}")


def _size(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _bleed(part: PressPart, pages: Sequence[PressPage], bleed: float) -> PreflightFinding:
    bleeds = sorted({round(side / MM, 2) for page in pages for side in _bleeds_of(page)})
    shown = ", ".join(f"{side:g}" for side in bleeds)
    is_met = bleeds == [round(bleed / MM, 2)]
    return PreflightFinding(part, "bleed", is_met, f"{shown} mm on all sides")


def _bleeds_of(page: PressPage) -> tuple[float, ...]:
    """Return the bleed on the four sides of a page."""
    trim, bleed = page.trim, page.bleed
    return trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]


def _boxes(part: PressPart, pages: Sequence[PressPage], *, has_marks: bool) -> PreflightFinding:
    """Return whether the boxes lie in each other; the file ends at the bleed if it has no marks."""
    nested = all(map(_boxes_nest, pages))
    if has_marks:
        is_met = nested and all(page.media != page.bleed for page in pages)
        text = "TrimBox within BleedBox within MediaBox on every page"
    else:
        is_met = nested and all(_is_same(page.media, page.bleed) for page in pages)
        sizes = " and ".join(
            sorted({f"{w / MM:.1f} × {h / MM:.1f} mm" for w, h in (_size(p.media) for p in pages)})
        )
        text = f"MediaBox {sizes}, trim and bleed; TrimBox within it"
    return PreflightFinding(part, "boxes", is_met, text)


def _boxes_nest(page: PressPage) -> bool:
    left, bottom, right, top = page.trim
    is_nested = _is_within(page.trim, page.bleed) and _is_within(page.bleed, page.media)
    return is_nested and left < right and bottom < top


def _is_within(inner: Box, outer: Box) -> bool:
    is_below_right = outer[0] <= inner[0] and outer[1] <= inner[1]
    return is_below_right and inner[2] <= outer[2] and inner[3] <= outer[3]


def _is_same(box: Box, other: Box) -> bool:
    return all(abs(a - b) < TOLERANCE for a, b in zip(box, other, strict=True))


def _no_marks(part: PressPart, pages: Sequence[PressPage]) -> PreflightFinding:
    """Return whether nothing is printed beside the trim, where marks would stand."""
    beside = [path for page in pages for path in page.paths if is_outside(path.box, page.trim)]
    text = "some, though the printer wants none" if beside else "none, as the printer wants it"
    return PreflightFinding(part, "marks", not beside, text)


def _marks(part: PressPart, pages: Sequence[PressPage]) -> PreflightFinding:
    marks = [[path.box for path in page.paths if is_outside(path.box, page.trim)] for page in pages]
    counts = sorted({len(of_page) for of_page in marks})
    is_clear = all(
        is_outside(box, page.bleed)
        for page, of_page in zip(pages, marks, strict=True)
        for box in of_page
    )
    where = "all outside the bleed" if is_clear else "some within the bleed"
    text = f"{', '.join(map(str, counts))} on each page, {where}"
    return PreflightFinding(part, "marks", is_clear and counts[0] >= LEAST_MARKS, text)


def _fonts(part: PressPart, reading: PressReading) -> PreflightFinding:
    loose = [font.name for font in reading.fonts if not (font.embedded and font.subset)]
    if loose:
        text = f"not embedded or not subset: {', '.join(loose)}"
        return PreflightFinding(part, "fonts", False, text)
    kinds = ", ".join(sorted({font.kind for font in reading.fonts}))
    names = ", ".join(font.name for font in reading.fonts)
    text = f"{len(reading.fonts)}, all embedded and subset ({kinds}): {names}"
    return PreflightFinding(part, "fonts", True, text)


def _pictures(part: PressPart, pages: Sequence[PressPage]) -> PreflightFinding:
    resolutions = [resolution for page in pages for resolution in page.pictures]
    if not resolutions:
        return PreflightFinding(part, "images", True, "none")
    lowest = min(resolutions)
    text = (
        f"{len(resolutions)} images, the lowest resolution {lowest:.0f} ppi; "
        f"at least {LEAST_RESOLUTION} wanted"
    )
    return PreflightFinding(part, "images", lowest >= LEAST_RESOLUTION, text, is_serious=False)


def _transparency(part: PressPart, pages: Sequence[PressPage]) -> PreflightFinding:
    numbers = [str(number) for number, page in enumerate(pages, 1) if page.transparent]
    none = "none: no alpha, soft mask, blend mode, group"
    text = f"on page {', '.join(numbers)}" if numbers else none
    return PreflightFinding(part, "transparency", not numbers, text)


def _pdf_x(part: PressPart, reading: PressReading) -> PreflightFinding:
    intents = ", ".join(reading.intents)
    claim = f"output intent: {intents}" if intents else "no output intent"
    text = f"not claimed ({claim}): PDF/X needs the color profile of the printer's press"
    return PreflightFinding(part, "PDF/X", None, text)
