"""The frame around each XHTML document, where the parts of the e-book lie, and titles as bare words."""

import re
from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup

from book.errors import EditionError
from book.model import (
    Division,
    Emphasis,
    Foreign,
    Inlines,
    Link,
    Mark,
    NoteCall,
    PageReference,
    Plain,
    SmallCapitals,
    Strong,
    Superscript,
    Supplied,
    Term,
)

XHTML_TYPE = "application/xhtml+xml"
TEXT, FONTS = "text/", "fonts/"
STYLE, COVER = "css/epub.css", "images/cover.png"

# XML 1.0 §2.2: no document holds these, not even escaped.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FRAME = Markup("""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
      lang="{language}" xml:lang="{language}">
<head>
<title>{title}</title>
<link rel="stylesheet" type="text/css" href="{root}{style}"/>
</head>
<body{matter}>
{body}</body>
</html>
""")


@dataclass(frozen=True, slots=True)
class XhtmlDocument:
    """An XHTML document of the spine; `name` is its file's, in the folder TEXT."""

    name: str
    content: str


def frame(body: Markup, *, title: str, language: str, matter: str = "", root: str = "") -> str:
    """Put a body into a document; `root` leads from the document's folder to the package's."""
    kind = Markup(' epub:type="{}"').format(matter) if matter else Markup("")
    made = str(
        FRAME.format(body=body, title=title, language=language, matter=kind, root=root, style=STYLE)
    )
    if found := FORBIDDEN.search(made):
        before = made[: found.start()][-40:].splitlines()[-1]
        raise EditionError(
            f"{title}: the character U+{ord(found[0]):04X} after “{before}” can stand in no e-book"
        )
    return made


def file_of(division: Division) -> str:
    """Name the document of a top-level division."""
    return f"{division.id}.xhtml"


def heading_words(division: Division) -> str:
    """Write a division's heading in bare words, without the calls of notes.

    >>> heading_words(Division("s-1", "section", (Plain("Law"), NoteCall("n")), "1"))
    '1. Law'
    """
    title = bare_words(division.title)
    return f"{division.label}. {title}" if division.label and title else division.label or title


def bare_words(inlines: Inlines) -> str:
    written = ""
    for inline in inlines:
        match inline:
            case Plain():
                written += inline.text
            case NoteCall():
                pass
            case PageReference():
                written += inline.locator.place
            case Supplied():
                written += f"[{bare_words(inline.inlines)}]"
            case (
                Emphasis()
                | Strong()
                | SmallCapitals()
                | Superscript()
                | Foreign()
                | Link()
                | Mark()
                | Term()
            ):
                written += bare_words(inline.inlines)
            case _:
                assert_never(inline)
    return written
