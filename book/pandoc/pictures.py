"""Read the pictures in an editor's Markdown: files of the edition's folder, described in words."""

import posixpath
import re
from dataclasses import replace
from urllib.parse import unquote

from book.errors import EditionError
from book.model import Block, BlockForm, Container, Insert, Paragraph, Plain
from book.pandoc.nodes import Node, text_of_nodes
from book.pandoc.origin import MarkdownSource
from book.pandoc.record import ReadingRecord
from book.text.typography import xml_id

PREFIX = "edition-"  # no witness has this siglum
SCHEME = re.compile(r"[A-Za-z][\w+.-]*:|//|/")
DESCRIBE = (
    "Describe it for readers who cannot see it: ![a fox under a vine]({name}). "
    "If it only decorates the page: ![]({name}){{.decorative}}."
)


def read_figure(
    image: Node, source: MarkdownSource, record: ReadingRecord, within: tuple[Container, ...]
) -> tuple[Block, ...]:
    """Return a picture, and its title as its caption.

    Raise EditionError if its file is not in the edition's folder or not a picture, and for a
    picture without words that is not decorative.
    """
    (_, classes, _), inlines, (address, title) = image["c"]
    name = posixpath.normpath(unquote(address))
    alternative, is_decorative = " ".join(text_of_nodes(inlines).split()), "decorative" in classes
    if not (alternative or is_decorative):
        problem = f"the picture {name} has no text alternative"
        raise _refused(problem, address, source, DESCRIBE.format(name=address))
    figure = record.container(
        "figure",
        source=_add_picture(name, address, source, record),
        alt="" if is_decorative else alternative,
        decorative="yes" if is_decorative else "",
    )
    held = (*within, figure)
    picture = Insert("picture", held)
    if not title:
        return (picture,)
    return picture, Paragraph((Plain(title),), form=BlockForm("caption", held))


def _add_picture(name: str, address: str, source: MarkdownSource, record: ReadingRecord) -> str:
    """Return the picture's name in the edition."""
    if SCHEME.match(address) or name.startswith(".."):
        problem = f"the picture {address} is outside the edition's folder"
        raise _refused(problem, address, source, "Copy it into the folder, and name it there.")
    picture = source.find_picture(name)
    if picture is None:
        problem = f"the picture {name} is not in the edition's folder"
        raise _refused(problem, address, source, "Put it beside edition.toml, or correct its name.")
    if not picture.media_type:
        problem = f"{name} is no PNG, JPEG, GIF or SVG picture"
        raise _refused(problem, address, source, "Save it as one of these.")
    own = _own_name(name, picture.content, record)
    record.pictures[own] = replace(picture, name=own)
    return own


def _own_name(name: str, content: bytes, record: ReadingRecord) -> str:
    """Return a name in plain letters, which no other picture has."""
    stem, suffix = posixpath.splitext(name)
    first = own = PREFIX + xml_id(stem)
    number = 1
    while (known := record.pictures.get(own + suffix.lower())) and known.content != content:
        number += 1
        own = f"{first}-{number}"
    return own + suffix.lower()


def _refused(problem: str, address: str, source: MarkdownSource, remedy: str) -> EditionError:
    return EditionError(problem, file=source.file, line=source.line_of(address), remedy=remedy)
