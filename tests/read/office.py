"""Small documents of word processors, and what is read from them."""

import io
import zipfile
from collections.abc import Mapping

from book.model import Line, Picture
from book.read.document import SourceFile, read_document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in (
        ("w", W),
        ("r", OFFICE_RELATIONSHIPS),
        ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("v", "urn:schemas-microsoft-com:vml"),
        ("o", "urn:schemas-microsoft-com:office:office"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    )
)
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODF_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in (
        ("office", f"{OASIS}:office:1.0"),
        ("text", f"{OASIS}:text:1.0"),
        ("style", f"{OASIS}:style:1.0"),
        ("table", f"{OASIS}:table:1.0"),
        ("draw", f"{OASIS}:drawing:1.0"),
        ("svg", f"{OASIS}:svg-compatible:1.0"),
        ("fo", f"{OASIS}:xsl-fo-compatible:1.0"),
        ("meta", f"{OASIS}:meta:1.0"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("xlink", "http://www.w3.org/1999/xlink"),
    )
)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def read(name: str, content: bytes) -> tuple[Line, ...]:
    """Return the lines of a document."""
    return read_document(SourceFile(name, content)).lines


def pictures(name: str, content: bytes) -> tuple[Picture, ...]:
    return read_document(SourceFile(name, content)).pictures


def texts(lines: tuple[Line, ...], fate: str = "open") -> list[str]:
    """Return the words of the lines with a fate."""
    return [line.text for line in lines if line.fate == fate]


def rules(lines: tuple[Line, ...]) -> list[tuple[str, str]]:
    """Return the rules of the lines that are no text, with their words."""
    return [(line.rule, line.text) for line in lines if line.fate != "open"]


def forms(line: Line) -> list[tuple[str, str, str]]:
    """Return the ranges of a line: each kind, its words and its value."""
    return [(each.kind, line.text[each.start : each.end], each.value) for each in line.ranges]


def kinds(line: Line) -> list[str]:
    """Return the kinds of the containers of a line."""
    return [container.kind for container in line.form.containers]


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph of a DOCX; runs that are no markup are text."""
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return a DOCX. `parts` are by their names in `word/`, without ".xml"."""
    parts = dict(parts or {})
    relationships = "".join(_relationship(name) for name in parts)
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relationships(
            f'<Relationship Id="r1" Type="{OFFICE_RELATIONSHIPS}/officeDocument" '
            'Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(relationships),
    }
    for name, content in parts.items():
        is_xml = isinstance(content, str)
        root = {"styles": "styles", "numbering": "numbering", "header1": "hdr"}.get(name, name)
        markup = f"<w:{root} {NAMESPACES}>{content!s}</w:{root}>" if is_xml else content
        files[f"word/{name}.xml" if is_xml else f"word/{name}"] = markup
    return pack(files)


def _relationship(name: str) -> str:
    kind = name.rstrip("1") if "." not in name else "image"
    target = name if "." in name else f"{name}.xml"
    return f'<Relationship Id="{name}" Type="{OFFICE_RELATIONSHIPS}/{kind}" Target="{target}"/>'


def _relationships(inner: str) -> str:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{inner}</Relationships>'


def odt(body: str, styles: str = "", parts: Mapping[str, bytes] | None = None) -> bytes:
    """Return an ODT; `styles` are its automatic styles."""
    content = (
        f"<office:document-content {ODF_NAMESPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return pack({"content.xml": content, **(parts or {})})


def pack(files: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()
