"""The pictures of an e-book, and how its figures show them."""

from collections.abc import Mapping

from markupsafe import Markup

from book.model import Container, Edition
from book.render.html.markup import attributes_of
from book.render.pictures import (
    PreparedPicture,
    alternative_of,
    has_alternative,
    prepare_picture,
    used_pictures,
)

LONGEST = 1600  # pixels: more than the screen of any reading device shows
IMAGES = "images/"
IMAGE = Markup("<img{}/>\n")

Pictures = Mapping[str, PreparedPicture]


def prepare_pictures(edition: Edition) -> Pictures:
    """Return the pictures that the book shows, by name.

    Raise EditionError for one that cannot be used.
    """
    used = used_pictures(edition)
    return {name: prepare_picture(picture, LONGEST) for name, picture in used.items()}


def picture_of(figure: Container, pictures: Pictures, undescribed: str) -> Markup:
    """Return the picture of a figure, "" if the book lacks it."""
    picture = pictures.get(figure.get("source"))
    if picture is None:
        return Markup("")
    alternative = alternative_of(figure, undescribed)
    attributes = {"src": f"../{IMAGES}{picture.file}", "alt": alternative}
    if not alternative:
        attributes["role"] = "presentation"
    if not has_alternative(figure):
        attributes["class"] = "undescribed"
    return IMAGE.format(attributes_of(attributes))
