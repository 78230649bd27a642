"""A small edition that uses every part of the model, and a reader for its e-book."""

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from functools import cached_property

from lxml import etree

from book.model import (
    Block,
    Bullets,
    ContentsEntry,
    ContentsList,
    Division,
    Edition,
    Emphasis,
    Foreign,
    Imprint,
    Inlines,
    Link,
    Note,
    NoteCall,
    Paragraph,
    Place,
    Plain,
    SmallCapitals,
    Strong,
    Subheading,
    Supplied,
    Witness,
    Work,
)
from book.render.epub import render_epub
from book.source.labels import read_labels
from tests.conftest import ROOT

TEMPLATES = ROOT / "templates"
HOSTILE = "<script>alert('1')</script> & ]]> \"<!--"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XML = "{http://www.w3.org/XML/1998/namespace}"
XML_FILES = (".xhtml", ".opf", ".ncx", ".xml")
LABELS = read_labels("en")


def plain(text: str) -> Inlines:
    return (Plain(text),)


def line(text: str, style: str = "text") -> Paragraph:
    return Paragraph(plain(text), style)


IMPRINT = Imprint(
    slug="small",
    title=f"A Small Book {HOSTILE}",
    subtitle="And a Subtitle",
    language="en-GB",
    date="2024-02-29",
    editor="the Editors",
    publisher="The Press",
    identifier="urn:isbn:1",
    rights="Free.",
    description="A book.",
)
WITNESSES = (
    Witness("A", "a.txt", "text", (), url="https://example.org/a?b=c&d"),
    Witness("B", "sub/b.txt", "commentary", (), author="Wu Jinhuai", title="A Letter"),
)
SEE_LAW = (Plain("See "), Link("#ref-law", plain("The Law")), Plain(f" {HOSTILE}"))
SEE_PART = (Link("#part-ii", plain("Part II")), Link("#p-1", plain(", above")))
NOTES = (
    Note("note-1", "note", "1", "equal", Place(("I",), 1), SEE_LAW),
    Note("variant-1", "variant", "a", "un", Place(("I",), 2), (Plain("UN "), Emphasis(plain("B")))),
    Note("note-2", "note", "2", "Here", Place(("I", "1"), 1), SEE_PART),
)
COVER = Division(
    "cover",
    "cover",
    blocks=(line(f"A Small Book {HOSTILE}"), line("The Author")),
    matter="cover",
)
TITLE_PAGE = Division(
    "title-page", "title-page", blocks=(line("A Small Book", "title"),), matter="front"
)
ENTRIES = (
    ContentsEntry("part-i", "I", plain("The Part"), 1),
    ContentsEntry("s-i-1", "1", plain("Fish & Fowl"), 2),
)
CONTENTS = Division(
    "contents", "contents", plain("Contents"), blocks=(ContentsList(ENTRIES),), matter="front"
)
PREFACE = Division(
    "preface",
    "preface",
    (Supplied(plain("Preface")),),
    blocks=(Bullets((plain("one"), plain("two"))),),
    matter="front",
)
LAW = Plain(f" before the law {HOSTILE}.")
FIRST = (Plain("All are "), Emphasis(plain("equal")), NoteCall("note-1"), LAW)
SECOND = (
    Foreign("zh-Hans", plain("出口管制法")),
    Plain(", the "),
    SmallCapitals(plain("un")),
    NoteCall("variant-1"),
)
TEXT: tuple[Block, ...] = (Paragraph(FIRST, id="p-1"), Paragraph(SECOND))
HERE = Paragraph((Strong(plain("Here")), NoteCall("note-2")))
DEEPER = Division(
    "s-i-1-a", "section", plain("Deeper"), "a", (Subheading(plain("Deepest"), "sub"),)
)
SECTION = Division("s-i-1", "section", plain("Fish & Fowl"), "1", (HERE,), (DEEPER,))
PART = Division("part-i", "part", plain("The Part"), "I", TEXT, (SECTION,))
MISSING = Paragraph((Supplied(plain("Missing.")),), "lacuna")
LACUNA = Division("part-ii", "lacuna", plain(HOSTILE), "II", (MISSING,))
CITED = Paragraph(plain("The Law. 1900."), "reference", "ref-law")
BIBLIOGRAPHY = Division(
    "bibliography", "bibliography", plain("Bibliography"), blocks=(CITED,), matter="back"
)
# The targets of the links in the notes, for editions with other divisions.
LINKED = tuple(
    Division(name, "section", blocks=(Paragraph(plain(name), id=anchor),))
    for name, anchor in (("part-ii", "p-1"), ("refs", "ref-law"))
)
EDITION = Edition(
    IMPRINT,
    Work("A Small Book", "The Author & Co", "1901"),
    WITNESSES,
    (COVER, TITLE_PAGE, CONTENTS, PREFACE, PART, LACUNA, BIBLIOGRAPHY),
    (),
    NOTES,
    LABELS,
)


def edition_of(*divisions: Division) -> Edition:
    return replace(EDITION, divisions=divisions)


def gray_png(width: int, height: int) -> bytes:
    """Return a gray picture, written without an image library."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    rows = (b"\0" + b"\x80" * width) * height
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def render_small(edition: Edition = EDITION) -> bytes:
    """Render an edition with a small cover and the project's fonts and style sheet."""
    return render_epub(edition, gray_png(30, 48), read_assets())


def read_assets() -> dict[str, bytes]:
    paths = (TEMPLATES / "epub.css", *(TEMPLATES / "fonts").glob("*.ttf"))
    return {path.name: path.read_bytes() for path in paths}


class UnzippedEbook:
    """The files of an e-book; those that are XML also as parsed trees."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.zip = zipfile.ZipFile(io.BytesIO(content))
        self.names = self.zip.namelist()
        self.package = self.trees["EPUB/content.opf"]
        self.pages = {name: tree for name, tree in self.trees.items() if name.endswith(".xhtml")}

    @cached_property
    def trees(self) -> dict[str, etree._Element]:
        names = [name for name in self.names if name.endswith(XML_FILES)]
        return {name: etree.fromstring(self.zip.read(name)) for name in names}

    def items(self) -> list[etree._Element]:
        """Return the items of the manifest."""
        return list(self.package.iter(f"{OPF}item"))

    def spine(self) -> list[str]:
        """Return the spine's file names."""
        hrefs = {item.get("id"): item.get("href") for item in self.items()}
        return [f"EPUB/{hrefs[ref.get('idref')]}" for ref in self.package.iter(f"{OPF}itemref")]

    def body(self, name: str) -> str:
        """Return the text of a page's body without white space."""
        body = self.pages[name].find(f"{XHTML}body")
        assert body is not None
        return "".join("".join(map(str, body.itertext())).split())

    def properties(self, name: str) -> list[str | None]:
        """Return the values of a property in the package's metadata."""
        metas = self.package.iter(f"{OPF}meta")
        return [meta.text for meta in metas if meta.get("property") == name]

    def dc(self, name: str) -> list[str | None]:
        """Return the values of a Dublin Core element."""
        return [element.text for element in self.package.iter(f"{DC}{name}")]
