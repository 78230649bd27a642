"""Lemmas whose note is missing, and notes whose lemma is."""

from collections.abc import Iterator

from rapidfuzz import fuzz

from book.model import DraftNote, Suggestion
from book.suggest.reading import AnalyzedParagraph, AnalyzedText
from book.text.typography import STRAIGHT


def suggest_lemmas(reading: AnalyzedText, notes: tuple[DraftNote, ...]) -> Iterator[Suggestion]:
    """List the entries of notes.toml that have no words yet, and those whose lemma is not in the text."""
    for note in notes:
        lemma = " ".join(note.lemma.split())
        home = next(
            (
                p
                for p in reading.paragraphs
                if lemma.translate(STRAIGHT) in p.text.translate(STRAIGHT)
            ),
            None,
        )
        if home is None:
            nearest, words = max(
                (_nearest(lemma, p) for p in reading.paragraphs),
                key=lambda n: n[0],
                default=(0.0, ""),
            )
            detail = f"not in the text; nearest: {words}" if nearest else "not in the text"
            yield Suggestion("lemma", note.lemma, note.place, 0, detail, line=note.line)
        elif not note.text.strip():
            yield Suggestion(
                "lemma",
                note.lemma,
                note.place or str(home.place),
                1,
                "the note has no words yet",
                line=note.line,
            )


def _nearest(lemma: str, paragraph: AnalyzedParagraph) -> tuple[float, str]:
    match = fuzz.partial_ratio_alignment(lemma, paragraph.text)
    return (
        (
            match.score,
            f"“{paragraph.text[match.dest_start : match.dest_end].strip()}” ({paragraph.place})",
        )
        if match
        else (0.0, "")
    )
