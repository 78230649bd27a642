"""Write a sample as ODT."""

from html import escape

from tests.verify.intake.documents import Part, Run, Sample, cells
from tests.verify.intake.zips import PNG, pack

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *(("office", "office"), ("text", "text"), ("style", "style"), ("table", "table")),
        *(("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("meta", "meta")),
        *(("manifest", "manifest"),),
    )
)
OTHERS = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
STYLES = {
    "emphasis": 'fo:font-style="italic"',
    "strong": 'fo:font-weight="bold"',
    "small-capitals": 'fo:font-variant="small-caps"',
    "superscript": 'style:text-position="super 58%"',
    "subscript": 'style:text-position="sub 58%"',
    "underline": 'style:text-underline-style="solid"',
    "deletion": 'style:text-line-through-style="solid"',
}


def write_odt(sample: Sample) -> bytes:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {form}/>'
        "</style:style>"
        for name, form in STYLES.items()
    )
    body = "".join(map(_part, sample.parts))
    content = (
        f'<?xml version="1.0"?><office:document-content {SPACES} {OTHERS} office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>"
        f"{body}</office:text></office:body></office:document-content>"
    )
    meta = (
        f'<?xml version="1.0"?><office:document-meta {SPACES} {OTHERS} office:version="1.2">'
        f"<office:meta><dc:title>{escape(sample.title)}</dc:title></office:meta>"
        "</office:document-meta>"
    )
    manifest = (
        f'<?xml version="1.0"?><manifest:manifest {SPACES}><manifest:file-entry '
        'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        "</manifest:manifest>"
    )
    return pack(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "meta.xml": meta,
            "META-INF/manifest.xml": manifest,
            "Pictures/p.png": PNG,
        }
    )


def _run(run: Run) -> str:
    words = escape(run.words)
    match run.kind:
        case "ruby":
            return (
                f"<text:ruby><text:ruby-base>{words}</text:ruby-base><text:ruby-text>"
                f"{escape(run.other)}</text:ruby-text></text:ruby>"
            )
        case "break":
            return "<text:line-break/>"
        case "within":
            return f'{words[:2]}<text:span text:style-name="emphasis">{words[2:]}</text:span>'
        case "link":
            return f'<text:a xlink:href="https://example.org/">{words}</text:a>'
        case "note":
            return (
                '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
                f"<text:note-body><text:p>{escape(run.other)}</text:p></text:note-body></text:note>"
            )
    if run.kind not in STYLES:
        return words
    return f'<text:span text:style-name="{run.kind}">{words}</text:span>'


def _row(row: tuple[Run, ...]) -> str:
    return " ".join(map(_run, row))


def _part(part: Part) -> str:
    paragraphs = [f"<text:p>{_row(row)}</text:p>" for row in part.rows]
    together = "".join(paragraphs)
    match part.kind:
        case "heading":
            return f'<text:h text:outline-level="1">{_row(part.rows[0])}</text:h>'
        case "bullets" | "numbers":
            items = "".join(f"<text:list-item>{p}</text:list-item>" for p in paragraphs)
            return f"<text:list>{items}</text:list>"
        case "table":
            return _table(part)
        case "figure":
            frame = '<draw:frame><draw:image xlink:href="Pictures/p.png"/></draw:frame>'
            return f"<text:p>{frame}</text:p>{together}"
        case "comment":
            words = escape(part.rows[0][0].words)
            return (
                f"<text:p>x<office:annotation><text:p>{words}</text:p></office:annotation></text:p>"
            )
    return together


def _table(part: Part) -> str:
    rows = ""
    for row in part.rows:
        texts = (f"<text:p>{_run(run)}</text:p>" for run in cells(row))
        inside = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in texts)
        rows += f"<table:table-row>{inside}</table:table-row>"
    return f"<table:table><table:table-column/>{rows}</table:table>"
