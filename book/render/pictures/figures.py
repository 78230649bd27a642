"""Find the figures of an edition, their pictures, and their text alternatives."""

from collections.abc import Iterator, Mapping

from book.model import Container, Edition, Insert, Picture
from book.text.traversal import blocks_of


def figures_of(edition: Edition) -> Iterator[Container]:
    """Yield the figures that show a picture which the edition has, in order."""
    names = {picture.name for picture in edition.pictures}
    for block in blocks_of(edition.divisions):
        if isinstance(block, Insert) and block.kind == "picture":
            figure = _figure(block)
            if figure and figure.get("source") in names:
                yield figure


def _figure(insert: Insert) -> Container | None:
    figures = (each for each in reversed(insert.containers) if each.kind == "figure")
    return next(figures, None)


def used_pictures(edition: Edition) -> Mapping[str, Picture]:
    """Return the pictures that figures show, by name, in the order of the figures."""
    by_name = {picture.name: picture for picture in edition.pictures}
    return {figure.get("source"): by_name[figure.get("source")] for figure in figures_of(edition)}


def is_decorative(figure: Container) -> bool:
    return figure.get("decorative") == "yes"


def has_alternative(figure: Container) -> bool:
    """Return whether a figure has words for its picture, or needs none."""
    return is_decorative(figure) or bool(figure.get("alt").strip())


def alternative_of(figure: Container, undescribed: str) -> str:
    """Return the words for a figure's picture: "" for decoration, `undescribed` if none are known.

    >>> alternative_of(Container("figure", "f", (("alt", "A fox."),)), "Picture")
    'A fox.'
    """
    if is_decorative(figure):
        return ""
    return " ".join(figure.get("alt").split()) or undescribed
