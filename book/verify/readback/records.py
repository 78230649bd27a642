"""Read the records of an edition: the values in JSON and in ONIX, each with its path."""

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

Fact = tuple[str, str]  # where a value is, and the value
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def read_json(content: bytes) -> Any:
    """Return a document of JSON. Raise ValueError if it is none, or has a name twice."""
    return json.loads(content, object_pairs_hook=_without_duplicates)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise ValueError(f"a name is there twice among {', '.join(name for name, _ in pairs)}")
    return record


def values_of(data: Any, path: str = "") -> Iterator[Fact]:
    """Yield the values in a document of JSON, in its order.

    >>> list(values_of({"name": "Fox", "notes": [1, True]}))
    [('name', '"Fox"'), ('notes[1]', '1'), ('notes[2]', 'true')]
    """
    if isinstance(data, dict):
        for name, value in data.items():
            yield from values_of(value, f"{path}.{name}" if path else name)
    elif isinstance(data, list):
        for number, value in enumerate(data, 1):
            yield from values_of(value, f"{path}[{number}]")
    else:
        yield path, json.dumps(data, ensure_ascii=False)


def read_png_size(png: bytes) -> tuple[int, int]:
    """Return the width and height of a PNG in pixels, with which it begins (PNG, 11.2.2)."""
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def read_onix(content: bytes) -> list[Fact]:
    """Return the text of each element of a message that has no others in it, in order.

    Raise ValueError if it is not well-formed.
    """
    try:
        root = etree.fromstring(content, PARSER)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    return [fact for child in root for fact in _texts(child, "")]


def _texts(element: etree._Element, around: str) -> Iterator[Fact]:
    path = f"{around}{etree.QName(element).localname}"
    if len(element):
        for child in element:
            yield from _texts(child, f"{path}/")
    else:
        attributes = "".join(f"{name}={value} " for name, value in element.attrib.items())
        yield path, f"{attributes}{element.text or ''}"
