"""The extract from the text on the download page."""

import re

from book.model import Bullets, Division, Note, NoteCall, Paragraph, Place, Plain
from book.pipeline.edition import AssembledEdition
from book.render.site.extract import ENOUGH, LIMIT, render_extract
from tests.render.site.reading import with_edition


def paragraph(count: int, word: str = "word") -> Paragraph:
    return Paragraph((Plain(" ".join(f"{word}{number}" for number in range(count))),))


def extract_of(tiny: AssembledEdition, *paragraphs: Paragraph, notes: tuple[Note, ...] = ()) -> str:
    body = Division("p", "part", (Plain("Part"),), blocks=paragraphs)
    return str(render_extract(with_edition(tiny, divisions=(body,), notes=notes).edition))


def test_whole_paragraphs_are_taken_until_there_is_enough(tiny: AssembledEdition) -> None:
    extract = extract_of(tiny, paragraph(ENOUGH - 1, "a"), paragraph(30, "b"), paragraph(30, "c"))
    assert ("b29" in extract, "c0" in extract, "…" in extract) == (True, False, False)


def test_a_second_paragraph_beyond_the_limit_is_left_out(tiny: AssembledEdition) -> None:
    assert "b0" not in extract_of(tiny, paragraph(50, "a"), paragraph(LIMIT, "b"))


def test_a_first_paragraph_beyond_the_limit_is_cut(tiny: AssembledEdition) -> None:
    extract = extract_of(tiny, paragraph(5 * LIMIT, "a"))
    assert ENOUGH <= len(re.findall(r"\ba\d+", extract)) <= LIMIT
    assert extract.rstrip().removesuffix("</p>").endswith("…")


def test_a_work_without_a_paragraph_has_no_extract(tiny: AssembledEdition) -> None:
    part = Division("p", "part", blocks=(Bullets(((Plain("x"),),)),))
    assert render_extract(with_edition(tiny, divisions=(part,)).edition) == ""


def test_a_note_called_beyond_the_cut_is_left_out(tiny: AssembledEdition) -> None:
    note = Note("n1", "note", "1", "x", Place(("I",)), (Plain("said"),))
    far = Paragraph((*paragraph(5 * LIMIT).inlines, NoteCall("n1")))
    assert "said" not in extract_of(tiny, far, notes=(note,))
    assert "said" in extract_of(tiny, Paragraph((Plain("x"), NoteCall("n1"))), notes=(note,))
