"""Form survives cleaning, collation, choices and merging."""

from dataclasses import replace

from book.clean import clean
from book.collate.choices import apply_choices
from book.model import (
    Break,
    Choice,
    Container,
    Emphasis,
    Inlines,
    Insert,
    NoteCall,
    Paragraph,
    Picture,
    Place,
    Plain,
    Witness,
)
from book.read.builder import DocumentBuilder
from book.text.decode import split_lines
from book.text.inlines import text_of
from book.text.nesting import Nest, nest
from book.text.plaintext import plain_heading
from book.text.traversal import blocks_of, text_paragraphs
from tests.factories import WORK, collation, edition, text
from tests.formed import formed_text, note, paragraph, verse


def inlines_at(number: int, *texts: object) -> Inlines:
    merged = edition(*texts)  # type: ignore[arg-type]
    return list(text_paragraphs(merged.divisions))[number].inlines


def emphasized(inlines: Inlines) -> list[str]:
    return [text_of(each.inlines) for each in inlines if isinstance(each, Emphasis)]


def test_emphasis_stays_on_its_words_when_characters_are_fixed() -> None:
    def write(builder: DocumentBuilder) -> None:
        paragraph(builder, 'He said   "it was ', "*'very'*", ' dark" -- and ', "*slept*", "...")

    (inlines,) = [inlines_at(0, formed_text("A", write))]
    assert text_of(inlines) == "He said “it was ‘very’ dark”—and slept…"
    assert emphasized(inlines) == ["‘very’", "slept"]


def test_emphasis_over_several_lines_of_a_paragraph_is_one() -> None:
    lines = split_lines("It was a dark and stormy night, so they\nslept until the sun was up.", "a")
    builder = DocumentBuilder()
    paragraph(builder, "*It was a dark and stormy night, so they*")
    (first,) = builder.document().lines
    second = replace(lines[1], ranges=(replace(first.ranges[0], start=0, end=5),), continues=True)
    whole = (replace(lines[0], ranges=first.ranges), second)
    (unit,) = clean(Witness("A", "a.txt", "text", whole), WORK).units
    (one,) = unit.ranges
    assert unit.text[one.start : one.end] == "It was a dark and stormy night, so they slept"


def test_a_stanza_is_one_unit_that_wrapped_verse_equals() -> None:
    def write(builder: DocumentBuilder) -> None:
        with builder.container("poem"):
            verse(builder, "The river is low tonight,", "  The weir is dry.")

    one, other = formed_text("A", write), text("B", "The river is low tonight, The weir is dry.")
    (row,) = collation(one, other).rows
    assert row.variants == ()
    (stanza,) = text_paragraphs(edition(one, other).divisions)
    assert stanza.inlines == (
        Plain("The river is low tonight,"),
        Break(2),
        Plain("The weir is dry."),
    )
    assert stanza.form.kind == "verse"


def test_a_chosen_reading_brings_its_own_emphasis() -> None:
    one = formed_text("A", lambda b: paragraph(b, "The ", "*old*", " fox ran ", "*far*", " away."))
    other = formed_text("B", lambda b: paragraph(b, "The young fox ran ", "*far*", " away."))
    choice = Choice("Text ¶1", "young", 1, lemma="old")
    (row,) = apply_choices(collation(one, other), (choice,), "edition.toml").rows
    assert [row.text[r.start : r.end] for r in row.ranges] == ["far"]
    choice = Choice("Text ¶1", "old", 1, lemma="young")
    (row,) = apply_choices(collation(other, one), (choice,), "edition.toml").rows
    assert sorted(row.text[r.start : r.end] for r in row.ranges) == ["far", "old"]


def test_items_and_cells_stay_in_their_containers() -> None:
    def write(builder: DocumentBuilder) -> None:
        with builder.container("list", style="decimal"):
            for label in ("1.", "2."):
                with builder.container("item", label=label):
                    paragraph(builder, f"Item {label}")

    merged = edition(formed_text("A", write))
    (tree,) = nest(merged.divisions[0].blocks)
    assert isinstance(tree, Nest)
    items = [child for child in tree.children if isinstance(child, Nest)]
    assert [item.container.get("label") for item in items] == ["1.", "2."]


def test_a_scene_break_and_a_picture_stay_at_their_places() -> None:
    def write(builder: DocumentBuilder) -> None:
        paragraph(builder, "Before the break.")
        builder.scene_break("* * *")
        paragraph(builder, "After the break.")
        builder.add_picture(Picture("images/Fox 1.PNG", "image/png", b"png"))
        with builder.container("figure", source="images/Fox 1.PNG", alt="A fox"):
            builder.picture()

    merged = edition(formed_text("A", write))
    kinds = [getattr(block, "kind", "paragraph") for block in blocks_of(merged.divisions)]
    assert kinds == ["paragraph", "scene-break", "paragraph", "picture"]
    (picture,) = merged.pictures
    assert (picture.name, picture.content) == ("a-fox-1.png", b"png")
    last = list(blocks_of(merged.divisions))[-1]
    assert isinstance(last, Insert)
    assert last.containers[0].get("source") == "a-fox-1.png"


def test_a_picture_beside_a_removed_line_is_kept() -> None:
    def write(builder: DocumentBuilder) -> None:
        paragraph(builder, "One paragraph of text.")
        with builder.container("figure", alt="A fox"):
            builder.picture()
        paragraph(builder, "Share this article on Facebook")

    merged = edition(formed_text("A", write))
    blocks = list(blocks_of(merged.divisions))
    assert [type(block) for block in blocks] == [Paragraph, Insert]


def test_two_witnesses_never_share_a_container() -> None:
    def write(builder: DocumentBuilder) -> None:
        with builder.container("quotation"):
            paragraph(builder, "A quoted paragraph.")

    merged = edition(formed_text("A", write))
    (block,) = blocks_of(merged.divisions)
    assert isinstance(block, Paragraph)
    assert block.form.containers == (Container("quotation", "A 1"),)


# ── Notes of the source ──────────────────────────────────────────────────────────────────────────


def with_note(builder: DocumentBuilder) -> None:
    paragraph(builder, "The fox", "^n1", " ran away.")
    note(builder, "n1", "A red one.", "It was young.")
    paragraph(builder, "It came back.")


def test_a_note_is_called_where_the_source_calls_it() -> None:
    merged = edition(formed_text("A", with_note))
    (source_note,) = merged.notes
    first, second = text_paragraphs(merged.divisions)
    assert first.inlines == (Plain("The fox"), NoteCall(source_note.id), Plain(" ran away."))
    assert second.place == Place(("Text",), 2)
    assert (source_note.kind, source_note.mark) == ("source", "*")
    assert source_note.inlines == (
        Plain("A red one."),
        Break(is_paragraph=True),
        Plain("It was young."),
    )


def test_a_note_that_only_another_witness_has_is_called_at_the_same_word() -> None:
    plain = text("A", "The old fox ran away.", "It came back.")
    merged = edition(plain, formed_text("B", with_note))
    (source_note,) = merged.notes
    first, _ = text_paragraphs(merged.divisions)
    assert first.inlines == (Plain("The old fox"), NoteCall(source_note.id), Plain(" ran away."))
    assert source_note.sigla == ("B",)


def test_a_note_without_a_call_is_called_at_the_end_of_the_paragraph_before() -> None:
    def write(builder: DocumentBuilder) -> None:
        paragraph(builder, "The fox ran away.")
        note(builder, "n1", "A red one.")

    merged = edition(formed_text("A", write))
    (first,) = text_paragraphs(merged.divisions)
    assert isinstance(first.inlines[-1], NoteCall)


def test_the_notes_of_two_witnesses_are_collated() -> None:
    def other(builder: DocumentBuilder) -> None:
        paragraph(builder, "The fox", "^x", " ran away.")
        note(builder, "x", "A brown one.", "It was young.")
        paragraph(builder, "It came back.")

    rows = collation(formed_text("A", with_note), formed_text("B", other)).rows
    variants = [variant for row in rows for variant in row.variants]
    assert [(v.lemma, v.readings[0].text, v.place.note) for v in variants] == [("red", "brown", 1)]
    assert len(edition(formed_text("A", with_note), formed_text("B", other)).notes) == 1


def test_many_notes_are_numbered_behind_a_star() -> None:
    def write(builder: DocumentBuilder) -> None:
        for number in range(13):
            paragraph(builder, f"Paragraph {number} has a note.", f"^{number}")
            note(builder, str(number), f"The note on {number}.")

    marks = [each.mark for each in edition(formed_text("A", write)).notes]
    assert marks == [f"*{number}" for number in range(1, 14)]


def test_a_heading_keeps_its_emphasis_and_its_note() -> None:
    def write(builder: DocumentBuilder) -> None:
        with builder.heading(1):
            builder.text("Chapter I. The ")
            with builder.range("emphasis"):
                builder.text("Fox")
            builder.note_call("n1")
        note(builder, "n1", "A red one.")
        paragraph(builder, "It came back.")

    merged = edition(formed_text("A", write))
    (division,) = merged.divisions
    (source_note,) = merged.notes
    emphasis = Emphasis((Plain("Fox"),))
    assert division.title == (Plain("The "), emphasis, NoteCall(source_note.id))
    assert (division.label, plain_heading(division)) == ("Chapter I", "Chapter I. The Fox")
