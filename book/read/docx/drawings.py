"""What a drawing, a VML picture or an object holds: text boxes, pictures, the words of diagrams."""

import posixpath
from collections.abc import Iterator

from lxml import etree

from book.read.docx.package import MC, R, W
from book.read.docx.shared import Context, PartReader
from book.read.word.document import (
    Dropped,
    Run,
    WordBlock,
    WordBox,
    WordParagraph,
    WordPicture,
    WordRule,
)

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 (the usual prefix)
PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
PICTURES = {A + "blip", V + "imagedata"}
NO_WORDS = "the words of a diagram are not carried"


def read_drawing(
    drawing: etree._Element, reader: PartReader, context: Context
) -> Iterator[WordBlock]:
    """Yield what a drawing holds, in order; what Word writes in two forms only once."""
    properties = next(drawing.iter(PROPERTIES), None)
    parts = list(_outermost(drawing))
    if properties is not None and not any(each.tag in PICTURES for each in parts):
        description = " ".join(properties.get("descr", "").split())
        yield from [Dropped(description, "description of a drawing")] if description else []
    for each in parts:
        yield from _part(each, properties, reader, context)
        if each.tag in PICTURES:
            properties = None  # it describes the first picture


def _part(
    each: etree._Element,
    properties: etree._Element | None,
    reader: PartReader,
    context: Context,
) -> Iterator[WordBlock]:
    match each.tag:
        case tag if tag == W + "txbxContent":
            if inner := tuple(reader.blocks(each, context)):
                yield WordBox(inner)
        case tag if tag == A + "blip":
            yield _picture(each, R + "embed", properties, reader, context)
        case tag if tag == V + "imagedata":
            yield _picture(each, R + "id", each.getparent(), reader, context)
        case tag if tag == V + "textpath":
            if words := each.get("string", "").strip():
                yield WordBox((WordParagraph((Run(words),)),))
        case tag if tag == DIAGRAM:
            yield from _words_of_part(each.get(R + "dm", ""), reader, context)
        case tag if tag == CHART + "chart":
            yield from _words_of_part(each.get(R + "id", ""), reader, context)
        case _:
            yield WordRule()


def _outermost(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the parts of a drawing that hold something, but not those inside each other."""
    for each in element:
        if each.tag == MC + "AlternateContent":
            forms = (list(_outermost(form)) for form in each)
            yield from next((found for found in forms if found), [])
        elif each.tag in (
            *(W + "txbxContent", A + "blip", V + "imagedata", V + "textpath"),
            *(DIAGRAM, CHART + "chart"),
        ) or each.get(O + "hr") in ("t", "true", "1"):
            yield each
        elif isinstance(each.tag, str):
            yield from _outermost(each)


def _picture(
    each: etree._Element,
    attribute: str,
    properties: etree._Element | None,
    reader: PartReader,
    context: Context,
) -> WordBlock:
    target, is_external = reader.package.target(context.part, each.get(attribute, ""))
    content = b"" if is_external else reader.package.archive.part(target)
    name = reader.pictures.add(posixpath.basename(target), content) if content else ""
    alt, is_decorative = "", False
    if properties is not None:
        alt = properties.get("descr") or properties.get("alt") or ""
        is_decorative = any(
            mark.get("val") in ("1", "true") for mark in properties.iter(DECORATIVE)
        )
    return WordPicture(name, " ".join(alt.split()), is_decorative)


def _words_of_part(relationship: str, reader: PartReader, context: Context) -> Iterator[WordBlock]:
    target, is_external = reader.package.target(context.part, relationship)
    tree = None if is_external else reader.package.tree(target)
    if tree is None:
        return
    for each in tree.iter(A + "p", CHART + "v"):
        if words := "".join(each.itertext()).strip():
            yield Dropped(words, NO_WORDS, "not carried")
