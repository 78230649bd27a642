"""The device rules: each finds the e-book that was changed to break it, and no other rule does.

`broken_ebooks` has the changes. Where a change breaks further rules inevitably, it names them.
"""

from dataclasses import replace

import pytest

from book.errors import ProofError
from book.model import Plain
from book.pipeline.cover import render_cover
from book.pipeline.ebooks import prove_ebook, render_ebook
from book.pipeline.edition import AssembledEdition
from book.verify.device_rules import RULES, find_violations, rules_table
from book.verify.device_rules.rule import RuleViolation
from tests.conftest import ROOT, SLUG
from tests.verify.broken_ebooks import BREAKING_CHANGES
from tests.verify.editable_ebook import NCX, OPF, EditableEbook, with_markup

RULES_PAGE = ROOT / "book" / "verify" / "device_rules" / "RULES.md"
COMMAND = "python -m pytest tests/verify/test_device_rules.py --overwrite-golden"
INTRODUCTION = f"""# The device rules

What devices require of an e-book, and why. `inv check` reports violations; `inv check --rules`
shows this table. An error stops a build. This page is written by
`{COMMAND}`.

"""


@pytest.fixture
def ebook(tiny_ebook: bytes) -> EditableEbook:
    return EditableEbook.from_bytes(tiny_ebook)


def break_rule(code: str, ebook: EditableEbook) -> None:
    change, _ = BREAKING_CHANGES[code]
    change(ebook)


def codes_of(violations: tuple[RuleViolation, ...]) -> list[str]:
    return [violation.rule.code for violation in violations]


def violation_of(code: str, ebook: EditableEbook) -> RuleViolation:
    violations = find_violations(ebook.to_bytes())
    return next(violation for violation in violations if violation.rule.code == code)


def test_a_sound_book_breaks_no_rule(tiny_ebook: bytes) -> None:
    assert find_violations(tiny_ebook) == ()


def test_a_private_language_is_a_language(ebook: EditableEbook) -> None:
    with_markup('<p lang="x-local" xml:lang="x-local">Fox</p>')(ebook)
    assert find_violations(ebook.to_bytes()) == ()


def test_each_rule_has_a_book_that_breaks_it() -> None:
    assert [rule.code for rule in RULES] == list(BREAKING_CHANGES)


@pytest.mark.parametrize("code", BREAKING_CHANGES)
def test_a_broken_book_is_caught_by_its_rule(code: str, ebook: EditableEbook) -> None:
    break_rule(code, ebook)
    _, inevitable = BREAKING_CHANGES[code]
    assert set(codes_of(find_violations(ebook.to_bytes()))) == {code} | inevitable
    violation = violation_of(code, ebook)
    assert violation.file in ebook.files or violation.file == "the file"
    assert str(violation).startswith(f"{code} {violation.rule.severity} {violation.file}")


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.severity == "error"])
def test_checking_a_published_book_stops_at_an_error(
    code: str, ebook: EditableEbook, tiny: AssembledEdition
) -> None:
    break_rule(code, ebook)
    with pytest.raises(ProofError, match="device rules") as caught:
        prove_ebook(tiny.edition, ebook.to_bytes(), b"", (), f"{SLUG}.epub")
    assert code in caught.value.remedy


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("EB-050", "Again."),
        ("EB-052", "p-iii-12"),
        ("EB-060", "Deep"),
        ("EB-080", "break-after"),
    ],
)
def test_a_violation_names_line_and_element(code: str, words: str, ebook: EditableEbook) -> None:
    break_rule(code, ebook)
    violation = violation_of(code, ebook)
    assert words in ebook.files[violation.file].decode().splitlines()[violation.line - 1]
    assert violation.element in {"p#p-i-1", "a", "h4", "h1,\nh2,\nh3,\nh4,\nh5,\nh6"}


def test_a_difference_of_the_ncx_is_named_by_its_entry(ebook: EditableEbook) -> None:
    break_rule("EB-034", ebook)
    violation = violation_of("EB-034", ebook)
    assert violation.file == NCX
    assert violation.detail.startswith("entry 5 is ")


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04"])
def test_a_file_that_is_no_zip_is_no_book(content: bytes) -> None:
    assert codes_of(find_violations(content)) == ["EB-001"]


@pytest.mark.parametrize("name", ["META-INF/container.xml", OPF])
def test_a_zip_without_a_package_is_no_book(name: str, ebook: EditableEbook) -> None:
    del ebook.files[name]
    assert "EB-011" in codes_of(find_violations(ebook.to_bytes()))


def test_errors_come_first(ebook: EditableEbook) -> None:
    for code in ("EB-025", "EB-050"):
        break_rule(code, ebook)
    assert codes_of(find_violations(ebook.to_bytes())) == ["EB-050", "EB-025"]


def test_a_book_with_errors_is_not_built(tiny: AssembledEdition) -> None:
    """As when an editor's note contains what breaks pop-ups."""
    note = replace(tiny.edition.notes[-1], inlines=(Plain("so\u00adur"),))
    broken = replace(tiny.edition, notes=(*tiny.edition.notes[:-1], note))
    cover = render_cover(broken, tiny.assets)
    with pytest.raises(ProofError, match="device rules: 1 error") as caught:
        render_ebook(broken, tiny.assets, cover, ())
    assert "EB-076" in caught.value.remedy


def test_the_page_of_the_rules_is_current(request: pytest.FixtureRequest) -> None:
    page = f"{INTRODUCTION}{rules_table()}"
    if request.config.getoption("--overwrite-golden"):
        RULES_PAGE.write_text(page, "utf-8")
    assert RULES_PAGE.read_text("utf-8") == page
