"""Hostile documents of word processors, e-books and PDFs: small files that unpack to large ones."""

import base64
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from tests.bench.hostile.row import Files, HostileInput

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MANY = 500_000_000
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
DOCX = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS}
ODT = {"mimetype": "application/vnd.oasis.opendocument.text"}
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
    'full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" '
    'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
)
EPUB = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "a.opf": PACKAGE}
OASIS = "urn:oasis:names:tc:opendocument:xmlns"


R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
# How a document names another one within it.
INNER = {
    "docx": {
        "word/_rels/document.xml.rels": RELATIONS.replace('officeDocument"', 'aFChunk"')
        .replace('Id="r1"', 'Id="r2"')
        .replace("word/document.xml", "../inner.docx")
    },
    "odt": {},
    "epub": {
        "a.opf": PACKAGE.replace(
            "</manifest>",
            '<item id="i" href="inner.epub" media-type="application/epub+zip"/></manifest>',
        ).replace("</spine>", '<itemref idref="i"/></spine>')
    },
}


class _Office(NamedTuple):
    """A kind of archive: its small parts, the one with the text, and what that consists of."""

    parts: dict[str, str]
    name: str
    start: str
    unit: str
    end: str
    opening: str  # of what can be nested
    closing: str


OFFICE = {
    "docx": _Office(
        DOCX,
        "word/document.xml",
        f"<w:document {W}><w:body>",
        "<w:p><w:r><w:t>The boat lay at the shore.</w:t></w:r></w:p>",
        "</w:body></w:document>",
        "<w:sdt><w:sdtContent>",
        "</w:sdtContent></w:sdt>",
    ),
    "odt": _Office(
        ODT,
        "content.xml",
        f'<office:document-content xmlns:office="{OASIS}:office:1.0" '
        f'xmlns:text="{OASIS}:text:1.0"><office:body><office:text>',
        "<text:p>The boat lay at the shore.</text:p>",
        "</office:text></office:body></office:document-content>",
        "<text:section>",
        "</text:section>",
    ),
    "epub": _Office(
        EPUB,
        "a.xhtml",
        '<html xmlns="http://www.w3.org/1999/xhtml"><body>',
        "<p>The boat lay at the shore.</p>",
        "</body></html>",
        "<div>",
        "</div>",
    ),
}


def _pieces(start: str, unit: str, end: str, size: int) -> Iterable[bytes]:
    block = (unit * 10_000).encode()
    yield start.encode()
    for _ in range(size // len(block)):
        yield block
    yield end.encode()


def _office(kind: str, size: int, entries: int = 0) -> Files:
    """Return a document whose text has so many bytes, with so many empty files beside it."""
    office = OFFICE[kind]
    pieces = _pieces(office.start, office.unit, office.end, size)
    return _pack(kind, pieces, [f"e{number}" for number in range(entries)])


def _deep(kind: str, depth: int) -> Files:
    """Return a document of one paragraph within so many sections."""
    office = OFFICE[kind]
    inner = office.opening * depth + office.unit + office.closing * depth
    return _pack(kind, [(office.start + inner + office.end).encode()])


def _pack(kind: str, pieces: Iterable[bytes], others: Iterable[str] = ()) -> Files:
    office, target = OFFICE[kind], io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in office.parts.items():
            archive.writestr(name, content)
        with archive.open(office.name, "w", force_zip64=True) as part:
            for piece in pieces:
                part.write(piece)
        for name in others:
            archive.writestr(name, "")
    return {f"a.{kind}": target.getvalue()}


def _with_archive(kind: str) -> Files:
    """Return a document with a text, and within it another of its kind that unpacks to 500 MB."""
    office, inner = OFFICE[kind], _office(kind, MANY)[f"a.{kind}"]
    content, target = f"{office.start}{office.unit}{office.end}", io.BytesIO()
    chunk = f'<w:altChunk {R} r:id="r2"/></w:body>'
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (office.parts | INNER[kind]).items():
            archive.writestr(name, part)
        archive.writestr(office.name, content.replace("</w:body>", chunk))
        archive.writestr(f"inner.{kind}", inner)
    return {f"a.{kind}": target.getvalue()}


def _archive_of_archives(kind: str) -> Files:
    """Return an archive of 100 archives, each of which unpacks to 500 MB."""
    inner, target = _office(kind, MANY)[f"a.{kind}"], io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(100):
            archive.writestr(f"{number}.{kind}", inner)
    return {f"a.{kind}": target.getvalue()}


def _pdf(objects: list[bytes]) -> bytes:
    content, offsets = b"%PDF-1.5\n", []
    pieces = [content]
    length = len(content)
    for number, each in enumerate(objects, 1):
        piece = b"%d 0 obj\n%b\nendobj\n" % (number, each)
        offsets.append(length)
        pieces.append(piece)
        length += len(piece)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (count, length)
    pieces.append(head)
    return b"".join([*pieces, end])


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents %d 0 R"
    b"/Resources<</Font<</F 3 0 R>>>>>>"
)
WORDS = b"BT /F 12 Tf 50 500 Td (The boat lay at the shore.) Tj ET\n"


def _pdf_pages(pages: int, content: bytes) -> Files:
    kids = b" ".join(b"%d 0 R" % (n + 5) for n in range(pages))
    tree = b"<</Type/Pages/Count %d/Kids[%b]>>" % (pages, kids)
    objects = [CATALOG, tree, FONT, _stream(content), *([PAGE % 4] * pages)]
    return {"a.pdf": _pdf(objects)}


def _pdf_bomb(unit: bytes) -> Files:
    return _pdf_pages(1, unit * (MANY // len(unit)))


def in_ascii85(content: bytes) -> bytes:
    return base64.a85encode(content) + b"~>"


def pdf_in_disguise(entries: bytes, pack: Callable[[bytes], bytes], size: int = MANY) -> Files:
    """Return a PDF whose page is large when unpacked, which its entries or its packing hide."""
    packed = pack(zlib.compress(WORDS * (size // len(WORDS)), 9))
    page = b"<</Length %d %b>>stream\n%b\nendstream" % (len(packed), entries, packed)
    tree = b"<</Type/Pages/Count 1/Kids[5 0 R]>>"
    return {"a.pdf": _pdf([CATALOG, tree, FONT, page, PAGE % 4])}


def _pdf_with_hidden_end() -> Files:
    """Return a PDF whose page has “endstream” in its packed bytes, and its length elsewhere."""
    packer, rest = zlib.compressobj(0), zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    opening = packer.compress(b"% endstream\n") + packer.flush(zlib.Z_FULL_FLUSH)
    packed = opening + rest.compress(b" " * MANY) + rest.flush()
    page = b"<</Length 6 0 R/Filter/FlateDecode>>stream\n%b\nendstream" % packed
    tree, length = b"<</Type/Pages/Count 1/Kids[5 0 R]>>", b"%d" % len(packed)
    return {"a.pdf": _pdf([CATALOG, tree, FONT, page, PAGE % 4, length])}


ARCHIVES = (
    *(
        HostileInput(
            f".{kind} that unpacks to 500 MB",
            partial(_office, kind, MANY),
            rf"sources/hostile/a\.{kind}",
        )
        for kind in OFFICE
    ),
    *(
        HostileInput(
            f".{kind} with 5 MB of short paragraphs",
            partial(_office, kind, 5_000_000),
            rf"a\.{kind}: this file has more than 50,000 paragraphs",
        )
        for kind in OFFICE
    ),
    *(
        HostileInput(
            f".{kind} with 100,000 parts", partial(_office, kind, 1000, 100_000), rf"a\.{kind}: "
        )
        for kind in OFFICE
    ),
    *(
        HostileInput(f".{kind} nested 100,000 deep", partial(_deep, kind, 100_000), rf"a\.{kind}")
        for kind in OFFICE
    ),
    *(
        HostileInput(f".{kind} within which one unpacks to 500 MB", partial(_with_archive, kind))
        for kind in OFFICE
    ),
    *(
        HostileInput(
            f".{kind} of 100 archives that unpack to 500 MB each",
            partial(_archive_of_archives, kind),
            rf"a\.{kind}: ",
        )
        for kind in OFFICE
    ),
    HostileInput(
        "PDF: a page that unpacks to 500 MB of text", partial(_pdf_bomb, WORDS), r"a\.pdf"
    ),
    HostileInput(
        "PDF: a page that unpacks to 500 MB of spaces", partial(_pdf_bomb, b" " * 1000), r"a\.pdf"
    ),
    HostileInput(
        "PDF: 500 MB behind an “endstream” in its packed bytes",
        _pdf_with_hidden_end,
        r"a\.pdf: a part of this PDF unpacks",
    ),
    HostileInput(
        "PDF: 500 MB of text in what claims to be a picture",
        partial(pdf_in_disguise, b"/Subtype/Image/Filter/FlateDecode", bytes),
        r"a\.pdf: to read this PDF takes more than",
    ),
    HostileInput(
        "PDF: 500 MB of text packed in ASCII85",
        partial(pdf_in_disguise, b"/Filter[/ASCII85Decode/FlateDecode]", in_ascii85),
        r"a\.pdf: to read this PDF takes more than",
    ),
    HostileInput("PDF: 100,000 pages", partial(_pdf_pages, 100_000, WORDS), r"a\.pdf"),
)
