"""The metadata of the e-book's package."""

from dataclasses import replace
from pathlib import Path

import pytest

from book.errors import EditionError
from book.model import Conformance, Contributor, Imprint
from book.text.dates import first_instant
from book.verify.validators.epubcheck import validate_epub
from tests.render.epub.small_ebook import EDITION, IMPRINT, OPF, XML, UnzippedEbook, render_small

SINGLE = {
    "identifier": "urn:isbn:1",
    "language": "en-GB",
    "publisher": "The Press",
    "date": "2024-02-29",
    "description": "A book.",
    "rights": "Free.",
}
ACCESS = (
    *("accessMode", "accessModeSufficient", "accessibilityFeature"),
    *("accessibilityHazard", "accessibilitySummary"),
)
OPTIONAL = (
    *("dcterms:conformsTo", "a11y:certifiedBy"),
    *("belongs-to-collection", "identifier-type"),
)
STANDARD = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
RICH = replace(
    IMPRINT,
    identifier="urn:isbn:978-3-16-148410-0",
    series="Small Books",
    series_number="4.2",
    contributors=(Contributor("Ann Other", "trl", ""),),
    sort=(("Ann Other", "Other, Ann"), ("Wu Jinhuai", "Wu, Jinhuai")),
    conformance=Conformance(STANDARD, "An Auditor", "Auditor of Books"),
)


def summary(book: UnzippedEbook) -> str:
    return book.properties("schema:accessibilitySummary")[0] or ""


def refinements(book: UnzippedEbook) -> set[tuple[str | None, ...]]:
    metas = book.package.iter(f"{OPF}meta")
    return {(m.get("refines"), m.get("property"), m.text) for m in metas if m.get("refines")}


def test_the_metadata_describe_the_book(book: UnzippedEbook) -> None:
    assert book.package.get(f"{XML}lang") == "en-GB"
    assert book.dc("title") == [f"{EDITION.imprint.title}: And a Subtitle"]
    assert book.dc("creator") == ["The Author & Co"]
    assert book.dc("contributor") == ["the Editors", "Wu Jinhuai"]
    assert book.properties("role") == ["aut", "edt", "wfw"]
    assert book.properties("file-as")[1:] == ["Author & Co, The", "Editors, the", "Wu Jinhuai"]
    assert book.dc("source") == ["https://example.org/a?b=c&d", "A Letter, Wu Jinhuai, b.txt"]
    assert {name: book.dc(name) for name in SINGLE} == {n: [text] for n, text in SINGLE.items()}
    assert book.properties("dcterms:modified") == ["2024-02-29T00:00:00Z"]
    for name in ACCESS:
        assert any(book.properties(f"schema:{name}")), name


def test_nothing_is_claimed_that_nobody_stated(book: UnzippedEbook) -> None:
    for name in OPTIONAL:
        assert book.properties(name) == []
    assert summary(book).endswith("No third party has certified its accessibility.")
    assert "index" not in book.properties("schema:accessibilityFeature")


def test_the_editors_statements_are_in_the_metadata() -> None:
    book = UnzippedEbook(render_small(replace(EDITION, imprint=RICH)))
    assert book.dc("contributor") == ["the Editors", "Ann Other", "Wu Jinhuai"]
    assert book.properties("role") == ["aut", "edt", "trl", "wfw"]
    sort = ["Author & Co, The", "Editors, the", "Other, Ann", "Wu, Jinhuai"]
    assert book.properties("file-as")[1:] == sort
    assert book.properties("belongs-to-collection") == ["Small Books"]
    assert book.properties("dcterms:conformsTo") == [STANDARD]
    assert refinements(book) >= {
        ("#id", "identifier-type", "15"),
        ("#series", "collection-type", "series"),
        ("#series", "group-position", "4.2"),
        ("#conformance", "a11y:certifiedBy", "An Auditor"),
        ("#certifier", "a11y:certifierCredential", "Auditor of Books"),
    }
    assert summary(book).endswith("Its accessibility is certified by An Auditor.")


@pytest.mark.parametrize(
    ("title", "language", "sort", "filed"),
    [
        ("The Wind in the Willows", "en-GB", (), "Wind in the Willows, The"),
        ("An Essay", "en", (), "Essay, An"),
        ("L’Étranger", "fr", (), "Étranger, L’"),
        ("Die Verwandlung", "de-DE", (), "Verwandlung, Die"),
        ("Die Verwandlung", "en", (), "Die Verwandlung"),
        ("A", "en", (), "A"),
        ("A to Z", "en", (("A to Z", "A to Z"),), "A to Z"),
    ],
)
def test_titles_are_filed_without_their_article(
    title: str, language: str, sort: tuple[tuple[str, str], ...], filed: str
) -> None:
    imprint = replace(IMPRINT, title=title, language=language, sort=sort)
    book = UnzippedEbook(render_small(replace(EDITION, imprint=imprint)))
    assert ("#title", "file-as", f"{filed}: And a Subtitle") in refinements(book)


def test_a_book_whose_only_picture_is_the_cover_is_only_text(book: UnzippedEbook) -> None:
    assert book.properties("schema:accessMode") == ["textual"]


@pytest.mark.parametrize("date", ["", "February 2024", "2024-13", "0000"])
def test_an_invalid_date_is_an_error(date: str) -> None:
    with pytest.raises(EditionError, match="is not a date"):
        first_instant(date)


@pytest.mark.slow
@pytest.mark.parametrize("imprint", [IMPRINT, RICH], ids=["plain", "with every statement"])
def test_epubcheck_finds_nothing(imprint: Imprint, tmp_path: Path) -> None:
    file = tmp_path / "small.epub"
    file.write_bytes(render_small(replace(EDITION, imprint=imprint)))
    assert validate_epub(file).findings == ()
