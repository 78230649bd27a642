"""Small pieces of markup that several renderers share."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

NUMBER = Markup('<span class="number">{}.</span> ')
ID = Markup(' id="{}"')
ATTRIBUTE = Markup(' {}="{}"')


def join(parts: Iterable[str]) -> Markup:
    """Join pieces of markup; a piece that is not markup is escaped.

    >>> join([Markup("<br/>"), "a & b"])
    Markup('<br/>a &amp; b')
    """
    return Markup("").join(parts)


def id_attribute(name: str) -> Markup:
    """Return an `id` attribute with the space before it, or "" if there is no name."""
    return ID.format(name) if name else Markup("")


def heading_number(label: str) -> Markup:
    """Return the number before a heading, or "" if the heading has none."""
    return NUMBER.format(label) if label else Markup("")


def attributes_of(attributes: Mapping[str, str]) -> Markup:
    """Return attributes, each with the space before it.

    >>> attributes_of({"lang": "de", "title": 'a "b"'})
    Markup(' lang="de" title="a &#34;b&#34;"')
    """
    return Markup("").join(ATTRIBUTE.format(name, value) for name, value in attributes.items())
