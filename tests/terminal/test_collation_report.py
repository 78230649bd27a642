"""What `inv collate` shows: which witness has what, without all of a long run."""

from rich.console import Console

from book.collate import collate
from book.terminal.report.collation import collation_report
from tests.bench.witness_generator import build_witness
from tests.factories import WORK

NOTICE = "Nobody crossed the lake on days of low water."
PARAGRAPHS = [f"On day {number} the ferryman crossed at noon." for number in range(1, 10)]


def printed(*copies: list[str]) -> str:
    console = Console(width=160, no_color=True)
    with console.capture() as capture:
        console.print(collation_report(collate(tuple(map(build_witness, "AB", copies)), WORK)))
    return capture.get()


def test_of_a_long_run_of_the_same_witnesses_the_first_and_last_paragraphs_are_shown() -> None:
    report = printed([*PARAGRAPHS, NOTICE], PARAGRAPHS)
    shown = [number for number in range(1, 10) if f"On day {number} the" in report]
    assert shown == [1, 2, 3, 9]
    assert "… 5 more" in report
    assert [row.split()[2] for row in report.splitlines() if NOTICE in row] == ["A"]


def test_a_short_run_is_shown_in_full() -> None:
    report = printed(PARAGRAPHS[:5])
    assert all(paragraph in report for paragraph in PARAGRAPHS[:5])
    assert "more" not in report
