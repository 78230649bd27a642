"""Find what a page draws but nobody sees: white, tiny, covered, clipped, off the paper …"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from book.verify.readback.colors import WHITE, Color, blend, contrast
from book.verify.readback.geometry import Box, common, holds, overlap
from book.verify.readback.graphics import Paint
from book.verify.readback.shown import Shown

# A smaller letter cannot be read: half the size of the smallest that the style sheet has.
LEAST_SIZE = 3.5
# The least that WCAG 2.2 (1.4.3) allows for large text.
LEAST_CONTRAST = 3
# By so many points the body of a letter may stand over an edge: the advance of a glyph is not its
# outline.
TOLERANCE = 1.0
COVERED = 0.3  # the share of the body of a word; a line through it covers less
OPAQUE = 0.3  # the opacity at which an area covers what is behind it
FILLED = {0, 2}  # text rendering modes (ISO 32000-1, 9.3.6) that fill the letters
SHOWN = 80  # characters of a text that are named


@dataclass(frozen=True, slots=True)
class HiddenText:
    """A text that is not seen, and why."""

    text: str
    reason: str


def find_hidden(texts: Sequence[Shown], paints: Sequence[Paint], page: Box) -> Iterator[HiddenText]:
    """Yield each text that cannot be seen on a page, of which only the box `page` is seen."""
    for shown in texts:
        if shown.is_inked:
            reason = _reason(shown) or _reason_of_color(shown, paints)
            if reason:
                yield HiddenText(_named(shown.text), reason)
            else:
                yield from _hidden_words(shown, paints, page)


def _named(text: str) -> str:
    return text.strip()[:SHOWN]


def _reason(shown: Shown) -> str:
    """Return why a whole text is not seen, whatever is drawn besides."""
    if shown.mode not in FILLED:
        return f"its letters are not filled (text rendering mode {shown.mode})"
    if shown.size < LEAST_SIZE:
        return f"{shown.size:.1f} points high"
    if shown.is_mirrored:
        return "mirrored"
    if shown.is_optional:
        return "in a layer that can be switched off"
    if shown.has_blank:
        blank = shown.font.blank
        letters = [shown.font.characters[code] for code in sorted(blank)]
        return f"its font {shown.font.name} draws nothing for {', '.join(letters)}"
    return ""


def _reason_of_color(shown: Shown, paints: Sequence[Paint]) -> str:
    if shown.color is None:
        return "its color cannot be read"
    for behind in _behind(shown, paints):
        if behind is None:
            return "it stands on a picture"
        seen = blend(shown.color, behind, shown.alpha)
        if contrast(seen, behind) < LEAST_CONTRAST:
            return f"{_color_name(seen)} on {_color_name(behind)}"
    return ""


def _behind(shown: Shown, paints: Sequence[Paint]) -> Iterator[Color | None]:
    """Yield the colors behind a text, from the one in front until one is all behind it."""
    box = shown.box
    for paint in reversed(paints):
        if paint.order < shown.order and paint.alpha and overlap(box, paint.box) > COVERED:
            yield None if paint.color is None else blend(paint.color, WHITE, paint.alpha)
            if holds(paint.box, box, TOLERANCE):
                return
    yield WHITE


def _color_name(color: Color) -> str:
    if color == WHITE:
        return "white"
    return "#" + "".join(f"{round(part * 255):02x}" for part in color)


def _hidden_words(shown: Shown, paints: Sequence[Paint], page: Box) -> Iterator[HiddenText]:
    box, seen = shown.box, common(shown.clip, page)
    after = [paint for paint in paints if paint.order > shown.order and paint.alpha > OPAQUE]
    covers = [paint.box for paint in after if overlap(box, paint.box)]
    if holds(seen, box, TOLERANCE) and not covers:
        return
    reasons: dict[str, list[str]] = {}
    for word, place in shown.words():
        if reason := _reason_of_place(place, shown.clip, page, covers):
            reasons.setdefault(reason, []).append(word)
    for reason, words in reasons.items():
        yield HiddenText(_named(" ".join(words)), reason)


def _reason_of_place(box: Box, clip: Box, page: Box, covers: Sequence[Box]) -> str:
    if not holds(page, box, TOLERANCE):
        return "off the page as it is trimmed"
    if not holds(clip, box, TOLERANCE):
        return "clipped"
    if any(overlap(box, cover) > COVERED for cover in covers):
        return "covered by what is drawn over it"
    return ""


def find_overprinted(texts: Sequence[Shown]) -> Iterator[tuple[str, str]]:
    """Yield each pair of texts of which one is drawn over the other.

    The letters of a word that runs from right to left, drawn one by one, may reach over each other.
    """
    boxed = [(shown.box, shown) for shown in texts if shown.is_inked]
    boxed.sort(key=lambda pair: pair[0][1])
    for index, (box, shown) in enumerate(boxed):
        for other_box, other in boxed[index + 1 :]:
            if other_box[1] >= box[3]:
                break
            is_beside = other_box[0] >= box[2] or other_box[2] <= box[0]
            if is_beside or (shown.content and shown.content == other.content):
                continue
            if max(overlap(box, other_box), overlap(other_box, box)) > COVERED:
                yield _named(shown.text), _named(other.text)
