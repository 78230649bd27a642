"""Measure how near print comes to the edges: to gutter and trim, and to the folds of the cover.

The place of each glyph, rule and picture is read back from the file.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from book.model.press import PressSpec
from book.verify.preflight.findings import MM, PreflightFinding, PressPart, is_outside
from book.verify.proof.prove_area import strays, zones_of
from book.verify.readback.drawn import PageContent, PageInk

TOLERANCE = 0.05  # points
HANGING = 2.5  # points by which stops and hyphens may hang into the margins
SHOWN = 40  # characters of a text that a finding quotes
EDGES = ("inner", "outer", "top", "bottom")
FOLD = 0.0625 * 72  # points: words on either side of a fold, for its tolerance (KDP, IngramSpark)


def check_inside_zones(pages: Sequence[PageContent], spec: PressSpec) -> Iterator[PreflightFinding]:
    """Yield the findings of type area and margins; the first page is a right-hand one."""
    yield _type_area(pages, spec)
    nearest = _nearest(pages)
    shown = ", ".join(f"{name} {nearest[name] / MM:.1f}" for name in EDGES)
    gutter, edge = spec.profile.gutter(len(pages)), spec.profile.edge
    if not gutter and not edge:
        text = f"nothing asked; print comes as near as {shown} mm"
        yield PreflightFinding("inside", "margins", None, text)
        return
    is_met = nearest["inner"] + HANGING >= gutter - TOLERANCE and all(
        nearest[name] >= edge - TOLERANCE for name in EDGES[1:]
    )
    text = (
        f"print comes as near as {shown} mm; {spec.profile.title} asks of {len(pages)} pages for "
        f"{gutter / MM:.1f} mm at the spine, {edge / MM:.1f} mm elsewhere"
    )
    yield PreflightFinding("inside", "margins", is_met, text, is_serious=False)


def check_overprinted(part: PressPart, pages: Sequence[PageContent]) -> PreflightFinding:
    """Return whether no text of a file is printed over another."""
    for number, page in enumerate(pages, 1):
        for first, second in page.overprinted:
            text = f"“{first}” and “{second}” are printed over each other on page {number}"
            return PreflightFinding(part, "overprinting", False, text)
    return PreflightFinding(part, "overprinting", True, "no words are printed over others")


def _type_area(pages: Sequence[PageContent], spec: PressSpec) -> PreflightFinding:
    for index, page in enumerate(pages):
        zones = zones_of(page.box, spec.trim, index % 2 == 0)
        for ink in strays(page, zones):
            if ink.kind != "rule" or not is_outside(ink.box, page.box):  # else it is a mark
                text = f"{_named(ink)} stands outside it on page {index + 1} of the file"
                return PreflightFinding("inside", "type area", False, text)
    text = "every glyph, rule and picture lies in the type area, the running head or the margin"
    return PreflightFinding("inside", "type area", True, text)


def _nearest(pages: Sequence[PageContent]) -> dict[str, float]:
    """Return how near print comes to each edge of the trim, in points."""
    nearest = dict.fromkeys(EDGES, float("inf"))
    for index, page in enumerate(pages):
        left, bottom, right, top = page.box
        sides = EDGES[:2] if index % 2 == 0 else EDGES[1::-1]
        for ink in page.ink:
            if is_outside(ink.box, page.box):
                continue
            distances = {
                sides[0]: ink.box[0] - left,
                sides[1]: right - ink.box[2],
                "top": top - ink.box[3],
                "bottom": ink.box[1] - bottom,
            }
            for name, distance in distances.items():
                nearest[name] = min(nearest[name], distance)
    return nearest


def check_cover_zones(page: PageContent, spec: PressSpec) -> Iterator[PreflightFinding]:
    """Yield the finding of how near the words of the cover come to its edges and folds."""
    words = [ink for ink in page.ink if ink.kind == "text"]
    left, bottom, right, top = page.box
    first = left + spec.trim.width
    folds = (left, first, first + spec.spine_width, right)
    crossing = [ink for ink in words if not _in_panel(ink, folds)]
    if crossing:
        text = f"{_named(crossing[0])} crosses a fold or an edge of the cover"
        yield PreflightFinding("cover", "safe zone", False, text)
        return
    nearest = min(_distances(words, (left, bottom, right, top)), default=0.0)
    edge = spec.profile.cover_edge
    text = f"words come as near as {nearest / MM:.1f} mm to the trim"
    if not edge:
        yield PreflightFinding("cover", "safe zone", None, text)
        return
    text += f"; {spec.profile.title} asks for {edge / MM:.1f} mm"
    yield PreflightFinding("cover", "safe zone", nearest >= edge - TOLERANCE, text)


def _in_panel(ink: PageInk, folds: Sequence[float]) -> bool:
    """Return whether a text stands on back, spine or front, at a distance from the folds."""
    return any(
        start + (FOLD if number else 0) - TOLERANCE <= ink.box[0]
        and ink.box[2] <= end - (FOLD if number < 2 else 0) + TOLERANCE
        for number, (start, end) in enumerate(pairwise(folds))
    )


def _distances(
    words: Iterable[PageInk], trim: tuple[float, float, float, float]
) -> Iterator[float]:
    left, bottom, right, top = trim
    for ink in words:
        yield from (ink.box[0] - left, ink.box[1] - bottom, right - ink.box[2], top - ink.box[3])


def _named(ink: PageInk) -> str:
    return f"“{ink.text[:SHOWN]}”" if ink.kind == "text" else f"a {ink.kind}"
