"""The preflight of the press files: what a printer asks for, line by line, met or not, each measured in the files."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from book.model import Edition, Trim
from book.render.press.barcode import find_isbn
from book.render.press.paper import LEAST_PAGES, Paper
from book.render.press.wrap import Spine, wrap_trim
from book.render.print.engine.marks import BLEED, MM
from book.verify.readback.press import SCREEN_SPACES, Ink, PressPage, PressReading

Part = Literal["inside", "cover"]
TOLERANCE = 0.01  # points, some 4 micrometres
MOST_INK = 240  # percent in sum: Lightning Source (IngramSpark), “Ink Coverage Exceeds 240% CMYK”
LEAST_RESOLUTION = 300  # pixels an inch (Ghent Workgroup 2015 warns below 225)
REGISTRATION = "Separation All"


@dataclass(frozen=True, slots=True)
class Finding:
    """A line of the report. `met` is None where there is nothing to be met; a `grave` one that is not met stops the work."""

    part: Part
    subject: str
    met: bool | None
    says: str
    grave: bool = True

    def __str__(self) -> str:
        verdict = "note" if self.met is None else "met" if self.met else "NOT MET"
        return f"  {verdict:<8} {self.subject:<12} {self.says}"


def preflight(
    edition: Edition,
    inside: PressReading,
    cover: PressReading,
    paper: Paper,
    spine: Spine,
    signature: int,
) -> tuple[Finding, ...]:
    """Judge what was measured in both files."""
    trim = wrap_trim(edition.trim, spine)
    return (
        *_extent(inside, signature),
        *_common("inside", inside, edition.trim),
        *_black(inside),
        *_spine(len(inside.pages), cover, edition, paper, spine),
        *_common("cover", cover, trim),
        *_inks(cover),
        _barcode(edition, cover),
    )


def report(edition: Edition, findings: tuple[Finding, ...]) -> str:
    """Write the report.

    A file that meets all of it may still not suit a printer: papers, folds and inks differ from house to house.
    """
    slug = edition.imprint.slug
    lines = [
        f"Preflight of {edition.imprint.title}, {edition.imprint.date}. Measured in the files themselves.",
        "",
    ]
    for part, file in (("inside", f"{slug}-press.pdf"), ("cover", f"{slug}-cover.pdf")):
        lines += [
            f"{part}: {file}",
            *(str(finding) for finding in findings if finding.part == part),
            "",
        ]
    count = sum(finding.met is False for finding in findings)
    return "\n".join([*lines, f"{count} not met" if count else "all met", ""])


def _millimetres(width: float, height: float) -> str:
    return f"{width / MM:.1f} × {height / MM:.1f} mm"


def _extent(reading: PressReading, signature: int) -> Iterator[Finding]:
    pages = len(reading.pages)
    blank = next(
        (i for i, page in enumerate(reversed(reading.pages)) if not _is_blank(page)), pages
    )
    yield Finding(
        "inside",
        "pages",
        pages % signature == 0,
        f"{pages}, a multiple of {signature}; blank at the end: {blank}",
    )
    yield Finding(
        "inside",
        "text",
        True,
        "every word and note of the edition, once and in order, read back from the file",
    )


def _is_blank(page: PressPage) -> bool:
    return not page.texts and all(_outside(painted.box, page.trim) for painted in page.paths)


def _common(part: Part, reading: PressReading, trim: Trim) -> Iterator[Finding]:
    pages = reading.pages
    sizes = sorted({(p.trim[2] - p.trim[0], p.trim[3] - p.trim[1]) for p in pages})
    right = all(
        abs(w - trim.width) < TOLERANCE and abs(h - trim.height) < TOLERANCE for w, h in sizes
    )
    yield Finding(
        part,
        "trim",
        right,
        f"{' and '.join(_millimetres(*size) for size in sizes)} on every page; asked {trim.name}",
    )
    bleeds = sorted(
        {
            round((p.trim[i] - p.bleed[i]) * (1 if i < 2 else -1) / MM, 2)
            for p in pages
            for i in range(4)
        }
    )
    yield Finding(
        part,
        "bleed",
        bleeds == [round(BLEED / MM, 2)],
        f"{', '.join(f'{b:g}' for b in bleeds)} mm on all sides",
    )
    yield Finding(
        part,
        "boxes",
        all(map(_boxes_nest, pages)),
        "TrimBox within BleedBox within MediaBox on every page",
    )
    yield _marks(part, pages)
    yield _fonts(part, reading)
    yield _pictures(part, pages)
    clear = [str(i) for i, page in enumerate(pages, 1) if page.transparent]
    yield Finding(
        part,
        "transparency",
        not clear,
        f"on page {', '.join(clear)}" if clear else "none: no alpha, soft mask, blend mode, group",
    )
    links = sum(page.annotations for page in pages)
    yield Finding(part, "annotations", not links, "none" if not links else f"{links}")
    claimed = (
        "output intent: " + ", ".join(reading.intents) if reading.intents else "no output intent"
    )
    yield Finding(
        part,
        "PDF/X",
        False,
        f"not claimed: {claimed}; the printer's own profile has to be known for it",
        grave=False,
    )


def _boxes_nest(page: PressPage) -> bool:
    m, b, t = page.media, page.bleed, page.trim
    return m[0] < b[0] < t[0] < t[2] < b[2] < m[2] and m[1] < b[1] < t[1] < t[3] < b[3] < m[3]


def _outside(box: tuple[float, float, float, float], of: tuple[float, float, float, float]) -> bool:
    return (
        box[2] <= of[0] + TOLERANCE
        or box[0] >= of[2] - TOLERANCE
        or box[3] <= of[1] + TOLERANCE
        or box[1] >= of[3] - TOLERANCE
    )


def _marks(part: Part, pages: tuple[PressPage, ...]) -> Finding:
    drawn = [
        [painted.box for painted in page.paths if _outside(painted.box, page.trim)]
        for page in pages
    ]
    counts = sorted({len(boxes) for boxes in drawn})
    clear = all(
        _outside(box, page.bleed) for page, boxes in zip(pages, drawn, strict=True) for box in boxes
    )
    where = "all outside of the bleed" if clear else "some within the bleed"
    return Finding(
        part,
        "marks",
        clear and counts[0] >= 8,
        f"{', '.join(map(str, counts))} on each page, {where}",
    )


def _fonts(part: Part, reading: PressReading) -> Finding:
    loose = [font.name for font in reading.fonts if not (font.embedded and font.subset)]
    kinds = ", ".join(sorted({font.kind for font in reading.fonts}))
    names = ", ".join(font.name for font in reading.fonts)
    says = (
        f"not embedded or not subset: {', '.join(loose)}"
        if loose
        else f"{len(reading.fonts)}, all embedded and subset ({kinds}): {names}"
    )
    return Finding(part, "fonts", not loose, says)


def _pictures(part: Part, pages: tuple[PressPage, ...]) -> Finding:
    found = [resolution for page in pages for resolution in page.pictures]
    if not found:
        return Finding(part, "images", True, "none")
    low = min(found)
    return Finding(
        part,
        "images",
        low >= LEAST_RESOLUTION,
        f"{len(found)}, the coarsest {low:.0f} ppi; asked {LEAST_RESOLUTION}",
        grave=False,
    )


def _spaces(inks: frozenset[Ink]) -> str:
    return ", ".join(sorted({ink.space for ink in inks})) or "none"


def _black(reading: PressReading) -> Iterator[Finding]:
    other = sorted(
        (ink for ink in reading.inks if not ink.is_black),
        key=lambda ink: (ink.space, ink.parts),
    )
    says = f"{_spaces(reading.inks)}; all that is painted is pure black (K 100 %)"
    if other:
        says = f"{_spaces(reading.inks)}; not black: {', '.join(f'{ink.space} {ink.parts}' for ink in other[:4])}"
    yield Finding("inside", "colours", not other, says)
    overprint = any(page.overprint for page in reading.pages)
    needed = (
        "not needed: no other ink lies under the black"
        if not other
        else "not set, and other inks are there"
    )
    yield Finding(
        "inside", "overprint", None if not other else overprint, "set" if overprint else needed
    )


def _spine(
    pages: int, cover: PressReading, edition: Edition, paper: Paper, spine: Spine
) -> Iterator[Finding]:
    page = cover.pages[0]
    drawn = page.trim[2] - page.trim[0] - 2 * edition.trim.width
    computed = (
        f"{pages} pages / 2 × {paper.leaf:g} µm a leaf ({paper.name}) = {spine.width / MM:.2f} mm"
    )
    says = f"{drawn / MM:.2f} mm between the folds; {computed}"
    yield Finding(
        "cover", "spine", len(cover.pages) == 1 and abs(drawn - spine.width) < TOLERANCE, says
    )
    short = f"Amazon KDP sets none under {LEAST_PAGES} pages, nor within 1.6 mm of the folds; 7 pt is the least that is set here"
    words = ", ".join(f"“{part}”" for part in spine.words)
    yield Finding(
        "cover", "spine text", None, f"{words} in {spine.size:g} pt" if words else f"none: {short}"
    )


def _inks(cover: PressReading) -> Iterator[Finding]:
    screen = sorted(ink.space for ink in cover.inks if ink.space in SCREEN_SPACES)
    wrong = f"; for screens, not for the press: {', '.join(screen)}" if screen else ""
    yield Finding(
        "cover",
        "colours",
        not screen,
        f"{_spaces(cover.inks - {i for i in cover.inks if i.space == REGISTRATION})}{wrong}",
    )
    marks_alone = all(
        _outside(p.box, page.trim)
        for page in cover.pages
        for p in page.paths
        if p.ink.space == REGISTRATION
    )
    yield Finding(
        "cover", "registration", marks_alone, "the marks are in every ink, and nothing else is"
    )
    darkest = max(cover.inks, key=lambda ink: ink.total)
    parts = "/".join(f"{100 * part:.0f}" for part in darkest.parts)
    says = f"{darkest.total:.0f} % in sum for the darkest colour (CMYK {parts}); IngramSpark takes less than {MOST_INK} %"
    yield Finding("cover", "ink", darkest.total < MOST_INK, says, grave=False)
    black = any(ink.is_black for ink in cover.inks)
    yield Finding(
        "cover",
        "overprint",
        None,
        "not set: " + ("black is on the white box alone" if black else "no black on the cover"),
    )


def _barcode(edition: Edition, cover: PressReading) -> Finding:
    isbn = find_isbn(edition.imprint.identifier)
    if not isbn:
        return Finding("cover", "barcode", None, "none: the edition's identifier is not an ISBN")
    bars = [painted for painted in cover.pages[0].paths if painted.ink.is_black]
    return Finding(
        "cover",
        "barcode",
        len(bars) == 30,
        f"EAN-13 {isbn[1]}, {len(bars)} bars in pure black, module 0.33 mm",
    )
