"""The picture of two facing pages for the download page, drawn or taken from the cache."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from book.model import Edition
from book.render.site.pictures import join_pages
from book.runtime.cache import Cache
from book.text.cached import recall
from book.text.direction import direction_of
from book.verify.readback.pdf import PdfReading, draw_page

NAME = "spread.png"
WIDTH = 620  # pixels of a page: enough to read the notes


def choose_spread(edition: Edition, reading: PdfReading) -> int | None:
    """Return the index of the first of the two facing pages that are shown; None if none face.

    They are those with most notes; in a book without notes, those on both of which something
    begins that can be linked to. Of several pairs it is the earliest. A page on the left has an
    even number.
    """
    notes = Counter(reading.anchors.get(note.id) for note in edition.notes)
    anchors = set(reading.anchors.values())

    def worth(page: int) -> tuple[int, bool]:
        return notes[page] + notes[page + 1], {page, page + 1} <= anchors

    facing = list(_facing(reading.labels))
    has_notes = any(worth(page)[0] for page in facing)
    return max(facing, key=lambda page: worth(page)[0 if has_notes else 1], default=None)


def _facing(labels: tuple[str, ...]) -> Iterator[int]:
    for page in range(len(labels) - 1):
        left, right = labels[page : page + 2]
        if left.isdecimal() and int(left) % 2 == 0 and right == str(int(left) + 1):
            yield page


def draw_spread(
    edition: Edition, pdf: bytes, reading: PdfReading, cache: Cache | None
) -> dict[str, bytes]:
    """Return the picture by its name; nothing if no two pages of the text face each other."""
    page = choose_spread(edition, reading)
    if page is None:
        return {}
    is_leftward = direction_of(edition.imprint.language) == "rtl"
    draw = partial(_draw, pdf, page, is_leftward=is_leftward)
    return {NAME: recall(cache, "spread", (pdf, page, is_leftward, WIDTH), draw)}


def _draw(pdf: bytes, page: int, *, is_leftward: bool) -> bytes:
    first, second = (draw_page(pdf, each, WIDTH, is_small=False) for each in (page, page + 1))
    return join_pages(second, first) if is_leftward else join_pages(first, second)
