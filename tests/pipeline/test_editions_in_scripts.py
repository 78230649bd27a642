"""Editions in scripts with fonts of their own: typeset and proven, in print and as an e-book."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.glyph_check import check_glyphs
from book.pipeline.printing import prove_spoken
from book.render.fonts.faces import script_faces
from book.source.labels import labels_of
from book.text.digits import in_digits
from book.text.languages import script_of
from book.text.scripts import SIZES
from book.text.typography import write_date
from book.verify.readback.speech import read_book
from tests.conftest import ebook_of, print_of
from tests.factories import IMPRINT
from tests.pipeline.editions_in_scripts import EDITIONS, write_edition


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest, root: Path) -> AssembledEdition:
    slug = write_edition(root, request.param)
    return assemble_edition(slug, BuildContext(root))


def test_it_is_printed_and_proven(edition: AssembledEdition) -> None:
    check_glyphs(edition)
    printed = print_of(edition.edition, edition.assets)
    prove_spoken(edition.edition, printed)
    assert ebook_of(edition, printed)


def test_its_colophon_names_its_typefaces_and_the_size_of_its_type(
    edition: AssembledEdition,
) -> None:
    families = {face.family for face in script_faces(edition.assets)}
    assert set(edition.edition.typefaces) <= families
    colophon = str(edition.edition.divisions[-1].blocks)
    assert all(family in colophon for family in edition.edition.typefaces)
    language = edition.edition.imprint.language
    assert in_digits(SIZES[script_of(language)].leading, language) in colophon


def test_dates_are_in_the_digits_of_the_country() -> None:
    imprint = replace(IMPRINT, language="ar-EG")
    assert write_date("1968-03-05", labels_of(imprint)) == "٥ مارس ١٩٦٨"
    assert write_date("1968-03-05", labels_of(replace(imprint, language="ar-MA"))) == "5 مارس 1968"
    assert write_date("1968", labels_of(replace(imprint, labels="en"))) == "1968"


def test_pages_and_notes_of_persian_are_numbered_in_its_digits(root: Path) -> None:
    slug = write_edition(root, "fa")
    note = '[[note]]\nlemma = "پیرمرد"\nplace = "1 ¶2"\ntext = "نک. [](<#1 ¶1>)."\n'
    (root / "sources" / slug / "notes.toml").write_text(note, "utf-8")
    edition = assemble_edition(slug, BuildContext(root))
    printed = print_of(edition.edition, edition.assets)
    prove_spoken(edition.edition, printed)
    assert [note.mark for note in edition.edition.notes if note.kind == "note"] == ["۱"]
    assert printed.reading.labels[-1] in "۱۲۳۴۵۶۷۸۹"
    book = read_book(printed.content)
    heads = [text.text for page in book.pages for text in page.artifacts]
    assert any(each.strip() == "۲" for each in heads)
    with zipfile.ZipFile(io.BytesIO(ebook_of(edition, printed))) as ebook:
        assert 'value="1"' in ebook.read("EPUB/toc.ncx").decode()
        assert ">۱</a>" in ebook.read("EPUB/nav.xhtml").decode()
