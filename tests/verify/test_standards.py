"""The PDF follows its standards: syntax, fonts, attachments; PDF/A-3a and PDF/UA-1 by veraPDF."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from book.errors import ProofError
from book.pipeline.edition import AssembledEdition
from book.pipeline.manuscripts import render_tei_document
from book.pipeline.printing import render_print, typeset
from book.render.print.documents import render_documents
from book.render.print.pdf import render_pdf
from book.runtime import workspace
from book.verify.proof.prove_speech import prove_speech
from book.verify.readback.drawn import DrawnText
from book.verify.readback.pdf import read_pdf
from book.verify.readback.speech import read_book, read_structure
from book.verify.validators.verapdf import validate_pdf
from book.verify.validators.verdict import raise_on_failures
from tests.bench.synthetic import synthetic_edition
from tests.conftest import FIRST
from tests.verify.print_forms import redrawn

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("validators")]


@pytest.fixture(scope="module")
def content(tiny: AssembledEdition) -> bytes:
    return render_print(tiny.edition, tiny.assets, sources=tiny.folder.witnesses)


def test_the_syntax_is_sound(content: bytes) -> None:
    """By qpdf's own check, which reads every object and stream."""
    with pikepdf.open(BytesIO(content)) as document:
        assert document.check_pdf_syntax() == []
        assert not document.get_warnings()


def test_all_fonts_are_embedded_and_subset(content: bytes) -> None:
    """ISO 19005-3, 6.2.11.4. A subset's name has a tag of six letters (ISO 32000-1, 9.6.4)."""
    with pikepdf.open(BytesIO(content)) as document:
        fonts: list[Any] = [
            font for page in document.pages for _, font in page.resources.Font.items()
        ]
        assert fonts
        for font in fonts:
            assert str(font.BaseFont)[7] == "+"
            assert "/ToUnicode" in font
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())


def test_the_book_carries_its_sources(tiny: AssembledEdition, content: bytes) -> None:
    """ISO 19005-3, 6.8: each is a source of the whole, with media type, description, checksum.

    The dates are those of the edition.
    """
    with pikepdf.open(BytesIO(content)) as document:
        attached: list[Any] = list(document.Root.AF)
        assert len(document.attachments) == len(attached) == len(tiny.folder.witnesses)
        for attachment, witness in zip(attached, tiny.folder.witnesses, strict=True):
            file = attachment.EF.F
            assert file.read_bytes() == witness.content
            assert str(attachment.AFRelationship) == "/Source"
            assert str(attachment.UF) == Path(witness.witness.file).name
            assert str(attachment.Desc).startswith(f"{witness.witness.siglum}: ")
            assert str(file.Subtype) == "/text/plain"
            checksum = hashlib.md5(witness.content, usedforsecurity=False).digest()
            assert bytes(file.Params.CheckSum) == checksum
            assert file.Params.Size == len(witness.content)
            assert str(file.Params.ModDate) == "D:20240229000000Z"


def test_the_book_carries_its_tei(tiny: AssembledEdition) -> None:
    tei = render_tei_document(tiny)
    with pikepdf.open(
        BytesIO(typeset(tiny.edition, tiny.assets, sources=tiny.folder.witnesses, tei=tei).content)
    ) as document:
        attachment: Any = document.Root.AF[-1]
        assert str(attachment.AFRelationship) == "/Alternative"
        assert (str(attachment.UF), str(attachment.EF.F.Subtype)) == (
            f"{tiny.slug}.tei.xml",
            "/application/tei+xml",
        )
        assert attachment.EF.F.read_bytes() == tei


def test_a_draft_carries_no_sources(tiny: AssembledEdition) -> None:
    with pikepdf.open(BytesIO(render_print(tiny.edition, tiny.assets))) as document:
        assert "/AF" not in document.Root
        assert not document.attachments


def test_the_same_edition_gives_the_same_bytes(tiny: AssembledEdition, content: bytes) -> None:
    assert render_print(tiny.edition, tiny.assets, sources=tiny.folder.witnesses) == content


def test_a_word_that_is_not_said_is_an_error(tiny: AssembledEdition, content: bytes) -> None:
    reading, book = read_pdf(content), read_book(content)
    prove_speech(tiny.edition, book.document, reading, "x.pdf")
    for old, new in (
        ("famished ", ""),
        ("A famished", "famished A"),
        ("A famished", "Afamished"),
        ("famished", "famish ed"),
        ("famished", "fam-ished"),
    ):
        wrong = redrawn(book, _with_words(old, new))
        with pytest.raises(ProofError, match=r"page 1: a screen reader should say .*famished"):
            prove_speech(tiny.edition, wrong.document, reading, "x.pdf")


def _with_words(old: str, new: str) -> Callable[[DrawnText], DrawnText]:
    return lambda drawn: replace(drawn, text=drawn.text.replace(old, new))


DIGEST = """
import hashlib, sys
from book.pipeline.edition import assemble_edition
from book.pipeline.printing import render_print
assembled = assemble_edition(sys.argv[1])
sources = assembled.folder.witnesses
content = render_print(assembled.edition, assembled.assets, sources=sources)
print(hashlib.sha256(content).hexdigest())
"""


@pytest.fixture(scope="module")
def first_content(first: AssembledEdition) -> bytes:
    return render_print(first.edition, first.assets, sources=first.folder.witnesses)


def test_each_process_gives_the_first_edition_the_same_bytes(first_content: bytes) -> None:
    """The order of a set differs by process; an index has sets of places."""
    run = subprocess.run(
        [sys.executable, "-c", DIGEST, FIRST],
        cwd=workspace.ROOT,
        env=os.environ | {"PYTHONHASHSEED": "1"},
        capture_output=True,
        check=True,
    )
    assert run.stdout.decode().strip() == hashlib.sha256(first_content).hexdigest()


def test_verapdf_finds_nothing_in_the_first_edition(tmp_path: Path, first_content: bytes) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(first_content)
    assert validate_pdf(path).findings == ()


def test_verapdf_finds_nothing_in_the_tiny_edition(tmp_path: Path, content: bytes) -> None:
    """It has something of everything."""
    path = tmp_path / "tiny.pdf"
    path.write_bytes(content)
    assert validate_pdf(path).findings == ()


def test_a_long_book_is_valid_and_every_word_is_said(tmp_path: Path) -> None:
    edition = synthetic_edition(parts=4, paragraphs=180)
    content = render_pdf(
        edition, lambda numbers: render_documents(edition, numbers), workspace.read_assets()
    )
    reading = read_pdf(content)
    assert len(reading.pages) >= 130
    prove_speech(edition, read_structure(content), reading, "long.pdf")
    path = tmp_path / "long.pdf"
    path.write_bytes(content)
    assert validate_pdf(path).findings == ()


def test_verapdf_names_the_rules_that_a_file_breaks(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bare.pdf"
    with pikepdf.open(BytesIO(content)) as document:
        del document.Root.StructTreeRoot
        document.save(path)
    verdict = validate_pdf(path)
    assert {finding.rule.split()[0] for finding in verdict.findings} == {"3a", "ua1"}
    with pytest.raises(ProofError, match="veraPDF found"):
        raise_on_failures(verdict, "bare.pdf")
