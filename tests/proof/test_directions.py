"""A book that runs from right to left: how its files state it, and faults that are named."""

import io
import random
import re
import shutil
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from book.errors import EditionError, ProofError
from book.pipeline.context import BuildContext
from book.pipeline.ebooks import prove_ebook
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.manuscripts import render_manuscript, render_tei_document
from book.pipeline.press import write_press
from book.pipeline.printing import prove_pages, prove_tagged, read_printed, typeset
from book.render.epub import render_epub
from book.verify.readback.bidi import find_levels
from book.verify.readback.speech import read_book
from tests.conftest import SLUG as TINY
from tests.proof.conftest import SOURCES
from tests.proof.keyed import APPARATUS
from tests.source.strangers import append_lines

SLUG = "two-wells"
COVER = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde"
    b"\0\0\0\x0cIDATx\x9cc\xf8\xff\xff?\0\5\xfe\2\xfe\xa75\x81\x84\0\0\0\0IEND\xaeB`\x82"
)
LETTERS = re.compile("[א-ת]{4,}")


@pytest.fixture(scope="module")
def edition() -> AssembledEdition:
    return assemble_edition(SLUG, BuildContext(SOURCES.parent))


@pytest.fixture(scope="module")
def content(edition: AssembledEdition) -> bytes:
    return typeset(edition.edition, edition.assets).content


def prove(edition: AssembledEdition, content: bytes) -> None:
    book, file = edition.edition, "wells.pdf"
    reading = read_printed(book, content, file)
    prove_pages(book, reading, file)
    prove_tagged(book, read_book(content), reading, (), file)


def altered(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        saved = io.BytesIO()
        pdf.save(saved)
    return saved.getvalue()


def is_object(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Object)


def spans(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield the structure elements that state the words of a text from right to left."""
    elements = [pdf.Root.StructTreeRoot.K]
    while elements:
        element = elements.pop(0)
        if isinstance(element, pikepdf.Array):
            elements[:0] = filter(is_object, element)
        elif "/ActualText" in element:
            yield element
        elif "/K" in element and is_object(element.K):
            elements.insert(0, element.K)


# ── The files ────────────────────────────────────────────────────────────────────────────────────


def test_the_pdf_holds_the_edition(edition: AssembledEdition, content: bytes) -> None:
    prove(edition, content)


def test_the_pdf_is_bound_on_the_right(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"
        assert pdf.Root.StructTreeRoot.K[0].A.WritingMode == "/RlTb"


def test_the_structure_states_every_word_in_the_order_of_speech(
    edition: AssembledEdition, content: bytes
) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        stated = " ".join(str(span.ActualText) for span in spans(pdf))
    source = (SOURCES / SLUG / "wells.md").read_text("utf-8")
    words = set(LETTERS.findall(source.replace("*", "")))
    assert len(words) == 30
    assert words <= set(LETTERS.findall(stated))


def test_an_ebook_turns_its_pages_to_the_right(edition: AssembledEdition) -> None:
    ebook = render_epub(edition.edition, COVER, edition.assets, ())
    with zipfile.ZipFile(io.BytesIO(ebook)) as archive:
        names = [n for n in archive.namelist() if n.endswith((".opf", ".xhtml", ".css"))]
        files = {name: archive.read(name).decode() for name in names}
    package = next(text for name, text in files.items() if name.endswith(".opf"))
    assert 'page-progression-direction="rtl"' in package
    documents = [text for name, text in files.items() if name.endswith(".xhtml")]
    assert all(re.search(r'<html [^>]*dir="rtl"', text) for text in documents)
    style = next(text for name, text in files.items() if name.endswith(".css"))
    assert "padding-right: 1.5em" in style
    assert "direction:" not in style


def test_words_from_right_to_left_stand_in_a_book_that_runs_the_other_way(
    root: Path, folder: Path
) -> None:
    append_lines(
        folder / "townsend.txt",
        "The word is שלום עולם, (1948) in one tongue, and سلام عليكم, 12–15, in another; all well.",
    )
    edition = assemble_edition(TINY, BuildContext(root))
    prove(edition, typeset(edition.edition, edition.assets).content)


def test_notes_keyed_to_lines_stand_in_columns_from_right_to_left(tmp_path: Path) -> None:
    shutil.copytree(SOURCES / SLUG, tmp_path / "sources" / SLUG)
    append_lines(tmp_path / "sources" / SLUG / "edition.toml", APPARATUS)
    keyed = assemble_edition(SLUG, BuildContext(tmp_path))
    prove(keyed, typeset(keyed.edition, keyed.assets).content)


def test_the_files_for_a_printer_are_refused() -> None:
    with pytest.raises(EditionError, match="bound on the right cannot be made yet"):
        write_press(SLUG, BuildContext(SOURCES.parent))


def test_tei_and_manuscript_state_the_direction(edition: AssembledEdition) -> None:
    text = re.search(rb"<text [^>]*>", render_tei_document(edition))
    assert text
    assert b'style="direction: rtl"' in text[0]
    assert b'xml:lang="he"' in text[0]
    word = render_manuscript(edition.edition, "docx")
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        document = archive.read("word/document.xml").decode()
    assert document.count("<w:bidi") > 10


# ── Faults ───────────────────────────────────────────────────────────────────────────────────────


def reverse_a_word(pdf: pikepdf.Pdf) -> None:
    """Show the glyphs of the first long text from right to left in the reverse order."""
    span = next(each for each in spans(pdf) if LETTERS.search(str(each.ActualText)))
    page, number = pikepdf.Page(span.Pg), int(span.K[0])
    instructions = list(pikepdf.parse_content_stream(page))
    begin = next(
        index
        for index, each in enumerate(instructions)
        if str(each.operator) == "BDC" and each.operands[1].get("/MCID") == number
    )
    place = next(
        index
        for index in range(begin, len(instructions))
        if str(instructions[index].operator) == "TJ" and len(instructions[index].operands[0]) > 4
    )
    shown = [
        bytes(each) for each in instructions[place].operands[0] if isinstance(each, pikepdf.String)
    ]
    operand = pikepdf.Array([pikepdf.String(each) for each in reversed(shown)])
    instructions[place] = pikepdf.ContentStreamInstruction([operand], pikepdf.Operator("TJ"))
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def state_other_words(pdf: pikepdf.Pdf) -> None:
    span = next(each for each in spans(pdf) if LETTERS.search(str(each.ActualText)))
    span.ActualText = pikepdf.String(str(span.ActualText)[::-1])


def move_a_latin_text(pdf: pikepdf.Pdf) -> None:
    """Move the first title among words from right to left to the other side of its line."""
    for page in pdf.pages:
        instructions = list(pikepdf.parse_content_stream(page))
        matrices = [n for n, each in enumerate(instructions) if str(each.operator) == "Tm"]
        heights = [float(instructions[n].operands[5]) for n in matrices]
        for first, second in pairwise(matrices):
            one, other = (instructions[n].operands for n in (first, second))
            if heights.count(float(one[5])) > 4 and one[5] == other[5]:
                swapped = [*one[:4], other[4], one[5]], [*other[:4], one[4], other[5]]
                for index, operands in zip((first, second), swapped, strict=True):
                    instructions[index] = pikepdf.ContentStreamInstruction(
                        operands, pikepdf.Operator("Tm")
                    )
                page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
                return


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (reverse_a_word, "expected"),
        (state_other_words, "a screen reader says"),
        (move_a_latin_text, "stands on the wrong side|is drawn before|printed over each other"),
    ],
)
def test_a_fault_of_direction_is_named(
    edition: AssembledEdition, content: bytes, fault: Callable[[pikepdf.Pdf], None], message: str
) -> None:
    with pytest.raises(ProofError, match=message):
        prove(edition, altered(content, fault))


def test_an_ebook_without_direction_is_refused(edition: AssembledEdition) -> None:
    ebook = render_epub(edition.edition, COVER, edition.assets, ())
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ebook)) as old, zipfile.ZipFile(changed, "w") as new:
        for item in old.infolist():
            new.writestr(item, old.read(item).replace(b'xml:lang="he" dir="rtl"', b'xml:lang="he"'))
    with pytest.raises(ProofError, match="dir is “”, expected “rtl”"):
        prove_ebook(edition.edition, changed.getvalue(), COVER, (), "wells.epub")


# ── The algorithm ────────────────────────────────────────────────────────────────────────────────


def test_two_implementations_of_the_algorithm_agree() -> None:
    from book.render.print.engine.bidi.levels import embedding_levels

    chance = random.Random(9)  # noqa: S311 (the same texts each time)
    letters = "אבגسعabc012٠١ ,.:;-–+%$/()[]«»“”!?'\u0301\u05b8"
    for _ in range(1500):
        text = "".join(chance.choices(letters, k=chance.randint(1, 16)))
        length = len(text.rstrip(" \u0301\u05b8"))
        for base in (0, 1):
            found = embedding_levels(text, is_rtl=bool(base))[:length]
            assert found == find_levels(text, base)[:length], ascii(text)


def test_a_mark_has_the_level_of_its_letter() -> None:
    assert unicodedata.bidirectional("\u05b8") == "NSM"
    assert find_levels("a שָ b", 0) == [0, 0, 1, 1, 0, 0]
