"""The structure tree of the PDF: what a screen reader finds in a small book."""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from book.render.print.engine.tags.spaces import follow
from book.verify.readback.tagged import TaggedElement
from tests.render.print.tagged_books import LONG

HEADINGS = {f"H{level}": level for level in range(1, 7)}


def every(element: TaggedElement) -> Iterator[TaggedElement]:
    yield element
    for part in parts(element):
        yield from every(part)


def parts(element: TaggedElement) -> list[TaggedElement]:
    return [kid for kid in element.kids if isinstance(kid, TaggedElement)]


def tags(element: TaggedElement) -> list[str]:
    return [part.tag for part in parts(element)]


def one(root: TaggedElement, tag: str, words: str) -> TaggedElement:
    (element,) = (element for element in root.find(tag) if words in element.text)
    return element


def test_one_document_holds_all_in_the_book_s_language(root: TaggedElement) -> None:
    assert (root.tag, root.language) == ("Document", "en")


def test_no_element_is_empty_or_without_meaning(root: TaggedElement) -> None:
    assert all(element.kids for element in every(root))
    assert {element.tag for element in every(root)}.isdisjoint({"NonStruct", "Div", "Private"})


def test_words_in_another_language_are_marked_with_it(root: TaggedElement) -> None:
    """In the text and in a note, whatever their script."""
    languages = {element.text: element.language for element in every(root) if element.tag == "Span"}
    assert languages == {"出口管制": "zh-Hans", "gewiss": "de", "bien sûr": "fr"}


@pytest.fixture(scope="module")
def contents(root: TaggedElement) -> TaggedElement:
    (outer,) = (
        toc for toc in root.find("TOC") if "Bibliography" in toc.text and "Part" in toc.text
    )
    return outer


def test_contents_are_nested_lists(contents: TaggedElement) -> None:
    assert set(tags(contents)) == {"TOCI"}
    assert tags(one(contents, "TOCI", "I. Part")) == ["Reference", "TOC"]
    inner = next(contents.find("TOC"))
    assert [item.text.split() for item in inner.find("TOCI")] == [["1.", "Section", "1"]]


def test_contents_are_references_with_page_numbers(contents: TaggedElement) -> None:
    reference = next(contents.find("Reference"))
    assert reference.text == "I. Part 1"
    (link,) = reference.find("Link")
    assert link.text.strip() == "I. Part"


def test_headings_skip_no_level(root: TaggedElement) -> None:
    """ISO 14289-1, 7.4.2. A heading that the contents do not list is below that of its section."""
    elements = [element for element in every(root) if element.tag in HEADINGS]
    headings = [(element.tag, element.text.strip()) for element in elements]
    assert ("H1", "I. Part") in headings
    assert ("H2", "1. Section") in headings
    assert ("H3", "Below") in headings
    levels = [HEADINGS[tag] for tag, _ in headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_paragraph_on_two_pages_is_one(root: TaggedElement) -> None:
    paragraph = one(root, "P", "and the end.")
    words = " ".join(paragraph.text.replace("\N{SOFT HYPHEN}", "").split())
    assert len(paragraph.pages) >= 2
    assert words == f"{LONG.strip()}3 and the end."


def test_a_note_stands_after_the_block_that_calls_it(root: TaggedElement) -> None:
    """ISO 14289-1, 7.9; not within the sentence, and not at the end of the page."""
    (section,) = (element for element in root.find("Sect") if "Note" in tags(element))
    assert [(part.tag, part.id) for part in parts(section)] == [
        *(("H2", ""), ("P", ""), ("Note", "note-i-1"), ("Note", "note-i-2"), ("P", "")),
        *(("P", ""), ("Note", "note-i-3"), ("H3", ""), ("L", ""), ("P", "")),
    ]


def test_a_note_called_in_a_list_stands_in_its_item(root: TaggedElement) -> None:
    items = parts(one(root, "L", "one"))
    assert [tags(item) for item in items] == [["LBody"]] * 2
    assert tags(parts(items[1])[0]) == ["Reference", "Note"]


def leads(link: TaggedElement) -> tuple[str, ...]:
    """Return what the annotations of a link say of their target."""
    return tuple(annotation.words for annotation in link.links)


def test_a_note_has_a_label_that_leads_back(root: TaggedElement) -> None:
    """And a paragraph of its own."""
    note = next(root.find("Note"))
    words = [(part.tag, part.text.strip()) for part in parts(note)]
    assert words == [("Lbl", "1."), ("P", "What is said of 1.")]
    assert leads(next(note.find("Link"))) == ("Back to the text, note 1",)


def test_references_say_where_they_lead(root: TaggedElement) -> None:
    """Calls of notes, cross-references, contents."""
    links = {element.text: leads(next(element.find("Link"))) for element in root.find("Reference")}
    assert links["2"] == ("note 2",)
    assert links["Aesop"] == ("Aesop. Fables. London 1867.",)
    assert links["I. Part 1"] == ("I. Part",)


def test_a_link_out_of_the_book_has_one_annotation(root: TaggedElement, content: bytes) -> None:
    """WeasyPrint would make another one for the emphasis in it (ISO 14289-1, 7.18.5)."""
    link = one(root, "Link", "the site")
    assert leads(link) == ("https://book.example/x",)
    assert link in parts(one(root, "P", "See the site"))
    with pikepdf.open(BytesIO(content)) as document:
        on_pages = sum(len(page.get("/Annots", [])) for page in document.pages)
    assert on_pages == sum(len(element.links) for element in every(root))


def test_spaces_stand_between_words_where_lines_end(root: TaggedElement) -> None:
    """ISO 32000-1, 14.8.2.5."""
    assert "again,until" not in root.text
    assert "theend" not in root.text


@pytest.mark.parametrize(
    ("line", "source", "end"),
    [
        ("a note", "a note of", 6),
        ("a nota\N{HYPHEN}", "a notable", 6),
        ("well-", "well-known", 5),
        ("one", " one\n two", 4),
        ("soft", "so\N{SOFT HYPHEN}ft", 5),
        ("other", "words", -1),
    ],
)
def test_a_line_is_located_in_its_source(line: str, source: str, end: int) -> None:
    assert follow(line, source, 0) == end
