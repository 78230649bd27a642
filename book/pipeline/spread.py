"""The picture of two facing pages for the download page, drawn or taken from the cache."""

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
    """Return the index of the first of the two facing pages that have most notes, None if none do.

    It is the earliest pair if there are several. A page on the left has an even number.
    """
    pages = [reading.anchors.get(note.id) for note in edition.notes]
    facing = list(_facing(reading.labels))
    if not facing:
        return None
    best = max(facing, key=lambda page: sum(at in (page, page + 1) for at in pages))
    return best if any(at in (best, best + 1) for at in pages) else None


def _facing(labels: tuple[str, ...]) -> Iterator[int]:
    for page in range(len(labels) - 1):
        left, right = labels[page : page + 2]
        if left.isdecimal() and int(left) % 2 == 0 and right == str(int(left) + 1):
            yield page


def draw_spread(
    edition: Edition, pdf: bytes, reading: PdfReading, cache: Cache | None
) -> dict[str, bytes]:
    """Return the picture by its name; nothing if no two facing pages have a note."""
    page = choose_spread(edition, reading)
    if page is None:
        return {}
    is_leftward = direction_of(edition.imprint.language) == "rtl"
    draw = partial(_draw, pdf, page, is_leftward=is_leftward)
    return {NAME: recall(cache, "spread", (pdf, page, is_leftward, WIDTH), draw)}


def _draw(pdf: bytes, page: int, *, is_leftward: bool) -> bytes:
    first, second = (draw_page(pdf, each, WIDTH, is_small=False) for each in (page, page + 1))
    return join_pages(second, first) if is_leftward else join_pages(first, second)
