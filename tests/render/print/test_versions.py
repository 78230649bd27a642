"""The print engine works with the versions of WeasyPrint and pydyf that it is written for."""

import re

import pytest

from book.errors import EditionError
from book.render.print.documents import PrintDocuments
from book.render.print.engine.versions import SUPPORTED, require_supported_engine
from book.render.print.pdf import render_pdf
from book.runtime import workspace
from tests.conftest import ROOT
from tests.render.print.books import edition_of


def test_the_installed_versions_are_the_supported_ones() -> None:
    """If this fails, the error says what to do: install the pinned versions, or upgrade."""
    require_supported_engine()


@pytest.mark.parametrize("package", ["weasyprint", "pydyf"])
def test_another_version_is_an_error_that_says_what_to_do(package: str) -> None:
    installed = SUPPORTED | {package: "99.0"}
    with pytest.raises(EditionError, match=f"{package} 99.0 is installed") as raised:
        require_supported_engine(installed.__getitem__)
    (upgrade,) = re.findall(r"\S+UPGRADE\.md", str(raised.value))
    assert (ROOT / upgrade).is_file()


@pytest.mark.parametrize("package", ["weasyprint", "pydyf"])
def test_no_page_is_laid_out_by_another_version(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SUPPORTED, package, "99.0")
    edition = edition_of(1)
    with pytest.raises(EditionError, match=f"{package} .* the print engine needs 99.0"):
        render_pdf(edition, PrintDocuments(edition), workspace.read_assets())


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-cluster.txt"])
def test_the_supported_versions_are_the_pinned_ones(name: str) -> None:
    pins = dict(re.findall(r"(?m)^(weasyprint|pydyf)==(\S+)", (ROOT / name).read_text()))
    assert pins == SUPPORTED


def test_the_upgrade_page_names_the_supported_versions() -> None:
    page = (ROOT / "book/render/print/engine/UPGRADE.md").read_text()
    for version in SUPPORTED.values():
        assert version in page
