"""The frame of each XHTML document, the names of the e-book's files, titles as plain text."""

import re
from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup

from book.errors import EditionError
from book.model import (
    Break,
    Division,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Mark,
    NoteCall,
    PageReference,
    Plain,
    SmallCapitals,
    Strong,
    Styled,
    Superscript,
    Supplied,
    Term,
)
from book.render.html.markup import direction_attribute

XHTML_TYPE = "application/xhtml+xml"
TEXT, FONTS = "text/", "fonts/"
STYLE, COVER = "css/epub.css", "images/cover.png"

# No XML document may contain these, not even escaped (XML 1.0, 2.2).
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CONTEXT = 40  # characters that an error quotes before a forbidden one
# The vocabulary of Z39.98-2012 for verse, drama and letters.
PREFIX = Markup('\n      epub:prefix="z3998: http://www.daisy.org/z3998/2012/vocab/structure/#"')
MATTER = Markup(' epub:type="{}"')
FRAME = Markup("""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
      lang="{language}" xml:lang="{language}"{direction}{prefix}>
<head>
<title>{title}</title>
<link rel="stylesheet" type="text/css" href="{style}"/>
</head>
<body{matter}>
{body}</body>
</html>
""")


@dataclass(frozen=True, slots=True)
class XhtmlDocument:
    """An XHTML document of the spine; `name` is its file name in the folder TEXT."""

    name: str
    content: str


def frame(body: Markup, *, title: str, language: str, matter: str = "", root: str = "") -> str:
    """Return a document with this body.

    `root` is the relative path from the document's folder to the package's. Raise EditionError if
    the document has a character that XML forbids.
    """
    document = FRAME.format(
        body=body,
        title=title,
        language=language,
        direction=direction_attribute(language),
        matter=_type(matter),
        prefix=PREFIX if "z3998:" in body else "",
        style=root + STYLE,
    )
    _check_characters(document, title)
    return str(document)


def _type(matter: str) -> Markup:
    return MATTER.format(matter) if matter else Markup("")


def _check_characters(document: str, title: str) -> None:
    if match := FORBIDDEN.search(document):
        before = document[: match.start()][-CONTEXT:].splitlines()[-1]
        raise EditionError(
            f"{title}: an e-book cannot contain the character U+{ord(match[0]):04X}, "
            f"which follows “{before}”; delete it"
        )


def file_name(division: Division) -> str:
    """Return the file name of a top-level division's document."""
    return f"{division.id}.xhtml"


def heading_text(division: Division) -> str:
    """Return a division's heading as plain text, without note calls.

    >>> heading_text(Division("s-1", "section", (Plain("Law"), NoteCall("n")), "1"))
    '1. Law'
    """
    title = bare_text(division.title)
    return f"{division.label}. {title}" if division.label and title else division.label or title


def bare_text(inlines: Inlines) -> str:
    """Return inlines as plain text, without note calls."""
    return "".join(_bare_text(inline) for inline in inlines)


def _bare_text(inline: Inline) -> str:
    match inline:
        case Plain():
            return inline.text
        case NoteCall():
            return ""
        case Break():
            return " "
        case Styled(kind="ruby"):
            return f"{bare_text(inline.inlines)}({inline.value})"
        case PageReference():
            return inline.locator.place
        case Supplied():
            return f"[{bare_text(inline.inlines)}]"
        case Emphasis() | Strong() | SmallCapitals() | Superscript() | Foreign():
            return bare_text(inline.inlines)
        case Link() | Mark() | Term() | Styled():
            return bare_text(inline.inlines)
    assert_never(inline)
