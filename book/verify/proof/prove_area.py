"""Prove that all that leaves ink stands where it may: every glyph, rule and picture is measured.

A page has three zones: the type area, the line of the running head above it, and the column of
notes in the outer margin. What is in none of them stands in the gutter, runs off the paper, or
over the folio. The cover is one page, and its words keep a distance from the edges.
"""

from collections.abc import Iterator, Sequence

from book.errors import ProofError
from book.model import Edition, Trim
from book.text.direction import direction_of
from book.text.languages import script_of
from book.text.scripts import SIZES, USUAL_SIZES
from book.verify.readback.drawn import PageContent, PageInk
from book.verify.readback.geometry import Box, holds

# Points by which ink of 11 points may pass the edges of the type area: stops, hyphens and
# quotation marks may hang 2.5 points into the margins, and the outline of an italic letter stands
# out by 1.
HANGING = 3.5
RISE = 3.0  # by which ink may pass the first and the last line: an accent, the rule of a table
HEAD = (10, 44)  # points above the type area between which the running head stands
GAP = 5  # points at least between the text and what is in the margin
EDGE = 12  # points at least from all that is printed to the edge of the paper
COVER_EDGE = 18  # points, a quarter of an inch, from the words of the cover to its edges
LONGEST = 60  # characters that an error quotes
NAMES = {"rule": "a rule", "picture": "a picture"}
REMEDY = (
    "Shorten it or divide it; choose a larger page (`size` in [print] of edition.toml); or correct "
    "the style sheets in templates/."
)


def prove_area(
    edition: Edition, pages: Sequence[PageContent], labels: Sequence[str], file: str
) -> None:
    """Raise ProofError for the first ink outside its zones, with the page and the words.

    The first page is a right-hand one, or a left-hand one if the book is bound on the right.
    """
    sizes = SIZES.get(script_of(edition.imprint.language), USUAL_SIZES)
    hanging = HANGING * max(1.0, float(sizes.type) / float(USUAL_SIZES.type))
    covers, is_rtl = 0, direction_of(edition.imprint.language) == "rtl"
    for index, (page, label) in enumerate(zip(pages, labels, strict=True)):
        is_cover = label == edition.labels["cover"]
        covers += is_cover and bool(page.ink)
        if covers > 1:
            message = "the words of the cover do not fit on one page"
            raise ProofError(message, file=file, remedy="Shorten the title or the author’s name.")
        is_right = index % 2 == is_rtl
        zones = (
            (_cover(page.box),) if is_cover else zones_of(page.box, edition.trim, is_right, hanging)
        )
        for ink in strays(page, zones, words_only=is_cover):
            message = f"page {label}: {_name(ink)} {_where(ink.box, zones[0])}"
            raise ProofError(message, file=file, remedy=REMEDY)


def strays(
    page: PageContent, zones: Sequence[Box], *, words_only: bool = False
) -> Iterator[PageInk]:
    """Yield what stands in none of the zones of a page; of a cover only words count."""
    for ink in page.ink:
        if words_only and ink.kind != "text":
            continue
        if not any(holds(zone, ink.box, 0) for zone in zones):
            yield ink


def zones_of(
    page: Box, trim: Trim, is_right: bool, hanging: float = HANGING
) -> tuple[Box, Box, Box]:
    """Return the type area, the place of the running head, and the column in the outer margin.

    `page` is the trimmed page, on the right-hand or the left-hand side.
    """
    left = page[0] + (trim.inner if is_right else trim.outer)
    right = page[2] - (trim.outer if is_right else trim.inner)
    bottom, top = page[1] + trim.bottom - RISE, page[3] - trim.top + RISE
    area = (left - hanging, bottom, right + hanging, top)
    above = page[3] - trim.top
    head = (left - hanging, above + HEAD[0], right + hanging, min(above + HEAD[1], page[3] - EDGE))
    margin = (right + GAP, page[2] - EDGE) if is_right else (page[0] + EDGE, left - GAP)
    return area, head, (margin[0], bottom, margin[1], top)


def _cover(page: Box) -> Box:
    left, bottom, right, top = page
    return left + COVER_EDGE, bottom + COVER_EDGE, right - COVER_EDGE, top - COVER_EDGE


def _name(ink: PageInk) -> str:
    if ink.kind != "text":
        return NAMES[ink.kind]
    return f"“{ink.text[:LONGEST]}{'…' if len(ink.text) > LONGEST else ''}”"


def _where(box: Box, area: Box) -> str:
    """Say by how much a box passes the edges of the type area."""
    passed = {
        "to the left of": area[0] - box[0],
        "below": area[1] - box[1],
        "to the right of": box[2] - area[2],
        "above": box[3] - area[3],
    }
    side, distance = max(passed.items(), key=lambda each: each[1])
    return f"stands outside the type area: {distance:.1f} points {side} it"
