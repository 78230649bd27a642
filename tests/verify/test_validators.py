"""Validators find nothing in our e-books, and in a broken one what each of them can know."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from book.verify.validators.epubcheck import validate_epub
from tests.optional_validators import run_ace, run_epubcheck_ts
from tests.verify.broken_ebooks import BREAKING_CHANGES
from tests.verify.editable_ebook import EditableEbook

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("validators")]

# What both EPUBChecks refuse, by the device rule that the book breaks: errors of syntax, of links
# and of the package.
REFUSED = (
    *("EB-001", "EB-003", "EB-011", "EB-020", "EB-024", "EB-050", "EB-051", "EB-052", "EB-055"),
    *("EB-071", "EB-083"),
)
# What the specification allows, and devices do not.
ALLOWED = ("EB-023", "EB-042", "EB-054", "EB-060", "EB-074", "EB-080")
# What excludes readers with a disability, and the rule of Ace for it.
EXCLUDING = {
    "EB-026": "metadata-accessibilityhazard",
    "EB-027": "metadata-accessibilitysummary",
    "EB-053": "link-name",
    "EB-060": "heading-order",
    "EB-061": "empty-heading",
    "EB-062": "image-alt",
    "EB-068": "epub-type-has-matching-role",
}


def write_broken(codes: tuple[str, ...], content: bytes, path: Path) -> Path:
    """Write an e-book that breaks device rules, and return its path."""
    book = EditableEbook.from_bytes(content)
    for code in codes:
        BREAKING_CHANGES[code][0](book)
    path.write_bytes(book.to_bytes())
    return path


def test_no_validator_finds_a_fault_in_the_first_edition(
    first_ebook: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(first_ebook)
    assert validate_epub(path).findings == ()
    assert run_epubcheck_ts(path) == {path: []}
    assert run_ace(path) == ()


def test_epubcheck_and_epubcheck_ts_agree(tiny_ebook: bytes, tmp_path: Path) -> None:
    codes = (*REFUSED, *ALLOWED)
    paths = {code: write_broken((code,), tiny_ebook, tmp_path / f"{code}.epub") for code in codes}
    findings = run_epubcheck_ts(*paths.values())
    with ThreadPoolExecutor(2) as workers:
        verdicts = dict(zip(paths, workers.map(validate_epub, paths.values()), strict=True))
    refused = {
        code: (bool(verdicts[code].failures), bool(findings[path])) for code, path in paths.items()
    }
    assert refused == {
        **dict.fromkeys(REFUSED, (True, True)),
        **dict.fromkeys(ALLOWED, (False, False)),
    }


def test_ace_finds_what_excludes_readers(tiny_ebook: bytes, tmp_path: Path) -> None:
    """All faults are in one book, as Ace is slow."""
    findings = run_ace(write_broken(tuple(EXCLUDING), tiny_ebook, tmp_path / "excluding.epub"))
    assert {finding.rule for finding in findings} == set(EXCLUDING.values())
    assert all(finding.place and finding.message for finding in findings)
