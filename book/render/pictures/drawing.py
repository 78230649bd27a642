"""Refuse drawings (SVG) that could act or load anything; an e-book shows the others as they are."""

import re
from collections.abc import Iterator

from lxml import etree

from book.errors import EditionError
from book.model import Picture

FORBIDDEN_NAMES = (
    "script foreignObject iframe object embed audio video animate animateMotion animateTransform "
    "set handler listener"
)
FORBIDDEN = frozenset(FORBIDDEN_NAMES.split())
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
URL = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|javascript:", re.IGNORECASE)
INLINE_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif);base64,")
LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|pt|in|mm|cm|)\s*")
PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "in": 96.0, "mm": 96 / 25.4, "cm": 96 / 2.54}
DEFAULT_SIZE = (600, 400)
METADATA = "{http://www.w3.org/2000/svg}metadata"
DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'
SVG_ROOT = "{http://www.w3.org/2000/svg}svg"


def safe_drawing(picture: Picture) -> bytes:
    """Return a drawing in UTF-8, without comments and metadata.

    Raise EditionError if it is broken, has a script, or refers to another file.
    """
    root = _parse(picture)
    _check(root, picture)
    etree.strip_tags(root, etree.Comment)
    for element in list(root.iter(METADATA)):
        _remove(element)
    return DECLARATION + etree.tostring(root, encoding="utf-8")


def _remove(element: etree._Element) -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def _check(root: etree._Element, picture: Picture) -> None:
    for fault in _faults(root):
        raise EditionError(
            f"the drawing {picture.name} has {fault}, which no book may have",
            remedy="Save it as plain SVG, or as PNG.",
        )


def _parse(picture: Picture) -> etree._Element:
    try:
        root = etree.fromstring(picture.content, PARSER)
    except etree.XMLSyntaxError as error:
        root, reason = None, str(error)
    else:
        reason = "its root is not svg in SVG’s namespace"
    if root is None or root.tag != SVG_ROOT:
        raise EditionError(
            f"the drawing {picture.name} cannot be used: {reason}",
            remedy="Save it again as SVG, or as PNG.",
        )
    if root.getroottree().docinfo.internalDTD is not None:
        raise EditionError(
            f"the drawing {picture.name} has a document type, which may hide what it loads",
            remedy="Save it as plain SVG, or as PNG.",
        )
    return root


def _faults(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        if isinstance(element, etree._ProcessingInstruction):
            yield "a processing instruction"
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if name in FORBIDDEN:
            yield f"the element {name}"
        if name == "style" and URL.search(element.text or ""):
            yield "a style sheet that loads something"
        yield from _attribute_faults(element)


def _attribute_faults(element: etree._Element) -> Iterator[str]:
    for key, value in element.attrib.items():
        name = etree.QName(key).localname.lower()
        if name.startswith("on"):
            yield f"the script {name}"
        elif name in ("href", "src") and not value.startswith("#"):
            if not INLINE_PICTURE.match(value):
                yield f"a link to {value[:60]}"
        elif URL.search(value):
            yield f"a reference to another file in {name}"


def drawing_size(picture: Picture) -> tuple[int, int]:
    """Return the size of a drawing in pixels of 1/96 inch."""
    root = _parse(picture)
    view = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))]
    box = (view[2], view[3]) if len(view) == 4 and min(view[2:]) > 0 else DEFAULT_SIZE
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    if width and height:
        return round(width), round(height)
    if width:
        return round(width), round(width * box[1] / box[0])
    if height:
        return round(height * box[0] / box[1]), round(height)
    return max(1, round(box[0])), max(1, round(box[1]))


def _length(written: str) -> float:
    match = LENGTH.fullmatch(written)
    return float(match[1]) * PIXELS[match[2]] if match else 0
