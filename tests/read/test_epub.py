"""E-books: their order, what their package says, notes in other files, and damaged ones."""

import io
import zipfile

import pytest

from book.errors import EditionError
from book.read.document import SourceFile, read_document
from book.verify.intake.prove_intake import prove_intake
from tests.read.html_views import show

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/c.opf"/></rootfiles></container>'
)
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
PACKAGE = (
    '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
    "<dc:title>The Ferry</dc:title><dc:creator>A. Man</dc:creator>"
    "<dc:language>en</dc:language></metadata><manifest>"
    '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    '<item id="a" href="text/a%201.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="n" href="text/notes.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="b" href="text/b.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine toc="ncx"><itemref idref="nav"/><itemref idref="a"/><itemref idref="n" linear="no"/>'
    '<itemref idref="b"/></spine></package>'
)
FILES = {
    "META-INF/container.xml": CONTAINER,
    "OPS/c.opf": PACKAGE,
    "OPS/nav.xhtml": f'{PAGE}<nav epub:type="toc"><h1>Contents</h1><p>I</p></nav></html>',
    "OPS/text/a 1.xhtml": f'{PAGE}<head><title>I</title><link rel="stylesheet" href="../s.css"/>'
    '</head><body><h1>I</h1><p class="x">kept<a epub:type="noteref" href="notes.xhtml#n1">1</a>'
    '</p><img src="../i/p.gif" alt="P"/><p>end</p></body></html>',
    "OPS/text/notes.xhtml": f'{PAGE}<body><section epub:type="endnotes"><h1>Notes</h1><ol>'
    '<li id="n1" epub:type="endnote"><p>A note. <a href="a%201.xhtml" epub:type="backlink">↩</a>'
    "</p></li><li id='n2' epub:type='endnote'><p>Uncalled.</p></li></ol></section></body></html>",
    "OPS/text/b.xhtml": f'{PAGE}<body lang="fr"><h1>II</h1><p>Fin</p></body></html>',
    "OPS/s.css": ".x { font-style: italic }",
    "OPS/i/p.gif": "GIF89a",
}
EXPECTED = [
    "- title: The Ferry",
    "- author: A. Man",
    "- language: en",
    "- title of the page: I",
    "- table of contents: Contents I",
    ": # I",
    "- note mark: 1",
    ": {emphasis kept}{note note-1}",
    "- note mark: ↩",
    "note[mark=1] : A note.",
    "figure[source=OPS/i/p.gif,alt=P] <picture>",
    ": end",
    ": # Notes",
    "note : Uncalled.",
    ": # II",
    "lang=fr: Fin",
]


def pack(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def read(content: bytes) -> list[str]:
    return show(read_document(SourceFile("a.epub", content)))


def test_an_e_book() -> None:
    assert read(pack(FILES)) == EXPECTED


def test_all_of_an_e_book_is_read() -> None:
    content = pack(FILES)
    document = read_document(SourceFile("a.epub", content))
    counts = {each.kind: each.read for each in prove_intake("a.epub", content, "", document.lines)}
    assert (counts["notes"], counts["headings"], counts["pictures"]) == (2, 3, 1)


ENCRYPTED = (
    '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData>'
    '<e:EncryptionMethod Algorithm="{}"/><e:CipherData><e:CipherReference URI="OPS/text/b.xhtml"/>'
    "</e:CipherData></e:EncryptedData></encryption>"
)
WRONG = {
    "no archive": (b"not a ZIP", "not the archive that its ending says"),
    "cut off": (pack(FILES)[:-40], "not the archive that its ending says"),
    "no package": (pack({"mimetype": "application/epub+zip"}), "no package document"),
    "no pages": (pack(FILES | {"OPS/c.opf": "<package><spine/></package>"}), "has no pages"),
    "a page that is missing": (
        pack({name: text for name, text in FILES.items() if "b.xhtml" not in name}),
        "lacks its page OPS/text/b.xhtml",
    ),
    "encrypted": (
        pack(FILES | {"META-INF/encryption.xml": ENCRYPTED.format("http://e.org/aes")}),
        r"encrypted \(DRM\)",
    ),
    "a package that is no XML": (pack(FILES | {"OPS/c.opf": "<package"}), "well-formed"),
}


@pytest.mark.parametrize(("content", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_read_is_an_error(content: bytes, message: str) -> None:
    with pytest.raises(EditionError, match=message) as raised:
        read(content)
    assert raised.value.remedy


def test_obfuscated_fonts_do_not_matter() -> None:
    encryption = ENCRYPTED.format("http://www.idpf.org/2008/embedding")
    assert read(pack(FILES | {"META-INF/encryption.xml": encryption})) == EXPECTED


@pytest.mark.parametrize(
    ("name", "kind"),
    [("i/q.gif", "image/gif"), ("html/p.gif", "image/gif"), ("in.epub", "application/epub+zip")],
)
def test_a_part_in_reading_order_that_is_no_page_is_not_carried(name: str, kind: str) -> None:
    item = f'<item id="p" href="{name}" media-type="{kind}"/></manifest>'
    package = PACKAGE.replace("</manifest>", item).replace(
        "</spine>", '<itemref idref="p"/></spine>'
    )
    content = pack(FILES | {"OPS/c.opf": package, f"OPS/{name}": "PK words of an archive"})
    document = read_document(SourceFile("a.epub", content))
    (line,) = (each for each in document.lines if each.fate == "not carried")
    assert line.rule == f"the part OPS/{name}, which is no page"
    prove_intake("a.epub", content, "", document.lines)


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("titlepage", "title page of the e-book"),
        ("imprint", "imprint of the e-book"),
        ("backmatter copyright-page", "copyright page of the e-book"),
        ("colophon", "colophon of the e-book"),
    ],
)
def test_the_pages_that_describe_the_e_book_are_not_its_text(kind: str, rule: str) -> None:
    head = f'<html xmlns:epub="http://www.idpf.org/2007/ops"><body epub:type="{kind.split()[0]}">'
    page = f'{head}<section epub:type="{kind}"><h2>A</h2><img src="x.png" alt="Logo"/>'
    page += "<p>By <i>volunteers</i>.</p></section>"
    content = pack(FILES | {"OPS/text/b.xhtml": f"{page}</body></html>"})
    document = read_document(SourceFile("a.epub", content))
    assert rule in {line.rule for line in document.lines if "volunteers" in line.text}
    assert not any(line.fate == "open" for line in document.lines if "volunteers" in line.text)
    counts = prove_intake("a.epub", content, "", document.lines)
    assert not any(each.lost for each in counts)
