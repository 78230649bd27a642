"""Write a sample as a web page, as an e-book, and in TEI."""

from html import escape
from itertools import count

from tests.verify.intake.documents import Part, Run, Sample, cells
from tests.verify.intake.zips import PNG, pack

HTML_TAGS = {
    "emphasis": ("<em>", "</em>"),
    "strong": ("<b>", "</b>"),
    "small-capitals": ('<span style="font-variant: small-caps">', "</span>"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
    "underline": ("<u>", "</u>"),
    "deletion": ("<del>", "</del>"),
    "code": ("<code>", "</code>"),
    "link": ('<a href="https://example.org/">', "</a>"),
}
TEI_TAGS = {
    "emphasis": ('<hi rend="italic">', "</hi>"),
    "strong": ('<hi rend="bold">', "</hi>"),
    "small-capitals": ('<hi rend="small-caps">', "</hi>"),
    "superscript": ('<hi rend="superscript">', "</hi>"),
    "subscript": ('<hi rend="subscript">', "</hi>"),
    "underline": ('<hi rend="underline">', "</hi>"),
    "deletion": ("<del>", "</del>"),
    "code": ("<code>", "</code>"),
    "link": ('<ref target="https://example.org/">', "</ref>"),
}
CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
    'full-path="OEBPS/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier>
<dc:title>{title}</dc:title><dc:language>en</dc:language></metadata>
<manifest><item id="t" href="t.xhtml" media-type="application/xhtml+xml"/>
<item id="n" href="n.xhtml" media-type="application/xhtml+xml"/>
<item id="p" href="p.png" media-type="image/png"/>
<item id="v" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
<spine><itemref idref="t"/><itemref idref="n" linear="no"/></spine></package>"""
NAV = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head>'
    '<title>{title}</title></head><body><nav epub:type="toc"><ol><li><a href="t.xhtml">{title}</a>'
    "</li></ol></nav></body></html>"
)
XHTML = (
    '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops" lang="en"><head><title>{title}</title></head>'
    "<body>{body}</body></html>"
)


def paragraphs(rows: list[str]) -> str:
    return "".join(f"<p>{row}</p>" for row in rows)


class _PageWriter:
    """Writes blocks as HTML; `notes` is the file of the notes, "" for the page itself."""

    def __init__(self, notes: str = "") -> None:
        self.file, self.notes, self.numbers = notes, list[str](), count(1)

    def body(self, sample: Sample) -> str:
        return "\n".join(self.part(part) for part in sample.parts)

    def endnotes(self) -> str:
        return "".join(self.notes)

    def run(self, run: Run) -> str:
        words = escape(run.words)
        match run.kind:
            case "ruby":
                return f"<ruby>{words}<rp>(</rp><rt>{escape(run.other)}</rt><rp>)</rp></ruby>"
            case "break":
                return "<br/>"
            case "within":
                return f"{words[:2]}<i>{words[2:]}</i>"
            case "note":
                return self.call(run)
        start, end = HTML_TAGS.get(run.kind, ("", ""))
        return f"{start}{words}{end}"

    def call(self, run: Run) -> str:
        n = next(self.numbers)
        self.notes.append(
            f'<aside epub:type="footnote" id="n{n}"><p><a href="#r{n}">{n}</a> '
            f"{escape(run.other)}</p></aside>"
        )
        return f'<sup><a epub:type="noteref" id="r{n}" href="{self.file}#n{n}">{n}</a></sup>'

    def row(self, row: tuple[Run, ...]) -> str:
        return " ".join(map(self.run, row))

    def part(self, part: Part) -> str:
        rows = [self.row(row) for row in part.rows] if part.kind != "table" else []
        match part.kind:
            case "heading":
                return f"<h2>{rows[0]}</h2>"
            case "quotation":
                return f"<blockquote>{paragraphs(rows)}</blockquote>"
            case "bullets" | "numbers":
                tag = "ul" if part.kind == "bullets" else "ol"
                return f"<{tag}>{''.join(f'<li>{row}</li>' for row in rows)}</{tag}>"
            case "figure":
                picture = '<img src="p.png" alt=""/>'
                caption = f"<figcaption>{rows[0]}</figcaption>"
                return f"<figure>{picture}{caption}</figure>{paragraphs(rows[1:])}"
            case "hidden":
                return f'<p hidden="hidden">{rows[0]}</p>'
            case "comment":
                return f"<!-- a comment --><p>{rows[0]}</p>"
            case "scene-break":
                return f"<hr/>{paragraphs(rows)}"
            case "table":
                return self.table(part)
            case "poem":
                lines = "<br/>".join(f"<span>{row}</span>" for row in rows)
                return f'<div class="poem"><p>{lines}</p></div>'
        return paragraphs(rows)

    def table(self, part: Part) -> str:
        rows = ("".join(f"<td>{self.run(run)}</td>" for run in cells(row)) for row in part.rows)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def write_html(sample: Sample) -> bytes:
    writer = _PageWriter()
    body = writer.body(sample) + writer.endnotes()
    page = f'<meta charset="utf-8"><title>{escape(sample.title)}</title><body>{body}'
    return f'<!DOCTYPE html><html lang="en">{page}</body></html>'.encode()


def write_epub(sample: Sample) -> bytes:
    writer = _PageWriter("n.xhtml")
    title = escape(sample.title)
    body = writer.body(sample)
    notes = XHTML.format(title=title, body=writer.endnotes().replace("#r", "t.xhtml#r") or "<p/>")
    return pack(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/p.opf": PACKAGE.format(title=title),
            "OEBPS/nav.xhtml": NAV.format(title=title),
            "OEBPS/t.xhtml": XHTML.format(title=title, body=body),
            "OEBPS/n.xhtml": notes,
            "OEBPS/p.png": PNG,
        }
    )


# ── TEI ──────────────────────────────────────────────────────────────────────────────────────────


def write_tei(sample: Sample) -> bytes:
    body = "\n".join(map(_tei_part, sample.parts))
    title = escape(sample.title)
    return (
        '<?xml version="1.0" encoding="utf-8"?><TEI xmlns="http://www.tei-c.org/ns/1.0">'
        f"<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>"
        "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>"
        f"</teiHeader><text><body><div>{body}</div></body></text></TEI>"
    ).encode()


def _tei_run(run: Run) -> str:
    words = escape(run.words)
    match run.kind:
        case "ruby":
            return f"<ruby><rb>{words}</rb><rt>{escape(run.other)}</rt></ruby>"
        case "break":
            return "<lb/>"
        case "within":
            return f'{words[:2]}<hi rend="italic">{words[2:]}</hi>'
        case "note":
            return f'<note place="foot">{escape(run.other)}</note>'
    start, end = TEI_TAGS.get(run.kind, ("", ""))
    return f"{start}{words}{end}"


def _tei_row(row: tuple[Run, ...]) -> str:
    return " ".join(map(_tei_run, row))


def _tei_part(part: Part) -> str:
    if part.kind == "table":
        return _tei_table(part)
    rows = [_tei_row(row) for row in part.rows]
    match part.kind:
        case "heading":
            return f"</div><div><head>{rows[0]}</head>"
        case "quotation":
            return f"<quote>{paragraphs(rows)}</quote>"
        case "bullets" | "numbers":
            kind = "bulleted" if part.kind == "bullets" else "numbered"
            return f'<list rend="{kind}">{"".join(f"<item>{row}</item>" for row in rows)}</list>'
        case "figure":
            figure = f'<figure><graphic url="p.png"/><head>{rows[0]}</head></figure>'
            return figure + paragraphs(rows[1:])
        case "poem":
            return f"<lg>{''.join(f'<l>{row}</l>' for row in rows)}</lg>"
        case "speech":
            said = paragraphs(rows[1:]) or "<p/>"
            return f"<sp><speaker>{rows[0]}</speaker>{said}</sp>"
        case "comment":
            return f"<!-- a comment -->{paragraphs(rows)}"
    return paragraphs(rows)


def _tei_table(part: Part) -> str:
    rows = ("".join(f"<cell>{_tei_run(run)}</cell>" for run in cells(row)) for row in part.rows)
    return f"<table>{''.join(f'<row>{row}</row>' for row in rows)}</table>"
