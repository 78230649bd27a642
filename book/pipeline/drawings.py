"""Drawings (SVG) as pictures of pixels, for print: a proof cannot follow the words in a drawing."""

import hashlib
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from itertools import cycle

from book.model import Edition, Picture
from book.pipeline.context import BuildContext
from book.render.pictures import is_drawing, used_pictures
from book.verify.readback.pdf import draw_page

WIDTH = 2000  # pixels: more than 300 an inch on most pages
ALONE = BuildContext()


def with_rasters(edition: Edition, context: BuildContext = ALONE) -> Edition:
    """Return the edition with a PNG in place of each drawing that a figure shows.

    An engraving may take seconds, so all workers draw, and what is drawn is kept. Raise
    EditionError for a drawing that is broken or not safe.
    """
    drawings = {name: p for name, p in used_pictures(edition).items() if is_drawing(p)}
    if not drawings:
        return edition
    drawn = _draw_all(drawings, context)
    pictures = (_replaced(picture, drawn) for picture in edition.pictures)
    return replace(edition, pictures=tuple(pictures))


def _replaced(picture: Picture, drawn: dict[str, bytes]) -> Picture:
    """Return a picture, or the PNG that is drawn of it."""
    if content := drawn.get(picture.name):
        return Picture(picture.name, "image/png", content)
    return picture


def _draw_all(drawings: dict[str, Picture], context: BuildContext) -> dict[str, bytes]:
    cache = context.cache
    seed = cache.seed if cache else ""
    keys = {name: _key(picture, seed) for name, picture in drawings.items()}
    kept = {name: cache.get(key) for name, key in keys.items()} if cache else {}
    missing = {name: picture for name, picture in drawings.items() if not kept.get(name)}
    drawn = {name: content for name, content in kept.items() if content} | _draw(missing, context)
    for name in missing if cache else ():
        cache.put(keys[name], drawn[name])  # type: ignore[union-attr]
    return drawn


def _key(picture: Picture, seed: str) -> str:
    parts = f"drawing {WIDTH} {seed} ".encode() + picture.content
    return hashlib.sha256(parts).hexdigest()


def _draw(drawings: dict[str, Picture], context: BuildContext) -> dict[str, bytes]:
    if not context.workers:
        return {name: rasterize(picture) for name, picture in drawings.items()}
    turns = zip(drawings.items(), cycle(context.workers), strict=False)
    waiting: dict[str, Future[bytes]] = {
        name: worker.submit(partial(rasterize, picture)) for (name, picture), worker in turns
    }
    return {name: future.result() for name, future in waiting.items()}


def rasterize(picture: Picture) -> bytes:
    """Return a drawing as PNG. Runs in a worker."""
    from book.render.print.engine.drawing import drawing_as_pdf

    return draw_page(drawing_as_pdf(picture), 0, WIDTH)
