"""Pack the parts of an e-book into one file. The only module that imports ebooklib.

ebooklib 0.20 writes the manifest, the spine, the guide and the container. It does not write
documents, which it would parse and serialize without their head; navigation; metadata, whose
errors it logs and ignores; and dates, which it takes from the clock.
"""

import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from ebooklib import epub
from lxml import etree

from book.render.epub.archive import EARLIEST, ReproducibleZip
from book.render.epub.figures import IMAGES
from book.render.epub.statement import Statement, Statements
from book.render.epub.xhtml import COVER, FONTS, STYLE, TEXT, XHTML_TYPE, XhtmlDocument
from book.render.fonts.faces import Face
from book.render.pictures import PreparedPicture
from book.text.direction import direction_of

DC, OPF, XML = epub.NAMESPACES["DC"], epub.NAMESPACES["OPF"], epub.NAMESPACES["XML"]
PREFIX = "ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"
ISBN = re.compile(r"urn:isbn:97[89][\d-]+")
ONIX_ISBN = "15"  # ISBN-13, in ONIX code list 5


@dataclass(frozen=True, slots=True)
class PackageParts:
    """What the file is packed from. An entry of `guide` has the keys type, title and href."""

    metadata: Statements
    language: str
    identifier: str
    modified: datetime
    cover: bytes
    documents: tuple[XhtmlDocument, ...]
    navigation: str
    ncx: str
    guide: tuple[dict[str, str], ...]
    style: str
    fonts: tuple[Face, ...]
    pictures: tuple[PreparedPicture, ...] = ()


def pack(parts: PackageParts) -> bytes:
    """Return the EPUB file: the same bytes for the same parts."""
    book = epub.EpubBook()
    book.set_identifier(parts.identifier)
    _add_files(book, parts)
    book.spine = [book.add_item(_FinishedDocument(document)) for document in parts.documents]
    book.guide = list(parts.guide)
    if direction_of(parts.language) == "rtl":
        book.set_direction("rtl")  # EPUB 3.3, 5.7.1: page-progression-direction
    packed = BytesIO()
    _PackageWriter(packed, book, parts).write()
    return packed.getvalue()


def _add_files(book: Any, parts: PackageParts) -> None:
    # The identifiers in the manifest are file names: these are unique and valid XML names.
    book.set_cover(COVER, parts.cover, create_page=False)
    book.add_item(epub.EpubNav(uid="nav.xhtml", file_name="nav.xhtml"))
    book.add_item(epub.EpubNcx(uid="toc.ncx", file_name="toc.ncx"))
    book.add_item(epub.EpubItem("epub.css", STYLE, "text/css", parts.style.encode()))
    for face in parts.fonts:
        book.add_item(epub.EpubItem(face.file, FONTS + face.file, "font/ttf", face.content))
    for name, picture in sorted({picture.file: picture for picture in parts.pictures}.items()):
        item = epub.EpubItem(f"i{name}", IMAGES + name, picture.media_type, picture.content)
        book.add_item(item)


class _FinishedDocument(epub.EpubHtml):  # type: ignore[misc]  # ebooklib has no types
    """A document that ebooklib writes unchanged."""

    def __init__(self, document: XhtmlDocument) -> None:
        super().__init__(document.name, TEXT + document.name, XHTML_TYPE, document.content.encode())
        if "<svg" in document.content:
            self.properties.append("svg")
        if "<math" in document.content:
            self.properties.append("mathml")

    def get_content(self, default: object = None) -> Any:
        return self.content


class _PackageWriter(epub.EpubWriter):  # type: ignore[misc]  # ebooklib has no types
    """ebooklib's writer, with the metadata, the navigation and the date of the parts."""

    def __init__(self, file: BytesIO, book: Any, parts: PackageParts) -> None:
        super().__init__(file, book)
        self.parts = parts

    def write(self) -> None:
        with ReproducibleZip(self.file_name, "w", zipfile.ZIP_DEFLATED) as self.out:
            self.out.date = max(self.parts.modified.timetuple()[:6], EARLIEST)
            self.out.write_kind("application/epub+zip")
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_metadata(self, root: etree._Element) -> None:
        metadata = etree.SubElement(root, "metadata", nsmap={"dc": DC})
        self._write_modified(metadata)
        self._write_identifier(metadata)
        etree.SubElement(metadata, f"{{{DC}}}language").text = self.parts.language
        for statement in self.parts.metadata:
            _write_statement(metadata, statement)
        # Kindle and older readers find the cover by this element.
        etree.SubElement(metadata, "meta", {"name": "cover", "content": "cover-img"})

    def _write_modified(self, metadata: etree._Element) -> None:
        modified = etree.SubElement(metadata, "meta", {"property": "dcterms:modified"})
        modified.text = f"{self.parts.modified:%Y-%m-%dT%H:%M:%SZ}"

    def _write_identifier(self, metadata: etree._Element) -> None:
        name = {"id": self.book.IDENTIFIER_ID}
        identifier = etree.SubElement(metadata, f"{{{DC}}}identifier", name)
        identifier.text = self.parts.identifier
        if ISBN.fullmatch(self.parts.identifier):
            self._write_isbn_type(metadata)

    def _write_isbn_type(self, metadata: etree._Element) -> None:
        refined = {
            "refines": f"#{self.book.IDENTIFIER_ID}",
            "property": "identifier-type",
            "scheme": "onix:codelist5",
        }
        etree.SubElement(metadata, "meta", refined).text = ONIX_ISBN

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set(f"{{{XML}}}lang", self.parts.language)
        root.set("prefix", PREFIX)
        super()._write_opf_file(root)

    def _get_nav(self, item: object) -> str:
        return self.parts.navigation

    def _get_ncx(self) -> str:
        return self.parts.ncx


def _write_statement(metadata: etree._Element, statement: Statement) -> None:
    attributes = {key.replace("xml:", f"{{{XML}}}"): value for key, value in statement.attributes}
    name = statement.name.replace("dc:", f"{{{DC}}}")
    etree.SubElement(metadata, name, attributes).text = statement.value
