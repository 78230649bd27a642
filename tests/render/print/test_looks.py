"""The printed pages as pictures: each kind of page held against how it looked before, and the lines against a designer's eye.

A page may differ from its picture in tests/golden/pages/ by what another rasterizer's rounding makes of it, and no more. When
a change is meant, write the pictures anew as test_golden.py says, and look at them.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
import weasyprint.layout.inline
from markupsafe import Markup
from PIL import Image, ImageChops, ImageFilter

from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.pipeline.printing import render_print
from book.render.print import pdf
from book.render.print.documents import PrintDocument, render_documents
from book.render.print.engine import layout, placed_notes, repairs
from book.render.print.html_source import document_source
from book.render.print.layout_job import LayoutSettings
from book.runtime import workspace
from book.source.page_size import parse_page_size
from book.verify.readback.pdf import draw_page, read_pdf
from tests.bench.processes import SCRIPTS, run_script
from tests.bench.synthetic import synthetic_edition
from tests.conftest import ROOT, SLUG, TINY

PAGES = ROOT / "tests" / "golden" / "pages"
WIDTH = 324  # pixels of the picture of a page of 6 inches: 54 dots an inch show a line moved by half its height
# The label of each kind of page in the tiny edition; the spread is that of a longer text.
KINDS = {
    "cover": "Cover",
    "half-title": "i",
    "title-page": "iii",
    "imprint": "iv",
    "contents": "v",
    "foreword": "vii",
    "introduction": "ix",
    "text": "1",
    "lacuna": "3",
    "chronology": "7",
    "glossary": "9",
    "bibliography": "11",
    "index": "13",
    "colophon": "15",
}
SPREAD = {"spread-left": "2", "spread-right": "3"}


def pictures(content: bytes, labels: dict[str, str]) -> dict[str, Image.Image]:
    reading = read_pdf(content)
    return {
        kind: picture(draw_page(content, reading.labels.index(label), WIDTH))
        for kind, label in labels.items()
    }


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("L")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image.Image]:
    root = tmp_path_factory.mktemp("pages")
    (root / "sources").symlink_to(TINY)
    made = assemble_edition(SLUG, BuildContext(root))
    spread = synthetic_edition(seed=3, parts=1, paragraphs=26)
    content = pdf.render_pdf(spread, lambda numbers: render_documents(spread, numbers), made.assets)
    return pictures(render_print(made.edition, made.assets), KINDS) | pictures(content, SPREAD)


def differs(found: Image.Image, known: Image.Image) -> bool:
    """Say whether two pages differ by more than the edges of their letters: after a slight blur, where and how much."""
    if found.size != known.size:
        return True
    blurred = (page.filter(ImageFilter.GaussianBlur(1)) for page in (found, known))
    counts = ImageChops.difference(*blurred).histogram()
    return sum(counts[24:]) > 0 or sum(counts[10:]) > found.width * found.height // 2000


@pytest.mark.parametrize("kind", [*KINDS, *SPREAD])
def test_each_kind_of_page_looks_as_before(
    kind: str, drawn: dict[str, Image.Image], request: pytest.FixtureRequest
) -> None:
    path = PAGES / f"{kind}.png"
    if request.config.getoption("--overwrite-golden"):
        path.parent.mkdir(exist_ok=True)
        drawn[kind].save(path, optimize=True)
    assert not differs(drawn[kind], picture(path.read_bytes())), (
        f"{path.name} looks otherwise: see the head of this file"
    )


def test_the_comparison_sees_a_line_that_moved_a_word_that_is_gone_and_a_rule_that_is_grey() -> (
    None
):
    known = picture((PAGES / "text.png").read_bytes())
    moved = ImageChops.offset(known, 0, 1)
    gone, grey = known.copy(), known.copy()
    ink = ImageChops.invert(known).crop((0, 100, WIDTH, 400)).getbbox()
    assert ink
    gone.paste(
        255,
        (
            ink[0],
            100 + ink[1],
            ink[0] + 12,
            100 + ink[1] + 8,
        ),
    )
    grey = grey.point([*range(128), *(min(255, level + 40) for level in range(128, 256))])
    assert [differs(page, known) for page in (moved, gone, grey, known)] == [
        True,
        True,
        True,
        False,
    ]


# ── Lines ────────────────────────────────────────────────────────────────────────────────────────

EM = 11 * placed_notes.PIXEL


@dataclass(frozen=True)
class Line:
    """A line as it is set: what is added to each of its spaces, in pixels; its words; the class of the element that begins it."""

    added: float
    words: str
    first: str


def lines(document: Any) -> Iterator[Line]:
    for page in document.pages:
        for box in page._page_box.descendants():
            texts = (
                [inner for inner in box.descendants() if hasattr(inner, "justification_spacing")]
                if type(box).__name__ == "LineBox"
                else []
            )
            if texts:
                first = texts[0].element.get("class", "") if texts[0].element is not None else ""
                yield Line(
                    max(text.justification_spacing for text in texts),
                    "".join(text.text for text in texts),
                    first,
                )


MARKED = """<p>The licences of goods, technologies and services related to safeguarding <span>national</span> security and
<span>national</span> interests, and other restrictions related to fulfilling <span>non-proliferation</span> and other
<em>international</em> obligations of the states that are party to the <span>treaty,</span> whose text stands above.</p>"""


def in_widths(source: str, widths: Iterable[float]) -> Iterator[Line]:
    """Set a paragraph so many points wide, and give its lines."""
    edition = synthetic_edition(parts=1, paragraphs=1)
    for width in widths:
        sized = replace(edition, trim=parse_page_size(f"{(width + 126) / 72:.4f}x9in"))
        engine = layout.LayoutEngine(
            LayoutSettings(sized.trim, workspace.read_assets(), ("print.css",), "")
        )
        document = PrintDocument("text", Markup(source), "", "none", ())  # noqa: S704 (its own words)
        page = document_source(sized, document).replace("</style>", f"p{{width:{width}pt}}</style>")
        yield from lines(engine.lay_out(page))


def test_no_line_gapes_before_an_element(monkeypatch: pytest.MonkeyPatch) -> None:
    widths = [338 + step / 4 for step in range(4)]
    assert [line for line in in_widths(MARKED, widths) if line.added > EM] == []
    monkeypatch.setattr(weasyprint.layout.inline, "split_first_line", repairs.split_first_line)
    assert [
        line for line in in_widths(MARKED, widths) if line.added > EM
    ] != []  # the engine alone has such lines


CALL = '{words},<a class="call note" href="#n{number}">{number}</a>'
CALLED = f"<p>{' '.join(CALL.format(words='as is said' + ' often' * (n % 4), number=n) for n in range(1, 60))}.</p>"


def test_no_line_begins_with_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    widths = (270, 280, 290)
    assert [line for line in in_widths(CALLED, widths) if "call" in line.first] == []
    monkeypatch.setattr(weasyprint.layout.inline, "can_break_text", repairs.can_break_text)
    assert [
        line for line in in_widths(CALLED, widths) if "call" in line.first
    ] != []  # the engine alone has such lines


@pytest.mark.slow
@pytest.mark.parametrize("size", ["6x9", "A5", "5x8", "A4"])
def test_the_first_edition_has_no_line_that_gapes_or_begins_with_a_call(
    size: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = assemble_edition("chinas-export-controls", BuildContext(ROOT))
    found: list[Line] = []
    render = layout.LayoutEngine.lay_out

    def seen(engine: layout.LayoutEngine, source: str) -> Any:
        document = render(engine, source)
        found.extend(lines(document))
        return document

    monkeypatch.setattr(layout.LayoutEngine, "lay_out", seen)
    render_print(replace(made.edition, trim=parse_page_size(size)), made.assets)
    assert len(found) > 1000
    assert [line for line in found if line.added > EM or "call" in line.first] == []


@pytest.mark.slow
def test_the_engine_alone_loses_notes_and_with_its_repairs_none() -> None:
    """On some 60 pages with a note of 3 to 150 words for every second line: the guard lets no book pass that lacks one."""
    script = SCRIPTS / "dense_notes.py"
    said = {way: run_script(script, 1, way, 1, 150) for way in ("alone", "repaired")}
    assert "the layout loses the notes" in said["alone"]
    assert ", 0 lost" in said["repaired"]
    assert (
        float(said["repaired"].rsplit("lost, ", 1)[1].split()[0]) >= 98
    )  # percent on the page of their call
