"""Each kind of printed page looks as in its picture in tests/golden/pages/.

It may differ by what the rounding of another rasterizer makes of it, and no more. When a change is
meant, write the pictures anew as test_golden.py says, and look at them.
"""

import io

import pytest
from PIL import Image, ImageChops, ImageFilter

from book.pipeline.edition import AssembledEdition
from book.pipeline.printing import TypesetEdition
from book.render.print.documents import PrintDocuments
from book.render.print.pdf import render_pdf
from book.verify.readback.pdf import draw_page, read_pdf
from tests.bench.synthetic import synthetic_edition
from tests.conftest import ROOT

PAGES = ROOT / "tests" / "golden" / "pages"
# Pixels of a page of 6 inches: 54 dots an inch show a line that moved by half its height.
WIDTH = 324
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
    "lacuna": "2",
    "chronology": "4",
    "glossary": "5",
    "bibliography": "6",
    "index": "7",
    "colophon": "8",
}
SPREAD = {"spread-left": "2", "spread-right": "3"}

Pictures = dict[str, Image.Image]


def pictures(content: bytes, labels: dict[str, str]) -> Pictures:
    pages = read_pdf(content).labels
    return {
        kind: picture(draw_page(content, pages.index(label), WIDTH))
        for kind, label in labels.items()
    }


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("L")


@pytest.fixture(scope="module")
def rendered(tiny: AssembledEdition, tiny_print: TypesetEdition) -> Pictures:
    longer = synthetic_edition(seed=3, parts=1, paragraphs=26)
    spread = render_pdf(longer, PrintDocuments(longer), tiny.assets)
    return pictures(tiny_print.content, KINDS) | pictures(spread, SPREAD)


def differs(page: Image.Image, known: Image.Image) -> bool:
    """Return whether two pages differ by more than the edges of their letters.

    After a slight blur, no pixel may differ by much, and few by little.
    """
    if page.size != known.size:
        return True
    blurred = (image.filter(ImageFilter.GaussianBlur(1)) for image in (page, known))
    counts = ImageChops.difference(*blurred).histogram()
    return sum(counts[24:]) > 0 or sum(counts[10:]) > page.width * page.height // 2000


@pytest.mark.parametrize("kind", [*KINDS, *SPREAD])
def test_each_kind_of_page_looks_as_before(
    kind: str, rendered: Pictures, request: pytest.FixtureRequest
) -> None:
    path = PAGES / f"{kind}.png"
    if request.config.getoption("--overwrite-golden"):
        path.parent.mkdir(exist_ok=True)
        rendered[kind].save(path, optimize=True)
    known = picture(path.read_bytes())
    assert not differs(rendered[kind], known), f"{path.name} differs: see the head of this file"


@pytest.fixture(scope="module")
def known() -> Image.Image:
    return picture((PAGES / "text.png").read_bytes())


def test_the_comparison_accepts_the_same_page(known: Image.Image) -> None:
    assert not differs(known.copy(), known)


def test_the_comparison_sees_a_line_that_moved(known: Image.Image) -> None:
    assert differs(ImageChops.offset(known, 0, 1), known)


def test_the_comparison_sees_a_missing_word(known: Image.Image) -> None:
    without = known.copy()
    ink = ImageChops.invert(known).crop((0, 100, WIDTH, 400)).getbbox()
    assert ink
    left, top = ink[0], 100 + ink[1]
    without.paste(255, (left, top, left + 12, top + 8))
    assert differs(without, known)


def test_the_comparison_sees_gray_in_place_of_black(known: Image.Image) -> None:
    paler = (min(255, level + 40) for level in range(128, 256))
    assert differs(known.point([*range(128), *paler]), known)
