"""Small pieces of markup that several renderers share."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from book.text.direction import written_direction

NUMBER = Markup('<span class="number">{}.</span> ')
ID = Markup(' id="{}"')
ATTRIBUTE = Markup(' {}="{}"')
DIRECTION = Markup(' dir="{}"')


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


def direction_attribute(language: str) -> Markup:
    """Return the `dir` of a document in a language, "" for what runs from left to right.

    >>> direction_attribute("he"), direction_attribute("en")
    (Markup(' dir="rtl"'), Markup(''))
    """
    return other_direction(language, "")


def other_direction(language: str, around: str) -> Markup:
    """Return the `dir` of words in a language, "" if they run as those of the language around."""
    side = written_direction(language, "", around)
    return DIRECTION.format(side) if side else Markup("")
