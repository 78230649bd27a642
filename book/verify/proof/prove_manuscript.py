"""Prove that a manuscript holds the whole edition, each note at its call."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile

from book.errors import ProofError
from book.model import Edition
from book.text.code_points import tell_apart
from book.text.plaintext import Chapter, NoteText, plain_chapters
from book.verify.proof.expected import CALL, with_marked_calls

SHOWN = 6  # words that an error quotes


def prove_manuscript(edition: Edition, text: str, file: str) -> None:
    """Raise ProofError if the text of a manuscript, read back, does not hold the edition.

    It has each note in the place of its call. White space counts, but not of which kind it is: a
    word processor sets an end of a line and a space in the same way.
    """
    expected, shown = _expected_text(edition).split(), text.split()
    if shown != expected:
        raise ProofError(_describe(expected, shown), file=file)


def prove_metadata(
    edition: Edition, metadata: Mapping[str, str], names: Mapping[str, str], file: str
) -> None:
    """Raise ProofError if a manuscript states something else of the book than the edition.

    `names` are what its metadata calls the title, the subtitle, the author, the date, the language.
    """
    imprint = edition.imprint
    wanted = {
        "title": imprint.title,
        "subtitle": imprint.subtitle,
        "author": edition.work.author,
        "date": imprint.date,
        "language": imprint.language,
    }
    for name, what in names.items():
        expected, found = (
            " ".join(text.split()) for text in (wanted[what], metadata.get(name, ""))
        )
        if expected != found:
            message = f"the metadata: {name}: expected “{expected}”, found “{found}”"
            raise ProofError(message, file=file)


def _describe(expected: Sequence[str], shown: Sequence[str]) -> str:
    """Describe where two rows of words differ.

    >>> _describe(["of", "well-nigh", "all"], ["of", "wellnigh", "all"])
    'after “of”: expected “well-nigh all”, found “wellnigh all”'
    """
    pairs = zip(expected, shown, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    wanted, found = (" ".join(words[same : same + SHOWN]) for words in (expected, shown))
    wanted, found = tell_apart(wanted, found)
    former = " ".join(expected[max(same - SHOWN, 0) : same])
    place = f"after “{former}”: " if former else ""
    return f"{place}expected “{wanted}”, found “{found}”"


def _expected_text(edition: Edition) -> str:
    chapters = plain_chapters(with_marked_calls(edition))
    return "\n".join(text for chapter in chapters for text in _chapter_texts(chapter))


def _chapter_texts(chapter: Chapter) -> Iterator[str]:
    """Yield the text of a chapter with each note in the place of the mark that calls it."""
    notes = iter(chapter.notes)
    for part in chapter.flow:
        if isinstance(part, str):
            first, *others = part.split(CALL)
            yield first
            for note, following in zip(islice(notes, len(others)), others, strict=True):
                yield _with_note(note, following)


def _with_note(note: NoteText, following: str) -> str:
    """Return a note and the text that follows its call, without the mark of the call."""
    return note.text + following.removeprefix(note.mark.removeprefix(CALL))
