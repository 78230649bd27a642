"""The structure tree of the PDF: what a screen reader finds in a small book that has something of everything."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from book.compose.book_order import BackMatter, compose
from book.model import (
    Block,
    Bullets,
    Division,
    Edition,
    Emphasis,
    Foreign,
    Imprint,
    Inlines,
    Link,
    Note,
    NoteCall,
    Paragraph,
    Place,
    Plain,
    Subheading,
    Table,
    Work,
)
from book.render.print.documents import render_documents
from book.render.print.engine.tags.spaces import follow
from book.render.print.pdf import render_pdf
from book.runtime import workspace
from book.verify.proof.prove_print import prove_pdf
from book.verify.readback.pdf import read_pdf
from book.verify.readback.speech import TaggedElement, read_structure

HEADINGS = {f"H{level}": level for level in range(1, 7)}
LONG = "The same words again and again, until the page is full and they go on overleaf. " * 60


def note(number: int, *inlines: Inlines) -> Note:
    words = inlines[0] if inlines else (Plain(f"What is said of {number}."),)
    return Note(f"note-i-{number}", "note", str(number), "", Place(("I",)), words)


NOTES = (
    note(1),
    note(
        2,
        (
            Plain("In French, "),
            Foreign("fr", (Plain("bien sûr"),)),
            Plain("; see "),
            Link("#ref-a", (Plain("Aesop"),)),
            Plain("."),
        ),
    ),
    note(3),
    note(4),
)
BLOCKS: tuple[Block, ...] = (
    Paragraph(
        (
            Plain("First"),
            NoteCall("note-i-1"),
            Plain(" and second"),
            NoteCall("note-i-2"),
            Plain(", in one paragraph."),
        )
    ),
    Paragraph(
        (
            Plain("Next: "),
            Foreign("zh-Hans", (Plain("出口管制"),)),
            Plain(" and "),
            Foreign("de", (Plain("gewiss"),)),
            Plain("."),
        )
    ),
    Paragraph((Plain(LONG.strip()), NoteCall("note-i-3"), Plain(" and the end."))),
    Subheading((Plain("Below"),)),
    Bullets(((Plain("one"),), (Plain("two"), NoteCall("note-i-4")))),
    Paragraph(
        (
            Plain("See "),
            Link("https://book.example/x", (Plain("the "), Emphasis((Plain("site"),)))),
            Plain("."),
        )
    ),
)


@pytest.fixture(scope="module")
def edition() -> Edition:
    section = Division("s-i-1", "section", (Plain("Section"),), "1", blocks=BLOCKS)
    part = Division("part-i", "part", (Plain("Part"),), "I", divisions=(section,))
    imprint = Imprint(
        "small",
        "A Small Book",
        "en",
        "2026-05",
        "An Editor",
        "A Press",
        "urn:x-test:1",
        "None.",
        description="A test.",
    )
    bare = Edition(
        imprint,
        Work("The Work", "An Author", "1900"),
        (),
        (part,),
        notes=NOTES,
        labels=workspace.read_labels("en"),
    )
    reference = Paragraph((Plain("Aesop. Fables. London 1867."),), "reference", "ref-a")
    return compose(bare, {}, (), BackMatter(bibliography=(reference,)))


@pytest.fixture(scope="module")
def content(edition: Edition) -> bytes:
    return render_pdf(
        edition, lambda numbers: render_documents(edition, numbers), workspace.read_assets()
    )


@pytest.fixture(scope="module")
def root(content: bytes) -> TaggedElement:
    return read_structure(content)


def every(element: TaggedElement) -> Iterator[TaggedElement]:
    yield element
    for kid in element.kids:
        if isinstance(kid, TaggedElement):
            yield from every(kid)


def parts(element: TaggedElement) -> list[TaggedElement]:
    return [kid for kid in element.kids if isinstance(kid, TaggedElement)]


def one(root: TaggedElement, tag: str, words: str) -> TaggedElement:
    (found,) = (element for element in root.find(tag) if words in element.text)
    return found


def test_one_document_holds_all_and_speaks_the_book_s_language(root: TaggedElement) -> None:
    assert (root.tag, root.language) == ("Document", "en")


def test_no_element_is_empty_and_none_without_meaning(root: TaggedElement) -> None:
    assert all(element.kids for element in every(root))
    assert {element.tag for element in every(root)}.isdisjoint({"NonStruct", "Div", "Private"})


def test_words_in_another_language_are_marked_with_it(root: TaggedElement) -> None:
    """In the text and in a note, whatever their script."""
    marked = {element.text: element.language for element in every(root) if element.tag == "Span"}
    assert marked == {"出口管制": "zh-Hans", "gewiss": "de", "bien sûr": "fr"}


def test_contents_are_a_list_of_references_with_their_page_numbers(root: TaggedElement) -> None:
    (outer,) = (
        toc for toc in root.find("TOC") if "Part" in toc.text and "Bibliography" in toc.text
    )
    assert {item.tag for item in parts(outer)} == {"TOCI"}
    assert [element.tag for element in parts(one(outer, "TOCI", "I. Part"))] == ["Reference", "TOC"]
    reference = next(outer.find("Reference"))
    assert reference.text == "I. Part 1"
    assert [link.text.strip() for link in reference.find("Link")] == ["I. Part"]
    assert [item.text.split() for item in next(toc for toc in outer.find("TOC")).find("TOCI")] == [
        ["1.", "Section", "1"]
    ]


def test_headings_skip_no_level(root: TaggedElement) -> None:
    """ISO 14289-1, 7.4.2; a heading that the contents do not list stands below that of its section."""
    found = [
        (element.tag, element.text.strip()) for element in every(root) if element.tag in HEADINGS
    ]
    assert ("H1", "I. Part") in found
    assert ("H2", "1. Section") in found
    assert ("H3", "Below") in found
    levels = [HEADINGS[tag] for tag, _ in found]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_paragraph_on_two_pages_is_one(root: TaggedElement) -> None:
    paragraph = one(root, "P", "and the end.")
    assert len(paragraph.pages) >= 2
    assert (
        " ".join(paragraph.text.replace("\N{SOFT HYPHEN}", "").split())
        == f"{LONG.strip()}3 and the end."
    )


def test_a_note_stands_after_what_calls_it(root: TaggedElement) -> None:
    """ISO 14289-1, 7.9; not within the sentence, and not at the end of the page."""
    (section,) = (
        element
        for element in root.find("Sect")
        if any(part.tag == "Note" for part in parts(element))
    )
    assert [(part.tag, part.id) for part in parts(section)] == [
        *(("H2", ""), ("P", ""), ("Note", "note-i-1"), ("Note", "note-i-2"), ("P", "")),
        *(("P", ""), ("Note", "note-i-3"), ("H3", ""), ("L", ""), ("P", "")),
    ]


def test_a_note_called_in_a_list_stands_in_its_item(root: TaggedElement) -> None:
    (listed,) = (element for element in root.find("L") if "one" in element.text)
    assert [[part.tag for part in parts(item)] for item in parts(listed)] == [["LBody"], ["LBody"]]
    assert [part.tag for part in parts(parts(parts(listed)[1])[0])] == ["Reference", "Note"]


def test_a_note_has_a_label_that_leads_back_and_words_of_its_own(root: TaggedElement) -> None:
    found = next(root.find("Note"))
    assert [(part.tag, part.text.strip()) for part in parts(found)] == [
        ("Lbl", "1."),
        ("P", "What is said of 1."),
    ]
    assert next(found.find("Link")).links == ("Back to the text, note 1",)


def test_calls_and_cross_references_are_references_that_say_where_they_lead(
    root: TaggedElement,
) -> None:
    said = {element.text: next(element.find("Link")).links for element in root.find("Reference")}
    assert said["2"] == ("note 2",)
    assert said["Aesop"] == ("Aesop. Fables. London 1867.",)
    assert said["I. Part 1"] == ("I. Part",)


def test_a_link_out_of_the_book_is_a_link_alone_with_one_annotation(
    root: TaggedElement, content: bytes
) -> None:
    """The engine would make another one for the emphasis in it (ISO 14289-1, 7.18.5)."""
    (link,) = (element for element in root.find("Link") if element.text == "the site")
    assert link.links == ("https://book.example/x",)
    assert link in parts(one(root, "P", "See the site"))
    with pikepdf.open(BytesIO(content)) as document:
        annotations: list[Any] = [page.get("/Annots", []) for page in document.pages]
        on_pages = sum(map(len, annotations))
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
def test_a_line_is_found_in_its_source(line: str, source: str, end: int) -> None:
    assert follow(line, source, 0) == end


def test_running_heads_and_rules_are_artifacts(root: TaggedElement, content: bytes) -> None:
    """ISO 14289-1, 7.8: nothing on a page is neither tagged nor an artifact; the head is on each page, and is not said."""
    with pikepdf.open(BytesIO(content)) as document:
        for page in document.pages:
            open_ = 0
            for instruction in pikepdf.parse_content_stream(page, "BDC BMC EMC TJ Tj f f* S B"):
                operator = str(instruction.operator)
                open_ += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
                assert open_ > 0 or operator == "EMC", "content is drawn outside of marks"
    assert root.text.count("A Small Book") == 3  # cover, half-title, title page


def test_the_tree_leads_back_from_content_and_by_name(content: bytes) -> None:
    """ISO 32000-1, 14.7.4.4 and table 322: the parent tree has each content's element; IDTree is there if there are IDs; no role map."""
    with pikepdf.open(BytesIO(content)) as document:
        root: Any = document.Root.StructTreeRoot
        assert "/RoleMap" not in root
        names = root.IDTree.Names
        assert [str(name) for name in names[::2]] == sorted(item.id for item in NOTES)
        numbers: Any = pikepdf.NumberTree(root.ParentTree)
        for index, page in enumerate(document.pages):
            for mcid, element in enumerate(numbers[page.StructParents]):
                if element is not None:
                    kids = [
                        kid if isinstance(kid, int) else int(kid.get("/MCID", -1))
                        for kid in element.K
                    ]
                    assert mcid in kids, (index, mcid)


def test_bookmarks_are_those_of_the_contents_nested(content: bytes) -> None:
    with pikepdf.open(BytesIO(content)) as document, document.open_outline() as outline:
        titles = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert titles == [
        ("Contents", []),
        ("I. Part", ["1. Section"]),
        ("Bibliography", []),
        ("Colophon", []),
    ]


def test_the_metadata_are_the_edition_s(content: bytes) -> None:
    """ISO 14289-1, 7.1: the title is shown in the window's bar; dates are the edition's, not those of the day."""
    with pikepdf.open(BytesIO(content)) as document:
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert document.Root.Lang == "en"
        assert document.docinfo["/CreationDate"] == "D:20260501000000Z"
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == "A Small Book"
            assert metadata["dc:creator"] == ["An Author"]
            assert metadata["dc:description"] == "A test."
            assert metadata["dc:language"] == {"en"}
            assert metadata["pdf:Keywords"] == "The Work, An Author, A Press"
            assert metadata["xmp:CreateDate"] == "2026-05-01T00:00:00Z"
            assert (
                metadata["pdfaid:part"],
                metadata["pdfaid:conformance"],
                metadata["pdfuaid:part"],
            ) == ("3", "A", "1")


def a_table(rows: int) -> Edition:
    cells = tuple(
        ((Plain(f"Row {n}"),), (Plain(f"the words of {n}"),), (Plain(str(n)),)) for n in range(rows)
    )
    table = Table(
        ((Plain("Name"),), (Plain("Words"),), (Plain("Number"),)), cells, (Plain("All rows"),)
    )
    part = Division("part-i", "part", (Plain("Part"),), "I", blocks=(table,))
    imprint = Imprint(
        "small",
        "A Small Book",
        "en",
        "2026-05",
        "An Editor",
        "A Press",
        "urn:x-test:1",
        "None.",
        description="A test.",
    )
    return compose(
        Edition(imprint, Work("W", "A", "1900"), (), (part,), labels=workspace.read_labels("en")),
        {},
        (),
    )


def test_a_table_over_several_pages_is_one_with_heads_for_columns_and_rows() -> None:
    """ISO 14289-1, 7.5; the head that is printed again on each page is said once, and every word is on the pages."""
    edition = a_table(90)
    content = render_pdf(
        edition, lambda numbers: render_documents(edition, numbers), workspace.read_assets()
    )
    reading = read_pdf(content)
    prove_pdf(edition, reading, "table.pdf")
    (table,) = read_structure(content).find("Table")
    assert [part.tag for part in parts(table)] == ["Caption", "THead", "TBody"]
    head, body = parts(table)[1:]
    assert [cell.text.strip() for cell in head.find("TH")] == ["Name", "Words", "Number"]
    rows = list(body.find("TR"))
    assert len(rows) == 90
    assert {tuple(cell.tag for cell in parts(row)) for row in rows} == {("TH", "TD", "TD")}
    assert len({page for row in rows for cell in parts(row) for page in cell.pages}) >= 2
    with pikepdf.open(BytesIO(content)) as document:
        found = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TH"
        ]
        assert Counter(str(item.A.Scope) for item in found) == {"/Column": 3, "/Row": 90}
