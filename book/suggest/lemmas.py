"""Suggest notes to write: lemmas without a note, and notes whose lemma is not in the text."""

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from book.model import DraftNote, Suggestion
from book.suggest.reading import AnalyzedParagraph, AnalyzedText
from book.text.typography import STRAIGHT


def suggest_lemmas(text: AnalyzedText, notes: tuple[DraftNote, ...]) -> Iterator[Suggestion]:
    """Yield the entries of notes.toml that are empty, and those whose lemma is not in the text."""
    for note in notes:
        lemma = " ".join(note.lemma.split())
        home = _find(lemma, text.paragraphs)
        if home is None:
            detail = _missing(lemma, text.paragraphs)
            yield Suggestion("lemma", note.lemma, note.place, 0, detail, line=note.line)
        elif not note.text.strip():
            place = note.place or str(home.place)
            detail = "the note is empty"
            yield Suggestion("lemma", note.lemma, place, 1, detail, line=note.line)


def _find(lemma: str, paragraphs: Iterable[AnalyzedParagraph]) -> AnalyzedParagraph | None:
    """Return the first paragraph that has a lemma."""
    straight = lemma.translate(STRAIGHT)
    return next((p for p in paragraphs if straight in p.text.translate(STRAIGHT)), None)


def _missing(lemma: str, paragraphs: Iterable[AnalyzedParagraph]) -> str:
    """Return what to say of a lemma that no paragraph has, with the most similar words."""
    similar = (_most_similar(lemma, paragraph) for paragraph in paragraphs)
    score, words = max(similar, key=lambda scored: scored[0], default=(0.0, ""))
    return f"not in the text; nearest: {words}" if score else "not in the text"


def _most_similar(lemma: str, paragraph: AnalyzedParagraph) -> tuple[float, str]:
    """Return the similarity of a paragraph's most similar words, and the words with their place."""
    match = fuzz.partial_ratio_alignment(lemma, paragraph.text)
    if match is None:
        return 0.0, ""
    words = paragraph.text[match.dest_start : match.dest_end].strip()
    return match.score, f"“{words}” ({paragraph.place})"
