"""The device rules: for each of them a book that breaks it and no other, made from the tiny edition by one small change."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image

from book.errors import ProofError
from book.model import Plain
from book.pipeline import check, outputs
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.verify.device_rules import RULES, lint, table
from tests.conftest import ROOT, SLUG, TINY, ebook_of

RULES_PAGE = ROOT / "book" / "verify" / "device_rules" / "RULES.md"
OPF, NCX, NAV, CSS = "EPUB/content.opf", "EPUB/toc.ncx", "EPUB/nav.xhtml", "EPUB/css/epub.css"
WHOLE_FONT = ROOT / "templates" / "fonts" / "EBGaramond-Regular.ttf"
PART, COVER = "EPUB/text/part-i.xhtml", "EPUB/images/cover.png"


@dataclass
class Book:
    """The files of an e-book, to be changed and packed again."""

    files: dict[str, bytes]
    stored: bool = True
    last: str = ""

    @classmethod
    def opened(cls, content: bytes) -> "Book":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def change(self, name: str, old: str, new: str, count: int = 1) -> None:
        text = self.files[name].decode()
        assert old in text, f"{old!r} is not in {name}"
        self.files[name] = text.replace(old, new, count).encode()

    def cut(self, name: str, pattern: str, new: str = "") -> None:
        made, found = re.subn(pattern, new, self.files[name].decode(), flags=re.DOTALL)
        assert found, f"{pattern!r} is not in {name}"
        self.files[name] = made.encode()

    def add(self, name: str, content: bytes, kind: str) -> None:
        self.files[f"EPUB/{name}"] = content
        self.change(
            OPF, "</manifest>", f'<item href="{name}" id="added" media-type="{kind}"/></manifest>'
        )

    def draw(self, name: str, mode: str, size: tuple[int, int], kind: str = "PNG") -> None:
        made = io.BytesIO()
        Image.new(mode, size).save(made, kind)
        self.files[name] = made.getvalue()

    def packed(self) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", compresslevel=1) as archive:
            for name in sorted(self.files, key=lambda name: name == self.last):
                stored = (self.stored and name == "mimetype") or name == "EPUB/fonts/large.ttf"
                archive.writestr(
                    zipfile.ZipInfo(name),
                    self.files[name],
                    zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED,
                    1,
                )
        return made.getvalue()


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> AssembledEdition:
    root = tmp_path_factory.mktemp("lint")
    (root / "sources").symlink_to(TINY)
    return assemble_edition(SLUG, root)


@pytest.fixture(scope="session")
def ebook(tiny: AssembledEdition) -> bytes:
    return ebook_of(tiny)


@pytest.fixture
def book(ebook: bytes) -> Book:
    return Book.opened(ebook)


NOTE = '<div class="note" epub:type="footnote" role="doc-footnote" id="note-part-i-1">'
BACK = '<a class="mark" role="doc-backlink" href="#call-note-part-i-1"'
PIXEL = '<img src="../images/cover.png" alt="The cover"/>'
PAGE = r'<li><a href="([^"]*)">(\d+)</a></li>'  # an entry of the page-list
PAGE_LIST = r'<nav epub:type="page-list".*?</nav>'
BREAK = r'(<span[^>]*role=")doc-pagebreak("[^>]*>)'

Change = Callable[[Book], object]


def at(name: str, old: str, new: str, count: int = 1) -> Change:
    return lambda book: book.change(name, old, new, count)


def cut(name: str, pattern: str, new: str = "") -> Change:
    return lambda book: book.cut(name, pattern, new)


def both(*changes: Change) -> Change:
    def change(book: Book) -> None:
        for one in changes:
            one(book)

    return change


def here(markup: str) -> Change:
    """Put markup before the notes of the first part."""
    return at(PART, '<section class="notes"', f'{markup}<section class="notes"')


def styled(rule: str) -> Change:
    return at(CSS, "body {", f"{rule}\nbody {{")


def drawn(mode: str, size: tuple[int, int], kind: str = "PNG") -> Change:
    return lambda book: book.draw(COVER, mode, size, kind)


def laid(name: str, content: bytes) -> Change:
    return lambda book: book.files.__setitem__(name, content)


def added(name: str, content: bytes, kind: str) -> Change:
    return lambda book: book.add(name, content, kind)


def everywhere(old: str, new: str) -> Change:
    def change(book: Book) -> None:
        for name in [name for name, content in book.files.items() if old.encode() in content]:
            book.change(name, old, new, -1)

    return change


def heavier(book: Book) -> None:
    book.files[COVER] += bytes(5_000_000)


# For each rule a change of a sound book that breaks it, and the other rules that such a book cannot but break.
BROKEN: dict[str, tuple[Change, set[str]]] = {
    "EB-001": (lambda book: setattr(book, "last", "mimetype"), set()),
    "EB-002": (lambda book: setattr(book, "stored", False), set()),
    "EB-003": (laid("mimetype", b"application/epub+zip\n"), set()),
    "EB-004": (
        added(
            "images/my cover.svg", b"<?xml version='1.0' encoding='utf-8'?><svg/>", "image/svg+xml"
        ),
        set(),
    ),
    "EB-005": (laid("EPUB/.DS_Store", b"x"), set()),
    "EB-006": (laid("META-INF/encryption.xml", b"<encryption/>"), set()),
    "EB-007": (added("fonts/large.ttf", bytes(50_000_000), "font/ttf"), {"EB-095"}),
    "EB-008": (at("EPUB/text/cover.xhtml", "<title>", "<title><"), set()),
    "EB-009": (cut(PART, r"^<\?xml.*?\?>\n"), set()),
    "EB-010": (laid("EPUB/text/left-over.txt", b"x"), set()),
    "EB-011": (
        at(
            OPF, "</manifest>", '<item href="css/no.css" id="no" media-type="text/css"/></manifest>'
        ),
        set(),
    ),
    "EB-012": (added("sound.mp3", b"", "audio/mpeg"), set()),
    "EB-020": (cut(OPF, r"<dc:title[^>]*>[^<]*</dc:title>"), set()),
    "EB-021": (at(NCX, 'content="urn:', 'content="urn:x-other:'), set()),
    "EB-022": (
        cut(OPF, r"<dc:language>.*?</dc:language>", "<dc:language>English</dc:language>"),
        {"EB-064"},
    ),
    "EB-023": (everywhere("en-GB", "eo"), set()),
    "EB-024": (cut(OPF, r'<meta property="dcterms:modified">.*?</meta>'), set()),
    "EB-025": (cut(OPF, r"<dc:creator.*?</dc:creator>"), set()),
    "EB-026": (cut(OPF, r'<meta property="schema:accessibilityHazard">.*?</meta>'), set()),
    "EB-027": (cut(OPF, r'<meta property="schema:accessibilitySummary".*?</meta>'), set()),
    "EB-028": (
        cut(OPF, r'<meta property="schema:accessibilityFeature">tableOfContents</meta>'),
        set(),
    ),
    "EB-030": (at(NAV, 'epub:type="toc" ', ""), {"EB-028"}),
    "EB-031": (at(OPF, ' toc="toc.ncx"', ""), set()),
    "EB-032": (
        at(
            NCX,
            "</navPoint>\n</navPoint>",
            '<navPoint id="x"><navLabel><text>Deep</text></navLabel><content src="nav.xhtml"/></navPoint></navPoint>\n</navPoint>',
        ),
        {"EB-034"},
    ),
    "EB-033": (
        at(
            NAV,
            "</li>\n</ol>\n</li>",
            '<ol><li><a href="text/foreword.xhtml">Deep</a></li></ol></li>\n</ol>\n</li>',
        ),
        {"EB-034", "EB-035"},
    ),
    "EB-034": (at(NCX, "<text>II. ", "<text>Part II. "), set()),
    "EB-035": (
        both(
            at(NAV, '"text/introduction.xhtml"', '"text/colophon.xhtml"'),
            at(NCX, '"text/introduction.xhtml"', '"text/colophon.xhtml"'),
        ),
        set(),
    ),
    "EB-036": (at(NAV, 'epub:type="bodymatter" ', ""), set()),
    "EB-037": (
        both(
            cut(NAV, '(introduction.xhtml">)[^<]*', r"\1"),
            cut(NCX, '(introduction"><navLabel><text>)[^<]*', r"\1"),
        ),
        {"EB-053"},
    ),
    "EB-038": (cut(OPF, r'<reference type="text".*?/>'), set()),
    "EB-039": (cut(OPF, r'<meta name="cover".*?/>'), set()),
    "EB-040": (cut(NAV, PAGE_LIST), {"EB-028"}),
    "EB-041": (cut(OPF, r'<meta property="pageBreakSource">.*?</meta>'), set()),
    "EB-042": (
        cut(NAV, PAGE + r"\s*" + PAGE, r'<li><a href="\3">\4</a></li><li><a href="\1">\2</a></li>'),
        {"EB-048"},
    ),
    "EB-043": (
        cut(NAV, r'(<li><a href=")[^"]*(">1</a>)', r"\1text/part-i.xhtml#part-i\2"),
        {"EB-044"},
    ),
    "EB-044": (cut(NAV, r'<li><a href="[^"]*">1</a></li>'), set()),
    "EB-045": (cut(NAV, r'(<li><a href="[^"]*">)1</a>', r"\g<1>0</a>"), set()),
    "EB-046": (cut(NAV, r'(<li><a href="[^"]*">1</a></li>)', r"\1\1"), set()),
    "EB-047": (cut(PART, BREAK, r"\1\2"), {"EB-068"}),
    "EB-048": (
        both(
            cut(NAV, r'(<li><a href="[^"]*">)1</a>', r"\g<1>99</a>"),
            cut(PART, r'aria-label="([^"]*)\b1\b([^"]*)"', r'aria-label="\g<1>99\2"'),
        ),
        set(),
    ),
    "EB-050": (here('<p id="p-i-1">Again.</p>'), set()),
    "EB-051": (here('<p><a href="part-vi.xhtml">Part VI</a></p>'), set()),
    "EB-052": (here('<p><a href="part-iii.xhtml#p-iii-12">paragraph 12</a></p>'), set()),
    "EB-053": (here('<p><a href="part-iii.xhtml"> </a></p>'), set()),
    "EB-054": (
        both(at(PART, "<body ", '<body id="body" '), here('<p><a href="#body">above</a></p>')),
        set(),
    ),
    "EB-055": (here('<p><img src="https://fables.example/fox.png" alt="A fox"/></p>'), set()),
    "EB-056": (here('<p onclick="run()">Tap.</p>'), set()),
    "EB-057": (here("<form><p>Your name</p></form>"), set()),
    "EB-060": (here("<h4>Deep</h4>"), set()),
    "EB-061": (here("<h2> </h2>"), set()),
    "EB-062": (here('<p><img src="../images/cover.png"/></p>'), set()),
    "EB-063": (here('<p><img alt="Nothing"/></p>'), set()),
    "EB-064": (at(PART, 'lang="en-GB" xml:lang="en-GB"', 'lang="fr" xml:lang="fr"'), set()),
    "EB-065": (here('<p lang="fr">Le renard</p>'), set()),
    "EB-066": (here("<p>狐狸</p>"), set()),
    "EB-067": (cut(PART, "<title>.*?</title>", "<title></title>"), set()),
    "EB-068": (at(PART, 'epub:type="noteref" role="doc-noteref"', 'epub:type="noteref"'), set()),
    "EB-070": (at(PART, 'href="#note-part-i-1"', 'href="#part-i"'), {"EB-071"}),
    "EB-071": (cut(PART, r'<a class="call note" .*?</a>'), {"EB-052"}),
    "EB-072": (at(PART, BACK, '<a href="#call-note-part-i-1"'), set()),
    "EB-073": (at(PART, BACK, BACK.replace("note-part", "variant-part")), set()),
    "EB-074": (at(PART, f"<p>{BACK}", f"<p>A word. {BACK}"), set()),
    "EB-075": (
        both(
            at(PART, NOTE, NOTE.replace("<div", "<aside")),
            cut(PART, "</div>(?=\n</section>)", "</aside>"),
        ),
        set(),
    ),
    "EB-076": (at(PART, "Whence", "When\u00adce"), set()),
    "EB-077": (at(PART, "Whence", "Whence " * 800), set()),
    "EB-078": (at(PART, "Whence", "Whence ↩"), set()),
    "EB-080": (at(CSS, "page-break-after: avoid;", ""), set()),
    "EB-081": (styled("p { font-size: 11pt; }"), set()),
    "EB-082": (styled("p { color: #333; }"), set()),
    "EB-083": (at(CSS, "EBGaramond-Italic.ttf", "Garamond-Italic.ttf"), set()),
    "EB-084": (styled("@media screen { p { position: fixed; } }"), set()),
    "EB-085": (styled("p { margin 0 }"), set()),
    "EB-090": (heavier, set()),
    "EB-091": (drawn("L", (2400, 2400)), set()),
    "EB-092": (drawn("L", (600, 900)), set()),
    "EB-093": (both(drawn("CMYK", (1400, 1400), "JPEG")), set()),
    "EB-094": (drawn("LA", (1400, 1400)), set()),
    "EB-095": (laid(COVER, b"no picture"), set()),
    "EB-096": (
        lambda book: book.files.__setitem__(
            "EPUB/fonts/EBGaramond-Regular.ttf", WHOLE_FONT.read_bytes()
        ),
        set(),
    ),
}


def test_a_sound_book_breaks_no_rule(ebook: bytes) -> None:
    assert lint(ebook) == ()


def test_each_rule_has_a_book_that_breaks_it() -> None:
    assert [rule.code for rule in RULES] == list(BROKEN)


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_book_is_caught_by_its_rule(code: str, book: Book) -> None:
    change, also = BROKEN[code]
    change(book)
    found = lint(book.packed())
    assert {finding.rule.code for finding in found} == {code} | also
    finding = next(finding for finding in found if finding.rule.code == code)
    assert finding.file in book.files or finding.file == "the file"
    assert str(finding).startswith(f"{code} {finding.rule.severity} {finding.file}")


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.severity == "error"])
def test_the_check_of_what_is_published_stops_at_a_broken_book(
    code: str, book: Book, tiny: AssembledEdition, tmp_path: Path
) -> None:
    BROKEN[code][0](book)
    (tmp_path / f"{SLUG}.epub").write_bytes(book.packed())
    with pytest.raises(ProofError, match="device rules") as caught:
        check._check_epub(tiny, tmp_path)
    assert code in caught.value.remedy


@pytest.mark.parametrize("code", ["EB-050", "EB-052", "EB-060", "EB-080", "EB-034"])
def test_a_finding_names_line_and_element(code: str, book: Book) -> None:
    BROKEN[code][0](book)
    finding = next(finding for finding in lint(book.packed()) if finding.rule.code == code)
    if finding.file == NCX:
        assert finding.detail.startswith("at entry 5:")
        return
    line = book.files[finding.file].decode().splitlines()[finding.line - 1]
    wanted = {"EB-050": "Again.", "EB-052": "p-iii-12", "EB-060": "Deep", "EB-080": "break-after"}
    assert wanted[code] in line
    assert finding.element in {"p#p-i-1", "a", "h4", "h1,\nh2,\nh3,\nh4,\nh5,\nh6"}


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04"])
def test_what_is_no_zip_is_no_book(content: bytes) -> None:
    assert [finding.rule.code for finding in lint(content)] == ["EB-001"]


def test_a_zip_without_a_package_is_no_book(book: Book) -> None:
    for name in ("META-INF/container.xml", OPF):
        rest = Book({key: value for key, value in book.files.items() if key != name})
        assert "EB-011" in {finding.rule.code for finding in lint(rest.packed())}


def test_errors_come_first(book: Book) -> None:
    for code in ("EB-025", "EB-050"):
        BROKEN[code][0](book)
    assert [finding.rule.code for finding in lint(book.packed())] == ["EB-050", "EB-025"]


def test_a_book_with_errors_is_not_made(
    tiny: AssembledEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when an editor's note has what breaks pop-ups."""
    note = replace(tiny.edition.notes[-1], inlines=(Plain("so\u00adur"),))
    broken = replace(tiny.edition, notes=(*tiny.edition.notes[:-1], note))
    with pytest.raises(ProofError, match="device rules: 1 error") as caught:
        outputs.render_ebook(broken, tiny.assets, outputs.render_cover(broken, tiny.assets), ())
    assert "EB-076" in caught.value.remedy


def test_the_table_of_rules_is_as_in_its_page(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--overwrite-golden"):
        RULES_PAGE.write_text(rules_page(), "utf-8")
    assert RULES_PAGE.read_text("utf-8") == rules_page()


def rules_page() -> str:
    head = "# The device rules\n\nWhat must not be in an e-book, and why. `inv check` finds it; `inv check --rules` shows this table.\n"
    return f"{head}An error stops a build. This page is written by `python -m pytest tests/verify/test_device_rules.py --overwrite-golden`.\n\n{table()}"
