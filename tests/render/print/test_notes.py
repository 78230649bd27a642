"""Dense notes: WeasyPrint alone loses some, and the repairs keep all."""

import re

import pytest

from tests.bench.processes import SCRIPTS, run_script

DENSE_NOTES = SCRIPTS / "dense_notes.py"
PARAGRAPHS = 80  # some 40 pages, with a note of 3 to 150 words for every second line
TOO_DENSE = 30  # of these paragraphs, some notes are lost without the repairs


@pytest.mark.slow
def test_no_book_is_made_if_weasyprint_loses_a_note() -> None:
    report = run_script(DENSE_NOTES, 1, "alone", 1, TOO_DENSE)
    assert "the layout loses the notes" in report


@pytest.mark.slow
def test_with_the_repairs_no_note_is_lost() -> None:
    report = run_script(DENSE_NOTES, 1, "repaired", 1, PARAGRAPHS)
    assert ", 0 lost" in report
    (share,) = re.findall(r"lost, (\S+) % on the page of their call", report)
    assert float(share) >= 98
