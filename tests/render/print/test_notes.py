"""Dense notes: none is lost, and none that WeasyPrint loses goes unnoticed."""

import re
from typing import Any

import pytest
from weasyprint.layout import LayoutContext

from book.errors import ProofError
from book.render.print.documents import PrintDocuments
from book.render.print.pdf import render_pdf
from book.runtime import workspace
from tests.bench.processes import SCRIPTS, run_script
from tests.bench.synthetic import NoteDensity, synthetic_edition

PARAGRAPHS = 80  # some 40 pages, with a note of 3 to 150 words for every second line


def lose(context: Any, note: Any) -> None:
    """Forget a note, or a piece of one, that is to be set on the next page."""
    context.current_page_footnotes.remove(note)
    context._update_footnote_area()


@pytest.mark.slow
def test_no_book_is_made_if_a_note_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LayoutContext, "report_footnote", lose)
    edition = synthetic_edition(1, 1, 10, NoteDensity(words=(3, 150)))
    with pytest.raises(ProofError, match="the layout loses the notes note-part-1-"):
        render_pdf(edition, PrintDocuments(edition), workspace.read_assets())


@pytest.mark.slow
def test_with_the_repairs_no_note_is_lost() -> None:
    report = run_script(SCRIPTS / "dense_notes.py", 1, "repaired", 1, PARAGRAPHS)
    assert ", 0 lost" in report
    (share,) = re.findall(r"lost, (\S+) % on the page of their call", report)
    assert float(share) >= 98
