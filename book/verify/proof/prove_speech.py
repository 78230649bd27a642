"""Prove that a screen reader says every word of the edition once, in order."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from book.errors import ProofError
from book.model import Edition
from book.text.code_points import tell_apart
from book.text.plaintext import Anchor, Chapter, NoteText, plain_chapters
from book.text.typography import without_hyphens
from book.verify.proof.expected import CALL, text_of_part, with_marked_calls
from book.verify.proof.pages import printed_numbers
from book.verify.readback.pdf import PdfReading

WORDS_BEFORE, WORDS_AFTER = 3, 5  # around a difference, in an error


def prove_speech(edition: Edition, speech: str, reading: PdfReading, file: str) -> None:
    """Raise ProofError if a screen reader does not say the edition, each note after its paragraph.

    `speech` is the text along the structure tree (ISO 14289-1, 7.1: logical reading order). Spaces
    count here, as they separate words.
    """
    lines = spoken_lines(edition, printed_numbers(reading))
    expected = [word for line in lines for word in spoken_words(line)]
    spoken = spoken_words(speech)
    if expected != spoken:
        raise ProofError(_describe_difference(expected, spoken), file=file)


def spoken_lines(edition: Edition, numbers: Mapping[str, str]) -> Iterator[str]:
    for chapter in plain_chapters(with_marked_calls(edition), numbers):
        yield from _chapter_lines(chapter)


def _chapter_lines(chapter: Chapter) -> Iterator[str]:
    """Yield each line, and after it the notes that it calls; CALL marks their calls."""
    notes = iter(chapter.notes)
    for line in chapter.flow:
        if not isinstance(line, Anchor):
            text = text_of_part(line)
            yield text.replace(CALL, "")
            yield from map(_note_line, islice(notes, text.count(CALL)))


def _note_line(note: NoteText) -> str:
    return f"{note.label} {note.text}".replace(CALL, "")


def spoken_words(text: str) -> list[str]:
    """Split a text into its words, without hyphens, which may be those of line ends.

    >>> spoken_words("the ﬁrst inter\\N{SOFT HYPHEN}national law, §\\N{NO-BREAK SPACE}2")
    ['the', 'first', 'international', 'law,', '§', '2']
    """
    return without_hyphens(text).split()


def _describe_difference(expected: Sequence[str], spoken: Sequence[str]) -> str:
    index = _first_difference(expected, spoken)
    wanted, actual = tell_apart(_excerpt(expected, index), _excerpt(spoken, index))
    return f"a screen reader should say “{wanted}” but says “{actual}”"


def _first_difference(first: Sequence[str], second: Sequence[str]) -> int:
    for index, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return index
    return min(len(first), len(second))


def _excerpt(words: Sequence[str], index: int) -> str:
    return " ".join(words[max(0, index - WORDS_BEFORE) : index + WORDS_AFTER])
