"""Plain text files: the form that a typist showed becomes form, and nothing else does."""

from collections.abc import Iterator

import pytest

from book.model import Line, line_texts
from book.read.document import SourceFile, read_document
from book.text.decode import split_lines
from tests.read.wrapped import PROSE


def read(text: str) -> tuple[Line, ...]:
    return read_document(SourceFile("a.txt", text.encode())).lines


def words(lines: tuple[Line, ...]) -> list[str]:
    return sorted(" ".join(line.text for line in lines).split())


def marked(line: Line) -> list[tuple[str, str]]:
    return [(each.kind, line.text[each.start : each.end]) for each in line.ranges]


def held(line: Line) -> list[str]:
    return [container.kind for container in line.form.containers]


def kinds(lines: tuple[Line, ...]) -> Iterator[tuple[int, str, bool]]:
    for line in lines:
        if line.fate == "open":
            yield line.number, line.form.kind, line.continues


def test_a_file_without_conventions_keeps_its_lines_as_they_are() -> None:
    text = f"I. The Landing\n\n{PROSE}\n\nHe owed a snake_case, __ pence, a = b.\n"
    assert read(text) == split_lines(text, "a.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the _whole_ truth", [("emphasis", "whole")]),
        ("(_a_ _b_)", [("emphasis", "a"), ("emphasis", "b")]),
        ("the _Times_s man and _he_ too", [("emphasis", "Times"), ("emphasis", "he")]),
        ("he said, “_No!_”", [("emphasis", "No!")]),
        ("a =bold= word", [("strong", "bold")]),
        ("the 4^{th} of M^r Lamb", [("superscript", "th"), ("superscript", "r")]),
        ("H_{2}O", [("subscript", "2")]),
        ("a snake_case name", []),
        ("the blank ____ in _it", []),
        ("if a = b and c = d", []),
        ("x^2 and ~ and a ~ b", []),
    ],
)
def test_marks_become_ranges_only_where_they_are_certain(
    text: str, expected: list[tuple[str, str]]
) -> None:
    (line,) = read(text)
    assert marked(line) == expected


def test_italics_go_on_in_the_next_line_and_the_lines_stay_joined() -> None:
    head, tail = "was older than the _church and", "the whole village_ was, and so on."
    text = PROSE.replace("ACROSS", f"{head}\n{tail}")
    lines = read(text)
    first = next(line for line in lines if line.text.startswith("was older"))
    second = next(line for line in lines if line.number == first.number + 1)
    assert marked(first) == [("emphasis", "church and")]
    assert marked(second) == [("emphasis", "the whole village")]
    assert not first.text.count("_")


STANZAS = """\
          I

          The miller counts his flour at night,
              The wheel is standing still,
          And every sack he ties up tight        3
              Is one more for the mill.

          The mice have heard him count to ten,   5
              They know what follows soon.
"""


def test_stanzas_have_indents_and_numbers() -> None:
    text = STANZAS.replace("        3", "")
    lines = [line for line in read(text) if line.form.kind == "verse"]
    assert [line.form.indent for line in lines] == [0, 2, 0, 2, 0, 2]
    assert [line.continues for line in lines] == [False, True, True, True, False, True]
    assert {held(line)[0] for line in lines} == {"poem"}
    assert lines[4].form.number == 5
    assert [line.text for line in read(text) if line.rule == "line number"] == ["5"]


def test_verse_is_found_in_prose_and_prose_is_not_verse() -> None:
    verse = "  Dear and great friend, in her fancied land\n  You long have held your honoured place"
    lines = read(f"{PROSE}\n\n{verse}\n\n{PROSE}")
    assert [line.number for line in lines if line.form.kind == "verse"] == [8, 9]
    assert not [line for line in read(f"{PROSE}\n\n{PROSE}") if line.form.kind == "verse"]


def test_an_indented_paragraph_is_a_quotation_with_its_attribution() -> None:
    quoted = (
        "    No man is an island that lies alone in the wide sea, but\n    every man is a part."
    )
    lines = read(f"{PROSE}\n\n{quoted}\n\n    --Donne\n\n{PROSE}")
    inside = [line for line in lines if held(line) == ["quotation"]]
    assert [line.form.kind for line in inside] == ["paragraph", "paragraph", "attribution"]
    assert len({line.form.containers for line in inside}) == 1


def test_a_title_page_is_no_verse() -> None:
    page = "        THE OAK\n\n          by\n\n       A. Writer\n       Author of The Elm\n"
    assert {line.form.kind for line in read(f"{page}\n\n{PROSE}")} == {"paragraph"}


def test_a_note_follows_the_paragraph_that_calls_it() -> None:
    text = f"{PROSE.replace('water', 'water[3]', 1)}\n\nAnother paragraph.\n\n[3] A note.\n"
    lines = read(text)
    note = next(index for index, line in enumerate(lines) if held(line) == ["note"])
    call = next(each for line in lines for each in line.ranges if each.kind == "note")
    assert lines[note].form.containers[0].id == call.value
    assert lines[note].text == "A note."
    assert lines[note + 1].text == "Another paragraph."
    assert [line.text for line in lines if line.rule == "note mark"] == ["[3]", "[3]"]
    assert words(lines) == words(read(text.replace("water[3]", "water [3]")))


def test_a_bracketed_footnote_of_several_paragraphs_is_one_note() -> None:
    text = "He came.[A]\n\n[Footnote A: The first\npart.\n\nThe second [sic].]\n\nHe went."
    note = [line for line in read(text) if held(line) == ["note"]]
    assert [line.text for line in note] == ["The first", "part.", "The second [sic]."]
    assert [line.continues for line in note] == [False, True, False]


def test_a_note_in_braces_is_one() -> None:
    lines = read("He rowed the gig.{1}\n\n{1} The Daily Ferry, May 7.\n\nHe came back.\n")
    assert [line.text for line in lines if held(line) == ["note"]] == ["The Daily Ferry, May 7."]


def test_notes_in_stars_at_the_end_of_a_book_are_those_of_the_calls_left() -> None:
    body = "\n\n".join(f"Paragraph {n} of the long book about the river." for n in range(100))
    text = (
        f"It is declared,* they say.\n\nIt is not.*\n\n{body}\n\n*Vide a letter.\n\n* The same.\n"
    )
    notes = [line for line in read(text) if held(line) == ["note"]]
    assert [line.text for line in notes] == ["Vide a letter.", "The same."]
    more_calls = text.replace("It is not.*", "It is not.* Or is it?*")
    assert [line for line in read(more_calls) if held(line) == ["note"]] == []


def test_brackets_without_a_call_and_calls_without_a_note_stay_text() -> None:
    text = "He came [12] to the inn.\n\n[Footnote 3: No one calls this.]"
    assert read(text) == split_lines(text, "a.txt")


def test_captions_and_notes_in_the_margin_lose_their_brackets() -> None:
    lines = read("[Illustration: The _weir_\nat dawn]\n\n[Sidenote: Of oaks.]\n\n[Illustration]")
    assert [(held(line), line.text) for line in lines if line.fate == "open"] == [
        (["figure"], "The weir"),
        (["figure"], "at dawn"),
        (["aside"], "Of oaks."),
    ]
    assert [line.rule for line in lines if line.fate == "removed"].count("mark of a picture") == 4


def test_a_scene_break_stands_before_the_next_line() -> None:
    lines = read("He slept.\n\n       *       *       *\n\nHe woke.")
    assert [(line.fate, line.rule) for line in lines] == [
        ("open", ""),
        ("removed", "scene break"),
        ("open", ""),
    ]
    assert [insert.text for insert in lines[2].form.before] == ["* * *"]


def test_columns_are_cells_if_rules_divide_them_or_else_stay_as_typed() -> None:
    ruled = read("  Month   Level\n  ------- ------\n  May         12\n  June         9\n")
    cells = [line for line in ruled if "cell" in held(line)]
    assert [line.text for line in cells] == ["Month", "Level", "May", "12", "June", "9"]
    captioned = read("  Month   Level\n  ------- ------\n  May         12\n\n  : Water")
    assert next((line.form.kind, line.text) for line in captioned) == ("caption", "Water")
    typed = "Month    Level    Fish\nMay         12      40\nJune         9      33"
    code = read(typed)
    assert [line.text for line in code] == typed.split("\n")
    assert {line.form.kind for line in code} == {"code"}


PLAY = """\
ACT I

TOM. Did you see the heron, ma'am?

ROSA. [Drily.] I saw what it left of the fish.

TOM. It is gone, ma'am.

[_Exit._]

ROSA. Then let us have supper.
"""


def test_a_play_has_speakers_and_stage_directions() -> None:
    lines = read(PLAY)
    found = [(line.form.kind, line.text) for line in lines if line.form.kind != "paragraph"]
    assert found == [
        ("speaker", "TOM."),
        ("speaker", "ROSA."),
        ("stage", "[Drily.]"),
        ("speaker", "TOM."),
        ("stage", "[Exit.]"),
        ("speaker", "ROSA."),
    ]
    assert line_texts(lines)[5] == "ROSA.[Drily.]I saw what it left of the fish."


def test_speakers_may_stand_alone() -> None:
    said = "\n\n".join(f"_{name}._\n\nI did not say so." for name in ("Anna", "Karl") * 3)
    lines = read(f"ACT I\n\n{said}")
    assert [line.text for line in lines if line.form.kind == "speaker"] == ["Anna.", "Karl."] * 3


def test_speakers_may_be_named_before_a_colon() -> None:
    lines = read("\n\n".join(f"{name}: I did not say so." for name in ("Anna", "Karl") * 3))
    assert [line.text for line in lines if line.form.kind == "speaker"] == ["Anna:", "Karl:"] * 3


def test_couplets_and_long_lines_of_a_file_of_verse_are_stanzas() -> None:
    couplet = "The miller counts his flour at night,\nAnd ties the sacks up very tight,"
    long = "This is the forest primeval, the murmuring pines and the hemlocks that stand,\n"
    lines = read(f"{couplet}\n\n{couplet}\n\n{long * 4}")
    assert {line.form.kind for line in lines} == {"verse"}


def test_a_letter_closes_with_a_signature() -> None:
    text = f"DEAR SIR,--\n\n{PROSE}\n\n{' ' * 50}JOHN CLARE\n"
    assert read(text)[-1].form.kind == "signature"
    assert read(f"My dear Tom,\n\n{PROSE}")[0].form.kind == "salutation"


def test_notices_of_a_library_are_left_to_cleaning() -> None:
    text = "Title: _x_\n\n*** START OF THIS PROJECT EBOOK ***\n\nA _b_ c.\n"
    assert next(iter(read(text))).text == "Title: _x_"
    assert read(text)[-1].text == "A b c."


def test_a_long_file_is_read_in_time() -> None:
    hostile = "_a [1] ~~ =b " * 3_000 + "\n\n" + "  Ab cd,\n  Ef gh\n\n" * 1_000 + "[" * 2_000
    assert len(read(hostile)) > 2_000


def test_a_line_is_a_paragraph_where_lines_are_not_wrapped() -> None:
    long = "the willow keeps the boat and the boat keeps the shore " * 3
    text = f"The first: {long}\nthe second _one_: {long}\nThe third: {long}\n"
    lines = read_document(SourceFile("a.txt", text.encode())).lines
    assert [line.continues for line in lines] == [False, False, False]


def test_words_between_stars_are_no_notes_and_lose_nothing() -> None:
    text = "*The Ferry.* 2 volumes\n\n*The Mill.* 1 volume\n\n*The Oak.* 3 volumes\n"
    texts = [line.text for line in read(text)]
    assert texts == ["*The Ferry.* 2 volumes", "*The Mill.* 1 volume", "*The Oak.* 3 volumes"]


def test_notes_that_call_each_other_are_kept() -> None:
    text = "The boat sank.\n\n[1] A note[2] of it.\n\n[2] Another note[1] of it.\n"
    kept = " ".join(line.text for line in read(text))
    assert "A note" in kept
    assert "Another note" in kept


def test_a_paragraph_in_italics_goes_on_over_the_edge_of_a_page() -> None:
    text = (
        "The ferryman kept _his boat tied under the willow, and on days of\n\n[Page 24]\n\n"
        "low water_ nobody could cross before noon, and he said so to the\n\n[Page 25]\n\n"
        "travellers who came, and every one of them waited.\n\n[Page 26]\n"
    )
    lines = [line for line in read(text) if line.continues]
    assert [line.text for line in lines] == [
        "low water nobody could cross before noon, and he said so to the",
        "travellers who came, and every one of them waited.",
    ]


def test_who_writes_to_mr_grey_is_no_speaker() -> None:
    letters = (
        "THE MILLER TO MR. GREY\n\nThe mill is cold.",
        "ROSA VERNON TO MRS. GREY\n\nLight a fire.",
    )
    lines = read("\n\n".join(letters * 3))
    assert {line.form.kind for line in lines} == {"paragraph"}
