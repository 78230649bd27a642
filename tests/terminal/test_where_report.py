"""What `inv where` prints: a row for each passage, or a line of JSON."""

import json

from rich.console import Console

from book.model import Trace, TracedPiece, TracedReading
from book.terminal.report.where import where_as_json, where_report
from tests.conftest import SLUG, Inv

PIECE = TracedPiece(
    *(4, 12, 17, "sought", "variant", "III ¶2", "1 substantive", "12"),
    before="They long ",
    after=" it.",
    readings=(TracedReading("sought", "[had] it"),),
    changes=(("quotes", 2),),
)
TRACES = (
    Trace("fables", "sources/fables/a.txt", "A", (PIECE,)),
    Trace(
        "fables",
        "sources/fables/notes.toml",
        "",
        (
            TracedPiece(7, 3, 6, "line", "written", "I, n. 1", "[[note]] text"),
            TracedPiece(8, 1, 4, "goes", "written", "I, n. 1", "[[note]] text"),
        ),
    ),
    Trace("fables", "templates/labels/en.toml", "", (TracedPiece(6, 1, 5, "Index", "supplied"),)),
)


def printed() -> list[str]:
    console = Console(width=160, no_color=True)
    with console.capture() as capture:
        console.print(where_report(TRACES))
    return [" ".join(row.split()) for row in capture.get().splitlines()]


def test_each_passage_has_its_position_fate_place_rule_and_words() -> None:
    rows = printed()
    assert rows[0] == "sources/fables/a.txt (A): 1 passage"
    assert rows[2] == (
        "4:12–17 variant, not printed III ¶2, p. 12 "
        "1 substantive; for “[had] it”; in this line: quotes ×2 They long sought it."
    )


def test_a_passage_over_several_lines_is_one_row_and_brackets_are_no_markup() -> None:
    assert "7:3–8:4 written I, n. 1 [[note]] text line goes" in printed()


def test_words_of_the_program_are_named_with_the_edition() -> None:
    assert "templates/labels/en.toml of fables: 1 passage" in printed()


def test_json_has_an_object_a_line() -> None:
    record = json.loads(next(where_as_json(TRACES)))
    assert record["pieces"][0] == {
        "line": 4,
        "column": 12,
        "last": 17,
        "words": "sought",
        "fate": "variant",
        "place": "III ¶2",
        "page": "12",
        "rule": "1 substantive",
        "changes": {"quotes": 2},
        "readings": [{"witness": "sought", "printed": "[had] it"}],
    }
    assert (record["edition"], record["siglum"]) == ("fables", "A")


def test_the_task_prints_what_it_finds_and_ends_with_1_if_there_is_nothing(inv: Inv) -> None:
    found = inv("where", "famished fox", "--edition", SLUG, "--json")
    assert found.returncode == 0, found.stderr
    assert [json.loads(line)["siglum"] for line in found.stdout.splitlines()] == ["A", "B"]
    missing = inv("where", "famished ox")
    assert (missing.returncode, missing.stdout) == (1, "")
    assert missing.stderr.startswith("variorum: sources/two-fables: “famished ox” is not found\n")
