"""The picture of two facing pages: which ones, and how they stand."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from book.errors import ProofError
from book.pipeline.edition import AssembledEdition
from book.pipeline.printing import TypesetEdition
from book.pipeline.spread import NAME, WIDTH, choose_spread, draw_spread
from book.verify.proof.expected_spread import FacingPages, expect_spread
from book.verify.proof.prove_spread import prove_spread
from book.verify.readback.pdf import PdfReading, read_labels_and_anchors
from tests import stand_ins

LABELS = ("cover", "i", "ii", "1", "2", "3", "4", "5", "6")


def reading(*pages: int) -> PdfReading:
    """Return a PDF of the labels above in which each note stands on one of these pages."""
    notes = [note.id for note in stand_ins.tiny_edition().edition.notes]
    assert len(pages) <= len(notes)
    return PdfReading(("",) * len(LABELS), LABELS, dict(zip(notes, pages, strict=False)))


@pytest.mark.parametrize(
    ("pages", "first"),
    [
        ((), 4),  # without notes, the earliest
        ((3,), 4),  # page 1 faces nothing of the text
        ((8,), 4),  # page 6 is the last
        ((5,), 4),
        ((4, 6, 7), 6),
        ((4, 6), 4),  # the earliest of several
        ((2, 2, 2, 7), 6),  # the front matter is not shown
    ],
)
def test_the_pages_with_most_notes_are_chosen(
    pages: tuple[int, ...], first: int | None, tiny: AssembledEdition
) -> None:
    read = reading(*pages)
    assert choose_spread(tiny.edition, read) == first
    expected = expect_spread(tiny.edition, read.starts, read.labels)
    assert (expected.first if expected else None) == first


def test_without_notes_something_begins_on_both_pages(tiny: AssembledEdition) -> None:
    edition = replace(tiny.edition, notes=())
    anchors = {"part-i": 4, "part-ii": 6, "part-iii": 7}
    read = PdfReading(("",) * len(LABELS), LABELS, anchors)
    expected = expect_spread(edition, read.starts, read.labels)
    assert choose_spread(edition, read) == 6 == (expected.first if expected else None)


def test_where_no_pages_face_each_other_none_are_shown(tiny: AssembledEdition) -> None:
    read = PdfReading(("",) * 3, ("cover", "i", "1"), {})
    assert choose_spread(tiny.edition, read) is None
    assert expect_spread(tiny.edition, read.starts, read.labels) is None
    assert draw_spread(tiny.edition, b"", read, None) == {}


def test_they_stand_side_by_side_as_the_book_opens(
    tiny: AssembledEdition, tiny_print: TypesetEdition
) -> None:
    pdf = tiny_print.content
    read = read_labels_and_anchors(pdf)
    pages = expect_spread(tiny.edition, read.starts, read.labels)
    assert pages is not None
    picture = draw_spread(tiny.edition, pdf, read, None)[NAME]
    assert picture == draw_spread(tiny.edition, pdf, read, None)[NAME]
    with Image.open(io.BytesIO(picture)) as image:
        assert image.width == 2 * WIDTH
    prove_spread(tiny.edition, picture, pages, pdf, "x")
    leftward = replace(tiny.edition, imprint=replace(tiny.edition.imprint, language="he"))
    with pytest.raises(ProofError, match="differs from pages"):
        prove_spread(leftward, picture, pages, pdf, "x")
    prove_spread(leftward, draw_spread(leftward, pdf, read, None)[NAME], pages, pdf, "x")


@pytest.mark.parametrize(
    ("picture", "pages", "message"),
    [(None, FacingPages(4, "2", "3"), "is missing"), (b"x", None, "shows pages that do not face")],
)
def test_a_picture_is_there_if_pages_have_notes(
    picture: bytes | None, pages: FacingPages | None, message: str, tiny: AssembledEdition
) -> None:
    with pytest.raises(ProofError, match=message):
        prove_spread(tiny.edition, picture, pages, b"", "x")
