"""Generated documents with every element, in each format: all their words are found, and read."""

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from book.read.document import SourceFile, read_document
from book.verify.intake import words
from book.verify.intake.extract import gather
from book.verify.intake.prove_intake import prove_intake
from tests.verify.intake.documents import Sample, samples
from tests.verify.intake.markup_writers import write_epub, write_html, write_tei
from tests.verify.intake.office_writers import write_docx
from tests.verify.intake.opendocument_writer import write_odt
from tests.verify.intake.text_writers import write_markdown, write_rtf, write_text
from tests.verify.intake.zips import PNG

WRITERS: dict[str, Callable[[Sample], bytes]] = {
    ".html": write_html,
    ".epub": write_epub,
    ".xml": write_tei,
    ".docx": write_docx,
    ".odt": write_odt,
    ".rtf": write_rtf,
    ".md": write_markdown,
    ".txt": write_text,
}
QUICK = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
# For each of eight formats: VARIORUM_DOCUMENTS=250 writes 2,000 documents.
FULL = settings(QUICK, max_examples=int(os.environ.get("VARIORUM_DOCUMENTS", "40")))


def neighbor(name: str) -> bytes | None:
    return PNG if name.endswith("p.png") else None


def check_found(suffix: str, sample: Sample) -> None:
    """Check that the proof finds each word that was written, once: all of them are different."""
    found = words.count(gather(f"a{suffix}", WRITERS[suffix](sample)).needed)
    wanted = words.split(sample.text())
    assert {word: found[word] for word in wanted} == dict.fromkeys(wanted, 1)


def check_read(suffix: str, sample: Sample) -> None:
    """Check that a reader gives each word of a document, and all form."""
    content = WRITERS[suffix](sample)
    document = read_document(SourceFile(f"a{suffix}", content, "", neighbor))
    counts = prove_intake(f"a{suffix}", content, "", document.lines)
    assert [count for count in counts if count.lost] == []


@pytest.mark.parametrize("suffix", WRITERS)
@QUICK
@given(sample=samples())
def test_each_word_is_found(suffix: str, sample: Sample) -> None:
    check_found(suffix, sample)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", WRITERS)
@FULL
@given(sample=samples())
def test_each_word_and_all_form_is_read(suffix: str, sample: Sample) -> None:
    check_read(suffix, sample)
