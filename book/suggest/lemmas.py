"""Suggest notes to write: lemmas without a note, and notes whose lemma is not in the text."""

from collections.abc import Iterable, Iterator

from book.model import DraftNote, Suggestion
from book.suggest.reading import AnalyzedParagraph, AnalyzedText
from book.text.similar import most_similar
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
    similar = ((most_similar(lemma, each.text), each.place) for each in paragraphs)
    nearest = max(similar, key=lambda pair: pair[0].score, default=None)
    if nearest is None or not nearest[0].score:
        return "not in the text"
    found, place = nearest
    return f"not in the text; nearest: “{found.words}” ({place})"
