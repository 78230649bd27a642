"""What the file has for its structure: artifacts, ways back into the tree, bookmarks, metadata."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from book.pipeline.edition import AssembledEdition
from book.pipeline.printing import TypesetEdition
from book.text.coverage import describe_bands
from book.verify.readback.speech import read_book
from book.verify.readback.tagged import TaggedElement
from tests.render.print.tagged_books import NOTES

DEPTH = {"BDC": 1, "BMC": 1, "EMC": -1}


@pytest.fixture
def document(content: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(content)) as document:
        yield document


def test_nothing_is_drawn_outside_marked_content(document: pikepdf.Pdf) -> None:
    """ISO 14289-1, 7.8: nothing on a page is neither tagged nor an artifact."""
    for page in document.pages:
        depth = 0
        for instruction in pikepdf.parse_content_stream(page, "BDC BMC EMC TJ Tj f f* S B"):
            operator = str(instruction.operator)
            depth += DEPTH.get(operator, 0)
            assert depth > 0 or operator == "EMC"


def test_the_title_is_a_heading_and_the_cover_is_described(
    root: TaggedElement, tiny: AssembledEdition, tiny_print: TypesetEdition
) -> None:
    """ISO 14289-1, 7.3: the bands on the cover are a figure, and the file says what they show."""
    assert next(root.find("H1")).text.strip() == "A Small Book"
    (figure,) = read_book(tiny_print.content).document.find("Figure")
    assert figure.alternative == describe_bands(tiny.edition)
    assert "A has I, III; B has I; no copy has II" in figure.alternative
    assert figure.pages == {0}


def test_running_heads_are_not_spoken(root: TaggedElement) -> None:
    assert root.text.count("A Small Book") == 3  # cover, half-title, title page


def test_the_id_tree_has_the_notes_in_order(document: pikepdf.Pdf) -> None:
    """ISO 32000-1, table 322. There is no role map, as all types are standard."""
    root: Any = document.Root.StructTreeRoot
    names = [str(name) for name in root.IDTree.Names[::2]]
    assert names == sorted(note.id for note in NOTES)
    assert "/RoleMap" not in root


def test_the_parent_tree_has_the_element_of_each_content(document: pikepdf.Pdf) -> None:
    """ISO 32000-1, 14.7.4.4."""
    root: Any = document.Root.StructTreeRoot
    numbers: Any = pikepdf.NumberTree(root.ParentTree)
    for page in document.pages:
        for mcid, element in enumerate(numbers[page.StructParents]):
            if element is not None:
                assert mcid in contents_of(element)


def contents_of(element: Any) -> list[int]:
    """Return the numbers of the marked contents of a structure element; -1 for other kids."""
    return [kid if isinstance(kid, int) else int(kid.get("/MCID", -1)) for kid in element.K]


def test_bookmarks_are_nested_as_the_contents(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        titles = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert titles == [
        ("Contents", []),
        ("I. Part", ["1. Section"]),
        ("Bibliography", []),
        ("Colophon", []),
    ]


def test_the_book_lies_open_with_odd_pages_on_the_right(document: pikepdf.Pdf) -> None:
    """ISO 32000-1, table 28."""
    assert document.Root.PageLayout == "/TwoPageRight"


def test_the_window_shows_the_title_in_its_bar(document: pikepdf.Pdf) -> None:
    """ISO 14289-1, 7.1."""
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert document.Root.Lang == "en"


METADATA = {
    "dc:title": "A Small Book",
    "dc:creator": ["An Author"],
    "dc:description": "A test.",
    "dc:language": {"en"},
    "pdf:Keywords": "The Work, An Author, A Press",
    "xmp:CreateDate": "2026-05-01T00:00:00Z",
    "pdfaid:part": "3",
    "pdfaid:conformance": "A",
    "pdfuaid:part": "1",
}


def test_metadata_and_dates_are_those_of_the_edition(document: pikepdf.Pdf) -> None:
    assert document.docinfo["/CreationDate"] == "D:20260501000000Z"
    with document.open_metadata() as metadata:
        assert {name: metadata[name] for name in METADATA} == METADATA
