"""What the reader of a file knows of a line keeps the rules of cleaning from it."""

from book.clean import clean
from book.model import Selection, Text, Witness, Work
from book.read.builder import DocumentBuilder

WORK = Work("The Work", "The Author", "")
FURNITURE = "Share this article on Facebook"


def cleaned(builder: DocumentBuilder, drop: tuple[Selection, ...] = ()) -> Text:
    with builder.block():
        builder.text("A paragraph of text that is long enough to be one.")
    return clean(Witness("A", "a.html", "text", builder.document().lines, drop=drop), WORK)


def test_furniture_in_a_list_is_removed() -> None:
    builder = DocumentBuilder()
    with builder.container("list"), builder.container("item"):
        builder.text(FURNITURE)
    assert [removal.text for removal in cleaned(builder).removals] == [FURNITURE]


def test_verse_notes_and_cells_are_no_furniture() -> None:
    builder = DocumentBuilder()
    with builder.block("verse"):
        builder.text(FURNITURE)
    with builder.container("note", "n1"), builder.block():
        builder.text(FURNITURE)
    with builder.container("table"), builder.container("cell"), builder.block():
        builder.text(FURNITURE)
    text = cleaned(builder)
    assert text.removals == ()
    assert len(text.units) == 4


def test_the_editor_may_drop_them_all_the_same() -> None:
    builder = DocumentBuilder()
    with builder.block("verse"):
        builder.text(FURNITURE)
    assert [
        removal.rule for removal in cleaned(builder, drop=(Selection(line="Facebook"),)).removals
    ] == ["drop"]


def test_the_editor_may_drop_all_blocks_of_a_kind() -> None:
    builder = DocumentBuilder()
    with builder.container("table"), builder.container("cell"), builder.block():
        builder.text("A cell")
    with builder.container("figure", source="a.png"):
        builder.picture()
        with builder.block("caption"):
            builder.text("A caption")
    drop = (Selection(kind="table"), Selection(kind="picture"))
    text = cleaned(builder, drop)
    assert [removal.text for removal in text.removals if removal.text] == ["A cell", "A caption"]
    assert [unit.form.before for unit in text.units] == [()]


def test_a_numbered_line_of_verse_or_of_a_list_is_no_heading() -> None:
    builder = DocumentBuilder()
    with builder.block("verse"):
        builder.text("II. THE SECOND")
    with builder.container("quotation"):
        builder.text("III. The Third")
    assert {unit.kind for unit in cleaned(builder).units} == {"paragraph"}


def test_what_the_reader_decided_stays_decided() -> None:
    builder = DocumentBuilder()
    builder.metadata("title", "The Work", "properties")
    builder.removed("[1]", "note mark")
    builder.not_carried("a drawing", "drawings have no text")
    text = cleaned(builder)
    assert [(datum.field, datum.value) for datum in text.metadata] == [("title", "The Work")]
    assert [(r.text, r.rule, r.is_text) for r in text.removals] == [
        ("[1]", "note mark", False),
        ("a drawing", "drawings have no text", True),
    ]


def test_code_keeps_its_spaces_and_quotes() -> None:
    builder = DocumentBuilder()
    with builder.block("code"):
        builder.text('if x:\n    print("it\'s")')
    assert cleaned(builder).units[0].text == 'if x:\n    print("it\'s")'


def test_code_within_a_line_keeps_its_signs() -> None:
    builder = DocumentBuilder()
    with builder.block():
        builder.text("It's \"")
        with builder.range("code"):
            builder.text("inv --size=\"A5\" -- 'b'...")
        builder.text('" -- so.')
    (unit, *_) = cleaned(builder).units
    assert unit.text == "It’s “inv --size=\"A5\" -- 'b'...”—so."
    assert [(each.kind, unit.text[each.start : each.end]) for each in unit.ranges] == [
        ("code", "inv --size=\"A5\" -- 'b'...")
    ]


def test_what_a_file_marks_as_a_heading_is_one_whatever_it_says() -> None:
    builder = DocumentBuilder()
    for title in ("I.", "It came to an end.", "What, then, is it;"):
        with builder.heading(2):
            builder.text(title)
    *headings, paragraph = cleaned(builder).units
    assert [(unit.kind, unit.text, unit.style) for unit in headings] == [
        ("heading", "## I.", "hash2"),
        ("heading", "## It came to an end.", "hash2"),
        ("heading", "## What, then, is it;", "hash2"),
    ]
    assert paragraph.kind == "paragraph"


def test_a_heading_in_a_quotation_begins_no_part_and_has_no_signs() -> None:
    builder = DocumentBuilder()
    with builder.container("quotation"), builder.heading(3):
        builder.text("The ")
        with builder.range("emphasis"):
            builder.text("Fox")
    heading, _ = cleaned(builder).units
    assert (heading.kind, heading.text, heading.form.kind) == ("paragraph", "The Fox", "heading")
    assert [heading.text[each.start : each.end] for each in heading.ranges] == ["Fox"]
