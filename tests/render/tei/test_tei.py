"""The TEI document: valid TEI All, sound pointers, and every witness word for word."""

import gzip

import pytest
from hypothesis import given, seed, settings
from lxml import etree

from book.collate import collate
from book.collate.choices import apply_choices
from book.errors import ProofError
from book.merge import merge
from book.model import Choice, Collation, Comparison, Edition, Text
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.manuscripts import prove_tei_document, render_tei_document
from book.render.tei import render_tei
from book.runtime import workspace
from book.verify.proof.prove_tei import prove_tei, prove_witnesses
from book.verify.readback.tei import parse_tei, read_witness
from tests.bench.witness_generator import WitnessGenerator, build_witness
from tests.collate.strategies import overlapping_copies
from tests.conftest import ROOT
from tests.factories import IMPRINT, LABELS, WORK, text

TEI = "{http://www.tei-c.org/ns/1.0}"
ONE = "The law of the land is old, and those who made it are not known to us."
TWO = "The order of the house is older than the law, as children know very well."
THREE = "Nobody has ever seen a state without either of them for longer than a week."
FOUR = "What remains to be said about both will be said by those who come after us."
LAW, ORDER = "I. Law", "II. Order"
Source = tuple[Edition, Collation, tuple[Text, ...], Comparison]


def tei(*texts: Text, choices: tuple[Choice, ...] = ()) -> bytes:
    """Return the TEI of an edition without notes, after its proof."""
    content = render_tei(*made_from(texts, choices))
    prove(texts, content, choices)
    return content


def made_from(texts: tuple[Text, ...], choices: tuple[Choice, ...] = ()) -> Source:
    """Return what the TEI is made from."""
    collation = apply_choices(collate(texts, WORK), choices, "edition.toml")
    return merge(collation, texts, IMPRINT, WORK, LABELS), collation, texts, Comparison()


def prove(texts: tuple[Text, ...], content: bytes, choices: tuple[Choice, ...] = ()) -> None:
    prove_tei(*made_from(texts, choices), content, "small.tei.xml")


def body(content: bytes) -> str:
    """Return the body on one line, without namespaces and ids."""
    body_element = etree.fromstring(content).find(f".//{TEI}body")
    assert body_element is not None
    for element in body_element.iter():
        for name in ("{http://www.w3.org/XML/1998/namespace}id", "n"):
            element.attrib.pop(name, None)
    written = etree.tostring(body_element, encoding="unicode", with_tail=False).replace(
        ' xmlns="http://www.tei-c.org/ns/1.0"', ""
    )
    return "".join(line.strip() for line in written.split("\n"))


def paragraph(*rows: str) -> str:
    """Return the first paragraph of the TEI of one-paragraph witnesses."""
    written = body(tei(*(text(siglum, LAW, row) for siglum, row in zip("ABC", rows, strict=False))))
    return written[written.index("<p>") + 3 : written.index("</p>")]


def test_readings_stand_beside_their_lemma() -> None:
    assert paragraph(ONE, ONE.replace("land", "town"), ONE.replace("land", "Land")) == (
        'The law of the <app type="substantive"><lem wit="#A">land</lem>'
        '<rdg wit="#B" type="substantive">town</rdg>'
        '<rdg wit="#C" type="accidental">Land</rdg></app>'
        " is old, and those who made it are not known to us."
    )


def test_additions_bring_their_space_omissions_are_empty() -> None:
    assert paragraph("The law is old.", "The law is very old.", "The law old.") == (
        'The law <app type="substantive"><lem wit="#A #B">is</lem>'
        '<rdg wit="#C" type="substantive"/></app>'
        '<app type="substantive"><lem wit="#A #C"/>'
        '<rdg wit="#B" type="substantive"> very</rdg></app> old.'
    )
    assert paragraph("The law is old.", "Now the law is old.").startswith(
        '<app type="substantive"><lem wit="#A"/><rdg wit="#B" type="substantive">Now </rdg></app>'
        '<app type="accidental">'
    )


def test_chinese_readings_bring_no_space() -> None:
    written = paragraph(
        "出口管制是国际通行做法，各国都重视。", "出口管制是国际通行做法，各国都非常重视。"
    )
    assert (
        '<rdg wit="#B" type="substantive"><foreign xml:lang="zh-Hans">非常</foreign></rdg>'
        in written
    )


def test_moved_divided_and_joined_paragraphs_are_marked() -> None:
    texts = (
        text("A", LAW, ONE, TWO, THREE, FOUR),
        text("B", LAW, TWO, THREE, ONE, FOUR),
        text("C", LAW, f"{ONE} {TWO}", *THREE.replace(" of ", " of| ").split("| ")),
    )
    content = tei(*texts)
    assert read_witness(parse_tei(content), "B") == (LAW, TWO, THREE, ONE, FOUR)
    assert [t.get("corresp") for t in etree.fromstring(content).iter(f"{TEI}transpose")] == ["#B"]
    assert '<rdg wit="#C" type="divided"><milestone unit="paragraph"/></rdg>' in body(content)
    assert '<rdg wit="#C" type="joined"/>' in body(content)


def test_a_lacuna_differs_from_an_omission() -> None:
    written = body(tei(text("A", LAW, ONE, TWO, THREE, ORDER, FOUR), text("B", LAW, ONE, THREE)))
    assert f'<app><lem wit="#A"><p>{TWO}</p></lem><rdg wit="#B" type="omission"/></app>' in written
    assert (
        f'<head><app><lem wit="#A">{ORDER}</lem><rdg wit="#B" type="lacuna"/></app></head>'
        in written
    )
    assert f'<app><lem wit="#A"><p>{FOUR}</p></lem><rdg wit="#B" type="lacuna"/></app>' in written


def test_a_choice_names_the_editor_and_the_reason() -> None:
    texts = text("A", LAW, ONE), text("B", LAW, ONE.replace("land", "town"))
    written = body(tei(*texts, choices=(Choice("I ¶1", "town", 1, reason="The land has no law."),)))
    assert (
        '<lem wit="#B" resp="#editor">town</lem><rdg wit="#A" type="substantive">land</rdg>'
        '<note type="reason" resp="#editor">The land has no law.</note>'
    ) in written


def test_markup_in_a_witness_is_text() -> None:
    row = "A <b>bold</b> &amp; ]]> word that is well known to all of us here."
    content = tei(text("A", LAW, row), text("B", LAW, row))
    assert read_witness(parse_tei(content), "B")[1] == row


@seed(1)  # so that the examples do not depend on the wording of this test
@settings(max_examples=40, deadline=None, database=None)
@given(overlapping_copies())
def test_every_witness_can_be_read_from_the_tei(copies: list[list[str]]) -> None:
    tei(
        *(
            build_witness(siglum, paragraphs)
            for siglum, paragraphs in zip("ABCDEF", copies, strict=False)
        )
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b">town<", b">down<", "B reads “town” for “land”, and not “down”"),
        (b"of the ", b"of ", "expected “The law of the"),
        (b'wit="#B"', b'wit="#A"', "the reading of B at “land” .* is missing"),
        (b"known to us", b"known to us all", "found “it are not known to us all.”"),
    ],
)
def test_a_changed_lost_or_added_word_is_an_error(old: bytes, new: bytes, message: str) -> None:
    texts = text("A", LAW, ONE), text("B", LAW, ONE.replace("land", "town"))
    content = tei(*texts)
    assert old in content
    with pytest.raises(ProofError, match=message):
        prove(texts, content.replace(old, new))


def test_the_words_of_each_witness_are_read_for_themselves() -> None:
    """A reading at the end of a passage, and the order of passages, are those of the witness."""
    texts = text("A", LAW, ONE, TWO), text("B", LAW, ONE.replace("land", "town"), TWO)
    root = parse_tei(tei(*texts))
    for reading in root.iter(f"{TEI}rdg"):
        reading.text = "down"
    with pytest.raises(ProofError, match=r"the text of B should continue with .* but has"):
        prove_witnesses(texts, root, "small.tei.xml")


def test_an_addition_after_chinese_keeps_its_space() -> None:
    tei(text("A", LAW, "出口"), text("B", LAW, "出口 –"))


def assert_sound(content: bytes) -> None:
    """Assert that ids are unique and that each pointer within the document leads to one."""
    root = etree.fromstring(content)
    ids = [
        e.get("{http://www.w3.org/XML/1998/namespace}id")
        for e in root.iter()
        if e.get("{http://www.w3.org/XML/1998/namespace}id")
    ]
    assert len(ids) == len(set(ids))
    pointers = [
        p
        for e in root.iter()
        for name in ("wit", "target", "resp", "source", "corresp")
        for p in (e.get(name) or "").split()
    ]
    assert {p[1:] for p in pointers if p.startswith("#")} <= set(ids)


def test_ids_are_unique_and_pointers_have_targets(tiny: AssembledEdition) -> None:
    assert_sound(render_tei_document(tiny))


def test_a_lost_or_repeated_note_is_an_error(tiny: AssembledEdition) -> None:
    content = render_tei_document(tiny)
    name = next(note.id for note in tiny.edition.notes if note.kind == "note").encode()
    for broken in (
        content.replace(name, b"other"),
        content.replace(b"</body>", b'<p><note xml:id="x" place="bottom"/>More.</p></body>'),
    ):
        with pytest.raises(ProofError, match=r"is missing|has no place before"):
            prove_tei_document(tiny, broken, "small.tei.xml")


def samples(tiny: AssembledEdition) -> dict[str, bytes]:
    """Return documents with all constructs.

    Moved, divided and joined paragraphs, choices, lists, tables, commentaries.
    """
    generator = WitnessGenerator(3)
    base = generator.write(4_000)
    texts = [
        build_witness("A", base),
        *(build_witness(s, generator.copy(base, 0.05).paragraphs) for s in ("b", "M²", "D")),
    ]
    first = {slug: render_tei_document(assemble_edition(slug)) for slug in workspace.editions()}
    chosen = text("A", LAW, ONE), text("B", LAW, ONE.replace("land", "town"))
    return first | {
        "tiny": render_tei_document(tiny),
        "copies": tei(*texts),
        "choice": tei(*chosen, choices=(Choice("I ¶1", "town", 1, reason="So."),)),
    }


@pytest.mark.slow
def test_the_documents_are_valid_tei_all(tiny: AssembledEdition) -> None:
    with gzip.open(ROOT / "tests" / "schema" / "tei_all.rng.gz") as file:
        schema = etree.RelaxNG(etree.parse(file))
    for name, content in samples(tiny).items():
        document = etree.fromstring(content)
        assert schema.validate(document), f"{name}: {schema.error_log}"
        assert_sound(content)
    broken = content.replace(b"<lem ", b"<lemma ").replace(b"</lem>", b"</lemma>")
    assert not schema.validate(etree.fromstring(broken))
