"""The device rules: for each of them a book that breaks it and no other, made from the tiny edition by one small change."""

from dataclasses import replace
from pathlib import Path

import pytest

from book.errors import ProofError
from book.model import Plain
from book.pipeline import check, outputs
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.verify.device_rules import RULES, find_violations, rules_table
from tests.conftest import ROOT, SLUG, TINY, ebook_of
from tests.verify.broken_ebooks import BREAKING_CHANGES
from tests.verify.editable_ebook import NCX, OPF, EditableEbook

RULES_PAGE = ROOT / "book" / "verify" / "device_rules" / "RULES.md"


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> AssembledEdition:
    root = tmp_path_factory.mktemp("lint")
    (root / "sources").symlink_to(TINY)
    return assemble_edition(SLUG, root)


@pytest.fixture(scope="session")
def ebook(tiny: AssembledEdition) -> bytes:
    return ebook_of(tiny)


@pytest.fixture
def book(ebook: bytes) -> EditableEbook:
    return EditableEbook.from_bytes(ebook)


def test_a_sound_book_breaks_no_rule(ebook: bytes) -> None:
    assert find_violations(ebook) == ()


def test_each_rule_has_a_book_that_breaks_it() -> None:
    assert [rule.code for rule in RULES] == list(BREAKING_CHANGES)


@pytest.mark.parametrize("code", BREAKING_CHANGES)
def test_a_broken_book_is_caught_by_its_rule(code: str, book: EditableEbook) -> None:
    change, also = BREAKING_CHANGES[code]
    change(book)
    found = find_violations(book.to_bytes())
    assert {finding.rule.code for finding in found} == {code} | also
    finding = next(finding for finding in found if finding.rule.code == code)
    assert finding.file in book.files or finding.file == "the file"
    assert str(finding).startswith(f"{code} {finding.rule.severity} {finding.file}")


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.severity == "error"])
def test_the_check_of_what_is_published_stops_at_a_broken_book(
    code: str, book: EditableEbook, tiny: AssembledEdition, tmp_path: Path
) -> None:
    BREAKING_CHANGES[code][0](book)
    (tmp_path / f"{SLUG}.epub").write_bytes(book.to_bytes())
    with pytest.raises(ProofError, match="device rules") as caught:
        check._check_epub(tiny, tmp_path)
    assert code in caught.value.remedy


@pytest.mark.parametrize("code", ["EB-050", "EB-052", "EB-060", "EB-080", "EB-034"])
def test_a_finding_names_line_and_element(code: str, book: EditableEbook) -> None:
    BREAKING_CHANGES[code][0](book)
    finding = next(
        finding for finding in find_violations(book.to_bytes()) if finding.rule.code == code
    )
    if finding.file == NCX:
        assert finding.detail.startswith("at entry 5:")
        return
    line = book.files[finding.file].decode().splitlines()[finding.line - 1]
    wanted = {"EB-050": "Again.", "EB-052": "p-iii-12", "EB-060": "Deep", "EB-080": "break-after"}
    assert wanted[code] in line
    assert finding.element in {"p#p-i-1", "a", "h4", "h1,\nh2,\nh3,\nh4,\nh5,\nh6"}


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04"])
def test_what_is_no_zip_is_no_book(content: bytes) -> None:
    assert [finding.rule.code for finding in find_violations(content)] == ["EB-001"]


def test_a_zip_without_a_package_is_no_book(book: EditableEbook) -> None:
    for name in ("META-INF/container.xml", OPF):
        rest = EditableEbook({key: value for key, value in book.files.items() if key != name})
        assert "EB-011" in {finding.rule.code for finding in find_violations(rest.to_bytes())}


def test_errors_come_first(book: EditableEbook) -> None:
    for code in ("EB-025", "EB-050"):
        BREAKING_CHANGES[code][0](book)
    assert [finding.rule.code for finding in find_violations(book.to_bytes())] == [
        "EB-050",
        "EB-025",
    ]


def test_a_book_with_errors_is_not_made(
    tiny: AssembledEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when an editor's note has what breaks pop-ups."""
    note = replace(tiny.edition.notes[-1], inlines=(Plain("so\u00adur"),))
    broken = replace(tiny.edition, notes=(*tiny.edition.notes[:-1], note))
    with pytest.raises(ProofError, match="device rules: 1 error") as caught:
        outputs.render_ebook(broken, tiny.assets, outputs.render_cover(broken, tiny.assets), ())
    assert "EB-076" in caught.value.remedy


def test_the_table_of_rules_is_as_in_its_page(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--overwrite-golden"):
        RULES_PAGE.write_text(rules_page(), "utf-8")
    assert RULES_PAGE.read_text("utf-8") == rules_page()


def rules_page() -> str:
    head = "# The device rules\n\nWhat must not be in an e-book, and why. `inv check` finds it; `inv check --rules` shows this table.\n"
    return f"{head}An error stops a build. This page is written by `python -m pytest tests/verify/test_device_rules.py --overwrite-golden`.\n\n{rules_table()}"
