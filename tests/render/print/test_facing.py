"""Two versions are laid out in step, on pages that face each other."""

from pathlib import Path

import pytest

from book.errors import EditionError
from book.pipeline.edition import AssembledEdition, assemble_edition
from book.render.print.documents import PrintDocuments
from book.render.print.engine.facing.steps import lay_out_in_step
from book.render.print.pdf import render_pdf
from book.verify.proof.facing_pages import page_order
from book.verify.proof.prove_print import prove_pdf
from book.verify.readback.pdf import PdfReading, read_pdf
from book.verify.readback.speech import read_book
from tests.conftest import quick_context
from tests.proof.facing import SLUG, facing_root

HEADING = "## I. Der Fluss"
LONG = "Ein Satz, den nur die Übersetzung hat, und der die Seite füllt, damit die andere wartet. "


def assembled_with(root: Path, *paragraphs: str) -> AssembledEdition:
    """Return the edition whose version has more paragraphs at the beginning of its first part."""
    version = facing_root(root) / "sources" / SLUG / "german.md"
    text = version.read_text("utf-8").replace(HEADING, "\n\n".join((HEADING, *paragraphs)))
    version.write_text(text, "utf-8")
    with (version.parent / "edition.toml").open("a") as file:
        file.write(f'[[alignment]]\ntext = "I ¶1"\nfacing = "Facing I ¶{len(paragraphs) + 1}"\n')
    return assemble_edition(SLUG, quick_context(root))


@pytest.fixture(scope="module")
def assembled(tmp_path_factory: pytest.TempPathFactory) -> AssembledEdition:
    return assembled_with(tmp_path_factory.mktemp("long"), *[LONG * 9] * 3)


@pytest.fixture(scope="module")
def content(assembled: AssembledEdition) -> bytes:
    edition = assembled.edition
    return render_pdf(edition, PrintDocuments(edition), assembled.assets)


@pytest.fixture(scope="module")
def reading(content: bytes) -> PdfReading:
    return read_pdf(content)


@pytest.mark.slow
def test_a_version_waits_for_the_other(assembled: AssembledEdition, reading: PdfReading) -> None:
    """Each part begins on one opening, and so does each passage, as the proof says."""
    prove_pdf(assembled.edition, reading, "the.pdf")
    starts = [reading.labels[reading.anchors[part]] for part in ("part-i", "part-ii")]
    assert [int(label) % 2 for label in starts] == [0, 0]
    between = range(reading.anchors["part-i"], reading.anchors["part-ii"])
    empty = [reading.labels[index] for index in between if not reading.pages[index].strip()]
    assert empty, "the text has no page that waits"
    assert all(int(label) % 2 == 0 for label in empty)


@pytest.mark.slow
def test_the_text_is_read_before_what_faces_it(
    assembled: AssembledEdition, content: bytes, reading: PdfReading
) -> None:
    order = page_order(assembled.edition, reading)
    first, second = (reading.anchors[part] for part in ("part-i", "part-ii"))
    pages = [order.index(index) for index in range(first, second)]
    assert pages[::2] == sorted(pages[::2])
    assert max(pages[::2]) < min(pages[1::2])
    bookmarks = read_book(content).furnishing.bookmarks
    titles = [bookmark.title for bookmark in bookmarks if bookmark.title[:1] == "I"]
    assert titles == ["I. The River", "I. Der Fluss", "II. The Bridge", "II. Die Brücke"]


@pytest.mark.parametrize("failing", ["text", "version"])
def test_what_fails_in_one_version_ends_the_other(failing: str) -> None:
    def lay_out(source: str) -> None:
        if source == failing:
            raise EditionError("too long")

    with pytest.raises(EditionError, match="too long"):
        lay_out_in_step(lay_out, {}, "text", "version")
