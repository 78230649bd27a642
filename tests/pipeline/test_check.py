"""`inv check`: what it finds in what is published, beyond the checksums."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from book.errors import EditionError, ProofError
from book.pipeline.check import check_published
from book.pipeline.context import BuildContext, Validators
from book.pipeline.drafts import write_draft
from book.pipeline.ebooks import render_ebook
from book.pipeline.edition import assemble_edition
from book.pipeline.printing import render_print, typeset
from book.runtime.events import Event, Message
from book.source.page_size import parse_page_size
from book.verify.validators.verdict import ValidatorFinding, Verdict
from tests.conftest import APPROVING, SLUG, ebook_of, quick_context, substitute
from tests.pipeline.damages import DAMAGES


def check(root: Path, validators: Validators = APPROVING) -> list[str]:
    """Check what is published of the tiny edition; return what is said."""
    lines: list[str] = []
    check_published(SLUG, lines.append, quick_context(root, validators=validators))
    return lines


def forge(target: Path, name: str, content: bytes) -> None:
    """Change a published file and its checksum, as one would who wants to hide it."""
    former = hashlib.sha256((target / name).read_bytes()).hexdigest()
    (target / name).write_bytes(content)
    substitute(target / "SHA256SUMS", former, hashlib.sha256(content).hexdigest())


def test_what_was_built_is_accepted(done: Path) -> None:
    subjects = [re.match(r"\w+", line) for line in check(done)]
    assert [subject[0] for subject in subjects if subject] == [
        *("files", "ledger", "page", "TEI", "variants", "parallels", "PDF"),
        *("covers", "EPUB", "manuscripts", "page", "OPDS", "ONIX", "BibTeX", "web", "manifest"),
        *("EPUBCheck", "Ace", "veraPDF", "catalog"),
    ]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_named(damage: str, done: Path) -> None:
    DAMAGES[damage](done / "dist" / SLUG)
    with pytest.raises(ProofError, match="changed or missing since it was published: ") as raised:
        check(done)
    assert raised.value.file == f"dist/{SLUG}"


def test_an_edition_that_is_not_built_is_named(root: Path) -> None:
    with pytest.raises(EditionError) as raised:
        check(root)
    expected = f"dist/{SLUG}: this edition is not built\n  Run: inv build --edition {SLUG}"
    assert str(raised.value) == expected


# ── Validators ───────────────────────────────────────────────────────────────────────────────────


def test_a_validator_that_could_not_run_is_named_with_the_reason(done: Path) -> None:
    verdict = Verdict("Ace by DAISY", "WCAG 2", skipped="node and npm are not installed")
    lines = check(done, replace(APPROVING, accessibility=lambda _: verdict))
    assert "Ace by DAISY: not run, because node and npm are not installed" in lines


def test_a_finding_of_ace_is_an_error(done: Path) -> None:
    place = "text/part-i.xhtml <img"
    finding = ValidatorFinding("critical", "image-alt", "Element has no alt attribute", place)
    verdict = Verdict("Ace by DAISY", "WCAG 2", (finding,))
    with pytest.raises(
        ProofError,
        match=r"Ace by DAISY found 1 failure of WCAG 2\n  text/part-i\.xhtml <img: critical image-",
    ):
        check(done, replace(APPROVING, accessibility=lambda _: verdict))


def test_a_finding_of_epubcheck_is_an_error(done: Path) -> None:
    place = "EPUB/part-i.xhtml:3"
    finding = ValidatorFinding("ERROR", "RSC-005", "element not allowed", place)
    verdict = Verdict("EPUBCheck", "EPUB 3.3", (finding,))
    with pytest.raises(ProofError) as raised:
        check(done, replace(APPROVING, epub=lambda _: verdict))
    assert str(raised.value) == (
        f"dist/{SLUG}/{SLUG}.epub: EPUBCheck found 1 failure of EPUB 3.3\n"
        "  EPUB/part-i.xhtml:3: ERROR RSC-005 element not allowed"
    )


# ── Readback ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pdf", pytest.param("epub", marks=pytest.mark.slow)])
def test_a_book_with_another_note_is_refused(kind: str, done: Path) -> None:
    notes = done / "sources" / SLUG / "notes.toml"
    published = assemble_edition(SLUG, BuildContext(done))
    substitute(notes, "in the water", "in a stream")
    other = assemble_edition(SLUG, BuildContext(done))
    content = render_print(other.edition, other.assets) if kind == "pdf" else ebook_of(other)
    substitute(notes, "in a stream", "in the water")
    assert published.edition != other.edition
    forge(done / "dist" / SLUG, f"{SLUG}.{kind}", content)
    with pytest.raises(ProofError, match=r"found “.*a ?stream") as raised:
        check(done)
    assert raised.value.file == f"dist/{SLUG}/{SLUG}.{kind}"


@pytest.mark.slow
def test_page_marks_of_another_print_edition_are_refused(done: Path) -> None:
    published = assemble_edition(SLUG, BuildContext(done))
    other = replace(published, edition=replace(published.edition, trim=parse_page_size("4x4in")))
    target = done / "dist" / SLUG
    cover, starts = (target / "cover.png").read_bytes(), typeset(other.edition, other.assets).starts
    forge(target, f"{SLUG}.epub", render_ebook(other.edition, other.assets, cover, starts))
    with pytest.raises(ProofError, match="page") as raised:
        check(done)
    assert raised.value.file == f"dist/{SLUG}/{SLUG}.epub"


def test_a_ledger_of_other_sources_is_refused(done: Path) -> None:
    target = done / "dist" / SLUG
    content = (target / "ledger.json").read_bytes().replace(b'"removed"', b'"printed"')
    forge(target, "ledger.json", content)
    with pytest.raises(ProofError, match="witness B, line 1: the fate is “printed”, but “removed”"):
        check(done)


@pytest.mark.slow
def test_a_draft_of_the_ebook_says_where_its_page_numbers_come_from(done: Path) -> None:
    events: list[Event] = []
    draft = write_draft(SLUG, "epub", events.append, done)
    assert len(draft.read_bytes()) > 1000
    substitute(done / "sources" / SLUG / "notes.toml", "in the water", "in a stream")
    write_draft(SLUG, "epub", events.append, done)
    first, second = [event.text for event in events if isinstance(event, Message)]
    assert first == f"page numbers taken from dist/{SLUG}/{SLUG}.pdf, which is current"
    assert re.fullmatch(r"print edition typeset for its page numbers: \d+ pages with text", second)
