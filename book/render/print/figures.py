"""The pictures of the print edition: their size on the page, and as many pixels as it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil

from markupsafe import Markup

from book.model import Container, Edition, Picture, Trim
from book.render.html.markup import attributes_of
from book.render.pictures import (
    PreparedPicture,
    alternative_of,
    prepare_picture,
    used_pictures,
)
from book.text.nesting import containers_of
from book.text.traversal import blocks_of

LEADING = 14  # points
SCREEN_RESOLUTION = 144  # pixels an inch of a picture that need not be made smaller
FINEST = 300  # pixels an inch: more is lost in print
CAPTION = 5 * LEADING  # points below the highest picture, for its caption
GAP = 14  # points between two columns of a table
FOLDER = "pictures/"
IMAGE = Markup("<img{}>\n")


@dataclass(frozen=True, slots=True)
class PrintPicture:
    """A picture as it is printed; its width and height on the page are in points."""

    picture: PreparedPicture
    width: float
    height: float

    @property
    def address(self) -> str:
        return FOLDER + self.picture.file

    @property
    def style(self) -> str:
        """The size, and what is missing below it to a whole number of lines."""
        missing = ceil(self.height / LEADING) * LEADING - self.height
        sizes = {"width": self.width, "height": self.height, "margin-bottom": missing}
        return ";".join(f"{name}:{length:.2f}pt" for name, length in sizes.items())


def print_pictures(edition: Edition) -> Mapping[str, PrintPicture]:
    """Return the pictures of the figures, by name, in the size in which they are printed.

    Raise EditionError for one that cannot be used.
    """
    return _prepared(tuple(used_pictures(edition).items()), edition.trim)


@lru_cache(maxsize=2)
def _prepared(used: tuple[tuple[str, Picture], ...], trim: Trim) -> Mapping[str, PrintPicture]:
    return {name: _print_picture(picture, trim) for name, picture in used}


def _print_picture(picture: Picture, trim: Trim) -> PrintPicture:
    longest = int(max(trim.measure, trim.depth) / 72 * FINEST)
    prepared = prepare_picture(picture, longest)
    width, height = _size(prepared, trim)
    finest = ceil(max(width, height) / 72 * FINEST)
    if max(prepared.width, prepared.height) > finest:
        prepared = prepare_picture(picture, finest)
    return PrintPicture(prepared, width, height)


def _size(picture: PreparedPicture, trim: Trim) -> tuple[float, float]:
    """Return the size of a picture: as large as it is, but within the page."""
    width, height = (side / SCREEN_RESOLUTION * 72 for side in (picture.width, picture.height))
    highest = (trim.depth - CAPTION) // LEADING * LEADING
    scale = min(1, trim.measure / width, highest / height)
    return width * scale, height * scale


def picture_files(edition: Edition) -> dict[str, bytes]:
    """Return the files of the pictures by address."""
    pictures = print_pictures(edition).values()
    return {printed.address: printed.picture.content for printed in pictures}


def widths_in_cells(edition: Edition) -> Mapping[str, float]:
    """Return how wide each figure in a table may be, by the figure's id, in points.

    A column has an equal share of the page: WeasyPrint makes no picture narrower for its cell.
    """
    widths: dict[str, float] = {}
    for block in blocks_of(edition.divisions):
        table = cell = None
        for container in containers_of(block):
            if container.kind == "table":
                table = container
            elif container.kind == "cell":
                cell = container
            elif container.kind == "figure" and table and cell:
                columns = max(int(table.get("columns") or 1), 1)
                spanned = min(max(int(cell.get("columns") or 1), 1), columns)
                widths[container.id] = edition.trim.measure / columns * spanned - GAP
    return widths


def picture_of(
    figure: Container,
    pictures: Mapping[str, PrintPicture],
    undescribed: str,
    widths: Mapping[str, float],
) -> Markup:
    """Return the picture of a figure, "" if the book lacks it; `widths` are the greatest ones."""
    printed = pictures.get(figure.get("source"))
    if printed is None:
        return Markup("")
    scale = min(1, max(widths.get(figure.id, printed.width), GAP) / printed.width)
    printed = replace(printed, width=printed.width * scale, height=printed.height * scale)
    attributes = {
        "src": printed.address,
        "alt": alternative_of(figure, undescribed),
        "style": printed.style,
    }
    return IMAGE.format(attributes_of(attributes))
