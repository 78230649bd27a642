"""Line numbers in the margin, and notes keyed to them, as they are printed."""

import re
from pathlib import Path

import pytest

from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.printing import TypesetEdition, prove_spoken, typeset
from book.verify.readback.speech import TaggedBook, read_book
from tests.conftest import quick_context

SLUG = "two-poems"
SETTINGS = """
[edition]
slug = "two-poems"
title = "Prose and Verse"
language = "en-GB"
date = "2024-02-29"
identifier = "urn:uuid:5e1f8a1e-6f3f-5d0a-8a55-0d6d1d3b7c13"

[work]
title = "Prose and Verse"
author = "Nobody"

[[witness]]
siglum = "A"
file = "a.html"
role = "text"

[[witness]]
siglum = "B"
file = "b.html"
role = "text"

[apparatus]
keyed = "lines"
count = "section"
layout = {variants = "run-on"}
"""
NOTES = """
[[note]]
lemma = "lamp was lit"
text = "By the keeper; see [](#gulls)."

[[note]]
lemma = "gulls were crying"
text = "Or terns."
id = "gulls"
"""
LONG_NOTE = "The bell was heard from every quay and landing along the river. " * 8
NOTES += f"""
[[note]]
lemma = "amber bell"
text = "{LONG_NOTE}"
"""
INDEX = """
[[entry]]
heading = "gulls"
match = "gulls"
"""
WORDS = (
    *("amber", "basalt", "cedar", "damson", "ebony", "fennel", "granite"),
    *("hazel", "indigo", "jasper", "kelp", "lichen", "maple", "nettle"),
)
SENTENCES = [
    f"The ferry of {word} crossed the broad water, and the {word} bell was silent."
    for word in WORDS
]
PROSE = " ".join(
    (*SENTENCES[:8], "And so then the lamp was lit.", *SENTENCES[8:], "The gulls were crying.")
)
ARGUMENT = "Of a song, and what it counts."
VERSE = [
    [f"Line {word} of the song" for word in words.split()]
    for words in ("one two three four", "five six seven eight", "nine ten eleven twelve")
]


def page(prose: str, stanzas: list[list[str]]) -> str:
    verse = "".join(
        f"<p>{'<br/>'.join(f'<span>{line}</span>' for line in lines)}</p>" for lines in stanzas
    )
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>'
        f"<section><h2>Chapter I</h2><p>{prose}</p></section>"
        f"<section><h2>Chapter II</h2><p>{ARGUMENT}</p>{verse}</section></body></html>"
    )


def changed(text: str) -> str:
    return text.replace("lamp was lit", "lantern was lit").replace("was lit.", "was lit at once.")


@pytest.fixture(scope="module")
def assembled(tmp_path_factory: pytest.TempPathFactory) -> AssembledEdition:
    return assemble(tmp_path_factory.mktemp("lines"), SETTINGS)


def assemble(root: Path, settings: str) -> AssembledEdition:
    folder = root / "sources" / SLUG
    folder.mkdir(parents=True)
    verse = [[line.replace("seven of", "seven in") for line in lines] for lines in VERSE]
    (folder / "a.html").write_text(page(PROSE, VERSE))
    other = page(changed(PROSE), verse).replace("a song, and", "a tune, and")
    (folder / "b.html").write_text(other)
    for name, content in (("edition", settings), ("notes", NOTES), ("index", INDEX)):
        (folder / f"{name}.toml").write_text(content)
    return assemble_edition(SLUG, quick_context(root))


@pytest.fixture(scope="module")
def printed(assembled: AssembledEdition) -> TypesetEdition:
    return typeset(assembled.edition, assembled.assets)


@pytest.fixture(scope="module")
def book(printed: TypesetEdition) -> TaggedBook:
    return read_book(printed.content)


def notes_of(book: TaggedBook) -> list[str]:
    return [" ".join(note.text.split()) for note in book.document.find("Note")]


def test_everything_is_proven(assembled: AssembledEdition, printed: TypesetEdition) -> None:
    prove_spoken(assembled.edition, printed)


def test_entries_have_their_lines(book: TaggedBook) -> None:
    long, lamp, note, lit, gulls, tune, seventh = notes_of(book)
    assert re.match(r"[12] amber bell\] The bell was heard", long)  # it is set in pieces
    number = re.match(r"(\d+) lamp\] lantern B", lamp)
    assert number
    assert lit == f"{number[1]} lit] add. at once B"  # it runs on: a gap would stand for it
    assert note.startswith(f"{number[1]} lamp was lit] By the keeper; see p. 1.")
    assert re.match(r"\d+ gulls were crying\] Or terns\.", gulls)
    assert tune == "a. song,] tune, B"  # the argument is not counted: its variant has a letter
    assert seventh == "7 of] in B"  # the seventh line of its poem


def test_the_second_entry_on_a_line_has_no_number_if_each_is_a_paragraph(tmp_path: Path) -> None:
    settings = "\n".join(SETTINGS.splitlines()[:-1])
    edition = assemble(tmp_path, settings)
    lit = notes_of(read_book(typeset(edition.edition, edition.assets).content))[3]
    assert lit == "lit] add. at once B"


def test_there_are_no_marks_in_the_text(book: TaggedBook) -> None:
    assert "And so then the lamp was lit. The ferry of indigo" in " ".join(book.text.split())


def test_references_and_the_index_give_page_and_line(book: TaggedBook) -> None:
    line = re.search(r"(\d+)\N{NO-BREAK SPACE}gulls were crying\]", book.text)
    assert line
    note = next(text for text in notes_of(book) if "By the keeper" in text)
    assert note.endswith(f"see p. 1.{line[1]}n.")
    assert f"gulls, 1.{line[1]}" in " ".join(book.text.split())


def test_each_fifth_line_has_its_number_in_the_outer_margin(book: TaggedBook) -> None:
    numbers = {
        index: [text for text in page.artifacts if text.text.strip() in ("5", "10", "15")]
        for index, page in enumerate(book.pages)
    }
    prose, verse = (texts for texts in numbers.values() if texts)
    assert [text.text for text in prose] == ["5", "10", "15"]
    assert [text.text for text in verse] == ["5", "10"]  # poem by poem
    assert all(text.left > 360 for text in prose)  # on a right-hand page: beyond the measure
    assert all(text.box[2] < 66 for text in verse)  # on a left-hand page: before it


def test_what_is_copied_has_no_line_numbers(printed: TypesetEdition) -> None:
    text = next(page for page in printed.reading.pages if "Line one of" in page)
    assert not re.search(r"song\s*5", text)
