"""Read a rendered download page."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lxml import etree

from book.pipeline.edition import AssembledEdition

HTML = {"h": "http://www.w3.org/1999/xhtml"}


def page_of(outputs: Mapping[str, bytes]) -> etree._Element:
    return etree.fromstring(outputs["index.html"])


def text_of(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def find(element: etree._Element, path: str) -> etree._Element:
    """Return the first element at a path, which must exist; `h:` is the namespace of HTML."""
    child = element.find(path, HTML)
    assert child is not None, path
    return child


def find_all(element: etree._Element, path: str) -> list[etree._Element]:
    return list(element.iterfind(path, HTML))


def section(outputs: Mapping[str, bytes], name: str) -> etree._Element:
    return find(page_of(outputs), f".//h:section[@id='{name}']")


def section_text(outputs: Mapping[str, bytes], name: str) -> str:
    return text_of(section(outputs, name))


def with_edition(assembled: AssembledEdition, **changes: Any) -> AssembledEdition:
    """Return an assembled edition with these fields of its Edition replaced."""
    return replace(assembled, edition=replace(assembled.edition, **changes))
