"""The manuscript for word processors: every word once, notes at their calls and numbered."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from book.errors import EditionError, ProofError
from book.model import Division, Edition, Note, Paragraph
from book.pandoc import engine
from book.pipeline.drafts import write_draft
from book.pipeline.edition import AssembledEdition
from book.pipeline.manuscripts import render_manuscript
from book.render.manuscript import as_manuscript, pandoc_document
from book.verify.proof.prove_manuscript import prove_manuscript
from book.verify.readback.word import read_word
from tests.conftest import SLUG


@pytest.fixture(scope="module")
def edition(tiny: AssembledEdition) -> Edition:
    return tiny.edition


@pytest.mark.parametrize("kind", ["md", "docx"])
def test_rendering_twice_gives_the_same_bytes(kind: str, edition: Edition) -> None:
    assert render_manuscript(edition, kind) == render_manuscript(edition, kind)


def test_notes_are_numbered_and_references_give_the_numbers(edition: Edition) -> None:
    written = render_manuscript(edition, "md").decode()
    assert "double his own in size.[^3]" in written
    assert "on the water see III, n. 4." in written.replace("\N{NO-BREAK SPACE}", " ")
    assert "[^1]: clusters\\] bunches *B*" in written


def test_tables_and_lists_are_kept(edition: Edition) -> None:
    written = render_manuscript(edition, "md").decode()
    assert "- **A** has both." in written
    assert ": The fables in the copies" in written


def test_a_word_processor_gets_real_footnotes(edition: Edition) -> None:
    with zipfile.ZipFile(io.BytesIO(render_manuscript(edition, "docx"))) as archive:
        document = archive.read("word/document.xml").decode()
        properties = archive.read("docProps/core.xml").decode()
    assert document.count("<w:footnoteReference ") == len(edition.notes)
    assert "2024-02-29T00:00:00Z</dcterms:created>" in properties


def without_note(edition: Edition) -> Edition:
    first, *rest = edition.notes
    return replace(edition, notes=(replace(first, inlines=first.inlines[:1]), *rest))


def without_part(edition: Edition) -> Edition:
    return replace(edition, divisions=tuple(d for d in edition.divisions if d.id != "part-iii"))


def with_notes_swapped(edition: Edition) -> Edition:
    first, second, *rest = edition.notes
    swapped: tuple[Note, ...] = (
        replace(first, inlines=second.inlines),
        replace(second, inlines=first.inlines),
        *rest,
    )
    return replace(edition, notes=swapped)


Harm = Callable[[Edition], Edition]


@pytest.mark.parametrize("harm", [without_note, without_part, with_notes_swapped])
def test_a_manuscript_that_lacks_words_is_refused(harm: Harm, edition: Edition) -> None:
    whole = as_manuscript(edition)
    content = engine.write_document(pandoc_document(harm(whole)), "docx", "2024")
    with pytest.raises(ProofError, match="expected"):
        prove_manuscript(whole, read_word(content).text, "x.docx")


def styles(division: Division) -> list[str]:
    return [block.style for block in division.blocks if isinstance(block, Paragraph)]


def test_the_title_page_leaves_out_what_is_metadata(edition: Edition) -> None:
    divisions = {division.id: division for division in as_manuscript(edition).divisions}
    assert styles(divisions["title-page"]) == ["work-date", "editor", "publisher"]
    assert "date" in styles(divisions["foreword"].divisions[0])


def test_an_unknown_format_is_an_error(edition: Edition) -> None:
    with pytest.raises(EditionError, match="expected md or docx"):
        render_manuscript(edition, "pages")


def test_the_task_writes_a_draft(root: Path) -> None:
    path = write_draft(SLUG, "docx", lambda _: None, root=root)
    assert path.relative_to(root).as_posix() == f"build/{SLUG}/{SLUG}.docx"
