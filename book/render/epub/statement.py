"""An element of the package's metadata."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """An element of the package's metadata.

    `name` is `dc:…`, or `meta` with its property or name among the `attributes`.
    """

    name: str
    value: str
    attributes: tuple[tuple[str, str], ...] = ()


Statements = tuple[Statement, ...]


def property_of(name: str, value: str, refines: str = "", **attributes: str) -> Statement:
    """Return a property of the book, or of the element with the id `refines`."""
    target = {"refines": f"#{refines}"} if refines else {}
    return Statement("meta", value, tuple({**target, "property": name, **attributes}.items()))
