"""Editions in scripts with fonts of their own: typeset and proven, in print and as an e-book."""

from pathlib import Path

import pytest

from book.pipeline.context import BuildContext
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.pipeline.glyph_check import check_glyphs
from book.pipeline.printing import prove_spoken
from book.render.fonts.faces import script_faces
from tests.conftest import ebook_of, print_of
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
    assert "16" in colophon
