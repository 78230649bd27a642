"""Lacunae in print: those that follow each other share a page, and the proof knows it."""

from dataclasses import replace

from book.model import Division, Edition, Paragraph, Plain
from book.pipeline.printing import prove_spoken, typeset
from book.render.print.documents import PrintDocuments
from book.runtime import workspace
from tests.bench.synthetic import synthetic_edition


def lacuna(number: int, label: str) -> Division:
    notice = Paragraph((Plain("This part is in none of the sources."),), "lacuna")
    title = (Plain(f"A Part That Is Missing, the {label}"),)
    return Division(f"gap-{number}", "lacuna", title, label=label, blocks=(notice,), matter="body")


def edition_with_gaps() -> Edition:
    """Return an edition with two lacunae in a row, and one after the next part."""
    edition = synthetic_edition(parts=2, paragraphs=1)
    first, second = (d for d in edition.divisions if d.matter == "body")
    gaps = lacuna(1, "V"), lacuna(2, "VI"), lacuna(3, "VII")
    others = [d for d in edition.divisions if d.matter != "body"]
    front = [d for d in others if d.matter in ("cover", "front")]
    back = [d for d in others if d not in front]
    return replace(edition, divisions=(*front, first, *gaps[:2], second, gaps[2], *back))


def test_lacunae_in_a_row_are_one_document_on_one_page() -> None:
    edition = edition_with_gaps()
    names = [document.name for document in PrintDocuments(edition)({})]
    assert [name for name in names if name.startswith("gap")] == ["gap-1", "gap-3"]
    made = typeset(edition, workspace.read_assets())
    prove_spoken(edition, made)
    anchors = made.reading.anchors
    assert anchors["gap-1"] == anchors["gap-2"]
    assert anchors["gap-3"] > anchors["gap-2"]
