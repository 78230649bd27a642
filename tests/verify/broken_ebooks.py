"""For each device rule a small change that makes the e-book of the tiny edition break it."""

from tests.conftest import ROOT
from tests.verify.editable_ebook import (
    COVER,
    CSS,
    LARGE_FONT,
    NAV,
    NCX,
    OPF,
    PART,
    Change,
    in_turn,
    replaced,
    replaced_everywhere,
    substituted,
    with_cover,
    with_file,
    with_heavy_cover,
    with_listed_file,
    with_markup,
    with_style,
)

FONT = "EPUB/fonts/EBGaramond-Regular.ttf"
NOTE = '<div class="note" epub:type="footnote" role="doc-footnote" id="note-part-i-1">'
BACK = '<a class="mark" role="doc-backlink" href="#call-note-part-i-1"'
DEEP_POINT = (
    '<navPoint id="x"><navLabel><text>Deep</text></navLabel><content src="nav.xhtml"/></navPoint>'
)
DEEP_ENTRY = '<ol><li><a href="text/foreword.xhtml">Deep</a></li></ol>'
PAGE = r'<li><a href="([^"]*)">(\d+)</a></li>'  # an entry of the page-list
PAGE_LIST = r'<nav epub:type="page-list".*?</nav>'
BREAK = r'(<span[^>]*role=")doc-pagebreak("[^>]*>)'

# For each rule: a change that makes a sound book break it, and the other rules which the changed
# book breaks inevitably.
BREAKING_CHANGES: dict[str, tuple[Change, set[str]]] = {
    "EB-001": (lambda ebook: setattr(ebook, "last", "mimetype"), set()),
    "EB-002": (lambda ebook: setattr(ebook, "stored", False), set()),
    "EB-003": (with_file("mimetype", b"application/epub+zip\n"), set()),
    "EB-004": (
        with_listed_file(
            "images/my cover.svg", b"<?xml version='1.0' encoding='utf-8'?><svg/>", "image/svg+xml"
        ),
        set(),
    ),
    "EB-005": (with_file("EPUB/.DS_Store", b"x"), set()),
    "EB-006": (with_file("META-INF/encryption.xml", b"<encryption/>"), set()),
    "EB-007": (with_listed_file(LARGE_FONT, bytes(50_000_000), "font/ttf"), {"EB-095"}),
    "EB-008": (replaced("EPUB/text/cover.xhtml", "<title>", "<title><"), set()),
    "EB-009": (substituted(PART, r"^<\?xml.*?\?>\n"), set()),
    "EB-010": (with_file("EPUB/text/left-over.txt", b"x"), set()),
    "EB-011": (
        replaced(
            OPF, "</manifest>", '<item href="css/no.css" id="no" media-type="text/css"/></manifest>'
        ),
        set(),
    ),
    "EB-012": (with_listed_file("sound.mp3", b"", "audio/mpeg"), set()),
    "EB-013": (replaced(PART, "<title>", f"<!--{'x' * 300_000}--><title>"), set()),
    "EB-020": (substituted(OPF, r"<dc:title[^>]*>[^<]*</dc:title>"), set()),
    "EB-021": (replaced(NCX, 'content="urn:', 'content="urn:x-other:'), set()),
    "EB-022": (
        substituted(OPF, r"<dc:language>.*?</dc:language>", "<dc:language>English</dc:language>"),
        {"EB-064"},
    ),
    "EB-023": (replaced_everywhere("en-GB", "eo"), set()),
    "EB-024": (substituted(OPF, r'<meta property="dcterms:modified">.*?</meta>'), set()),
    "EB-025": (substituted(OPF, r"<dc:creator.*?</dc:creator>"), set()),
    "EB-026": (substituted(OPF, r'<meta property="schema:accessibilityHazard">.*?</meta>'), set()),
    "EB-027": (substituted(OPF, r'<meta property="schema:accessibilitySummary".*?</meta>'), set()),
    "EB-028": (
        substituted(OPF, r'<meta property="schema:accessibilityFeature">tableOfContents</meta>'),
        set(),
    ),
    "EB-030": (replaced(NAV, 'epub:type="toc" ', ""), {"EB-028"}),
    "EB-031": (replaced(OPF, ' toc="toc.ncx"', ""), set()),
    "EB-032": (
        replaced(
            NCX,
            "</navPoint>\n</navPoint>",
            f"{DEEP_POINT}</navPoint>\n</navPoint>",
        ),
        {"EB-034"},
    ),
    "EB-033": (
        replaced(
            NAV,
            "</li>\n</ol>\n</li>",
            f"{DEEP_ENTRY}</li>\n</ol>\n</li>",
        ),
        {"EB-034", "EB-035"},
    ),
    "EB-034": (replaced(NCX, "<text>II. ", "<text>Part II. "), set()),
    "EB-035": (
        in_turn(
            replaced(NAV, '"text/introduction.xhtml"', '"text/colophon.xhtml"'),
            replaced(NCX, '"text/introduction.xhtml"', '"text/colophon.xhtml"'),
        ),
        {"EB-049"},
    ),
    "EB-036": (replaced(NAV, 'epub:type="bodymatter" ', ""), set()),
    "EB-037": (
        in_turn(
            substituted(NAV, '(introduction.xhtml">)[^<]*', r"\1"),
            substituted(NCX, r'(introduction" playOrder="\d+"><navLabel><text>)[^<]*', r"\1"),
        ),
        {"EB-053"},
    ),
    "EB-038": (substituted(OPF, r'<reference type="text".*?/>'), set()),
    "EB-039": (substituted(OPF, r'<meta name="cover".*?/>'), set()),
    "EB-040": (substituted(NAV, PAGE_LIST), {"EB-028"}),
    "EB-041": (substituted(OPF, r'<meta property="pageBreakSource">.*?</meta>'), set()),
    "EB-042": (
        substituted(
            NAV, PAGE + r"\s*" + PAGE, r'<li><a href="\3">\4</a></li><li><a href="\1">\2</a></li>'
        ),
        {"EB-048"},
    ),
    "EB-043": (
        substituted(NAV, r'(<li><a href=")[^"]*(">1</a>)', r"\1text/part-i.xhtml#part-i\2"),
        {"EB-044"},
    ),
    "EB-044": (substituted(NAV, r'<li><a href="[^"]*">1</a></li>'), set()),
    "EB-045": (substituted(NAV, r'(<li><a href="[^"]*">)1</a>', r"\g<1>0</a>"), set()),
    "EB-046": (substituted(NAV, r'(<li><a href="[^"]*">1</a></li>)', r"\1\1"), set()),
    "EB-047": (substituted(PART, BREAK, r"\1\2"), {"EB-068"}),
    "EB-048": (
        in_turn(
            substituted(NAV, r'(<li><a href="[^"]*">)1</a>', r"\g<1>99</a>"),
            substituted(PART, r'aria-label="([^"]*)\b1\b([^"]*)"', r'aria-label="\g<1>99\2"'),
        ),
        set(),
    ),
    "EB-049": (substituted(NCX, r' playOrder="2"'), set()),
    "EB-050": (with_markup('<p id="p-i-1">Again.</p>'), set()),
    "EB-051": (with_markup('<p><a href="part-vi.xhtml">Part VI</a></p>'), set()),
    "EB-052": (with_markup('<p><a href="part-iii.xhtml#p-iii-12">paragraph 12</a></p>'), set()),
    "EB-053": (with_markup('<p><a href="part-iii.xhtml"> </a></p>'), set()),
    "EB-054": (
        in_turn(
            replaced(PART, "<body ", '<body id="body" '),
            with_markup('<p><a href="#body">above</a></p>'),
        ),
        set(),
    ),
    "EB-055": (
        with_markup('<p><img src="https://fables.example/fox.png" alt="A fox"/></p>'),
        set(),
    ),
    "EB-056": (with_markup('<p onclick="run()">Tap.</p>'), set()),
    "EB-057": (with_markup("<form><p>Your name</p></form>"), set()),
    "EB-060": (with_markup("<h4>Deep</h4>"), set()),
    "EB-061": (with_markup("<h2> </h2>"), set()),
    "EB-062": (with_markup('<p><img src="../images/cover.png"/></p>'), set()),
    "EB-063": (with_markup('<p><img alt="Nothing"/></p>'), set()),
    "EB-064": (replaced(PART, 'lang="en-GB" xml:lang="en-GB"', 'lang="fr" xml:lang="fr"'), set()),
    "EB-065": (with_markup('<p lang="fr">Le renard</p>'), set()),
    "EB-066": (with_markup("<p>狐狸</p>"), set()),
    "EB-067": (substituted(PART, "<title>.*?</title>", "<title></title>"), set()),
    "EB-068": (
        replaced(PART, 'epub:type="noteref" role="doc-noteref"', 'epub:type="noteref"'),
        set(),
    ),
    "EB-069": (
        with_markup('<p><img class="undescribed" src="../images/cover.png" alt="Picture"/></p>'),
        set(),
    ),
    "EB-070": (replaced(PART, 'href="#note-part-i-1"', 'href="#part-i"'), {"EB-071"}),
    "EB-071": (substituted(PART, r'<a class="call note" .*?</a>'), {"EB-052"}),
    "EB-072": (replaced(PART, BACK, '<a href="#call-note-part-i-1"'), set()),
    "EB-073": (replaced(PART, BACK, BACK.replace("note-part", "variant-part")), set()),
    "EB-074": (replaced(PART, f"<p>{BACK}", f"<p>A word. {BACK}"), set()),
    "EB-075": (
        in_turn(
            replaced(PART, NOTE, NOTE.replace("<div", "<aside")),
            substituted(PART, "</div>(?=\n</section>)", "</aside>"),
        ),
        set(),
    ),
    "EB-076": (replaced(PART, "Whence", "When\u00adce"), set()),
    "EB-077": (replaced(PART, "Whence", "Whence " * 800), set()),
    "EB-078": (replaced(PART, "Whence", "Whence ↩"), set()),
    "EB-080": (replaced(CSS, "page-break-after: avoid;", ""), set()),
    "EB-081": (with_style("p { font-size: 11pt; }"), set()),
    "EB-082": (with_style("p { color: #333; }"), set()),
    "EB-083": (replaced(CSS, "EBGaramond-Italic.ttf", "Garamond-Italic.ttf"), set()),
    "EB-084": (with_style("@media screen { p { position: fixed; } }"), set()),
    "EB-085": (with_style("p { margin 0 }"), set()),
    "EB-090": (with_heavy_cover, set()),
    "EB-091": (with_cover("L", (2400, 2400)), set()),
    "EB-092": (with_cover("L", (600, 900)), set()),
    "EB-093": (in_turn(with_cover("CMYK", (1400, 1400), "JPEG")), set()),
    "EB-094": (with_cover("LA", (1400, 1400)), set()),
    "EB-095": (with_file(COVER, b"no picture"), set()),
    "EB-096": (
        with_file(FONT, (ROOT / "templates/fonts/EBGaramond-Regular.ttf").read_bytes()),
        set(),
    ),
}
