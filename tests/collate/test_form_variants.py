"""Differences in form alone: where they are stated, and that every account of them agrees."""

from collections.abc import Sequence

import pytest

from book.clean import clean
from book.collate import collate
from book.collate.choices import apply_choices
from book.ledger import compile_ledger
from book.merge import merge
from book.model import Choice, Collation, Comparison, Text, Variant, Witness
from book.model.form import RangeKind
from book.read.builder import DocumentBuilder
from book.read.plain.reader import read_plain_text
from book.render.tables import render_variants_csv
from book.render.tei import render_tei
from book.terminal.report.collation import agreement_line
from book.text.apparatus import is_at_foot, word_entry
from book.text.inlines import text_of
from book.verify.intake.tei import gather_tei
from book.verify.proof.book_markup import treat_document
from book.verify.proof.prove_form import prove_form
from book.verify.proof.prove_kept_form import prove_kept_form
from book.verify.proof.prove_ledger import prove_ledger
from book.verify.proof.prove_tei import prove_tei
from tests.collate.samples import FOUR, ONE, THREE, TWO, all_variants
from tests.factories import IMPRINT, LABELS, WORK
from tests.formed import Write, formed_text, note, paragraph, verse

Stated = list[tuple[str, str, str]]  # kind, lemma, form


def parts(*texts: str, also: Write | None = None) -> Write:
    """Return what writes a paragraph of parts, then one with emphasis and others as given."""

    def write(builder: DocumentBuilder) -> None:
        paragraph(builder, *texts)
        paragraph(builder, TWO, " ", "*Truly.*")
        if also:
            also(builder)

    return write


def copies(*writes: Write) -> tuple[Text, ...]:
    return tuple(formed_text(siglum, write) for siglum, write in zip("ABC", writes, strict=False))


def stated(texts: tuple[Text, ...], distinguish: Sequence[str] = ()) -> Stated:
    """Return the variants of copies once all accounts of them are proven."""
    comparison = Comparison(distinguish=tuple(distinguish))
    found = collate(texts, WORK, comparison)
    prove(texts, found, comparison)
    return [(v.kind, v.lemma, r.form or r.text) for v in all_variants(found) for r in v.readings]


def prove(texts: tuple[Text, ...], found: Collation, comparison: Comparison) -> bytes:
    edition = merge(found, texts, IMPRINT, WORK, LABELS)
    ledger = compile_ledger(texts, found)
    prove_ledger(edition, ledger)
    prove_kept_form(edition, ledger)
    document = render_tei(edition, found, texts, comparison)
    prove_tei(edition, found, texts, comparison, document, "small.tei.xml")
    rows = render_variants_csv(edition).decode().splitlines()[1:]
    assert len(rows) == sum(len(variant.readings) for variant in edition.variants)
    return document


BASE = "The ", "*law of *", "the land is old, and not known to all of us here."


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (BASE, []),
        (
            ("The law of the land is old, and not known to all of us here.",),
            [("formal", "law of", "unemphasized")],
        ),
        (
            ("The ", "*law *", "of the land is ", "*old, and *", "not known to all of us here."),
            [("formal", "of", "unemphasized"), ("formal", "old, and", "emphasized")],
        ),
        (
            ("The ", "*law of *", "the land is ", "*new*", ", and not known to all of us here."),
            [("substantive", "old,", "new,")],
        ),
        (
            ("The ", "*Law of *", "the land is old, and not known to all of us here."),
            [("accidental", "law", "Law")],
        ),
        (
            ("The ", "*law of the land, *", "is old and not known to all of us here."),
            [
                ("formal", "the land", "emphasized"),
                ("accidental", "land", "land,"),
                ("accidental", "old,", "old"),
            ],
        ),
    ],
)
def test_emphasis_differs_in_form_alone(other: tuple[str, ...], expected: Stated) -> None:
    assert stated(copies(parts(*BASE), parts(*other))) == expected


def test_commas_in_or_outside_of_italics_are_the_same() -> None:
    one, other = ("The law is ", "*old, *", "and known."), ("The law is ", "*old*", ", and known.")
    assert stated(copies(parts(*one), parts(*other))) == []


def test_a_copy_that_has_no_italics_does_not_state_them() -> None:
    def bare(builder: DocumentBuilder) -> None:
        paragraph(builder, "".join(BASE).replace("*", ""))
        paragraph(builder, TWO, " Truly.")

    assert stated(copies(parts(*BASE), bare)) == []
    assert stated(copies(bare, parts(*BASE))) == []
    both = copies(parts(*BASE), bare, parts("".join(BASE).replace("*", "")))
    assert stated(both) == [("formal", "law of", "unemphasized")], "of C alone"


def test_small_capitals_are_compared_only_with_copies_that_have_some() -> None:
    def write(kind: RangeKind, *, also: bool = False) -> Write:
        def written(builder: DocumentBuilder) -> None:
            paragraph(builder, "The ", "*law*", " is of the year 701 AD, as is known to us.")
            with builder.block():
                builder.text(f"{ONE} ")
                with builder.range(kind):
                    builder.text("Truly.")
            if also:
                with builder.block(), builder.range("small-capitals"):
                    builder.text(FOUR)

        return written

    assert stated(copies(write("small-capitals"), write("emphasis"))) == [
        ("formal", "Truly.", "emphasized")
    ], "B cannot say that its words are in small capitals"
    assert stated(copies(write("small-capitals", also=True), write("emphasis", also=True))) == [
        ("formal", "Truly.", "restyled")
    ]


def test_the_layout_of_a_heading_is_no_form_of_its_words() -> None:
    def write(emphasized: RangeKind, *, is_broken: bool) -> Write:
        def written(builder: DocumentBuilder) -> None:
            with builder.heading(2):
                builder.text("I. The Law")
                if is_broken:
                    builder.line_break(0)
                else:
                    builder.text(" ")
                with builder.range("small-capitals" if is_broken else "strong"):
                    builder.text("of the Land ")
                with builder.range(emphasized):
                    builder.text("Nostra")
            parts("The law.", also=lambda b: verse(b, *VERSE))(builder)

        return written

    one, other = write("emphasis", is_broken=True), write("strong", is_broken=False)
    assert stated(copies(one, other)) == [("formal", "Nostra", "unemphasized")]


VERSE = "The law of the land is old,", "  and those who made it", "are not known to us."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (VERSE, []),
        ((VERSE[0] + VERSE[1][1:], VERSE[2]), [("formal", "and", "unbroken")]),
        (("The law", "of the land is old,", *VERSE[1:]), [("formal", "of", "broken")]),
    ],
)
def test_lines_of_verse_differ_in_form_alone(lines: tuple[str, ...], expected: Stated) -> None:
    def write(stanza: tuple[str, ...]) -> Write:
        return lambda builder: verse(builder, *stanza)

    assert stated(copies(write(VERSE), write(lines))) == expected
    assert (
        stated(copies(write(VERSE), lambda b: paragraph(b, " ".join(map(str.strip, VERSE))))) == []
    )


def test_the_call_of_a_note_may_stand_elsewhere() -> None:
    def noted(*texts: str) -> Write:
        return parts(*texts, also=lambda builder: note(builder, "1", "It is the law of 1867."))

    one = noted("The law", "^1", " of the land is old, and not known to us.")
    other = noted("The law of the land", "^1", " is old, and not known to us.")
    expected = [("formal", "law", "uncalled"), ("formal", "land", "called")]
    assert stated(copies(one, other)) == expected


def test_a_note_at_the_end_of_a_file_is_read_where_it_is_called() -> None:
    def plain(siglum: str, *paragraphs: str) -> Text:
        lines = read_plain_text("\n\n".join(paragraphs)).lines
        return clean(Witness(siglum, f"{siglum.lower()}.txt", "text", lines), WORK)

    called, note_text = f"{ONE}[1]", "[1] Vide a letter of the ferryman."
    first = plain("A", called, note_text, TWO, THREE)
    last = plain("B", called, TWO, THREE, note_text)
    assert stated((first, last)) == []
    assert stated((last, first)) == []


def test_a_variant_may_reach_over_the_end_of_a_verse_line() -> None:
    def sung(*lines: str) -> Write:
        return parts(ONE, also=lambda builder: verse(builder, *lines))

    first = sung("The willow keeps the boat in May,", "and all the shore is green and low.")
    other = sung("The willow keeps the boat in June;", "but all the shore is green and low.")
    texts = copies(first, other)
    found = collate(texts, WORK)
    assert ("substantive", "May, and", "June; but") in stated(texts)
    document = prove(texts, found, Comparison())
    edition = merge(found, texts, IMPRINT, WORK, LABELS)
    prove_form(edition, gather_tei(document, treat=treat_document), "tei", "small.tei.xml")


def test_a_note_may_be_called_by_a_paragraph_that_another_copy_lacks() -> None:
    def noted(*texts: str) -> Write:
        def write(builder: DocumentBuilder) -> None:
            for text in texts:
                paragraph(builder, *text.partition("^1"))
            note(builder, "1", "It is the law of 1867, as everybody in the land knows.")

        return write

    called = "This stands in one copy alone.^1"
    texts = copies(noted(ONE, TWO, called, THREE), noted(f"{ONE}^1", TWO, THREE))
    prove(texts, collate(texts, WORK), Comparison())


def test_what_is_distinguished_is_printed() -> None:
    texts = copies(parts(*BASE), parts("".join(BASE).replace("*", "")))
    assert stated(texts, ("emphasis",)) == [("substantive", "law of", "unemphasized")]
    assert stated(texts, ("lineation",)) == [("formal", "law of", "unemphasized")]
    at_foot = [
        [is_at_foot(variant) for variant in formal(texts, Comparison(distinguish=names))]
        for names in ((), ("emphasis",))
    ]
    assert at_foot == [[False], [True]]
    (variant,) = formal(texts, Comparison(distinguish=("emphasis",)))
    edition = merge(collate(texts, WORK), texts, IMPRINT, WORK, LABELS)
    assert text_of(word_entry(variant, ("A", "B"), edition)) == "law of] unemphasized B"


def formal(texts: tuple[Text, ...], comparison: Comparison) -> list[Variant]:
    return all_variants(collate(texts, WORK, comparison))


def test_form_is_counted_apart() -> None:
    texts = copies(parts(*BASE), parts("".join(BASE).replace("*", "").replace("old", "new")))
    (pair,) = collate(texts, WORK).agreements
    assert (pair.substantive, pair.accidental, pair.formal) == (1, 0, 1)
    assert agreement_line(pair).endswith("quotes or spacing, 1 in form alone")


def test_the_tei_states_form_of_the_very_words() -> None:
    third = ("A rule of the land is old, and not known to all of us here.",)
    texts = copies(parts(*BASE), parts("".join(BASE).replace("*", "")), parts(*third))
    document = prove(texts, collate(texts, WORK), Comparison()).decode()
    assert '<rdg wit="#B" type="formal">The law of</rdg>' in document, "but not “The”"
    pair = prove(texts[:2], collate(texts[:2], WORK), Comparison()).decode()
    assert (
        '<app xml:id="p-text-1.1" type="formal"><lem wit="#A"><emph>law of</emph></lem>'
        '<rdg wit="#B" type="formal" rend="unemphasized">law of</rdg></app>'
    ) in pair


def test_the_form_of_words_that_a_choice_replaces_is_no_variant() -> None:
    other = ("The rule of the land is old, and not known to all of us here.",)
    texts = copies(parts(*BASE), parts("".join(BASE).replace("*", "")), parts(*other))
    choice = Choice("Text ¶1", "rule", 1, "law", "better")
    found = apply_choices(collate(texts, WORK), (choice,), "edition.toml")
    prove(texts, found, Comparison())
    kinds = [(v.kind, v.lemma, v.readings[0].sigla) for v in all_variants(found)]
    assert kinds == [("substantive", "rule", ("A", "B")), ("formal", "of", ("C",))]


@pytest.mark.parametrize(("raised", "kind"), [("12", "substantive"), ("th", "same")])
def test_a_raised_digit_is_not_part_of_the_number(raised: str, kind: str) -> None:
    def write(*, is_raised: bool) -> Write:
        def written(builder: DocumentBuilder) -> None:
            with builder.block():
                builder.text("There are 10")
                if is_raised:
                    with builder.range("superscript"):
                        builder.text(raised)
                else:
                    builder.text(raised)
                builder.text(" stars in the sky above us.")

        return written

    found = stated(copies(write(is_raised=True), write(is_raised=False)))
    assert [each[0] for each in found] == ([] if kind == "same" else [kind])
