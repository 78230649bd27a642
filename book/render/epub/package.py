"""Pack the parts into one file, the same bytes for the same parts. The only module that knows ebooklib.

ebooklib 0.20 lists the manifest, the spine and the guide and writes the container. Kept from it are documents, which it
would parse and write anew (without their head), navigation, metadata, whose failures it logs and forgets, and dates,
which it takes from the clock. Deflate is zlib's: another zlib may pack the same contents into other bytes.
"""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from ebooklib import epub
from lxml import etree

from book.render.epub.document import COVER, FONTS, STYLE, TEXT, XHTML_TYPE, XhtmlDocument
from book.render.epub.metadata import Statements
from book.render.fonts.subset import Face

DC, OPF, XML = epub.NAMESPACES["DC"], epub.NAMESPACES["OPF"], epub.NAMESPACES["XML"]
PREFIX = "ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"
ISBN = re.compile(r"urn:isbn:97[89][\d-]+")
ONIX_ISBN = "15"  # ISBN-13, in ONIX code list 5
KIND = "mimetype"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip knows no earlier date


@dataclass(frozen=True, slots=True)
class PackageParts:
    """What the file is packed from. `guide` has a dictionary of type, title and href an entry."""

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


def pack(parts: PackageParts) -> bytes:
    """Return the EPUB file."""
    book = epub.EpubBook()
    book.set_identifier(parts.identifier)
    # The identifiers of the manifest are file names: they are unique, and they are XML names.
    book.set_cover(COVER, parts.cover, create_page=False)
    book.add_item(epub.EpubNav(uid="nav.xhtml", file_name="nav.xhtml"))
    book.add_item(epub.EpubNcx(uid="toc.ncx", file_name="toc.ncx"))
    book.add_item(epub.EpubItem("epub.css", STYLE, "text/css", parts.style.encode()))
    for face in parts.fonts:
        book.add_item(epub.EpubItem(face.file, FONTS + face.file, "font/ttf", face.content))
    book.spine = [book.add_item(_FinishedDocument(document)) for document in parts.documents]
    book.guide = list(parts.guide)
    made = BytesIO()
    _PackageWriter(made, book, parts).write()
    return made.getvalue()


class _FinishedDocument(epub.EpubHtml):  # type: ignore[misc]  # ebooklib has no types
    """A document that is written as it is."""

    def __init__(self, document: XhtmlDocument) -> None:
        super().__init__(document.name, TEXT + document.name, XHTML_TYPE, document.content.encode())
        if "<svg" in document.content:
            self.properties.append("svg")

    def get_content(self, default: object = None) -> Any:
        return self.content


class _PackageWriter(epub.EpubWriter):  # type: ignore[misc]  # ebooklib has no types
    def __init__(self, file: BytesIO, book: Any, parts: PackageParts) -> None:
        super().__init__(file, book)
        self.parts = parts

    def write(self) -> None:
        with _Zip(self.file_name, "w", zipfile.ZIP_DEFLATED) as self.out:
            self.out.date = max(self.parts.modified.timetuple()[:6], EARLIEST)
            # First and stored, so that the file's kind stands at a known place in it (OCF, EPUB 3.3 §4.2.3).
            self.out.writestr(KIND, "application/epub+zip", zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_metadata(self, root: etree._Element) -> None:
        metadata = etree.SubElement(root, "metadata", nsmap={"dc": DC})
        modified = etree.SubElement(metadata, "meta", {"property": "dcterms:modified"})
        modified.text = f"{self.parts.modified:%Y-%m-%dT%H:%M:%SZ}"
        etree.SubElement(
            metadata, f"{{{DC}}}identifier", {"id": self.book.IDENTIFIER_ID}
        ).text = self.parts.identifier
        if ISBN.fullmatch(self.parts.identifier):
            refined = {
                "refines": f"#{self.book.IDENTIFIER_ID}",
                "property": "identifier-type",
                "scheme": "onix:codelist5",
            }
            etree.SubElement(metadata, "meta", refined).text = ONIX_ISBN
        etree.SubElement(metadata, f"{{{DC}}}language").text = self.parts.language
        for statement in self.parts.metadata:
            attributes = {
                key.replace("xml:", f"{{{XML}}}"): value for key, value in statement.attributes
            }
            etree.SubElement(
                metadata, statement.name.replace("dc:", f"{{{DC}}}"), attributes
            ).text = statement.value
        # The cover as Kindle and older readers find it.
        etree.SubElement(metadata, "meta", {"name": "cover", "content": "cover-img"})

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set(f"{{{XML}}}lang", self.parts.language)
        root.set("prefix", PREFIX)
        super()._write_opf_file(root)

    def _get_nav(self, item: object) -> str:
        return self.parts.navigation

    def _get_ncx(self) -> str:
        return self.parts.ncx


def write_zip(files: Mapping[str, bytes], date: tuple[int, ...]) -> bytes:
    """Pack files, the kind of file first, each with this date (six numbers, from the year to the second)."""
    made = BytesIO()
    with _Zip(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.date = date
        archive.writestr(KIND, files[KIND], zipfile.ZIP_STORED)
        for name, content in files.items():
            if name != KIND:
                archive.writestr(name, content)
    return made.getvalue()


class _Zip(zipfile.ZipFile):
    """A zip in which each file has one date, and the rights and the system of every machine."""

    date: tuple[int, ...] = EARLIEST

    def writestr(
        self, name: Any, data: Any, compress_type: int | None = None, compresslevel: int | None = 9
    ) -> None:
        entry = zipfile.ZipInfo(name, self.date)  # type: ignore[arg-type]  # six numbers of a time tuple
        entry.create_system = 3  # Unix
        entry.external_attr = 0o644 << 16
        super().writestr(
            entry, data, self.compression if compress_type is None else compress_type, compresslevel
        )
