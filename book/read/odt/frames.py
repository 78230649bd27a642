"""What a frame or a shape of an ODT holds: text boxes, pictures, formulas."""

import base64
import binascii
import posixpath
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from book.read.odt.names import DRAW, LOEXT, OFFICE, SVG, TABLE, TEXT, XLINK, is_true
from book.read.odt.runs import OdtContext, OdtParts
from book.read.word.document import Dropped, WordBlock, WordBox, WordParagraph, WordPicture

HOLDERS = (DRAW + "frame", DRAW + "g", DRAW + "a", DRAW + "page")


def read_frame(frame: etree._Element, parts: OdtParts, context: OdtContext) -> Iterator[WordBlock]:
    """Yield what a frame or a shape holds. Of several forms of a picture one is enough."""
    if frame.tag == TABLE + "table":
        yield from parts.blocks(_wrapped(frame), context)
        return
    has_picture = False
    for each in frame:
        if each.tag == DRAW + "text-box":
            if inner := tuple(parts.blocks(each, context)):
                yield WordBox(inner)
        elif each.tag == DRAW + "image":
            if not has_picture:
                yield from _picture(each, frame, parts)
                yield from _words(each, parts, context)
            has_picture = True
        elif each.tag in HOLDERS or str(each.tag).startswith(DRAW):
            yield from read_frame(each, parts, context)
        elif each.tag in (TEXT + "p", TEXT + "h", TEXT + "list"):
            yield from _words(frame, parts, context)
            return


def _wrapped(element: etree._Element) -> etree._Element:
    holder = etree.Element(OFFICE + "text")
    copied = deepcopy(element)
    copied.tail = None
    holder.append(copied)
    return holder


def _words(element: etree._Element, parts: OdtParts, context: OdtContext) -> Iterator[WordBlock]:
    """Yield the text that stands in a shape."""
    inner = tuple(parts.blocks(element, context))
    if any(isinstance(block, WordParagraph) and block.pieces for block in inner):
        yield WordBox(inner)


def _picture(image: etree._Element, frame: etree._Element, parts: OdtParts) -> Iterator[WordBlock]:
    address = image.get(XLINK + "href", "")
    content = parts.part(address.removeprefix("./")) if "://" not in address else b""
    data = image.find(OFFICE + "binary-data")
    if data is not None:
        try:
            content = base64.b64decode("".join((data.text or "").split()))
        except (binascii.Error, ValueError):
            content = b""
    name = posixpath.basename(address) or f"{frame.get(DRAW + 'name', 'picture')}"
    name = parts.pictures.add(name, content) if content else ""
    title, description = (_description(frame, SVG + tag) for tag in ("title", "desc"))
    decorative = is_true(frame, LOEXT + "decorative")
    yield WordPicture(name, description or title, decorative)
    if title and description:
        yield Dropped(title, "title of a picture")


def _description(frame: etree._Element, tag: str) -> str:
    found = frame.find(tag)
    return " ".join("".join(map(str, found.itertext())).split()) if found is not None else ""
