"""Write a sample as DOCX and ODT: the XML of their parts."""

from html import escape

from tests.verify.intake.documents import Part, Run, Sample, cells
from tests.verify.intake.zips import PNG, pack

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TYPES = (
    HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main'
    '+xml"/></Types>'
)
PROPERTIES = {
    "emphasis": "<w:i/>",
    "strong": "<w:b/>",
    "small-capitals": "<w:smallCaps/>",
    "superscript": '<w:vertAlign w:val="superscript"/>',
    "subscript": '<w:vertAlign w:val="subscript"/>',
    "underline": '<w:u w:val="single"/>',
    "deletion": "<w:strike/>",
}
DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:docPr id="1" name="p"/><a:graphic xmlns:a="http://schemas.'
    'openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.'
    'org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/'
    f'2006/picture"><pic:blipFill><a:blip xmlns:r="{OFFICE}" r:embed="rId9"/></pic:blipFill>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


class _WordWriter:
    def __init__(self) -> None:
        self.notes: list[str] = []
        self.comments: list[str] = []

    def run(self, run: Run) -> str:
        words = escape(run.words)
        match run.kind:
            case "ruby":
                other = escape(run.other)
                return (
                    f"<w:r><w:ruby><w:rt>{_run(other)}</w:rt><w:rubyBase>{_run(words)}"
                    "</w:rubyBase></w:ruby></w:r>"
                )
            case "break":
                return "<w:r><w:br/></w:r>"
            case "within":
                return _run(words[:2]) + _run(words[2:], "<w:i/>")
            case "note":
                self.notes.append(run.other)
                return f'<w:r><w:footnoteReference w:id="{len(self.notes) + 1}"/></w:r>'
        return _run(words, PROPERTIES.get(run.kind, ""))

    def paragraph(self, row: tuple[Run, ...], properties: str = "") -> str:
        runs = _run(" ").join(map(self.run, row))
        return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"

    def part(self, part: Part) -> str:
        match part.kind:
            case "heading":
                return self.paragraph(part.rows[0], '<w:pStyle w:val="Heading1"/>')
            case "quotation":
                return self._all(part, '<w:pStyle w:val="Quote"/>')
            case "bullets" | "numbers":
                number = 1 if part.kind == "bullets" else 2
                listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
                return self._all(part, listed)
            case "table":
                return self.table(part)
            case "figure":
                return f"<w:p>{DRAWING}</w:p>{self._all(part)}"
            case "hidden":
                return f"<w:p>{_run(escape(part.rows[0][0].words), '<w:vanish/>')}</w:p>"
            case "comment":
                self.comments.append(part.rows[0][0].words)
                reference = f'<w:r><w:commentReference w:id="{len(self.comments)}"/></w:r>'
                return f"<w:p>{_run('x')}{reference}</w:p>"
        return self._all(part)

    def _all(self, part: Part, properties: str = "") -> str:
        return "".join(self.paragraph(row, properties) for row in part.rows)

    def table(self, part: Part) -> str:
        rows = []
        for row in part.rows:
            texts = (self.paragraph((run,)) for run in cells(row))
            rows.append(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in texts)}</w:tr>")
        return f"<w:tbl>{''.join(rows)}</w:tbl><w:p/>"


def _run(words: str, properties: str = "") -> str:
    style = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{style}<w:t xml:space="preserve">{words}</w:t></w:r>'


def _noted(element: str, texts: list[str], first: int) -> str:
    body = "".join(
        f'<w:{element} w:id="{number}"><w:p>{_run(escape(text))}</w:p></w:{element}>'
        for number, text in enumerate(texts, first)
    )
    return f"{HEAD}<w:{element}s {W}>{body}</w:{element}s>"


def _relations(**targets: str) -> str:
    rows = (
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 5)
    )
    return f"{HEAD}<Relationships {RELATIONS}>{''.join(rows)}</Relationships>"


def _numbering() -> str:
    levels = ""
    for number, (form, text) in enumerate((("bullet", "·"), ("decimal", "%1.")), 1):
        levels += (
            f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        )
    numbers = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2)
    )
    return f"{HEAD}<w:numbering {W}>{levels}{numbers}</w:numbering>"


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/></w:style>'
    for style, name in (("Heading1", "heading 1"), ("Quote", "Quote"))
)
CORE = (
    HEAD + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
    'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>'
    "{title}</dc:title></cp:coreProperties>"
)
ABOUT = (
    f'{HEAD}<Relationships {RELATIONS}><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
    'Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/'
    'package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
PARTS = {
    "styles": "styles.xml",
    "numbering": "numbering.xml",
    "footnotes": "footnotes.xml",
    "comments": "comments.xml",
    "image": "media/p.png",
}


def write_docx(sample: Sample) -> bytes:
    writer = _WordWriter()
    body = "".join(map(writer.part, sample.parts))
    return pack(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": ABOUT,
            "word/document.xml": f"{HEAD}<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": _relations(**PARTS),
            "word/styles.xml": f"{HEAD}<w:styles {W}>{STYLES}</w:styles>",
            "word/numbering.xml": _numbering(),
            "word/footnotes.xml": _noted("footnote", writer.notes, 2),
            "word/comments.xml": _noted("comment", writer.comments, 1),
            "word/media/p.png": PNG,
            "docProps/core.xml": CORE.format(title=escape(sample.title)),
        }
    )
