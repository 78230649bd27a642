"""The judges of e-books: they find nothing in ours, and what is broken on purpose they find, each what it can know."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.verify.validators.epubcheck import validate_epub
from tests.conftest import SLUG, TINY, ebook_of
from tests.optional_validators import accessed, validated
from tests.verify.broken_ebooks import BREAKING_CHANGES
from tests.verify.editable_ebook import EditableEbook

pytestmark = pytest.mark.slow

# What both EPUBChecks refuse, by the rule of ours that the book breaks: errors of syntax, of links and of the package.
REFUSED = (
    "EB-001",
    "EB-003",
    "EB-011",
    "EB-020",
    "EB-024",
    "EB-050",
    "EB-051",
    "EB-052",
    "EB-055",
    "EB-071",
    "EB-083",
)
# What the specification allows, and devices do not.
ALLOWED = ("EB-023", "EB-042", "EB-054", "EB-060", "EB-074", "EB-080")
# What keeps a reader with a disability out, and the rule of Ace that says so.
KEEPS_OUT = {
    "EB-026": "metadata-accessibilityhazard",
    "EB-027": "metadata-accessibilitysummary",
    "EB-053": "link-name",
    "EB-060": "heading-order",
    "EB-061": "empty-heading",
    "EB-062": "image-alt",
    "EB-068": "epub-type-has-matching-role",
}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    root = tmp_path_factory.mktemp("gates")
    (root / "sources").symlink_to(TINY)
    return ebook_of(assemble_edition(SLUG, BuildContext(root)))


@pytest.fixture(scope="module")
def first_edition() -> bytes:
    return ebook_of(assemble_edition("chinas-export-controls"))


def broken(code: str, content: bytes, folder: Path) -> Path:
    book = EditableEbook.from_bytes(content)
    BREAKING_CHANGES[code][0](book)
    path = folder / f"{code}.epub"
    path.write_bytes(book.to_bytes())
    return path


def test_all_judges_find_nothing_in_the_first_edition(first_edition: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(first_edition)
    assert validate_epub(path).findings == ()
    assert validated(path) == {path: []}
    assert accessed(path) == ()


def test_the_two_epubchecks_agree(tiny: bytes, tmp_path: Path) -> None:
    paths = {code: broken(code, tiny, tmp_path) for code in (*REFUSED, *ALLOWED)}
    second = validated(*paths.values())
    with ThreadPoolExecutor(2) as workers:
        first = dict(zip(paths, workers.map(validate_epub, paths.values()), strict=True))
    verdicts = {
        code: (bool(first[code].failures), bool(second[path])) for code, path in paths.items()
    }
    assert verdicts == {
        **dict.fromkeys(REFUSED, (True, True)),
        **dict.fromkeys(ALLOWED, (False, False)),
    }


def test_ace_finds_what_keeps_a_reader_out(tiny: bytes, tmp_path: Path) -> None:
    """All of it in one book: Ace takes its time."""
    book = EditableEbook.from_bytes(tiny)
    for code in KEEPS_OUT:
        BREAKING_CHANGES[code][0](book)
    path = tmp_path / "closed.epub"
    path.write_bytes(book.to_bytes())
    found = accessed(path)
    assert {violation.rule for violation in found} == set(KEEPS_OUT.values())
    assert all(violation.place and violation.message for violation in found)
