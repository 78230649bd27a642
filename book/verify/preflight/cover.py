"""What a printer asks of the cover: the width of the spine, the inks, the barcode."""

from collections.abc import Iterator, Sequence

from book.model.press import PressSpec
from book.verify.preflight.both import check_both
from book.verify.preflight.findings import (
    MM,
    TOLERANCE,
    Box,
    PreflightFinding,
    color_spaces,
    is_outside,
)
from book.verify.readback.press import SCREEN_SPACES, Ink, PressReading

REGISTRATION = "Separation All"


def check_cover(cover: PressReading, pages: int, spec: PressSpec) -> Iterator[PreflightFinding]:
    """Yield the findings of the cover of a book of this many pages."""
    profile = spec.profile
    yield _spine(cover, pages, spec)
    yield _spine_text(spec)
    bleed, has_marks = profile.cover_bleed, profile.has_marks
    yield from check_both("cover", cover, spec.cover_trim, bleed, has_marks=has_marks)
    yield _colors(cover)
    yield _registration(cover)
    yield _coverage(max(cover.inks, key=lambda ink: ink.total), profile.most_ink)
    yield _overprint(cover)
    yield _barcode(cover, spec)


def _spine(cover: PressReading, pages: int, spec: PressSpec) -> PreflightFinding:
    trim = cover.pages[0].trim
    drawn = trim[2] - trim[0] - 2 * spec.trim.width
    extra = spec.profile.spine_extra
    more = f" + {extra / MM:.2f} mm for {spec.profile.title}" if extra else ""
    text = (
        f"{drawn / MM:.2f} mm between the folds; {pages} pages / 2 × {spec.leaf:.4g} µm a leaf "
        f"({spec.paper}){more} = {spec.spine_width / MM:.2f} mm"
    )
    is_met = len(cover.pages) == 1 and abs(drawn - spec.spine_width) < TOLERANCE
    return PreflightFinding("cover", "spine", is_met, text)


def _spine_text(spec: PressSpec) -> PreflightFinding:
    words = ", ".join(f"“{part}”" for part in spec.spine_words)
    reason = (
        f"none: the book has fewer than {spec.profile.least_spine_pages} pages, or the spine "
        "is too narrow for 7 pt type with 1.6 mm on each side"
    )
    text = f"{words} in {spec.spine_type:g} pt" if words else reason
    return PreflightFinding("cover", "spine text", None, text)


def _colors(cover: PressReading) -> PreflightFinding:
    spaces = {ink.space for ink in cover.inks}
    for_screens = sorted(spaces & SCREEN_SPACES)
    fault = f"; for screens, not for the press: {', '.join(for_screens)}" if for_screens else ""
    text = color_spaces(spaces - {REGISTRATION}) + fault
    return PreflightFinding("cover", "colors", not for_screens, text)


def _registration(cover: PressReading) -> PreflightFinding:
    is_met = all(
        is_outside(path.box, page.trim)
        for page in cover.pages
        for path in page.paths
        if path.ink.space == REGISTRATION
    )
    met = "nothing inside the trim is printed in every ink, as marks are"
    fault = "something inside the trim is printed in every ink"
    return PreflightFinding("cover", "registration", is_met, met if is_met else fault)


def _coverage(darkest: Ink, most: float) -> PreflightFinding:
    parts = "/".join(f"{100 * part:.0f}" for part in darkest.parts)
    text = f"the darkest color has {darkest.total:.0f} % ink in total (CMYK {parts})"
    if not most:
        return PreflightFinding("cover", "ink", None, f"{text}; no limit is known")
    text += f"; less than {most:g} % wanted"
    return PreflightFinding("cover", "ink", darkest.total < most, text, is_serious=False)


def _overprint(cover: PressReading) -> PreflightFinding:
    has_black = any(ink.is_black for ink in cover.inks)
    where = "black is used only on the white box" if has_black else "no black on the cover"
    return PreflightFinding("cover", "overprint", None, f"not set: {where}")


def _barcode(cover: PressReading, spec: PressSpec) -> PreflightFinding:
    if not spec.barcode:
        text = "none: edition.toml states no ISBN of the printed book"
        return PreflightFinding("cover", "barcode", None, text)
    bars = sorted(path.box for path in cover.pages[0].paths if path.ink.is_black)
    is_met = _modules(bars, len(spec.barcode)) == spec.barcode
    text = f"EAN-13 {spec.isbn}, {len(bars)} bars in pure black, module {_module(bars):.2f} mm"
    return PreflightFinding("cover", "barcode", is_met, text)


def _module(bars: Sequence[Box]) -> float:
    """Return the width of the narrowest bar in millimeters."""
    return min((right - left for left, _, right, _ in bars), default=0) / MM


def _modules(bars: Sequence[Box], count: int) -> str:
    """Return bars as this many modules, "1" for a bar."""
    if not bars:
        return ""
    first = bars[0][0]
    module = (max(bar[2] for bar in bars) - first) / count
    modules = ["0"] * count
    for left, _, right, _ in bars:
        start, end = round((left - first) / module), round((right - first) / module)
        modules[start:end] = "1" * (end - start)
    return "".join(modules)
