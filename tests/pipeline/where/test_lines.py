"""`inv where copy-1.txt:12`: what became of a line of a file."""

from pathlib import Path

import pytest

from book.errors import EditionError
from book.pipeline.where.trace import find_traces
from tests.conftest import SLUG


def plain(place: str) -> str:
    return place.replace("\N{NO-BREAK SPACE}", " ")


def lines(root: Path, query: str) -> list[tuple[int, int, int, str, str, str]]:
    return [
        (piece.line, piece.column, piece.last, piece.fate, plain(piece.place), piece.rule)
        for trace in find_traces(query, (SLUG,), root)
        for piece in trace.pieces
    ]


@pytest.mark.parametrize(
    "name", ["web-copy.txt", "B", f"sources/{SLUG}/web-copy.txt", f"{SLUG}/web-copy.txt"]
)
def test_a_line_is_named_by_its_file_a_path_or_a_siglum(root: Path, name: str) -> None:
    assert lines(root, f"{name}:1") == [(1, 1, 22, "removed", "", "breadcrumb")]


def test_lines_have_their_fate_and_the_readings_in_them(root: Path) -> None:
    (first, second, third) = find_traces("web-copy.txt:2-4", (SLUG,), root)
    assert [t.pieces[0].line for t in (first, second, third)] == [2, 3, 4]
    (piece,) = second.pieces
    assert [(r.witness, r.printed) for r in piece.readings] == [("bunches", "clusters")]
    assert (piece.fate, piece.rule) == ("variant", "1 substantive, 1 accidental")


def test_characters_that_cleaning_changed_are_counted(root: Path) -> None:
    (trace,) = find_traces("townsend.txt:5", (SLUG,), root)
    assert trace.pieces[0].changes == (("quotes", 2),)


def test_a_line_of_an_editors_file_has_its_entry(root: Path) -> None:
    assert lines(root, "notes.toml:8-10") == [
        (8, 9, 16, "written", "III ¶2, n. 2", "[[note]] lemma"),
        (9, 9, 16, "written", "III ¶2, n. 2", "[[note]] place"),
        (10, 8, 39, "written", "III ¶2, n. 2", "[[note]] text"),
    ]


@pytest.mark.parametrize(
    ("query", "message", "remedy"),
    [
        ("townsend.txt:2", "this line is blank", "Name a line that has words."),
        ("townsend.txt:10", "there is no such line", "The last line of this file is 9."),
        ("A:70-80", "there is no such line", "The last line of this file is 9."),
        ("towns.txt:2", "no edition has this file", "townsend.txt (A), web-copy.txt (B)"),
    ],
)
def test_a_line_that_is_not_there_is_said_to_be_so(
    root: Path, query: str, message: str, remedy: str
) -> None:
    with pytest.raises(EditionError) as caught:
        find_traces(query, (SLUG,), root)
    assert caught.value.message == message
    assert remedy in caught.value.remedy


def test_blocks_of_a_web_page_are_numbered_as_in_the_ledger(root: Path, folder: Path) -> None:
    text = (folder / "web-copy.txt").read_text("utf-8").split("\n")
    page = "".join(f"<p>{row.replace('&', '&amp;').replace('<', '&lt;')}</p>" for row in text)
    (folder / "web-copy.html").write_text(f"<html><body>{page}</body></html>", "utf-8")
    settings = folder / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace("web-copy.txt", "web-copy.html"))
    numbers = [p.line for t in find_traces("famished", (SLUG,), root) for p in t.pieces]
    assert numbers[0] == 4
    fates = lines(root, f"web-copy.html:{numbers[1]}")
    assert fates[0][3:5] == ("variant", "I ¶1")
    with pytest.raises(EditionError, match="no such block"):
        find_traces(f"web-copy.html:{numbers[1] + 1}", (SLUG,), root)
