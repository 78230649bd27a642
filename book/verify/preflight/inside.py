"""What a printer asks of the inside: its count of pages, and black alone."""

from collections.abc import Iterator

from book.model.press import PressSpec
from book.verify.preflight.findings import PreflightFinding, color_spaces, is_outside
from book.verify.readback.press import PressPage, PressReading

MOST_SHOWN = 4  # colors in a finding


def check_pages(reading: PressReading, spec: PressSpec) -> Iterator[PreflightFinding]:
    """Yield the findings of the pages: a multiple of the signature, with all words."""
    pages, signature, profile = len(reading.pages), spec.signature, spec.profile
    blank = _blank_pages(reading)
    text = f"{pages} pages (must be a multiple of {signature}); blank at the end: {blank}"
    yield PreflightFinding("inside", "pages", pages % signature == 0, text)
    if profile.most_pages:
        text = f"{pages} pages; {profile.title} takes {profile.least_pages} to {profile.most_pages}"
        is_met = profile.least_pages <= pages <= profile.most_pages
        yield PreflightFinding("inside", "extent", is_met, text, is_serious=False)
    if profile.ends_blank:
        text = "the last page is blank" if blank else "the printer adds one: the last page has text"
        yield PreflightFinding("inside", "last page", bool(blank), text, is_serious=False)
    # `preflight_press` has proven that.
    words = "every word and note of the edition, once and in order, read back from the file"
    yield PreflightFinding("inside", "text", True, words)


def _blank_pages(reading: PressReading) -> int:
    """Return the number of blank pages at the end."""
    from_end = enumerate(reversed(reading.pages))
    return next((index for index, page in from_end if not _is_blank(page)), len(reading.pages))


def _is_blank(page: PressPage) -> bool:
    return not page.texts and all(is_outside(path.box, page.trim) for path in page.paths)


def check_black(reading: PressReading) -> Iterator[PreflightFinding]:
    """Yield the findings of the inks: nothing but pure black, which needs no overprint."""
    spaces = color_spaces(ink.space for ink in reading.inks)
    others = sorted((ink.space, ink.parts) for ink in reading.inks if not ink.is_black)
    if not others:
        text = f"{spaces}; all that is painted is pure black (K 100 %)"
        yield PreflightFinding("inside", "colors", True, text)
        yield _overprint(reading, None, "not needed: no other ink lies under the black")
        return
    shown = ", ".join(f"{space} {parts}" for space, parts in others[:MOST_SHOWN])
    yield PreflightFinding("inside", "colors", False, f"{spaces}; not black: {shown}")
    is_set = any(page.overprint for page in reading.pages)
    yield _overprint(reading, is_set, "not set, though there are other inks")


def _overprint(reading: PressReading, is_met: bool | None, unset: str) -> PreflightFinding:
    is_set = any(page.overprint for page in reading.pages)
    return PreflightFinding("inside", "overprint", is_met, "set" if is_set else unset)
