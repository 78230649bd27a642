"""A build that fails at any stage leaves what was published as it was."""

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from book.errors import EditionError, ProofError
from book.pipeline import ebooks, edition, editorial, manuscripts, outputs, printing, witnesses
from book.pipeline.explain import LayoutRecord
from book.pipeline.printing import TypesetEdition
from book.runtime import files
from book.verify.readback.pdf import PdfReading
from book.verify.validators.verdict import ValidatorFinding, Verdict
from tests.conftest import APPROVING, SLUG, build_quickly, publish_stand_in, snapshot
from tests.pipeline.conftest import in_dist


def fails(error: Exception) -> Callable[..., Any]:
    def call(*_: object, **__: object) -> Any:
        raise error

    return call


DISK_FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
# A stage, the module and the name through which it is called, and how it fails.
FAILURES: dict[str, tuple[object, str, Exception]] = {
    "reading": (witnesses, "read_document", EditionError("reading")),
    "cleaning": (witnesses, "clean", EditionError("cleaning")),
    "the editor's words": (editorial, "render_markdown", EditionError("pandoc")),
    "the ledger's proof": (edition, "prove_ledger", ProofError("ledger")),
    "the print edition": (outputs, "typeset", ProofError("print")),
    "the proof of the print edition": (printing, "prove_pdf", ProofError("proof")),
    "the e-book": (outputs, "render_ebook", ProofError("e-book")),
    "the proof of the e-book": (ebooks, "prove_epub", ProofError("proof")),
    "the TEI": (manuscripts, "render_tei", ValueError("a defect")),
    "the proof of the TEI": (manuscripts, "prove_tei", ProofError("proof")),
    "the manuscript": (outputs, "render_manuscript", ValueError("a defect")),
    "the disk, for the drafts": (files, "write_file", DISK_FULL),
}
NEEDS_PAGES = ("the proof of the print edition", "the proof of the e-book")


@pytest.fixture
def quick_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the layout, which takes seconds, and the e-book by stand-ins."""
    typeset_edition = TypesetEdition(b"a book", PdfReading((), (), {}), (), LayoutRecord())
    monkeypatch.setattr(outputs, "typeset", lambda *_, **__: typeset_edition)
    monkeypatch.setattr(outputs, "prove_spoken", lambda *_: None)
    monkeypatch.setattr(outputs, "render_ebook", lambda *_: b"an e-book")


def assert_untouched(root: Path, before: dict[str, tuple[str, int]]) -> None:
    assert snapshot(root / "dist") == before
    assert in_dist(root) == sorted([SLUG, *(f"{SLUG}/{name.split('/')[1]}" for name in before)])


@pytest.mark.parametrize("stage", FAILURES)
def test_a_failed_stage_leaves_what_was_published(
    stage: str, root: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    before = publish_stand_in(root)
    module, name, error = FAILURES[stage]
    if stage not in NEEDS_PAGES:
        request.getfixturevalue("quick_pages")
    monkeypatch.setattr(module, name, fails(error))
    with pytest.raises(type(error)):
        build_quickly(root)
    assert_untouched(root, before)


@pytest.mark.usefixtures("quick_pages")
def test_an_invalid_ebook_leaves_what_was_published(root: Path) -> None:
    before = publish_stand_in(root)
    finding = ValidatorFinding("ERROR", "PKG-003", "unreadable")
    refusing = replace(APPROVING, epub=lambda _: Verdict("EPUBCheck", "EPUB 3.3", (finding,)))
    with pytest.raises(ProofError, match="EPUBCheck found 1 failure"):
        build_quickly(root, validators=refusing)
    assert_untouched(root, before)
